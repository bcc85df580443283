package knowledge_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"michinori/app/knowledge"
)

func flagText(flags []knowledge.Flag) string {
	var out []string
	for _, f := range flags {
		text := fmt.Sprintf("%s %s", f.Area, f.Kind)
		if f.Warning {
			text += "!"
		}
		out = append(out, fmt.Sprintf("%s %s/%s level %d share %v answered %v", text, f.Person, f.Author, f.Level, f.Share, f.Answered))
	}
	return strings.Join(out, "; ")
}

func TestReconcile(t *testing.T) {
	t.Parallel()
	fresh := operated(3, "2026-09-01")
	type claims = map[string]knowledge.Claim
	active := knowledge.CodeAuthor{Name: "Aoki A", Person: "aoki", Files: 9, Share: .9, RecentFiles: 3, RecentShare: .3, RecentCommits: 4}
	with := func(change func(a *knowledge.CodeAuthor)) knowledge.CodeAuthor {
		out := active
		change(&out)
		return out
	}
	crowd := func() []knowledge.CodeAuthor {
		out := make([]knowledge.CodeAuthor, knowledge.MaxCodeAuthors)
		for i := range out {
			out[i].Name = "somebody"
		}
		return out
	}
	tests := []struct {
		name   string
		claims claims
		code   knowledge.CodeArea
		want   string
	}{
		{"they agree", claims{"aoki": fresh}, knowledge.CodeArea{People: []knowledge.CodeAuthor{active}}, ""},
		{"a claim without trace", claims{"aoki": {Level: 3}}, knowledge.CodeArea{}, "batch claim_without_trace aoki/ level 3 share 0 answered false"},
		{"answered by evidence", claims{"aoki": fresh}, knowledge.CodeArea{}, "batch claim_without_trace aoki/ level 3 share 0 answered true"},
		{"evidence of teaching answers nothing", claims{"aoki": {Level: 4, EvidenceAt: on("2026-09-01"), EvidenceKind: knowledge.Taught}}, knowledge.CodeArea{},
			"batch claim_without_trace aoki/ level 4 share 0 answered false"},
		{"a trace of long ago is none", claims{"aoki": {Level: 3}}, knowledge.CodeArea{People: []knowledge.CodeAuthor{{Name: "A", Person: "aoki", Share: 1, Files: 9}}},
			"batch claim_without_trace aoki/ level 3 share 0 answered false"},
		{"level 2 needs no trace", claims{"aoki": {Level: 2}}, knowledge.CodeArea{}, ""},
		{"who left needs none", claims{"doi": fresh}, knowledge.CodeArea{}, ""},
		{"may stand further down a full list", claims{"aoki": fresh}, knowledge.CodeArea{People: crowd()}, ""},
		{"hidden knowledge", claims{"aoki": {Level: 2}}, knowledge.CodeArea{People: []knowledge.CodeAuthor{active}},
			"batch hidden_knowledge aoki/Aoki A level 2 share 0.3 answered false"},
		{"hidden without a claim, from a quarter on", nil, knowledge.CodeArea{People: []knowledge.CodeAuthor{with(func(a *knowledge.CodeAuthor) { a.RecentShare = .25 })}},
			"batch hidden_knowledge aoki/Aoki A level 0 share 0.25 answered false"},
		{"less than a quarter", nil, knowledge.CodeArea{People: []knowledge.CodeAuthor{with(func(a *knowledge.CodeAuthor) { a.RecentShare = .249 })}}, ""},
		{"two names of one person", nil, knowledge.CodeArea{People: []knowledge.CodeAuthor{
			with(func(a *knowledge.CodeAuthor) { a.RecentShare = .125 }), with(func(a *knowledge.CodeAuthor) { a.RecentShare, a.Name = .125, "a" }),
		}}, "batch hidden_knowledge aoki/Aoki A level 0 share 0.25 answered false"},
		{"an old claim is still one of level 3", claims{"aoki": {Level: 3}}, knowledge.CodeArea{People: []knowledge.CodeAuthor{active}}, ""},
		{"the top author left the repository", nil, knowledge.CodeArea{DepartedTopAuthor: true, People: []knowledge.CodeAuthor{{Name: "Old", Share: .8}}},
			"batch ghost_owner! /Old level 0 share 0.8 answered false"},
		{"the top author left the team", claims{"doi": fresh}, knowledge.CodeArea{People: []knowledge.CodeAuthor{{Name: "D", Person: "doi", Share: .8}}},
			"batch ghost_owner! doi/D level 3 share 0.8 answered false"},
		{"the top author is in no register", nil, knowledge.CodeArea{People: []knowledge.CodeAuthor{{Name: "X", Person: "xavier", Share: .8}}},
			"batch ghost_owner! xavier/X level 0 share 0.8 answered false"},
		{"long silent and still here", nil, knowledge.CodeArea{DepartedTopAuthor: true, People: []knowledge.CodeAuthor{{Name: "A", Person: "aoki", Share: .8}}}, ""},
		{"two on paper, one in the code", claims{"aoki": fresh, "baba": fresh},
			knowledge.CodeArea{TruckFactor: 1, People: []knowledge.CodeAuthor{active, with(func(a *knowledge.CodeAuthor) { a.Person = "baba" })}},
			"batch paper_depth! aoki/Aoki A level 3 share 0.9 answered false"},
		{"two in the code as well", claims{"aoki": fresh, "baba": fresh},
			knowledge.CodeArea{TruckFactor: 2, People: []knowledge.CodeAuthor{active, with(func(a *knowledge.CodeAuthor) { a.Person = "baba" })}}, ""},
		{"one on paper too", claims{"aoki": fresh, "baba": {Level: 3}},
			knowledge.CodeArea{TruckFactor: 1, People: []knowledge.CodeAuthor{active, with(func(a *knowledge.CodeAuthor) { a.Person = "baba" })}}, ""},
	}
	for _, tt := range tests {
		r := team()
		r.Areas = []knowledge.Area{{Key: "batch", Criticality: 3, Paths: []string{"batch/**"}, Claims: tt.claims}}
		tt.code.Key = "batch"
		if got := flagText(knowledge.Reconcile(r, knowledge.CodeEvidence{Areas: []knowledge.CodeArea{tt.code}})); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestReconcileFindsTheArea(t *testing.T) {
	t.Parallel()
	r := team() // dns, batch, wiki, deploy, without paths
	departed := knowledge.CodeArea{DepartedTopAuthor: true}
	evidence := func(key string, paths ...string) knowledge.CodeArea {
		out := departed
		out.Key, out.Paths = key, paths
		return out
	}
	code := knowledge.CodeEvidence{Areas: []knowledge.CodeArea{evidence("dns"), evidence("wiki"), evidence("", "lib/**", "batch/**"), evidence("gone")}}
	for i := range r.Areas {
		r.Areas[i].Claims = nil
	}
	if got := knowledge.Reconcile(r, code); got != nil {
		t.Errorf("areas without paths: %v", got)
	}
	r.Areas[0].Paths = []string{"dns/"}
	r.Areas[1].Paths = []string{"batch/**", "lib/**"}
	r.Areas[2].Paths = []string{"wiki/"}
	r.Areas[3].Paths = []string{"batch/**"}
	want := "batch ghost_owner! / level 0 share 0 answered false; dns ghost_owner! / level 0 share 0 answered false; wiki ghost_owner! / level 0 share 0 answered false"
	if got := flagText(knowledge.Reconcile(r, code)); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestReconcileIsTheTable states the table of the four questions once more, for
// every level, share and state of one person.
func TestReconcileIsTheTable(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		level := rapid.IntRange(0, 4).Draw(t, "level")
		share := float64(rapid.IntRange(0, 8).Draw(t, "eighths")) / 8
		here, factor := rapid.Bool().Draw(t, "here"), rapid.IntRange(0, 3).Draw(t, "factor")
		r := knowledge.Register{AsOf: on("2026-09-30"), People: []knowledge.Person{{Key: "p"}, {Key: "q"}}}
		if !here {
			r.People[0].ActiveTo = on("2026-09-29")
		}
		r.Areas = []knowledge.Area{{Key: "a", Criticality: 2, Paths: []string{"a/"}, Claims: map[string]knowledge.Claim{
			"p": operated(level, "2026-09-01"), "q": operated(3, "2026-09-01"),
		}}}
		flags := knowledge.Reconcile(r, knowledge.CodeEvidence{Areas: []knowledge.CodeArea{{Key: "a", TruckFactor: factor, People: []knowledge.CodeAuthor{
			{Name: "P", Person: "p", RecentShare: share}, {Name: "Q", Person: "q", RecentCommits: 1},
		}}}})
		got := map[knowledge.FlagKind]bool{}
		for _, f := range flags {
			got[f.Kind] = true
			warns := f.Kind == knowledge.GhostOwner || f.Kind == knowledge.PaperDepth
			if f.Person != "p" || f.Warning != warns {
				t.Fatalf("%+v", f)
			}
		}
		want := map[knowledge.FlagKind]bool{
			knowledge.ClaimWithoutTrace: here && level >= 3 && share == 0,
			knowledge.HiddenKnowledge:   here && level <= 2 && share >= .25,
			knowledge.GhostOwner:        !here,
			knowledge.PaperDepth:        here && level >= 3 && factor == 1,
		}
		for _, kind := range knowledge.FlagKinds {
			if got[kind] != want[kind] {
				t.Fatalf("%s: %v, want %v", kind, got[kind], want[kind])
			}
		}
	})
}
