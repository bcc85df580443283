package questionnaires

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"michinori/app/maturity"
)

const (
	levelCount   = 5 // levels 0 to 4
	maxQuestions = 200
	maxItems     = 30
	maxCorners   = 50
)

var (
	questionKey = regexp.MustCompile(`^[a-z0-9_]{1,40}(\.[a-z0-9_]{1,40})?$`)
	itemKey     = regexp.MustCompile(`^[a-z0-9_]{1,40}$`)
)

var questionFields = []string{
	"key", "dimension", "type", "respondent", "measure", "anchor", "weight", "revision", "supersedes", "prompt", "unit",
	"part", "whole", "levels", "items", "words", "scale", "caps", "why", "source", "practice", "next",
}

// shape says what a question of one type and respondent consists of, beyond
// what all questions have.
type shape struct {
	typ        maturity.QuestionType
	respondent maturity.Respondent
	measures   []maturity.Measure // "" means that it may do without
	needs      []string
	may        []string
}

var shapes = []shape{
	{typ: maturity.Scale5, respondent: maturity.Each, measures: plain},
	{typ: maturity.Scale5, respondent: maturity.Lead, measures: plain},
	{typ: maturity.Number, respondent: maturity.Each, measures: []maturity.Measure{maturity.ShareOfContracted}, needs: []string{"unit", "scale"}},
	{
		typ: maturity.Number, respondent: maturity.Lead, measures: []maturity.Measure{maturity.PlainMeasure, maturity.DaysSince},
		needs: []string{"unit", "scale"}, may: []string{"words"},
	},
	{
		typ: maturity.Ratio, respondent: maturity.Lead, measures: []maturity.Measure{maturity.PlainMeasure, maturity.TierWeighted},
		needs: []string{"unit", "part", "whole", "scale"}, may: []string{"words", "caps"},
	},
	{typ: maturity.Ratio, respondent: maturity.System, measures: []maturity.Measure{maturity.SingleOwnerShare}, needs: []string{"unit", "scale"}},
	{typ: maturity.Checklist, respondent: maturity.Lead, measures: plain, needs: []string{"items", "scale"}},
	{typ: maturity.Register, respondent: maturity.System, measures: []maturity.Measure{maturity.TeamFactor}, needs: []string{"unit", "scale"}},
}

var plain = []maturity.Measure{maturity.PlainMeasure}

// shapedFields are those that only some shapes have.
var shapedFields = []string{"unit", "part", "whole", "items", "words", "scale", "caps"}

func (d *draft) question(n *yaml.Node) maturity.Question {
	what := "question"
	if k := scalarUnder(n, "key"); k != nil && questionKey.MatchString(k.Value) {
		what = k.Value
	}
	f, ok := d.fields(n, what, questionFields...)
	if !ok {
		return maturity.Question{}
	}
	q := maturity.Question{
		Key:        f.key("key", true, questionKey, "a key is small letters, digits and _, with at most one dot: toil.hours"),
		Anchor:     f.flag("anchor"),
		Revision:   1,
		Supersedes: f.key("supersedes", false, questionKey, "it must be the key of a question"),
		Prompt:     f.text("prompt", true),
		Levels:     f.levels(),
		Why:        f.text("why", true),
		Source:     f.text("source", false),
		Next:       f.text("next", true),
	}
	q.Dimension, _ = choice(f, "dimension", true, maturity.Dimensions)
	q.Practice, _ = choice(f, "practice", true, practiceKeys())
	q.Weight, _ = f.number("weight", true, 0, 100)
	if f.has("weight") && q.Weight == 0 {
		f.weightAboveZero()
	}
	if f.has("revision") {
		q.Revision = f.whole("revision", false, 1, 1000)
	}
	if q.Supersedes != "" && q.Supersedes == q.Key {
		f.report(f.at("supersedes"), "%s: a question cannot supersede itself", f.what)
	}
	f.shaped(&q)
	return q
}

