package quarter_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/document"
	"michinori/reports/quarter"
)

// TestWall: each figure is one that stands in the report, with the sentence that
// answers its question there; names of teams stand nowhere.
func TestWall(t *testing.T) {
	t.Parallel()
	in := rich()
	day := []adoption.Progress{{Day: time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC), Ever: 4, Still: 3, Eligible: 12}}
	in.Practices[0].Days = day
	for _, l := range maturity.Languages {
		report := quarter.ForLeaders(l, in, false)
		said, figures := textsOf(report), report.Figures()
		wall := quarter.Wall(l, in)
		if len(wall) != 7 {
			t.Errorf("%s: %d sections", l, len(wall))
		}
		for _, s := range wall {
			f := s.Figures[0]
			i := slices.IndexFunc(figures, func(x reports.Figure) bool { return x.ID == f.ID })
			if i < 0 || string(figures[i].Option) != string(f.Option) {
				t.Errorf("%s: %s is drawn otherwise than in the report", l, f.ID)
			}
			for _, sentence := range s.Sentences {
				if !slices.Contains(said, sentence) {
					t.Errorf("%s: the report does not say %q", l, sentence)
				}
			}
		}
		all := strings.Join(textsOf(document.Document{Lead: wall}), "\n")
		if strings.Contains(all, "決済") || strings.Contains(all, "%!") {
			t.Errorf("%s: %s", l, all)
		}
	}
}

// TestWallTellsNothingOfFew: below FewTeams there is no figure, of this round or
// of one before.
func TestWallTellsNothingOfFew(t *testing.T) {
	t.Parallel()
	in := rich()
	in.Rounds[0].Funnel.Shared = quarter.FewTeams - 1
	for _, s := range quarter.Wall(maturity.English, in) {
		if strings.Contains(string(s.Figures[0].Option), in.Rounds[0].Key) {
			t.Errorf("%s tells of a round of few teams", s.Key)
		}
	}
	in.Rounds[1].Funnel.Shared = quarter.FewTeams - 1
	for _, o := range []quarter.Organisation{in, {}} {
		wall := quarter.Wall(maturity.English, o)
		if len(wall) != 1 || len(wall[0].Figures) != 0 || len(wall[0].Sentences) != 1 {
			t.Errorf("%+v", wall)
		}
	}
}
