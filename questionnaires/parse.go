package questionnaires

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"michinori/app/maturity"
)

// formatVersion is the version of the file format that this program reads.
const formatVersion = 1

// minAnchorShare is how much of the weight of a dimension its anchors carry at
// least: less would not stand for the dimension when editions are compared.
const minAnchorShare = 0.6

var (
	questionnaireKey = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	editionName      = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._-]{0,31}$`)
)

// Base finds a questionnaire that another one extends. An empty edition asks
// for the newest.
type Base func(key, edition string) (*maturity.Questionnaire, bool)

// Parse reads one questionnaire from YAML (or JSON, which is YAML). name is
// what messages call the file; base, which may be nil, finds what the file
// extends. Either the questionnaire is whole and there are no problems, or it
// is nil and every problem is listed in the order of the text.
func Parse(name string, raw []byte, base Base) (*maturity.Questionnaire, Problems) {
	d := draft{reader: &reader{file: name}, base: base, at: map[string]*yaml.Node{}}
	if root := d.root(raw); root != nil {
		d.read(root)
	}
	if len(d.problems) > 0 {
		return nil, d.listed()
	}
	d.q.Index()
	return &d.q, nil
}

// listed returns the problems in order; that there are more stays the last.
func (r *reader) listed() Problems {
	n := min(len(r.problems), maxProblems)
	return append(r.problems[:n:n].sorted(), r.problems[n:]...)
}

// draft is a questionnaire while it is read.
type draft struct {
	*reader
	base Base
	q    maturity.Questionnaire
	at   map[string]*yaml.Node // where each question comes in
	lost bool                  // some questions could not be read, so that gates may well name them
}

func (d *draft) read(root *yaml.Node) {
	f, ok := d.fields(root, "questionnaire",
		"format", "key", "edition", "title", "intro", "minutes", "extends", "select", "questions", "gates")
	if !ok {
		return
	}
	if v, ok := f.number("format", true, 0, maxAt); ok && v != formatVersion {
		f.report(f.at("format"), "questionnaire: format %v is not known; this program reads format %d", v, formatVersion)
	}
	d.q.Key = f.key("key", true, questionnaireKey, "the key of a questionnaire is small letters, digits and single dashes: our-team")
	if len(d.q.Key) > 64 {
		f.report(f.at("key"), "questionnaire: key is longer than 64 characters")
	}
	d.q.Edition = f.key("edition", true, editionName, "an edition is up to 32 letters, digits, dots, dashes and _, in quotes: \"1\"")
	d.q.Title = f.text("title", true)
	d.q.Intro = f.text("intro", true)
	d.q.Minutes = f.whole("minutes", true, 1, 240)
	before := len(d.problems)
	d.inherit(f)
	own := f.list("questions", !f.has("extends"), maxQuestions)
	for _, n := range own {
		d.add(d.question(n), n)
	}
	sound := len(d.problems) == before
	d.lost = d.lost || !sound && len(own) == 0
	d.gates(f)
	if sound {
		d.checkAnchors(f)
	}
}

// inherit takes over the questions of the extended questionnaire, or a
// selection of them, with the gates that belong to them.
func (d *draft) inherit(f fields) {
	if !f.has("extends") {
		if f.has("select") {
			f.report(f.at("select"), "questionnaire: select needs extends, the questionnaire to select from")
		}
		return
	}
	name, edition, _ := strings.Cut(f.str("extends", true), "@")
	base, ok := d.find(name, edition)
	if !ok {
		d.lost = true
		if name != "" {
			f.report(f.at("extends"), "questionnaire: extends %s, which is not known", clip(f.str("extends", true)))
		}
	}
	if !f.has("select") && ok {
		for _, q := range base.Questions {
			d.add(q, f.at("extends"))
		}
	}
	for _, n := range f.list("select", false, maxQuestions) {
		d.pick(base, n)
	}
	if ok {
		d.inheritGates(base)
	}
}

func (d *draft) find(key, edition string) (*maturity.Questionnaire, bool) {
	if d.base == nil {
		return nil, false
	}
	return d.base(key, edition)
}

func (d *draft) pick(base *maturity.Questionnaire, n *yaml.Node) {
	key := d.textAt(n, "questionnaire: select")
	if key == "" || base == nil {
		return
	}
	q, ok := base.Question(key)
	if !ok {
		d.report(n, "questionnaire: %s has no question %s%s", base.Key, clip(key), hint(key, keysOf(base)))
		return
	}
	d.add(q, n)
}

func keysOf(q *maturity.Questionnaire) []string {
	out := make([]string, len(q.Questions))
	for i := range q.Questions {
		out[i] = q.Questions[i].Key
	}
	return out
}

func (d *draft) add(q maturity.Question, n *yaml.Node) {
	if q.Key == "" {
		return
	}
	if first, twice := d.at[q.Key]; twice {
		d.report(keyNode(n), "question %s stands twice (first on line %d)", q.Key, first.Line)
		return
	}
	d.at[q.Key] = keyNode(n)
	d.q.Questions = append(d.q.Questions, q)
}

// keyNode is the value of "key" in a mapping, or the node itself.
func keyNode(n *yaml.Node) *yaml.Node {
	if k := scalarUnder(n, "key"); k != nil {
		return k
	}
	return n
}

func scalarUnder(n *yaml.Node, name string) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name && n.Content[i+1].Kind == yaml.ScalarNode {
			return n.Content[i+1]
		}
	}
	return nil
}

// checkAnchors makes sure that later editions can be compared with this one. A
// published edition cannot be mended, so this is a problem and not a warning.
func (d *draft) checkAnchors(f fields) {
	for _, dim := range maturity.Dimensions {
		var all, anchors float64
		for _, q := range d.q.In(dim) {
			all += q.Weight
			if q.Anchor {
				anchors += q.Weight
			}
		}
		if all > 0 && anchors < minAnchorShare*all-1e-9 {
			f.report(d.sourceOf(f), "dimension %s: questions with anchor: true carry %.0f%% of the weight; at least %.0f%% is needed, so that editions can be compared",
				dim, 100*anchors/all, 100*minAnchorShare)
		}
	}
}

// sourceOf is where questions come from, for problems of all of them.
func (d *draft) sourceOf(f fields) *yaml.Node {
	i := slices.IndexFunc([]string{"questions", "select"}, f.has)
	if i < 0 {
		return f.at("extends")
	}
	return f.at([]string{"questions", "select"}[i])
}
