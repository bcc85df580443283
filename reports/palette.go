package reports

import (
	"encoding/json"
	"strconv"

	"michinori/app/maturity"
)

// role names what a colour is for. A page may give each role another colour
// through the custom property --figure-ROLE, as it does in the dark.
type role string

// The roles.
const (
	ink     role = "ink"     // text and marks
	muted   role = "muted"   // text and marks that stand back
	rule    role = "rule"    // axes
	band    role = "band"    // every second level in the background
	surface role = "surface" // behind everything, inside hollow marks
	accent  role = "accent"  // this round
)

func levelRole(level int) role { return role("level-" + strconv.Itoa(level)) }

// onLevel is for text on the colour of a level.
func onLevel(level int) role { return role("on-level-" + strconv.Itoa(level)) }

func dimensionRole(d maturity.Dimension) role { return role(d) }

// light holds the colour of each role on white. They were chosen together with
// those of the style sheet for the dark: every mark keeps a contrast of 3:1 to
// its background, and the five dimensions stay apart for people who see red,
// green or blue differently. All values differ, since the page finds a role by
// its colour.
var light = map[role]string{
	ink:          "#1b1f24",
	muted:        "#59636e",
	rule:         "#818b96",
	band:         "#eef1f4",
	surface:      "#ffffff",
	accent:       "#0f5cc0",
	"level-0":    "#8b8f96",
	"level-1":    "#6d86a8",
	"level-2":    "#3f74b8",
	"level-3":    "#1f5291",
	"level-4":    "#0b2f5e",
	"on-level-0": "#101317",
	"on-level-1": "#111418",
	"on-level-2": "#fefefe",
	"on-level-3": "#fdfdfd",
	"on-level-4": "#fcfcfc",
	"toil":       "#cd6815",
	"bus":        "#1140b8",
	"incident":   "#7d0a6d",
	"slo":        "#04966c",
	"learn":      "#3d3206",
}

// dark holds the colours for a dark background, those of the style sheet.
var dark = map[role]string{
	ink:          "#e8ebee",
	muted:        "#a5aeb8",
	rule:         "#78828d",
	band:         "#272e39",
	surface:      "#1c2129",
	accent:       "#6ea8ff",
	"level-0":    "#6a7079",
	"level-1":    "#6c90bf",
	"level-2":    "#8fbcf0",
	"level-3":    "#b9daf9",
	"level-4":    "#e9f4ff",
	"on-level-0": "#ffffff",
	"on-level-1": "#0c0e11",
	"on-level-2": "#0c0e11",
	"on-level-3": "#0c0e11",
	"on-level-4": "#0c0e11",
	"toil":       "#d96c1e",
	"bus":        "#5a86ff",
	"incident":   "#ffa7ee",
	"slo":        "#58efa8",
	"learn":      "#e6f25c",
}

func colour(r role) string { return light[r] }

var paletteJSON = func() string {
	byColour := make(map[string]role, len(light))
	for r, c := range light {
		byColour[c] = r
	}
	out, err := json.Marshal(byColour)
	if err != nil {
		panic(err) // a map of strings
	}
	return string(out)
}()

// mark is how a dimension is told apart without its colour.
type mark struct {
	symbol string
	turned int // degrees
	line   string
}

func dimensionMark(d maturity.Dimension) mark {
	switch d {
	case maturity.Toil:
		return mark{symbol: "circle", line: "solid"}
	case maturity.Bus:
		return mark{symbol: "rect", line: "dashed"}
	case maturity.Incident:
		return mark{symbol: "triangle", line: "solid"}
	case maturity.SLO:
		return mark{symbol: "diamond", line: "dotted"}
	default:
		return mark{symbol: "triangle", turned: 180, line: "dashed"}
	}
}
