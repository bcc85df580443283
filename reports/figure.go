package reports

import (
	"encoding/json"
	"strings"

	"michinori/app/maturity"
)

// Figure is one report: what a page, a file or a slide needs to show it. Each
// part says the same; the table alone is enough. Every picture of it, live or
// still, is drawn from its option.
type Figure struct {
	ID      string            // safe as an HTML id and as a file name
	Lang    maturity.Language // of every text in it
	Title   string
	Caption string   // how to read it
	N       string   // n of N
	Summary string   // what the picture shows, for those who do not see it
	Notes   []string // what a fair reader must know beside the picture

	Option json.RawMessage // an echarts option without functions, in light colours
	Height int             // of the picture on the page, in CSS pixels

	Table      Table
	TableLabel string // what the table is called where it is folded away
}

// Drawn reports whether there is anything to draw.
func (f Figure) Drawn() bool { return len(f.Option) > 0 }

// Palette returns the roles of the colours in Option as JSON, colour to role.
// The page replaces each by the value of its custom property --figure-ROLE.
func (Figure) Palette() string { return paletteJSON }

// identifier makes s safe as an HTML id, a fragment and a file name; where
// nothing is left of it, it returns otherwise.
func identifier(s, otherwise string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return '-'
	}, s)
	if strings.Trim(s, "-") == "" {
		return otherwise
	}
	return s
}
