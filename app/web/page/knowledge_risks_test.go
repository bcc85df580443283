package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/web/locale"
)

// risksOf is the page of a register without a database.
func risksOf(t *testing.T, l maturity.Language, r knowledge.Register) *Risks {
	t.Helper()
	catalog, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	var stored store.TeamRegister
	for _, a := range r.Areas {
		stored.Areas = append(stored.Areas, store.Area{Area: a})
	}
	return NewRisks(NewKnowledge(Base{Texts: catalog.In(l)}, maturity.Team{}, RegisterRisks, stored, r))
}

var riskDay = time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC)

func fresh(level int) knowledge.Claim {
	return knowledge.Claim{Level: level, EvidenceAt: riskDay, EvidenceKind: knowledge.Operated}
}

func riskArea(key string, claims map[string]knowledge.Claim) knowledge.Area {
	return knowledge.Area{Key: key, Name: maturity.Text{JA: key, EN: key}, Criticality: 3, Claims: claims}
}

// Many people, each alone in an area: the factor is an upper bound, and says so.
func TestManyPeopleAreNotAllTried(t *testing.T) {
	t.Parallel()
	r := knowledge.Register{AsOf: riskDay}
	for i := range 30 {
		p := fmt.Sprintf("p%02d", i)
		r.People = append(r.People, knowledge.Person{Key: p, Name: p})
		r.Areas = append(r.Areas, riskArea("a"+p, map[string]knowledge.Claim{p: fresh(3)}))
	}
	for l, want := range map[maturity.Language]string{maturity.Japanese: "多くても16人", maturity.English: "at most 16"} {
		p := risksOf(t, l, r)
		if !strings.Contains(p.Factors()[0], want) || len(p.Removals()) != 1 || !slices.Contains(p.RemovalNotes(), p.T("removal.at_most")) {
			t.Errorf("%s: %v, %v, %v", l, p.Factors(), p.Removals(), p.RemovalNotes())
		}
	}
	r.People, r.Areas = r.People[:7], r.Areas[:7]
	if p := risksOf(t, maturity.English, r); len(p.Removals()) != 20 || len(p.RemovalNotes()) != 3 {
		t.Errorf("%d groups and %v, want 20 and a note that there may be more", len(p.Removals()), p.RemovalNotes())
	}
}

func TestPairsInAnAreaThatNobodyCanTeach(t *testing.T) {
	t.Parallel()
	people := []knowledge.Person{{Key: "a", Name: "Aoki"}, {Key: "b", Name: "Baba"}}
	stale := knowledge.Claim{Level: 3}
	tests := map[string]struct {
		claims map[string]knowledge.Claim
		want   []string
	}{
		"one has done it": {map[string]knowledge.Claim{"a": stale, "b": {Level: 2}}, []string{
			"Aoki does dns once and notes the day, because the claim has no fresh evidence.",
			"Baba (now at level 2) sits beside Aoki doing dns and writes the steps down.",
		}},
		"nobody has": {map[string]knowledge.Claim{"b": {Level: 1}}, []string{
			"Nobody can teach dns today, so Baba (now at level 1) works it out and writes it down.",
		}},
		"one can": {map[string]knowledge.Claim{"a": fresh(4), "b": {Level: 2}}, []string{
			"Baba (now at level 2) learns dns from Aoki.",
		}},
	}
	for name, tt := range tests {
		p := risksOf(t, maturity.English, knowledge.Register{AsOf: riskDay, People: people, Areas: []knowledge.Area{riskArea("dns", tt.claims)}})
		var got []string
		for _, pair := range p.Pairs() {
			got = append(got, pair.Text)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestNoCriticalArea(t *testing.T) {
	t.Parallel()
	a := riskArea("wiki", nil)
	a.Criticality = 1
	p := risksOf(t, maturity.English, knowledge.Register{AsOf: riskDay, Areas: []knowledge.Area{a}})
	if got := p.Factors(); len(got) != 1 || got[0] != p.T("risks.factor.none") || p.Removals() != nil {
		t.Errorf("%v, %v", got, p.Removals())
	}
}
