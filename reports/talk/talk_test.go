package talk_test

import (
	"strings"
	"testing"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/quarter"
	"michinori/reports/talk"
)

func organisation() quarter.Organisation {
	return quarter.Organisation{
		Scope: quarter.Scope{Organisation: "Kawara"},
		Teams: []quarter.Team{{Name: "Zebra Lantern"}},
		Rounds: []quarter.Round{{
			Key: "2026-Q3", Funnel: quarter.Funnel{Invited: 8, Shared: 6}, Registers: 2,
			Levels: map[maturity.Dimension]reports.LevelCount{
				maturity.Toil: {Teams: [5]int{3, 2, 1}}, maturity.SLO: {Teams: [5]int{0, 1, 5}},
			},
			Changes: map[maturity.Dimension]quarter.Moves{maturity.Toil: {Rose: 1, Same: 4, Fell: 1}},
			Areas:   []knowledge.AreaCount{{Criticality: 3, Areas: 9, Single: 4, Orphan: 1}},
			Toil:    quarter.Toil{Teams: 4, People: 20, Hours: 250, Contracted: 800},
			Drills:  quarter.Drills{Within90: 2, Never: 3, Unknown: 1},
			SLO:     []quarter.Tier{{Tier: 1, Reviewed: 1, Defined: 2, None: 1, Of: 4}},
		}},
	}
}

func markdown(t *testing.T, x talk.Talk) string {
	t.Helper()
	var b strings.Builder
	if err := talk.WriteMarkdown(&b, x); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDeck(t *testing.T) {
	t.Parallel()
	for _, l := range maturity.Languages {
		for _, in := range []quarter.Organisation{{}, organisation()} {
			long, short := talk.Deck(l, in, talk.Edits{}, false), talk.Deck(l, in, talk.Edits{}, true)
			if len(long.Slides) != 10 || len(short.Slides) != 4 {
				t.Errorf("%s: %d slides, short %d", l, len(long.Slides), len(short.Slides))
			}
			minutes := 0
			for _, s := range short.Slides {
				minutes += s.Minutes
			}
			if minutes != 5 {
				t.Errorf("%s: the short cut takes %d minutes", l, minutes)
			}
			out := markdown(t, long)
			if strings.Contains(out, "%!") || strings.Contains(out, "Zebra") {
				t.Errorf("%s: a text is broken or names a team\n%s", l, out)
			}
			if n := strings.Count(out, "\n---\n"); n != 11 {
				t.Errorf("%s: %d separators", l, n)
			}
		}
	}
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	out := markdown(t, talk.Deck(maturity.English, organisation(), talk.Edits{}, false))
	for _, want := range []string{"5 of 6 assessed", "31.3%", "Of 9 areas, 4 depend on one person and 1 on nobody", "3 of 4 user\\-facing"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
}

func TestEdits(t *testing.T) {
	t.Parallel()
	evil := "a\n---\n# b --> <script>"
	x := talk.Deck(maturity.English, organisation(), talk.Edits{
		Order: []string{"join", "nowhere", "join"}, Dropped: []string{"hours"},
		Headlines: map[string]string{"here": evil}, Lines: map[string][]string{"night": {evil}}, Slots: map[string]string{"join": evil},
	}, false)
	if len(x.Slides) != 9 || x.Slides[0].Key != "join" || !x.Slides[0].Filled {
		t.Errorf("slides %+v", x.Slides)
	}
	out := markdown(t, x)
	if strings.Count(out, "\n---\n") != 10 || strings.Contains(out, "<script>") || strings.Count(out, "-->") != 9 {
		t.Errorf("a text of the speaker breaks the slides\n%s", out)
	}
}

// TestTable holds the sentence about hours to the number in the figure.
func TestTable(t *testing.T) {
	t.Parallel()
	for _, s := range talk.Deck(maturity.Japanese, organisation(), talk.Edits{}, false).Slides {
		if s.Key == talk.Hours && !strings.Contains(s.Lines[0], s.Figure.Table.Rows[0][1].String()+"%") {
			t.Errorf("%q and %v differ", s.Lines[0], s.Figure.Table.Rows[0])
		}
	}
}
