package maturity_test

import (
	"slices"
	"testing"

	"michinori/app/maturity"
)

func TestDeckOrder(t *testing.T) {
	t.Parallel()
	var e maturity.DeckEdits
	e.Move(maturity.SlideHere, true)
	e.Move(maturity.SlideJoin, false)
	e.Move("nowhere", true)
	if !slices.Equal(e.InOrder(), maturity.Slides) {
		t.Errorf("moves beyond the ends give %v", e.InOrder())
	}
	e.Drop(maturity.SlideConcern)
	e.Drop(maturity.SlideConcern)
	e.Move(maturity.SlideMeaning, true) // over the one that is left out
	if got := e.InOrder(); got[0] != maturity.SlideMeaning || got[1] != maturity.SlideHere || len(e.Dropped) != 1 {
		t.Errorf("order %v, dropped %v", got, e.Dropped)
	}
	e.Move(maturity.SlideMeaning, false)
	e.Restore(maturity.SlideConcern)
	if got := e.InOrder(); len(got) != len(maturity.Slides) || e.Drops(maturity.SlideConcern) || got[0] != maturity.SlideHere {
		t.Errorf("order %v, dropped %v", got, e.Dropped)
	}
}

func TestDeckWords(t *testing.T) {
	t.Parallel()
	e := maturity.DeckEdits{
		Headlines: map[maturity.Slide]maturity.Wording{maturity.SlideHere: {Text: "a", Basis: "old"}},
		Notes:     map[maturity.Slide]maturity.Wording{maturity.SlideJoin: {Text: "b", Basis: "old"}},
		Slots:     map[string]string{"when": "tomorrow"},
	}
	e.Keep(maturity.SlideHere, "new")
	if e.Headlines[maturity.SlideHere].Basis != "new" || e.Notes[maturity.SlideJoin].Basis != "old" {
		t.Errorf("kept %+v", e)
	}
	e.Reset(maturity.SlideHere)
	e.Reset(maturity.SlideJoin)
	if len(e.Headlines)+len(e.Notes) > 0 || e.Slots["when"] == "" {
		t.Errorf("after going back %+v", e)
	}
}