// weightAboveZero reports a weight of exactly 0; below 0 and above 100 have
// been reported by the range.
func (f fields) weightAboveZero() {
	var v float64
	if n := f.at("weight"); n.Decode(&v) == nil && v == 0 {
		f.report(n, "%s: weight must be above 0", f.what)
	}
}

// shaped reads what depends on type and respondent.
func (f fields) shaped(q *maturity.Question) {
	typ, okType := choice(f, "type", true, questionTypes)
	who, okWho := choice(f, "respondent", true, respondents)
	measure, okMeasure := choice(f, "measure", false, measures)
	q.Type, q.Respondent, q.Measure = typ, who, measure
	if !okType || !okWho || f.has("measure") && !okMeasure {
		return
	}
	s, ok := shapeOf(typ, who)
	if !ok {
		f.report(f.at("respondent"), "%s: a %s question is answered by %s, not by %s", f.what, typ, whoAnswers(typ), who)
		return
	}
	fits := f.checkMeasure(s, measure)
	for _, name := range shapedFields {
		if f.has(name) && !contains(s.needs, name) && !contains(s.may, name) {
			f.report(f.at(name), "%s: a %s question answered by %s has no %s", f.what, typ, who, name)
		}
	}
	q.Unit = f.textIf(s, "unit")
	q.Part = f.textIf(s, "part")
	q.Whole = f.textIf(s, "whole")
	if fits {
		f.details(s, q)
	}
}

func (f fields) details(s shape, q *maturity.Question) {
	if contains(s.needs, "items") {
		q.Items = f.items()
	}
	if contains(s.may, "words") {
		q.Words = f.words(q)
	}
	if contains(s.needs, "scale") {
		q.Scale = f.scale(q)
	}
	if contains(s.may, "caps") {
		q.Caps = f.caps(q)
	}
}

func (f fields) textIf(s shape, name string) maturity.Text {
	if !contains(s.needs, name) {
		return maturity.Text{}
	}
	return f.text(name, true)
}

func (f fields) checkMeasure(s shape, m maturity.Measure) bool {
	if slices.Contains(s.measures, m) {
		return true
	}
	var known []string
	for _, k := range s.measures {
		if k != maturity.PlainMeasure {
			known = append(known, string(k))
		}
	}
	if len(known) == 0 {
		f.report(f.at("measure"), "%s: a %s question has no measure", f.what, s.typ)
		return false
	}
	f.report(f.at("measure"), "%s: the measure of a %s question answered by %s is %s",
		f.what, s.typ, s.respondent, strings.Join(known, " or "))
	return false
}

func shapeOf(t maturity.QuestionType, r maturity.Respondent) (shape, bool) {
	for _, s := range shapes {
		if s.typ == t && s.respondent == r {
			return s, true
		}
	}
	return shape{}, false
}

func whoAnswers(t maturity.QuestionType) string {
	var who []string
	for _, s := range shapes {
		if s.typ == t {
			who = append(who, string(s.respondent))
		}
	}
	return strings.Join(who, " or ")
}

// key reads a text that must match a pattern.
func (f fields) key(name string, need bool, pattern *regexp.Regexp, rule string) string {
	s := f.str(name, need)
	if s != "" && !pattern.MatchString(s) {
		f.report(f.at(name), "%s: %s %s is not a key; %s", f.what, name, clip(s), rule)
	}
	return s
}

func (f fields) levels() []maturity.Text {
	n, ok := f.get("levels", true)
	if !ok {
		return nil
	}
	if n.Kind != yaml.SequenceNode || len(n.Content) != levelCount {
		f.wrongKind(n, "%s: levels must be a list of exactly five texts, for level 0 to level 4", f.what)
	}
	if n.Kind != yaml.SequenceNode {
		return nil
	}
	var out []maturity.Text
	for i, c := range n.Content {
		out = append(out, f.textIn(c, f.what+": level "+string(rune('0'+min(i, 9)))))
	}
	return out
}
