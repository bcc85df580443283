package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

// team are the roles of the first team.
var firstTeam = []string{"lead", "member", "second", "third", "fourth", "fifth"}

// answer stores the level each role gives to a question, beside level 2 for all
// other questions and 8 hours; a negative level is "don't know".
func (s *testServer) answer(question string, levels ...int) {
	s.t.Helper()
	q, err := s.tracker.Questionnaire(s.t.Context(), s.round)
	s.must(err)
	for i, level := range levels {
		s.answerAll(firstTeam[i], q, 2)
		a := maturity.Answer{Kind: maturity.LevelAnswer, Level: level}
		if level < 0 {
			a = maturity.Answer{Kind: maturity.Unsure}
		}
		_, err := s.tracker.SaveAnswers(s.t.Context(), s.viewer(firstTeam[i]), tracker.SaveAnswers{
			Assessment: s.open.ID, Changes: []tracker.Change{{Question: question, Answer: &a}},
		})
		s.must(err)
	}
}

func (s *testServer) reveal() {
	s.t.Helper()
	s.must(s.tracker.Reveal(s.t.Context(), s.viewer("lead"), s.open.ID))
}

// agree reveals and agrees on the medians.
func (s *testServer) agree() {
	s.t.Helper()
	s.reveal()
	s.must(s.tracker.Agree(s.t.Context(), s.viewer("lead"), tracker.Agree{Assessment: s.open.ID}))
}

func (s *testServer) share() {
	s.t.Helper()
	s.must(s.tracker.Share(s.t.Context(), s.viewer("lead"), s.open.ID))
}

// at returns an address of the first team's assessment.
func (s *testServer) at(page string) string { return "/assessments/" + s.open.ID + "/" + page }

// in asks for a page in a language.
func (s *testServer) in(l maturity.Language, role, path string) reply {
	s.t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.AddCookie(&http.Cookie{Name: languageCookie, Value: string(l)})
	return s.send(role, r)
}

// wants fails unless the page answers with the status and holds every text.
func (s *testServer) wants(r reply, status int, texts ...string) {
	s.t.Helper()
	if r.StatusCode != status {
		s.t.Fatalf("status %d, want %d:\n%s", r.StatusCode, status, text(r.page))
	}
	all := text(r.page)
	for _, want := range texts {
		if !strings.Contains(all, want) {
			s.t.Errorf("no %q in:\n%s", want, all)
		}
	}
}

// lacks fails where the source of the page holds any of the texts.
func (s *testServer) lacks(r reply, texts ...string) {
	s.t.Helper()
	for _, unwanted := range texts {
		if strings.Contains(r.body, unwanted) {
			s.t.Errorf("the page holds %q", unwanted)
		}
	}
}

// goesTo fails unless the reply leads to that address.
func (s *testServer) goesTo(r reply, want string) {
	s.t.Helper()
	if got := r.Header.Get("Location"); r.StatusCode != http.StatusSeeOther || got != want {
		s.t.Fatalf("status %d to %q, want 303 to %q:\n%s", r.StatusCode, got, want, text(r.page))
	}
}

// value is what an input shows: the checked one of a group of radios.
func (r reply) value(name string) string {
	for _, n := range r.all("input", "name", name) {
		if _, checked := attr(n, "checked"); checked {
			v, _ := attr(n, "value")
			return v
		}
	}
	for _, n := range r.all("textarea", "name", name) {
		return text(n)
	}
	return ""
}

var keyLike = regexp.MustCompile(`^[a-z_]+(\.[a-z0-9_]+)+$`)

// sound fails where a page shows the key of a text instead of the text, repeats
// an id, leaves an input without a name for those who do not see it, or skips a
// level of headings.
func (s *testServer) sound(r reply) {
	s.t.Helper()
	seen, heading := map[string]bool{}, 1
	labelled := map[string]bool{}
	for _, l := range r.all("label", "for", "") {
		id, _ := attr(l, "for")
		labelled[id] = true
	}
	for n := range r.page.Descendants() {
		if n.Type == html.TextNode && keyLike.MatchString(strings.TrimSpace(n.Data)) && n.Parent.Data != "code" {
			s.t.Errorf("a key is shown: %s", n.Data)
		}
		if id, ok := attr(n, "id"); ok {
			if seen[id] {
				s.t.Errorf("id %s stands twice", id)
			}
			seen[id] = true
			if slices.Contains([]string{"input", "select", "textarea"}, n.Data) && !labelled[id] {
				s.t.Errorf("%s has no label", id)
			}
		}
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			level := int(n.Data[1] - '0')
			if level > heading+1 {
				s.t.Errorf("h%d follows h%d: %s", level, heading, text(n))
			}
			heading = level
		}
		if _, styled := attr(n, "style"); styled {
			s.t.Errorf("%s has a style attribute", n.Data)
		}
	}
}

func fields(pairs ...string) url.Values {
	out := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		out.Add(pairs[i], pairs[i+1])
	}
	return out
}

// recordFacts records every fact that is answered with a level, at level 2.
func (s *testServer) recordFacts(q *maturity.Questionnaire) {
	s.t.Helper()
	var changes []tracker.Change
	for _, x := range q.AskedOf(maturity.Lead) {
		a := maturity.Answer{Kind: maturity.LevelAnswer, Level: 2}
		switch {
		case x.Type == maturity.Checklist:
			a = maturity.Answer{Kind: maturity.ChecklistAnswer, Ticked: []string{x.Items[0].Key}}
		case x.Measure == maturity.DaysSince:
			a = maturity.Answer{Kind: maturity.NumberAnswer, Number: 10}
		case x.Type == maturity.Ratio:
			a = maturity.Answer{Kind: maturity.RatioAnswer, Part: 2, Whole: 4}
		}
		changes = append(changes, tracker.Change{Question: x.Key, Answer: &a})
	}
	_, err := s.tracker.SaveFacts(s.t.Context(), s.viewer("lead"), s.open.ID, changes)
	s.must(err)
}
