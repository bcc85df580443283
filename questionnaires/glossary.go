package questionnaires

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"michinori/app/maturity"
)

// Term is one word of the glossary.
type Term struct {
	Key   string        `yaml:"key"`
	Name  maturity.Text `yaml:"name"`
	Short maturity.Text `yaml:"short"` // one or two sentences, enough beside a question
	More  maturity.Text `yaml:"more"`  // an example, or why it matters
	Forms Forms         `yaml:"forms"`
	Pages []string      `yaml:"pages"` // kinds of page where it is met: answer, result, trend, …
	// Questions and Practices are the keys of built-in ones in whose texts the
	// term stands, in either language.
	Questions []string `yaml:"-"`
	Practices []string `yaml:"-"`
}

// Forms are the ways in which a term is written in running text. A term of
// pages alone has none.
type Forms struct {
	JA []string `yaml:"ja"`
	EN []string `yaml:"en"`
}

type glossaryEntry struct {
	term    Term
	english *regexp.Regexp // nil where there are no forms
}

var glossary = sync.OnceValue(func() []glossaryEntry {
	terms := mustContent[[]Term]("glossary.yaml")
	out := make([]glossaryEntry, len(terms))
	for i, t := range terms {
		out[i] = glossaryEntry{term: t, english: englishForms(t.Forms.EN)}
	}
	for i := range out {
		out[i].term.Questions = questionsWith(out[i])
		out[i].term.Practices = practicesWith(out[i])
	}
	return out
})

// Glossary returns every term, in the order in which it is read as a page.
func Glossary() []Term {
	var out []Term
	for _, e := range glossary() {
		out = append(out, e.term)
	}
	return out
}

// TermByKey returns one term, and false where there is none.
func TermByKey(key string) (Term, bool) {
	for _, e := range glossary() {
		if e.term.Key == key {
			return e.term, true
		}
	}
	return Term{}, false
}

// TermsOf returns the terms that stand in what people read to answer a question,
// in that language. It works for own questions as well.
func TermsOf(q maturity.Question, l maturity.Language) []Term {
	var out []Term
	for _, e := range glossary() {
		if e.standsIn(askedTexts(q), l) {
			out = append(out, e.term)
		}
	}
	return out
}

// TermsOn returns the terms met on a kind of page.
func TermsOn(page string) []Term {
	var out []Term
	for _, e := range glossary() {
		if slices.Contains(e.term.Pages, page) {
			out = append(out, e.term)
		}
	}
	return out
}

// englishForms matches whole words, in the singular and the plural. Forms in
// capitals, such as SLO, are matched as they are.
func englishForms(forms []string) *regexp.Regexp {
	if len(forms) == 0 {
		return nil
	}
	var alternatives []string
	for _, f := range forms {
		pattern := regexp.QuoteMeta(f)
		if f == strings.ToLower(f) {
			pattern = "(?i:" + pattern + ")"
		}
		alternatives = append(alternatives, pattern)
	}
	return regexp.MustCompile(`\b(` + strings.Join(alternatives, "|") + `)(s|es)?\b`)
}

func (e glossaryEntry) standsIn(texts []maturity.Text, l maturity.Language) bool {
	return slices.ContainsFunc(texts, func(t maturity.Text) bool {
		if l == maturity.English {
			return e.english != nil && e.english.MatchString(t.EN)
		}
		return slices.ContainsFunc(e.term.Forms.JA, func(f string) bool { return strings.Contains(t.JA, f) })
	})
}

func (e glossaryEntry) standsInAny(texts []maturity.Text) bool {
	return e.standsIn(texts, maturity.Japanese) || e.standsIn(texts, maturity.English)
}

// askedTexts are the texts somebody reads in order to answer.
func askedTexts(q maturity.Question) []maturity.Text {
	out := append([]maturity.Text{q.Prompt, q.Unit, q.Part, q.Whole}, q.Levels...)
	for _, i := range q.Items {
		out = append(out, i.Text)
	}
	for _, w := range q.Words {
		out = append(out, w.Text)
	}
	return out
}

func questionsWith(e glossaryEntry) []string {
	var out []string
	s, err := builtIn()
	if err != nil {
		return nil
	}
	for _, key := range s.keys() {
		q, _ := s.find(key, "")
		for _, x := range q.Questions {
			if !slices.Contains(out, x.Key) && e.standsInAny(append(askedTexts(x), x.Why, x.Next)) {
				out = append(out, x.Key)
			}
		}
	}
	return out
}

func practicesWith(e glossaryEntry) []string {
	var out []string
	for _, p := range practices() {
		if e.standsInAny(append([]maturity.Text{p.Name, p.About, p.First}, p.Evidence...)) {
			out = append(out, p.Key)
		}
	}
	return out
}
