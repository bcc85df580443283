package questionnaires

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"michinori/app/maturity"
)

// texts lists every text of the package with where it stands.
func texts(t *testing.T) map[string]maturity.Text {
	t.Helper()
	out := map[string]maturity.Text{}
	for _, key := range BuiltInKeys() {
		q, err := BuiltIn(key)
		if err != nil {
			t.Fatal(err)
		}
		out[key+" title"], out[key+" intro"] = q.Title, q.Intro
		for _, x := range q.Questions {
			for i, text := range append(askedTexts(x), x.Why, x.Source, x.Next) {
				if !text.IsZero() || i == 0 {
					out[x.Key+" "+string(rune('a'+i))] = text
				}
			}
		}
	}
	for _, p := range Practices() {
		for i, text := range append([]maturity.Text{p.Name, p.About, p.Source, p.First}, p.Evidence...) {
			out["practice "+p.Key+" "+string(rune('a'+i))] = text
		}
	}
	for _, g := range Glossary() {
		out["term "+g.Key+" name"], out["term "+g.Key+" short"], out["term "+g.Key+" more"] = g.Name, g.Short, g.More
	}
	for _, h := range FacilitatorHints() {
		for i, text := range append([]maturity.Text{h.Name, h.Meaning, h.Avoid}, h.Ask...) {
			out["hint "+string(h.Pattern)+" "+string(rune('a'+i))] = text
		}
	}
	return out
}

var (
	asciiInJapanese = regexp.MustCompile(`[\p{Hiragana}\p{Katakana}\p{Han}][(),:;!?]|[(),:;!?][\p{Hiragana}\p{Katakana}\p{Han}]`)
	wideInEnglish   = regexp.MustCompile(`[、。（）：「」]`)
)

// Both languages are there, each in its own script and with its own marks.
func TestEveryTextInBothLanguages(t *testing.T) {
	t.Parallel()
	all := texts(t)
	if len(all) < 700 {
		t.Errorf("only %d texts were looked at", len(all))
	}
	for where, text := range all {
		switch {
		case strings.TrimSpace(text.JA) == "" || strings.TrimSpace(text.EN) == "":
			t.Errorf("%s: %+v lacks a language", where, text)
		case asciiInJapanese.MatchString(text.JA):
			t.Errorf("%s: half-width punctuation in %q", where, text.JA)
		case wideInEnglish.MatchString(text.EN):
			t.Errorf("%s: full-width punctuation in %q", where, text.EN)
		case !sameInBoth(where) && !strings.ContainsFunc(text.JA, japanese):
			t.Errorf("%s: %q is not Japanese", where, text.JA)
		}
	}
}

// sameInBoth are names that need no translation.
func sameInBoth(where string) bool { return where == "term openslo name" }

func japanese(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han) }

// People must read on the first page what the answers are not for.
func TestIntroSaysWhatItIsNotFor(t *testing.T) {
	t.Parallel()
	for _, key := range BuiltInKeys() {
		q, err := BuiltIn(key)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(q.Intro.JA, "人事評価には使いません") || !strings.Contains(q.Intro.EN, "not for performance review") {
			t.Errorf("%s: the intro does not say it: %+v", key, q.Intro)
		}
		if q.Minutes < 1 || q.Minutes > 12 {
			t.Errorf("%s takes %d minutes", key, q.Minutes)
		}
	}
}

func TestPractices(t *testing.T) {
	t.Parallel()
	all := Practices()
	if len(all) != 25 {
		t.Errorf("%d practices, want 25", len(all))
	}
	seen := map[string]bool{}
	for _, p := range all {
		if seen[p.Key] || len(p.Evidence) != 4 || p.CadenceDays < 7 || len(p.Dimensions) == 0 {
			t.Errorf("practice %+v stands twice or is not whole", p)
		}
		seen[p.Key] = true
		for _, d := range p.Dimensions {
			if !slices.Contains(maturity.Dimensions, d) {
				t.Errorf("%s raises %q, which is no dimension", p.Key, d)
			}
		}
	}
	for _, q := range core(t).Questions {
		p, ok := PracticeByKey(q.Practice)
		if !ok {
			t.Errorf("%s: there is no practice %q", q.Key, q.Practice)
		}
		if !slices.Contains(p.Dimensions, q.Dimension) {
			t.Errorf("%s: practice %s raises %v", q.Key, p.Key, p.Dimensions)
		}
	}
	if _, ok := PracticeByKey("nothing"); ok {
		t.Error("there is a practice called nothing")
	}
}

