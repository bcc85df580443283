package tracker_test

import (
	"strings"
	"testing"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

func codeEvidence(authors ...knowledge.CodeAuthor) knowledge.CodeEvidence {
	return knowledge.CodeEvidence{
		Revision: "abc", AsOf: time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC), Since: time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC),
		Areas: []knowledge.CodeArea{{Key: "billing", Path: "lib/", Paths: []string{"lib/**"}, Files: 10, TruckFactor: 1, Authors: len(authors), People: authors}},
	}
}

func TestCodeIsLaidBesideTheRegister(t *testing.T) {
	onRegister(t, func(w *world) {
		baba, chiba := w.member("馬場"), w.member("千葉")
		_, err := w.tracker.CodeFlags(w.ctx, w.team.ID)
		w.wants(err, maturity.NotFound, "")
		a, err := w.tracker.SaveArea(w.ctx, baba, tracker.SaveArea{
			Team: w.team.ID, NameEN: "Billing", Criticality: "3", Kind: "code", Paths: "lib/**",
		})
		w.must(err)
		w.claims(a, chiba, 1, "")
		w.claims(a, baba, 4, "2026-07-01")
		in := codeEvidence(
			knowledge.CodeAuthor{Name: "B. B.", Email: "Baba@Example.com", Files: 4, RecentFiles: 4, Share: .4, RecentShare: .4, RecentCommits: 9},
			knowledge.CodeAuthor{Name: "千葉", Files: 3, RecentFiles: 3, Share: .3, RecentShare: .3, RecentCommits: 5, Person: "forged"},
			knowledge.CodeAuthor{Name: "root", Email: "root@localhost", Files: 3, Share: .3},
		)
		w.must(w.tracker.ImportCode(w.ctx, chiba, w.team.ID, in))
		who := func() string {
			w.t.Helper()
			got, err := w.tracker.CodeFlags(w.ctx, w.team.ID)
			w.must(err)
			var out []string
			for _, p := range got.Code.Evidence.Areas[0].People {
				m, _ := got.Team.Person(p.Person)
				out = append(out, m.Name)
			}
			return strings.Join(out, ",")
		}
		if got := who(); got != "馬場,千葉," {
			w.t.Errorf("by address and by name: %s", got)
		}
		found, err := w.tracker.CodeFlags(w.ctx, w.team.ID)
		w.must(err)
		hidden := false
		for _, f := range found.Flags {
			hidden = hidden || f.Kind == knowledge.HiddenKnowledge && f.Person == chiba.Person.ID && f.Area == "billing"
		}
		if !hidden {
			w.t.Errorf("flags %+v", found.Flags)
		}

		w.must(w.tracker.MatchAuthors(w.ctx, baba, w.team.ID, map[string]string{"root@localhost": chiba.Person.ID}))
		w.must(w.tracker.MatchAuthors(w.ctx, baba, w.team.ID, map[string]string{"baba@example.com": tracker.NobodyOfTeam}))
		if got := who(); got != ",千葉,千葉" {
			w.t.Errorf("as somebody said: %s", got)
		}
		w.wants(w.tracker.MatchAuthors(w.ctx, baba, w.team.ID, map[string]string{"nobody": chiba.Person.ID}), maturity.NotFound, "")
		w.wants(w.tracker.MatchAuthors(w.ctx, baba, w.team.ID, map[string]string{"root@localhost": "stranger"}), maturity.NotFound, "")

		w.must(w.tracker.ImportCode(w.ctx, chiba, w.team.ID, in)) // what was said stays
		if got := who(); got != ",千葉,千葉" {
			w.t.Errorf("after another import: %s", got)
		}
		w.must(w.tracker.MatchAuthors(w.ctx, baba, w.team.ID, map[string]string{"baba@example.com": ""}))
		w.must(w.tracker.ChangePart(w.ctx, w.champion, w.team.ID, chiba.Person.ID, ""))
		if got := who(); got != "馬場,," {
			w.t.Errorf("after one has left: %s", got)
		}
		if h := w.history(store.ChangeFilter{}); h[0].Verb != store.CodeImported || h[0].ByName != "千葉" ||
			string(h[0].After) != `{"revision":"abc","as_of":"2026-07-01","areas":1}` {
			w.t.Errorf("history %+v", h[0])
		}
		if c := w.register().Claims[a.ID][baba.Person.ID]; c.Level != 4 || c.Revision != 1 {
			w.t.Errorf("code changed a claim: %+v", c)
		}
	})
}

func TestCodeEvidenceIsBounded(t *testing.T) {
	onRegister(t, func(w *world) {
		in := codeEvidence(knowledge.CodeAuthor{Name: "\x00 <script>"})
		in.Areas[0].Path = strings.Repeat("x", 5<<20)
		w.wants(w.tracker.ImportCode(w.ctx, w.champion, w.team.ID, in), maturity.TooLarge, "error.too_large")
		in.Areas[0].Path = "lib/\x00"
		w.must(w.tracker.ImportCode(w.ctx, w.champion, w.team.ID, in))
		got, err := w.db.CodeEvidenceOf(w.ctx, w.team.ID)
		w.must(err)
		if got.Evidence.Areas[0].People[0].Name != "\x00 <script>" || !got.ImportedAt.Equal(w.now) || got.ImportedBy != w.champion.Person.ID {
			w.t.Errorf("stored %+v", got)
		}
	})
}
