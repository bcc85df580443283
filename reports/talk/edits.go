package talk

import (
	"slices"
	"strings"

	"michinori/app/maturity"
)

// Edited is the talk as the speaker wants it.
func (t Talk) Edited(e maturity.DeckEdits) Talk {
	out := t
	out.Slides, out.Dropped, out.Order = nil, nil, nil
	for _, key := range e.InOrder() {
		i := slices.IndexFunc(t.Slides, func(s Slide) bool { return s.Key == key })
		if i < 0 {
			continue
		}
		s := edited(t.Lang, e, t.Slides[i])
		out.Order = append(out.Order, key)
		if e.Drops(key) {
			out.Dropped = append(out.Dropped, s)
		} else {
			out.Slides = append(out.Slides, s)
		}
	}
	return out
}

func edited(l maturity.Language, e maturity.DeckEdits, s Slide) Slide {
	s.Lines, s.Slots = slices.Clone(s.Lines), slices.Clone(s.Slots)
	if w, ok := e.Headlines[s.Key]; ok {
		s.Headline, s.Reworded = w.Text, true
		s.Stale = w.Basis != s.Basis
	}
	if w, ok := e.Notes[s.Key]; ok {
		s.Notes, s.Renoted = strings.Split(w.Text, "\n"), true
		s.Stale = s.Stale || w.Basis != s.Basis
	}
	for i := range s.Slots {
		slot := &s.Slots[i]
		slot.Text = e.Slots[slot.Key]
		if slot.Text == "" {
			continue
		}
		text := slot.Text
		if slot.Label != "" {
			text = slot.Label + maturity.Text{JA: "：", EN: ": "}.In(l) + slot.Text
		}
		s.Lines = append(s.Lines, Line{Text: text, Typed: true})
	}
	if s.Key == maturity.SlideConcern && len(s.Lines) == 0 {
		s.Lines = []Line{{Text: maturity.Text{JA: "（話し手による記入はまだありません）", EN: "(The speaker has written nothing here yet.)"}.In(l), Empty: true}}
	}
	return s
}
