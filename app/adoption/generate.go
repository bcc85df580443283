package adoption

import (
	"strings"
	"unicode"

	"michinori/app/maturity"
)

// Material is something of a team's own that a drill can be made of: a
// FromArea, a FromService or a FromIncident. What it says stays with the team:
// it may name people.
type Material interface {
	// scenario returns variant n of the drill, and false where the material
	// names nothing.
	scenario(n variant) (Scenario, bool)
}

// FromArea is an area of the team's register that hangs on one person.
type FromArea struct {
	Name          maturity.Text
	Criticality   int    // 1 to 3
	Kind          string // code, operation, vendor or domain; anything else is an operation
	Services      []string
	Owner         string // a display name, or "" where nobody is to be named
	RunbookTested bool
	Candidates    []string // display names of those nearest to doing it alone
}

// FromService is a service that the team runs.
type FromService struct{ Name string }

// FromIncident is an incident that the team had.
type FromIncident struct {
	Title    string
	Happened string // in a few sentences, or ""
}

// Generate makes a scenario of a team's own material, and returns false where
// the material has no name to speak of. The same seed gives the same scenario,
// and a seed and the next one give different ones.
func Generate(m Material, seed uint64) (Scenario, bool) {
	if m == nil {
		return Scenario{}, false
	}
	n := variant(seed)
	return m.scenario(n)
}

// variant deals out choices: each pick uses up a part of the number, so that
// following numbers differ in the first pick already.
type variant uint64

func pick[T any](n *variant, from []T) T {
	i := *n % variant(len(from))
	*n /= variant(len(from))
	return from[i]
}

// What people typed is shortened to what can be read aloud.
const (
	maxGivenName  = 200 // characters; the longest name of an area
	maxGivenStory = 600
	maxGivenNames = 5
)

// given makes what somebody typed fit to stand within a sentence: one line, no
// invisible characters, not longer than most.
func given(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == unicode.ReplacementChar, !unicode.IsGraphic(r):
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > most {
		s = strings.TrimSpace(string(runes[:most-1])) + "…"
	}
	return s
}

// givenText is given in both languages, each standing in for the other.
func givenText(t maturity.Text) maturity.Text {
	t = maturity.Text{JA: given(t.JA, maxGivenName), EN: given(t.EN, maxGivenName)}
	return maturity.Text{JA: t.In(maturity.Japanese), EN: t.In(maturity.English)}
}

// givenNames joins the first few names.
func givenNames(names []string) maturity.Text {
	var out []string
	for _, s := range names {
		if s = given(s, maxGivenName); s != "" && len(out) < maxGivenNames {
			out = append(out, s)
		}
	}
	return maturity.Text{JA: strings.Join(out, "、"), EN: strings.Join(out, ", ")}
}

func text(ja, en string) maturity.Text { return maturity.Text{JA: ja, EN: en} }

// words are what a template's {marks} stand for.
type words map[string]maturity.Text

// fill replaces every mark of the scenario in one pass, so that a name that
// looks like a mark stays a name.
func (w words) fill(s Scenario) Scenario {
	var ja, en []string
	for mark, t := range w {
		ja = append(ja, "{"+mark+"}", t.JA)
		en = append(en, "{"+mark+"}", t.EN)
	}
	inJA, inEN := strings.NewReplacer(ja...), strings.NewReplacer(en...)
	put := func(t maturity.Text) maturity.Text {
		return maturity.Text{JA: inJA.Replace(t.JA), EN: inEN.Replace(t.EN)}
	}
	s.Name, s.Background, s.Brief = put(s.Name), put(s.Background), put(s.Brief)
	injects := make([]Inject, len(s.Injects))
	for i, in := range s.Injects {
		injects[i] = Inject{Minute: in.Minute, Text: put(in.Text), Expect: put(in.Expect)}
	}
	s.Injects = injects
	s.Good, s.Questions = putAll(s.Good, put), putAll(s.Questions, put)
	s.Needs, s.From = putAll(s.Needs, put), putAll(s.From, put)
	return s
}

func putAll(texts []maturity.Text, put func(maturity.Text) maturity.Text) []maturity.Text {
	var out []maturity.Text
	for _, t := range texts {
		out = append(out, put(t))
	}
	return out
}
