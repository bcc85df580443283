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

func organisation() talk.Organisation {
	return talk.Organisation{Organisation: quarter.Organisation{
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
	}}
}

func markdown(t *testing.T, x talk.Talk) string {
	t.Helper()
	var b strings.Builder
	if err := talk.WriteMarkdown(&b, x); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTalk(t *testing.T) {
	t.Parallel()
	for _, l := range maturity.Languages {
		for _, in := range []talk.Organisation{{}, organisation()} {
			long := talk.OfOrganisation(l, in).Edited(maturity.DeckEdits{})
			short := long.Cut()
			if len(long.Slides) != 10 || len(short.Slides) != 4 || short.Minutes() != 5 {
				t.Errorf("%s: %d slides, short %d in %d minutes", l, len(long.Slides), len(short.Slides), short.Minutes())
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
	out := markdown(t, talk.OfOrganisation(maturity.English, organisation()))
	for _, want := range []string{"5 of 6 assessed", "31.3%", "4 of 9 areas", "3 of 4 user\\-facing"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
}

func TestEdits(t *testing.T) {
	t.Parallel()
	evil := "a\n---\n# b --> <script>"
	x := talk.OfOrganisation(maturity.English, organisation()).Edited(maturity.DeckEdits{
		Order: []maturity.Slide{"join", "nowhere", "join"}, Dropped: []maturity.Slide{"hours"},
		Headlines: map[maturity.Slide]maturity.Wording{"here": {Text: evil}}, Notes: map[maturity.Slide]maturity.Wording{"night": {Text: evil}},
		Slots: map[string]string{"when": evil},
	})
	if len(x.Slides) != 9 || x.Slides[0].Key != "join" || len(x.Dropped) != 1 {
		t.Errorf("slides %+v", x.Slides)
	}
	out := markdown(t, x)
	if strings.Count(out, "\n---\n") != 10 || strings.Contains(out, "<script>") || strings.Count(out, "-->") != 9 {
		t.Errorf("a text of the speaker breaks the slides\n%s", out)
	}
}
