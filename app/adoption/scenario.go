package adoption

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"michinori/app/maturity"
)

// What keeps a scenario playable: one person reads it aloud from a page, and
// the talk has a quarter of an hour.
const (
	minPlay, maxPlay           = 25, 30 // minutes
	minInjects, maxInjects     = 5, 8
	minGood, maxGood           = 4, 6
	minQuestions, maxQuestions = 4, 6
	maxScenarioName            = 300
	maxScenarioText            = 2000 // characters
)

// Check returns what keeps the scenario from being played as it is written, all
// of it at once, and nil where it is sound. The library and everything that is
// generated pass it.
func (s Scenario) Check() error {
	c := scenarioCheck{key: s.Key}
	c.wants(s.Key != "", "it has no key")
	c.wants(slices.Contains(ScenarioSources, s.Source), "source %q is not known", s.Source)
	c.wants(s.Level >= 1 && s.Level <= 3, "level %d is not 1 to 3", s.Level)
	c.within("minutes of play", s.Minutes, minPlay, maxPlay)
	c.text("name", s.Name, maxScenarioName)
	c.text("background", s.Background, maxScenarioText)
	c.text("brief", s.Brief, maxScenarioText)
	c.injects(s)
	c.list("good", s.Good, minGood, maxGood)
	c.list("questions", s.Questions, minQuestions, maxQuestions)
	c.list("needs", s.Needs, 0, maxGood)
	c.list("from", s.From, 0, maxGood)
	return errors.Join(c.problems...)
}

type scenarioCheck struct {
	key      string
	problems []error
}

func (c *scenarioCheck) wants(holds bool, format string, args ...any) {
	if !holds {
		c.problems = append(c.problems, fmt.Errorf(cmp.Or(c.key, "scenario")+": "+format, args...))
	}
}

func (c *scenarioCheck) within(what string, n, low, high int) {
	c.wants(n >= low && n <= high, "%d %s, not %d to %d", n, what, low, high)
}

func (c *scenarioCheck) text(what string, t maturity.Text, most int) {
	for _, s := range []string{t.JA, t.EN} {
		c.wants(strings.TrimSpace(s) != "", "%s lacks a language", what)
		c.wants(utf8.RuneCountInString(s) <= most, "%s is longer than %d characters", what, most)
	}
}

func (c *scenarioCheck) list(what string, texts []maturity.Text, low, high int) {
	c.within(what, len(texts), low, high)
	for i, t := range texts {
		c.text(fmt.Sprintf("%s %d", what, i+1), t, maxScenarioText)
	}
}

// injects follow each other in time, and the last leaves a moment to answer it.
func (c *scenarioCheck) injects(s Scenario) {
	c.within("injects", len(s.Injects), minInjects, maxInjects)
	last := -1
	for i, in := range s.Injects {
		what := fmt.Sprintf("inject %d", i+1)
		c.wants(in.Minute > last, "%s is not after the one before", what)
		c.wants(in.Minute < s.Minutes, "%s comes when the play is over", what)
		c.text(what, in.Text, maxScenarioText)
		c.text(what+": expect", in.Expect, maxScenarioText)
		last = in.Minute
	}
}
