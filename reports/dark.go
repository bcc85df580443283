package reports

import (
	"bytes"
	"encoding/json"
	"strings"
)

// toDark is the dark colour for each light one.
var toDark = func() map[string]string {
	out := make(map[string]string, len(light))
	for r, c := range light {
		out[c] = dark[r]
	}
	return out
}()

// InDark returns the same figure with an option in dark colours on a dark
// background; all else stays. Of a figure that draws nothing it changes nothing.
func (f Figure) InDark() Figure {
	read := json.NewDecoder(bytes.NewReader(f.Option))
	read.UseNumber() // a number is written as it was read
	var option map[string]any
	if read.Decode(&option) != nil {
		return f
	}
	option = recoloured(option, "").(map[string]any)
	option["backgroundColor"] = dark[surface]
	if out, err := json.Marshal(option); err == nil {
		f.Option = out
	}
	return f
}

// recoloured replaces light colours where a colour stands, as the page's script
// does: below a key that ends with "color". A name that reads like one stays.
func recoloured(v any, key string) any {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			v[k] = recoloured(x, k)
		}
	case []any:
		for i, x := range v {
			v[i] = recoloured(x, key)
		}
	case string:
		if c, ok := toDark[v]; ok && strings.HasSuffix(strings.ToLower(key), "color") {
			return c
		}
	}
	return v
}

// Inks returns the colours of what is written around a figure: its words, those
// that stand back, and what is behind them.
func Inks(onDark bool) (words, back, behind string) {
	if onDark {
		return dark[ink], dark[muted], dark[surface]
	}
	return colour(ink), colour(muted), colour(surface)
}
