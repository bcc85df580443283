package talk_test

import (
	"bytes"
	"encoding/base64"
	"image/png"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/draw"
	"michinori/reports/quarter"
	"michinori/reports/talk"
)

func organisation() talk.Organisation {
	return talk.Organisation{Organisation: quarter.Organisation{
		Scope: quarter.Scope{Organisation: "Kawara"}, AsOf: time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC),
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

// engine is one for all talks as text: to start one takes longer than to draw.
var engine = sync.OnceValue(func() *draw.Engine { return draw.New(2) })

func markdown(t *testing.T, x talk.Talk) string {
	t.Helper()
	var b strings.Builder
	if err := talk.WriteMarkdown(t.Context(), &b, x, engine()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// tables counts the slides of tables that follow the others.
func tables(x talk.Talk) int {
	n := 0
	for _, s := range x.Slides {
		if s.Figure != nil {
			n++
		}
	}
	return n
}

// laidOut counts the slides that tell Marp how they look.
func laidOut(x talk.Talk) int {
	n := 0
	for _, s := range x.Slides {
		if s.Figure != nil || s.Source != "" {
			n++
		}
	}
	return n
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
			if n := strings.Count(out, "\n---\n"); n != 11+tables(long) {
				t.Errorf("%s: %d separators for ten slides and %d tables", l, n, tables(long))
			}
			if last := strings.LastIndex(out, "\n## "); strings.Contains(out[:last], "\n|") {
				t.Errorf("%s: a table on a slide, which has no room for it\n%s", l, out)
			}
		}
	}
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	out := markdown(t, talk.OfOrganisation(maturity.English, organisation()))
	for _, want := range []string{"5 of 6 assessed", "31.3%", "single person: 4 of 9", "3 of 4 user\\-facing"} {
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
	if strings.Count(out, "\n---\n") != 10+tables(x) || strings.Contains(out, "<script>") || strings.Count(out, "-->") != 9+tables(x)+laidOut(x) {
		t.Errorf("a text of the speaker breaks the slides\n%s", out)
	}
}

// A figure is on its slide as a picture, which stands whole at the end of the
// file under the name of the slide.
func TestMarkdownHoldsItsPictures(t *testing.T) {
	t.Parallel()
	x := talk.OfOrganisation(maturity.Japanese, organisation())
	out, drawn := markdown(t, x), 0
	for _, s := range x.Slides {
		if s.Figure == nil {
			continue
		}
		drawn++
		_, data, found := strings.Cut(out, "\n["+string(s.Key)+"]: data:image/png;base64,")
		data, _, _ = strings.Cut(data, "\n")
		raw, err := base64.StdEncoding.DecodeString(data)
		if err != nil || !found || !strings.Contains(out, "]["+string(s.Key)+"]\n") {
			t.Errorf("%s has no picture: %v", s.Key, err)
		}
		if c, err := png.DecodeConfig(bytes.NewReader(raw)); err != nil || c.Width < 1000 {
			t.Errorf("%s: a picture of %d pixels: %v", s.Key, c.Width, err)
		}
	}
	if drawn == 0 {
		t.Error("no slide has a figure")
	}
}

// Every number of a headline and of a line is one that the figures or the
// counts of the report have: the same, to the last digit.
func TestNumbersAreTheReports(t *testing.T) {
	t.Parallel()
	for _, l := range maturity.Languages {
		in := organisation()
		told := map[maturity.Slide]talk.Slide{}
		for _, s := range talk.OfOrganisation(l, in).Slides {
			told[s.Key] = s
		}
		report := quarter.ForLeaders(l, in.Organisation, true)
		figures := map[string]reports.Figure{}
		for _, f := range report.Figures() {
			figures[f.ID] = f
		}
		drawn := 0
		for key, s := range told {
			if s.Figure == nil {
				continue
			}
			drawn++
			f, ok := figures[s.Figure.ID]
			if !ok || !reflect.DeepEqual(f.Table, s.Figure.Table) {
				t.Errorf("%s, %s: the figure of the slide is not that of the report", l, key)
			}
		}
		if drawn != 5 {
			t.Errorf("%s: %d figures", l, drawn)
		}
		sentences := ""
		for _, s := range report.Sections() {
			sentences += strings.Join(append(s.Sentences, s.Small...), "\n") + "\n"
		}
		for key, numbers := range map[maturity.Slide][]string{
			maturity.SlideHere: {"5", "6"}, maturity.SlideAbsence: {"9", "4", "1"}, maturity.SlideHours: {"31.3", "6.3", "20"},
			maturity.SlideNight: {"2"}, maturity.SlidePromise: {"4", "1"},
		} {
			s := told[key]
			text := s.Headline
			for _, line := range s.Lines {
				text += "\n" + line.Text
			}
			for _, n := range numbers {
				if !strings.Contains(text, n) || !strings.Contains(sentences, n) {
					t.Errorf("%s, %s: %s is not in the slide or not in the report\n%s", l, key, n, text)
				}
			}
		}
	}
}

// A speaker's words are marked once the numbers they were written for change,
// and not before.
func TestStaleWords(t *testing.T) {
	t.Parallel()
	in := organisation()
	now := talk.OfOrganisation(maturity.English, in)
	e := maturity.DeckEdits{Headlines: map[maturity.Slide]maturity.Wording{}}
	for _, s := range now.Slides {
		e.Headlines[s.Key] = maturity.Wording{Text: "My words on " + string(s.Key), Basis: s.Basis}
	}
	for _, s := range now.Edited(e).Slides {
		if s.Stale || !s.Reworded || s.Headline != "My words on "+string(s.Key) || s.Suggested.Headline == s.Headline {
			t.Errorf("%s at once: %+v", s.Key, s)
		}
	}
	in.Rounds[0].Toil.Hours++
	for _, s := range talk.OfOrganisation(maturity.English, in).Edited(e).Slides {
		if s.Stale != (s.Key == maturity.SlideHours) {
			t.Errorf("%s is marked: %v", s.Key, s.Stale)
		}
	}
}

// Below three sharing teams a talk tells no number of theirs: everybody would
// know whose they are.
func TestFewTeamsAreNotTold(t *testing.T) {
	t.Parallel()
	for shared := range 4 {
		in := organisation()
		in.Rounds[0].Funnel.Shared = shared
		x := talk.OfOrganisation(maturity.Japanese, in)
		figures := 0
		for _, s := range x.Slides {
			if s.Figure != nil {
				figures++
			}
		}
		if told := strings.Contains(markdown(t, x), "31.3"); told != (shared > 2) || (figures > 0) != told {
			t.Errorf("%d teams: told %v, %d figures", shared, told, figures)
		}
	}
}

// Where results were shared that have no level, a talk does not say that no team
// stands at a low one, nor does it draw their levels.
func TestNoLevelIsNoGoodLevel(t *testing.T) {
	t.Parallel()
	in := organisation()
	in.Rounds[0].Levels, in.Rounds[0].Changes = nil, nil
	for l, want := range map[maturity.Language]string{
		maturity.Japanese: "レベルの決まったチームは、まだありません", maturity.English: "No team has a level yet",
	} {
		x := talk.OfOrganisation(l, in)
		if got := x.Slides[0].Headline; got != want {
			t.Errorf("%s: %q", l, got)
		}
		if x.Slides[3].Figure != nil {
			t.Errorf("%s: levels that nobody has are drawn", l)
		}
	}
}

// Where so few teams can be compared that nothing can be said of all of them
// together, the slide counts what each of them did, and says so.
func TestMovesAreCountedWhereNothingCanBeClaimed(t *testing.T) {
	t.Parallel()
	in := organisation()
	in.Rounds = append([]quarter.Round{{Key: "2026-Q2", Funnel: quarter.Funnel{Invited: 8, Shared: 6}, Levels: in.Rounds[0].Levels}}, in.Rounds...)
	for _, c := range []struct {
		moves          quarter.Moves
		headline, line string
	}{
		{quarter.Moves{Rose: 5, Same: 1}, "Team by team: 5 clear rises, 0 clear falls", "With at most 6 teams compared"},
		{quarter.Moves{Rose: 1, Fell: 1, Same: 4}, "Team by team: 1 clear rise, 1 clear fall", "With at most 6 teams compared"},
		{quarter.Moves{Same: 6}, "No team has clearly changed since last time", "With at most 6 teams compared"},
		{quarter.Moves{Rose: 10}, "Better in Toil", ""},
		{quarter.Moves{Rose: 5, Fell: 5}, "No clear change since last time", ""},
	} {
		in.Rounds[1].Changes = map[maturity.Dimension]quarter.Moves{maturity.Toil: c.moves}
		s := talk.OfOrganisation(maturity.English, in).Slides[3]
		last := s.Lines[len(s.Lines)-1].Text
		if s.Headline != c.headline || c.line != "" && !strings.HasPrefix(last, c.line) || c.line == "" && strings.HasPrefix(last, "With") {
			t.Errorf("%+v: %q, and last %q", c.moves, s.Headline, last)
		}
	}
}

func team(inside bool) talk.Team {
	score := func(v float64, level int) maturity.DimensionScore {
		low, high := v-4, v+4
		return maturity.DimensionScore{Score: &v, Level: &level, Scored: true, Coverage: 1, Low: &low, High: &high, People: 5, Members: 6, Interval: maturity.Bootstrap}
	}
	number := func(v float64) maturity.QuestionScore {
		p := 20.0
		return maturity.QuestionScore{State: maturity.Scored, Value: &v, Points: &p, N: 5, Counts: []int{4, 1, 0, 0, 0}}
	}
	q := &maturity.Questionnaire{Key: "sre-core", Edition: "1"}
	round := func(key string, toil float64) quarter.TeamRound {
		return quarter.TeamRound{Key: key, Edition: "sre-core 1", Questionnaire: q, Members: 6, State: maturity.Shared, Result: &maturity.Result{
			Dimensions: map[maturity.Dimension]maturity.DimensionScore{maturity.Toil: score(toil, 2), maturity.SLO: score(20, 1)},
			Questions:  map[string]maturity.QuestionScore{"toil.hours": number(0.314), "slo.coverage": number(0.25), "incident.drill_recency": number(40)},
			NextSteps:  []maturity.NextStep{{Question: "slo.review", Practice: "slo_review"}},
		}}
	}
	return talk.Team{
		TeamInput: quarter.TeamInput{Organisation: "Kawara", Team: "Zebra Lantern", Inside: inside, Rounds: []quarter.TeamRound{round("2026-Q2", 40), round("2026-Q3", 60)}},
		Catalogue: []talk.Practice{{Key: "slo_review", Name: maturity.Text{JA: "SLOレビュー", EN: "SLO review"}}},
	}
}

func TestTeamTalk(t *testing.T) {
	t.Parallel()
	for l, want := range map[maturity.Language][]string{
		maturity.Japanese: {"31.4%", "25.0%", "40日前", "重要なサービスほど重く", "「SLOレビュー」を、一緒に試しませんか", "「SLOの普及」"},
		maturity.English:  {"31.4%", "25.0%", "40 days before", "- Important services count more", "Try this with us: SLO review", "weakest in SLO coverage"},
	} {
		for _, inside := range []bool{true, false} {
			out := strings.ReplaceAll(markdown(t, talk.OfTeam(l, team(inside))), "\\", "")
			for _, s := range want {
				if !strings.Contains(out, s) {
					t.Errorf("%s: %q is missing in\n%s", l, s, out)
				}
			}
			if !strings.Contains(out, "Zebra Lantern") || strings.Contains(out, "%!") {
				t.Errorf("%s: a broken talk\n%s", l, out)
			}
		}
		hidden := team(true)
		hidden.HideTeam = true
		if strings.Contains(markdown(t, talk.OfTeam(l, hidden)), "Zebra") {
			t.Errorf("%s names the team", l)
		}
		if x := talk.OfTeam(l, talk.Team{}); len(x.Slides) != 10 || len(x.Cut().Slides) != 4 {
			t.Errorf("%s: an empty team has %d slides", l, len(x.Slides))
		}
	}
}

// TestDrillOfTheDay: a drill is told as people say it, one day and none at all too.
func TestDrillOfTheDay(t *testing.T) {
	t.Parallel()
	for days, want := range map[float64][2]string{
		0: {"答えた日です", "on the day we answered"}, 1: {"1日前", "1 day before"}, 2: {"2日前", "2 days before"},
	} {
		in := team(false)
		in.Rounds[1].Result.Questions["incident.drill_recency"] = maturity.QuestionScore{State: maturity.Scored, Value: &days}
		for i, l := range []maturity.Language{maturity.Japanese, maturity.English} {
			if out := markdown(t, talk.OfTeam(l, in)); !strings.Contains(out, want[i]) {
				t.Errorf("%s: %v days are not told as %q", l, days, want[i])
			}
		}
	}
}

// TestMoreAreasAreLostThanCarried: that 25 areas have nobody is not told after
// the one that somebody carries.
func TestMoreAreasAreLostThanCarried(t *testing.T) {
	t.Parallel()
	in := organisation()
	for want, counts := range map[string]knowledge.AreaCount{
		"## Areas that have nobody today: 25 of 27\n\n- Areas that hang on a single person: 1.\n":     {Criticality: 3, Areas: 27, Single: 1, Orphan: 25},
		"## Areas that hang on a single person: 4 of 9\n\n- Areas that nobody can handle today: 4.\n": {Criticality: 3, Areas: 9, Single: 4, Orphan: 4},
		"## Areas that have nobody today: 1 of 9\n":                                                   {Criticality: 3, Areas: 9, Orphan: 1},
		"## None of 9 areas stops when one person is away\n":                                          {Criticality: 3, Areas: 9},
	} {
		in.Rounds[len(in.Rounds)-1].Areas = []knowledge.AreaCount{counts}
		if out := markdown(t, talk.OfOrganisation(maturity.English, in)); !strings.Contains(out, want) {
			t.Errorf("no %q in %s", want, out)
		}
	}
}

// TestSilentSlides says what each slide would be about where no numbers may be
// told, and claims nothing of what nobody knows.
func TestSilentSlides(t *testing.T) {
	t.Parallel()
	for _, l := range maturity.Languages {
		of := map[string]talk.Talk{
			"organisation": talk.OfOrganisation(l, talk.Organisation{Catalogue: organisation().Catalogue}),
			"team":         talk.OfTeam(l, talk.Team{}),
		}
		for name, x := range of {
			heard := map[string]bool{}
			for _, s := range x.Slides {
				if heard[s.Headline] {
					t.Errorf("%s, %s: %q stands on two slides", l, name, s.Headline)
				}
				heard[s.Headline] = true
			}
			last := strings.Join(x.Slides[len(x.Slides)-1].Notes, "\n")
			if strings.Contains(last, "weakest") || strings.Contains(last, "弱い") {
				t.Errorf("%s, %s: what is weakest is not known\n%s", l, name, last)
			}
		}
	}
}

// TestConfidenceIsOfEverybody tells that answers at night are not of those teams
// alone that share their result, which the foot of the slide speaks of.
func TestConfidenceIsOfEverybody(t *testing.T) {
	t.Parallel()
	for l, want := range map[maturity.Language]string{maturity.English: "in teams that do not share", maturity.Japanese: "結果を共有していないチームの人も含みます"} {
		in := organisation()
		for _, told := range []bool{false, true} {
			in.Confidence = nil
			if told {
				in.Confidence = &maturity.Tally{Levels: [5]int{1, 2, 3, 4, 5}}
			}
			for _, s := range talk.OfOrganisation(l, in).Slides {
				notes := strings.Join(s.Notes, "\n")
				if got := strings.Contains(notes, want); got != (told && s.Key == maturity.SlideNight) {
					t.Errorf("%s, told %v, %s: %v\n%s", l, told, s.Key, got, notes)
				}
			}
		}
	}
}

// TestNotAStartAgain: where there was a round before, this one is no start, though
// nothing can be compared with it.
func TestNotAStartAgain(t *testing.T) {
	t.Parallel()
	for _, l := range maturity.Languages {
		few := organisation()
		few.Rounds = append([]quarter.Round{{Key: "2026-Q2", Funnel: quarter.Funnel{Invited: 8, Shared: 2}}}, few.Rounds...)
		unscored := team(false)
		now := &unscored.Rounds[1]
		now.Mode, now.Result = maturity.Apart, &maturity.Result{Dimensions: map[maturity.Dimension]maturity.DimensionScore{}}
		for name, x := range map[string]talk.Talk{"few shared": talk.OfOrganisation(l, few), "no score": talk.OfTeam(l, unscored)} {
			out := markdown(t, x)
			for _, wrong := range []string{"start from", "Where we start", "出発点", "No round has a score yet", "得点の付いたラウンドはまだありません", "answers of 0 of", "のうち0人の回答"} {
				if strings.Contains(out, wrong) {
					t.Errorf("%s, %s: %q stands in\n%s", l, name, wrong, out)
				}
			}
		}
	}
}

// TestMarkdownMakesRoom gives a slide smaller letters the more there is to read on
// it, so that nothing falls off, and keeps what Marp makes of emoji in their line.
func TestMarkdownMakesRoom(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{"": "_class: drawn\n", strings.Repeat("文", 60): "_class: drawn dense\n", strings.Repeat("文", 400): "_class: drawn crowded\n"} {
		x := talk.OfOrganisation(maturity.Japanese, organisation()).Edited(maturity.DeckEdits{Slots: map[string]string{"slo": words}})
		out := markdown(t, x)
		_, promise, _ := strings.Cut(out, "\n## 利用者が使う")
		before := out[:len(out)-len(promise)]
		if at := strings.LastIndex(before, "_class"); !strings.HasPrefix(before[max(at, 0):], want) {
			t.Errorf("%d letters: not %q in\n%s", len(words), want, before[max(at, 0):])
		}
		if strings.Contains(out, "section.drawn img") {
			t.Error("the picture of an emoji is laid out as that of a figure")
		}
	}
}

// TestMarkdownKeepsAddresses: whoever opens a slide in Marp follows the whole
// address that the speaker wrote, and a number at the beginning begins no list.
func TestMarkdownKeepsAddresses(t *testing.T) {
	t.Parallel()
	x := talk.OfOrganisation(maturity.English, organisation()).Edited(maturity.DeckEdits{Slots: map[string]string{
		"where": "大会議室か https://meet.example/abc-def_g?pwd=a&lt=b#c。または（https://x.example/<script>） or https://y.example/z.", "near_miss": "1. first - second",
	}})
	out := markdown(t, x)
	for _, want := range []string{"大会議室か <https://meet.example/abc-def_g?pwd=a&lt=b#c>。", "（<https://x.example/>&lt;script&gt;） or <https://y.example/z>.", "\n- 1\\. first \\- second\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
}
