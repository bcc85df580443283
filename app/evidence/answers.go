package evidence

import (
	"errors"
	"io"
	"time"

	"go.yaml.in/yaml/v3"

	"michinori/app/knowledge"
	"michinori/app/maturity"
)

// Answers is an answers file.
type Answers struct {
	Questionnaire string // as the file names it, "" where it does not
	Input         maturity.Input
	Register      *knowledge.Register // nil where the file has none
	View          knowledge.View
}

// On returns the input of the score with the figures of the register, which is
// judged on the day given where it names none itself.
func (a Answers) On(today time.Time) maturity.Input {
	in := a.Input
	if a.Register != nil {
		register := *a.Register
		if register.AsOf.IsZero() {
			register.AsOf = today
		}
		figures := knowledge.Figures(register, a.View)
		in.Register = &figures
	}
	return in
}

// Peek returns the questionnaire and the edition that an answers file names,
// each "" where it names none: what it takes to understand the rest.
func (d *Document) Peek() (questionnaire, edition string, err error) {
	keys, r := &reader{}, &reader{}
	for _, e := range keys.entries(d.root, "") {
		switch e.key {
		case "questionnaire":
			questionnaire = r.text(e.value, e.key)
		case "edition":
			edition = r.name(e.value, e.key)
		}
	}
	return questionnaire, edition, r.err() // what is wrong with other keys is said with the answers
}

// Refuse makes a problem of err, at the line of a key at the top of the file.
func (d *Document) Refuse(key string, err error) Problems {
	p := Problem{Key: key, Message: err.Error()}
	for _, e := range (&reader{}).entries(d.root, "") {
		if e.key == key {
			p.Line, p.Column = e.value.Line, e.value.Column
		}
	}
	return Problems{p}
}

// ReadAnswers reads an answers file to the questionnaire. All that is wrong
// with it is Problems.
func ReadAnswers(r io.Reader, q *maturity.Questionnaire) (Answers, error) {
	d, err := Open(r)
	if err != nil {
		return Answers{}, err
	}
	return d.Answers(q)
}

// The keys of an answers file.
var answersFields = []string{
	"questionnaire", "edition", "team", "period", "members", "contracted_hours", "min_answers",
	"responses", "facts", "agreements", "register", "register_view",
}

// Answers understands the document as an answers file to the questionnaire.
func (d *Document) Answers(q *maturity.Questionnaire) (Answers, error) {
	r := &answersReader{q: q}
	r.out = Answers{View: knowledge.Strict, Input: maturity.Input{
		Questionnaire: q, Facts: map[string]maturity.Answer{}, Agreements: map[string]float64{},
	}}
	var responses *yaml.Node
	named := false
	for _, e := range r.entries(d.root, "", answersFields...) {
		named = named || e.key == "members"
		if e.key == "responses" {
			responses = e.value
		}
		r.read(e)
	}
	if !named {
		r.add(d.root, "members", "is missing: how many people are in the team")
	}
	if n := len(r.out.Input.Responses); r.out.Input.Members > 0 && n > r.out.Input.Members {
		r.add(responses, "responses", "%d responses of %d members", n, r.out.Input.Members)
	}
	if err := r.err(); err != nil {
		return Answers{}, err
	}
	return r.out, nil
}

type answersReader struct {
	reader
	q   *maturity.Questionnaire
	out Answers
}

// maxMembers is far beyond any team.
const maxMembers = 100_000

func (r *answersReader) read(e entry) {
	in := &r.out.Input
	switch e.key {
	case "questionnaire":
		r.out.Questionnaire = r.text(e.value, e.key)
	case "edition":
		if name := r.name(e.value, e.key); name != "" && name != r.q.Edition {
			r.add(e.value, e.key, "the questionnaire is edition %s of %s", r.q.Edition, r.q.Key)
		}
	case "team":
		in.Team = r.name(e.value, e.key)
	case "period":
		in.Period = r.name(e.value, e.key)
	case "members":
		in.Members = r.whole(e.value, e.key, 1, maxMembers)
	case "contracted_hours":
		in.ContractedHours = r.hours(e.value, e.key)
	case "min_answers":
		in.MinAnswers = r.whole(e.value, e.key, 1, maxMembers)
	case "register_view":
		r.view(e)
	default:
		if !isNull(e.value) {
			r.readBlock(e)
		}
	}
}

// readBlock reads the parts of a file that may be left blank.
func (r *answersReader) readBlock(e entry) {
	in := &r.out.Input
	switch e.key {
	case "responses":
		for i, n := range r.items(e.value, e.key) {
			in.Responses = append(in.Responses, r.answers(n, indexed(e.key, i), maturity.Each))
		}
	case "facts":
		in.Facts = r.answers(e.value, e.key, maturity.Lead)
	case "agreements":
		r.agreements(e)
	case "register":
		register := readRegister(&r.reader, e.value, e.key)
		r.out.Register = &register
	}
}

func (r *answersReader) view(e entry) {
	switch v := knowledge.View(r.text(e.value, e.key)); v {
	case knowledge.Strict, knowledge.Lenient:
		r.out.View = v
	case "":
	default:
		r.add(e.value, e.key, "expected strict or lenient")
	}
}

func (r *answersReader) hours(n *yaml.Node, path string) float64 {
	const week = 168
	v, err := plain(n)
	hours, ok := toFloat(v)
	if err != nil || !ok || hours <= 0 || hours > week {
		r.add(n, path, "expected hours a week, above 0 and at most %d", week)
	}
	return hours
}

// answers reads what one person, or the lead, answered.
func (r *answersReader) answers(n *yaml.Node, path string, from maturity.Respondent) map[string]maturity.Answer {
	out := map[string]maturity.Answer{}
	for _, e := range r.entries(n, path) {
		where := join(path, e.key)
		question, ok := r.question(e, where)
		if !ok {
			continue
		}
		if err := question.TakesAnswerFrom(from); err != nil {
			r.add(e.node, where, "%v", err)
			continue
		}
		value, err := plain(e.value)
		if err != nil {
			r.nested(err, where)
			continue
		}
		a, err := maturity.ParseAnswer(question, value)
		if err != nil {
			r.add(e.value, where, "%v", err)
			continue
		}
		out[e.key] = a
	}
	return out
}

func (r *answersReader) agreements(e entry) {
	for _, a := range r.entries(e.value, e.key) {
		where := join(e.key, a.key)
		question, ok := r.question(a, where)
		if !ok {
			continue
		}
		value, err := plain(a.value)
		if err != nil {
			r.nested(err, where)
			continue
		}
		level, err := maturity.ParseAgreement(question, value)
		if err != nil {
			r.add(a.value, where, "%v", err)
			continue
		}
		r.out.Input.Agreements[a.key] = level
	}
}

func (r *answersReader) question(e entry, where string) (maturity.Question, bool) {
	question, ok := r.q.Question(e.key)
	if !ok {
		r.add(e.node, where, "is not a question of %s edition %s", r.q.Key, r.q.Edition)
	}
	return question, ok
}

// nested takes over problems found inside a value.
func (r *reader) nested(err error, path string) {
	var problems Problems
	if !errors.As(err, &problems) {
		return
	}
	for _, p := range problems {
		if p.Key = join(path, p.Key); p.Key == path+"." {
			p.Key = path
		}
		r.problems = append(r.problems, p)
	}
}
