package talk

import (
	"slices"
	"strings"

	"michinori/app/maturity"
)

// Edits are what the speaker changed. Keys that no slide has are ignored.
type Edits struct {
	Order     []string            `json:"order,omitempty"` // slides it leaves out follow in theirs
	Dropped   []string            `json:"dropped,omitempty"`
	Headlines map[string]string   `json:"headlines,omitempty"`
	Lines     map[string][]string `json:"lines,omitempty"`
	Slots     map[string]string   `json:"slots,omitempty"`
}

// apply returns the slides as the speaker wants them.
func (e Edits) apply(l maturity.Language, slides []Slide, short bool) []Slide {
	var out []Slide
	for _, key := range append(slices.Clone(e.Order), Keys...) {
		i := slices.IndexFunc(slides, func(s Slide) bool { return s.Key == key })
		told := slices.ContainsFunc(out, func(s Slide) bool { return s.Key == key })
		left := slices.Contains(e.Dropped, key) || short && !slices.Contains(Short, key)
		if i >= 0 && !told && !left {
			out = append(out, e.change(l, slides[i]))
		}
	}
	return out
}

func (e Edits) change(l maturity.Language, s Slide) Slide {
	if h := strings.TrimSpace(e.Headlines[s.Key]); h != "" {
		s.Headline = h
	}
	if lines, ok := e.Lines[s.Key]; ok {
		s.Lines = slices.Clone(lines)
	}
	if s.Slot == "" {
		return s
	}
	text := strings.TrimSpace(e.Slots[s.Slot])
	s.Filled = text != ""
	if !s.Filled {
		text = say(l, "unfilled")
	}
	s.Lines = append(s.Lines, text)
	return s
}
