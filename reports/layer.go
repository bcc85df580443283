package reports

import "github.com/go-echarts/go-echarts/v2/opts"

// layer is a series whose marks go-echarts has no words for.
type layer struct {
	series
	Style  *markStyle     `json:"itemStyle,omitempty"`
	Encode map[string]int `json:"encode,omitempty"`
}

// markStyle is a style of go-echarts with dashes and hatching, by which marks
// are told apart without their colour.
type markStyle struct {
	opts.ItemStyle
	BorderType string `json:"borderType,omitempty"`
	Decal      *decal `json:"decal,omitempty"`
}

// decal is the hatching over a mark.
type decal struct {
	Symbol     string  `json:"symbol"`
	DashArrayX []int   `json:"dashArrayX"`
	DashArrayY []int   `json:"dashArrayY"`
	Rotation   float64 `json:"rotation"`
	Color      string  `json:"color"`
}

// hatching is thin slanted lines.
func hatching(r role) *decal {
	return &decal{Symbol: "rect", DashArrayX: []int{1, 0}, DashArrayY: []int{1, 5}, Rotation: -0.785, Color: colour(r)}
}

// styled is an item with such a style.
type styled struct {
	item
	ItemStyle *markStyle `json:"itemStyle,omitempty"`
}

// filled is a plain mark. The border in the colour of the background keeps
// neighbours apart.
func filled(r role) *markStyle {
	return &markStyle{ItemStyle: opts.ItemStyle{Color: colour(r), BorderColor: colour(surface), BorderWidth: 1}}
}

// outlined is a hollow mark.
func outlined(r role) *markStyle {
	return &markStyle{ItemStyle: opts.ItemStyle{Color: colour(surface), BorderColor: colour(r), BorderWidth: 1.5}}
}

// dashedOutline is a hollow mark for what is not known.
func dashedOutline(r role) *markStyle {
	s := outlined(r)
	s.BorderType = "dashed"
	return s
}

// hatched is a hollow mark under slanted lines.
func hatched(r role) *markStyle {
	s := outlined(r)
	s.Decal = hatching(r)
	return s
}

// invisible is for a mark of size 0, which would still show its border.
func invisible() *markStyle {
	return &markStyle{ItemStyle: opts.ItemStyle{Color: "transparent", BorderColor: "transparent"}}
}

// behind is what stands behind a text on such a mark: hatching would make it
// hard to read.
func (s *markStyle) behind() string {
	if s.Decal == nil {
		return ""
	}
	return colour(surface)
}