func TestGlossary(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, g := range Glossary() {
		if seen[g.Key] {
			t.Errorf("term %s stands twice", g.Key)
		}
		seen[g.Key] = true
		if len(g.Questions)+len(g.Practices)+len(g.Pages) == 0 {
			t.Errorf("term %s stands nowhere", g.Key)
		}
		for _, f := range append(slices.Clone(g.Forms.JA), g.Forms.EN...) {
			if f == "" {
				t.Errorf("term %s has an empty form", g.Key)
			}
		}
	}
	for _, key := range []string{
		"toil", "sli", "slo", "error_budget", "bus_factor", "on_call", "postmortem", "runbook", "triage", "drill", "anchor", "gate",
		"coverage", "interval", "k_threshold", "bootstrap", "census", "agreement", "shadowing",
	} {
		if _, ok := TermByKey(key); !ok {
			t.Errorf("%s is not explained", key)
		}
	}
	if _, ok := TermByKey("nothing"); ok {
		t.Error("there is a term called nothing")
	}
	if len(TermsOn("result")) < 10 || len(TermsOn("nowhere")) != 0 {
		t.Errorf("terms of the result page: %d", len(TermsOn("result")))
	}
}

func TestTermsOf(t *testing.T) {
	t.Parallel()
	cases := []struct {
		question string
		language maturity.Language
		want     []string
	}{
		{"toil.tracking", maturity.Japanese, []string{"toil", "automation"}},
		{"toil.tracking", maturity.English, []string{"toil", "automation"}},
		{"slo.decision", maturity.English, []string{"slo", "error_budget"}},
		{"bus.team_factor", maturity.Japanese, []string{"knowledge_area", "knowledge_register", "orphan"}},
	}
	for _, c := range cases {
		q, ok := core(t).Question(c.question)
		if !ok {
			t.Fatalf("there is no question %s", c.question)
		}
		var got []string
		for _, g := range TermsOf(q, c.language) {
			got = append(got, g.Key)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("TermsOf(%s, %s) = %q, want %q", c.question, c.language, got, c.want)
		}
	}
}

// Words that a developer may never have heard are explained beside every
// question that uses them, in the language in which it does.
func TestJargonIsExplained(t *testing.T) {
	t.Parallel()
	jargon := []struct {
		term, ja string
		en       *regexp.Regexp
	}{
		{"toil", "トイル", regexp.MustCompile(`(?i)\btoil\b`)},
		{"alert", "アラート", regexp.MustCompile(`(?i)\balerts?\b`)},
		{"on_call", "オンコール", regexp.MustCompile(`(?i)\bon-call\b`)},
		{"slo", "SLO", regexp.MustCompile(`\bSLOs?\b`)},
		{"sli", "SLI", regexp.MustCompile(`\bSLIs?\b`)},
		{"sre", "SRE", regexp.MustCompile(`\bSREs?\b`)},
		{"postmortem", "ポストモーテム", regexp.MustCompile(`(?i)\bpostmortems?\b`)},
		{"shadowing", "シャドウイング", regexp.MustCompile(`(?i)\bshadow`)},
		{"severity", "重大度", regexp.MustCompile(`(?i)\bseverity\b`)},
		{"escalation", "エスカレーション", regexp.MustCompile(`(?i)\bescalation\b`)},
		{"commander", "指揮役", regexp.MustCompile(`(?i)\bcommander\b`)},
		{"near_miss", "ヒヤリハット", regexp.MustCompile(`(?i)\bnear-miss`)},
		{"sprint", "スプリント", regexp.MustCompile(`(?i)\bsprint\b`)},
		{"drill", "訓練", regexp.MustCompile(`(?i)\bdrills?\b`)},
		{"incident", "障害", regexp.MustCompile(`(?i)\bincidents?\b`)},
		{"broken_window", "割れ窓", regexp.MustCompile(`(?i)\bbroken window\b`)},
		{"knowledge_register", "台帳", regexp.MustCompile(`(?i)\bknowledge register\b`)},
	}
	for _, q := range core(t).Questions {
		for _, j := range jargon {
			for _, text := range askedTexts(q) {
				if strings.Contains(text.JA, j.ja) && !hasTerm(TermsOf(q, maturity.Japanese), j.term) {
					t.Errorf("%s: %s is not explained in Japanese", q.Key, j.term)
				}
				if j.en.MatchString(text.EN) && !hasTerm(TermsOf(q, maturity.English), j.term) {
					t.Errorf("%s: %s is not explained in English", q.Key, j.term)
				}
			}
		}
	}
}

