package talk

import (
	"slices"
	"time"

	"michinori/app/maturity"
	"michinori/reports"
)

// Minutes of a slide; of the short cut the last alone takes as long: five in
// all.
const minutesOf, minutesShort = 2, 1

// Talk is one talk.
type Talk struct {
	ID              string // safe as a file name
	Lang            maturity.Language
	Title, Subtitle string
	Made            time.Time        // the day it speaks of
	Slides          []Slide          // in the order in which they are told
	Dropped         []Slide          // left out by the speaker
	Order           []maturity.Slide // of all, those left out at the place they are taken in again
	Revision        int              // of what the speaker changed; 0: nothing
}

// Slide is one slide.
type Slide struct {
	Key      maturity.Slide
	Topic    string // what it is about, always the same
	Headline string // what the figures say, or what the speaker makes of it
	Lines    []Line
	Figure   *reports.Figure
	Source   string   // of how many
	Notes    []string // what the speaker says: the number, its meaning, how sure it is
	Minutes  int
	Slots    []Slot // what only the speaker knows

	Suggested Suggestion
	Reworded  bool // the headline is the speaker's
	Renoted   bool // the notes are
	Stale     bool // the figures changed since either was written
	Basis     string
}

// Suggestion is what the figures alone make of a slide.
type Suggestion struct {
	Headline string
	Notes    []string
}

// Line is one line on a slide.
type Line struct {
	Text  string
	Typed bool // in the words of the speaker
	Empty bool // stands where the speaker has written nothing yet
}

// Slot is one thing to write.
type Slot struct {
	Key    string
	Label  string // before the text on the slide; "" leaves it out
	Prompt string
	Text   string
}

// Cut is the talk of five minutes.
func (t Talk) Cut() Talk {
	out := t
	out.Slides = nil
	for _, s := range t.Slides {
		if !slices.Contains(maturity.ShortSlides, s.Key) {
			continue
		}
		if s.Key != maturity.SlideJoin {
			s.Minutes = minutesShort
		}
		out.Slides = append(out.Slides, s)
	}
	return out
}

// Minutes is how long the talk is meant to take.
func (t Talk) Minutes() int {
	sum := 0
	for _, s := range t.Slides {
		sum += s.Minutes
	}
	return sum
}
