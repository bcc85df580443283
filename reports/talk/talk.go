package talk

import (
	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/quarter"
)

// The keys of the slides, in the order in which they are told.
const (
	Here    = "here"
	Concern = "concern"
	Meaning = "meaning"
	Quarter = "quarter"
	Absence = "absence"
	Hours   = "hours"
	Night   = "night"
	Promise = "promise"
	Tried   = "tried"
	Join    = "join"

	minutesOf = 2 // of each slide; of the short cut, of the last alone: five in all
)

// Keys are the ten slides in their order; Short is the cut of four.
var (
	Keys  = []string{Here, Concern, Meaning, Quarter, Absence, Hours, Night, Promise, Tried, Join}
	Short = []string{Here, Absence, Night, Join}
)

// Talk is one talk.
type Talk struct {
	Lang            maturity.Language
	Title, Subtitle string
	Slides          []Slide
}

// Slide is one slide.
type Slide struct {
	Key      string // permanent
	Headline string
	Lines    []string
	Notes    []string // what the speaker says: the number, its meaning, how sure it is
	Minutes  int
	Figure   *reports.Figure
	Slot     string // the key of what only the speaker knows, or ""
	Prompt   string // what to write there
	Filled   bool
}

// Deck makes the talk on an organisation or a group. Slots that are not filled
// leave an honest line. It says nothing of single teams, so that it is the same
// whether their names are hidden or not.
func Deck(l maturity.Language, in quarter.Organisation, edits Edits, short bool) Talk {
	t := Talk{Lang: l, Title: say(l, "title"), Subtitle: in.Scope.Organisation}
	if in.Group != "" {
		t.Subtitle += " / " + in.Group
	}
	now := in.Now()
	if now.Key != "" {
		t.Subtitle += " · " + now.Key
	}
	d := deck{l: l, in: in, now: now}
	for _, key := range Keys {
		t.Slides = append(t.Slides, d.slide(key))
	}
	t.Slides = edits.apply(l, t.Slides, short)
	for i := range t.Slides {
		if short && t.Slides[i].Key != Join {
			t.Slides[i].Minutes = 1
		}
	}
	return t
}