func hasTerm(terms []Term, key string) bool {
	return slices.ContainsFunc(terms, func(t Term) bool { return t.Key == key })
}

func TestEveryPatternHasAHint(t *testing.T) {
	t.Parallel()
	patterns := []Pattern{ManyNA, ManyUnsure, Split, OutlierLow, OutlierHigh, Wide, EveryoneLow, EveryoneHigh, Close}
	for _, p := range patterns {
		if h, ok := FacilitatorHint(p); !ok || len(h.Ask) < 2 {
			t.Errorf("%s has no hint, or too few questions: %+v", p, h)
		}
	}
	if len(FacilitatorHints()) != len(patterns) {
		t.Errorf("%d hints for %d patterns", len(FacilitatorHints()), len(patterns))
	}
	if _, ok := FacilitatorHint(""); ok {
		t.Error("there is a hint for no pattern")
	}
}

func TestPatternOf(t *testing.T) {
	t.Parallel()
	cases := []struct {
		counts     []int
		unsure, na int
		want       Pattern
	}{
		{nil, 9, 9, ""},                          // withheld
		{[]int{1, 0, 0, 0, 1}, 0, 0, ""},         // two people are no distribution
		{[]int{1, 0, 0, 0, 1}, 1, 0, ManyUnsure}, // three are
		{[]int{0, 2, 1, 0, 0}, 0, 2, ManyNA},
		{[]int{0, 2, 1, 0, 0}, 2, 0, ManyUnsure},
		{[]int{2, 0, 0, 0, 2}, 0, 0, Split},
		{[]int{0, 2, 0, 3, 0}, 0, 0, Split},
		{[]int{1, 1, 0, 1, 1}, 0, 0, Split},
		{[]int{1, 0, 1, 0, 2}, 0, 0, Wide},
		{[]int{1, 1, 1, 1, 1}, 0, 0, Wide},
		{[]int{1, 0, 0, 3, 1}, 0, 0, OutlierLow},
		{[]int{0, 1, 0, 2, 0}, 0, 0, OutlierLow},
		{[]int{0, 3, 1, 0, 1}, 0, 0, OutlierHigh},
		{[]int{3, 0, 0, 0, 1}, 0, 0, OutlierHigh},
		{[]int{3, 2, 0, 0, 0}, 0, 0, EveryoneLow},
		{[]int{0, 0, 0, 1, 4}, 0, 0, EveryoneHigh},
		{[]int{0, 1, 3, 1, 0}, 0, 0, Close},
		{[]int{0, 0, 5, 0, 0}, 1, 1, Close},
	}
	for _, c := range cases {
		if got := PatternOf(c.counts, c.unsure, c.na); got != c.want {
			t.Errorf("PatternOf(%v, %d, %d) = %q, want %q", c.counts, c.unsure, c.na, got, c.want)
		}
	}
}
