package maturity

import "slices"

// Slide is the permanent key of one slide of the talk about a round.
type Slide string

// The slides, in the order in which they are told.
const (
	SlideHere    Slide = "here"
	SlideConcern Slide = "concern"
	SlideMeaning Slide = "meaning"
	SlideQuarter Slide = "quarter"
	SlideAbsence Slide = "absence"
	SlideHours   Slide = "hours"
	SlideNight   Slide = "night"
	SlidePromise Slide = "promise"
	SlideTried   Slide = "tried"
	SlideJoin    Slide = "join"
)

// Slides are all of them; ShortSlides is the cut of five minutes.
var (
	Slides = []Slide{
		SlideHere, SlideConcern, SlideMeaning, SlideQuarter, SlideAbsence, SlideHours, SlideNight, SlidePromise, SlideTried, SlideJoin,
	}
	ShortSlides = []Slide{SlideHere, SlideAbsence, SlideNight, SlideJoin}
)

// SlotKeys are what only the speaker knows: a near-miss, an SLO and what it
// decided, what was given up, and what, when, where and how to join.
var SlotKeys = []string{"near_miss", "slo", "decision", "abandoned", "what", "when", "where", "how"}

// DeckEdits are what the speaker of a talk changed. Numbers are never in them:
// they are counted anew for each talk.
type DeckEdits struct {
	Order     []Slide           `json:"order,omitempty"` // slides it leaves out follow in theirs
	Dropped   []Slide           `json:"dropped,omitempty"`
	Headlines map[Slide]Wording `json:"headlines,omitempty"`
	Notes     map[Slide]Wording `json:"notes,omitempty"`
	Slots     map[string]string `json:"slots,omitempty"`
}

// Wording is a text of the speaker, with a name of the numbers that the slide
// told when it was written.
type Wording struct {
	Text  string `json:"text"`
	Basis string `json:"basis"`
}

// InOrder returns all slides as the speaker orders them, each once.
func (e DeckEdits) InOrder() []Slide {
	var out []Slide
	for _, key := range append(slices.Clone(e.Order), Slides...) {
		if slices.Contains(Slides, key) && !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out
}

// Drops reports whether the speaker leaves a slide out.
func (e DeckEdits) Drops(s Slide) bool { return slices.Contains(e.Dropped, s) }

// Move puts a slide before the one that is told before it, or behind the next
// one; slides that are left out do not count. At either end it stays.
func (e *DeckEdits) Move(s Slide, up bool) {
	order := e.InOrder()
	from, step := slices.Index(order, s), 1
	if up {
		step = -1
	}
	to := from + step
	for to >= 0 && to < len(order) && e.Drops(order[to]) {
		to += step
	}
	if from < 0 || to < 0 || to >= len(order) {
		return
	}
	order = slices.Delete(order, from, from+1)
	e.Order = slices.Insert(order, to, s)
}

// Drop leaves a slide out; Restore takes it in again, at its old place.
func (e *DeckEdits) Drop(s Slide) {
	if !e.Drops(s) {
		e.Dropped = append(e.Dropped, s)
	}
}

// Restore undoes Drop.
func (e *DeckEdits) Restore(s Slide) {
	e.Dropped = slices.DeleteFunc(e.Dropped, func(x Slide) bool { return x == s })
}

// Reset goes back to the suggested words of a slide; what only the speaker
// knows stays.
func (e *DeckEdits) Reset(s Slide) {
	delete(e.Headlines, s)
	delete(e.Notes, s)
}

// Keep says that the words of the speaker still fit the numbers named by basis.
func (e *DeckEdits) Keep(s Slide, basis string) {
	for _, of := range []map[Slide]Wording{e.Headlines, e.Notes} {
		if w, ok := of[s]; ok {
			of[s] = Wording{w.Text, basis}
		}
	}
}
