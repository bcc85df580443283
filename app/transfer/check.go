package transfer

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"michinori/app/archive"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/questionnaires"
)

// checker holds rows to the rules that no schema knows, in the order in which
// tables are filled. Of what it has seen it keeps what later rows refer to.
type checker struct {
	people      map[string]bool
	editions    map[[2]string]edition              // by questionnaire and edition
	rounds      map[string]*maturity.Questionnaire // by round
	assessments map[string]*maturity.Questionnaire // by assessment
	responses   map[string]*maturity.Questionnaire // by response
	byTable     map[string]func(cells) error
}

type edition struct {
	checksum      string
	questionnaire *maturity.Questionnaire
}

func newChecker() *checker {
	c := &checker{
		people: map[string]bool{"": true}, editions: map[[2]string]edition{}, rounds: map[string]*maturity.Questionnaire{},
		assessments: map[string]*maturity.Questionnaire{}, responses: map[string]*maturity.Questionnaire{},
	}
	c.byTable = map[string]func(cells) error{
		"organisation": c.organisation, "people": c.person, "editions": c.edition, "rounds": c.round, "assessments": c.assessment,
		"responses": c.response, "answers": c.answer, "facts": c.fact, "agreements": c.agreement, "results": c.result,
	}
	return c
}

// of returns the check for the rows of a table.
func (c *checker) of(t archive.Table) func(archive.Row) error {
	check, ok := c.byTable[t.Name]
	if !ok {
		check = readable(t.Name)
	}
	at := make(map[string]int, len(t.Columns))
	for i, column := range t.Columns {
		at[column.Name] = i
	}
	return func(row archive.Row) error { return check(cells{at: at, row: row}) }
}

// readable is the check for tables without a rule of their own: that the program
// can read what they hold as JSON.
func readable(table string) func(cells) error {
	column, read := store.JSONColumn(table)
	if column == "" {
		return func(cells) error { return nil }
	}
	return func(row cells) error {
		if err := read(row.text(column)); err != nil {
			return wrong(column, err)
		}
		return nil
	}
}

// cells are the values of a row by column.
type cells struct {
	at  map[string]int
	row archive.Row
}

func (c cells) text(column string) string { return valueOf[string](c, column) }

// valueOf is the zero value where a cell is empty, or was not there in an
// earlier schema.
func valueOf[T any](c cells, column string) T {
	var v T
	if i, ok := c.at[column]; ok {
		v, _ = c.row[i].(T)
	}
	return v
}

func wrong(column string, err error) error { return fmt.Errorf("%s: %w", column, err) }

func (c *checker) organisation(row cells) error {
	if _, ok := maturity.ParseLanguage(row.text("language")); !ok {
		return wrong("language", errors.New("is neither ja nor en"))
	}
	if _, err := time.LoadLocation(row.text("time_zone")); err != nil {
		return wrong("time_zone", err)
	}
	if m := valueOf[int64](row, "fiscal_start"); m < 1 || m > 12 {
		return wrong("fiscal_start", errors.New("is no month"))
	}
	return nil
}

func (c *checker) person(row cells) error {
	c.people[row.text("id")] = true
	if _, ok := maturity.ParseLanguage(row.text("language")); !ok {
		return wrong("language", errors.New("is neither ja nor en"))
	}
	return nil
}

func (c *checker) edition(row cells) error {
	document := valueOf[[]byte](row, "document")
	if questionnaires.Checksum(document) != row.text("checksum") {
		return wrong("checksum", errors.New("is not that of the document"))
	}
	q, err := questionnaires.FromDocument(document)
	if err != nil {
		return wrong("document", err)
	}
	key := [2]string{row.text("questionnaire"), row.text("edition")}
	if key != [2]string{q.Key, q.Edition} {
		return wrong("document", fmt.Errorf("is %.40q, edition %.20q", q.Key, q.Edition))
	}
	c.editions[key] = edition{checksum: row.text("checksum"), questionnaire: q}
	return nil
}

func (c *checker) round(row cells) error {
	if !maturity.ValidRoundKey(row.text("key")) {
		return wrong("key", errors.New("is no round, such as 2026-Q3"))
	}
	e, ok := c.editions[[2]string{row.text("questionnaire"), row.text("edition")}]
	switch {
	case !ok:
		return wrong("edition", errors.New("refers to an edition that is not there"))
	case e.checksum != row.text("checksum"):
		return wrong("checksum", errors.New("is not that of the edition"))
	}
	c.rounds[row.text("id")] = e.questionnaire
	return nil
}

func (c *checker) assessment(row cells) error {
	return hand(c.rounds, c.assessments, row, "round_id")
}

func (c *checker) response(row cells) error {
	if !c.people[row.text("person_id")] {
		return wrong("person_id", errors.New("refers to somebody who is not there"))
	}
	return hand(c.assessments, c.responses, row, "assessment_id")
}

// hand passes on which questionnaire is asked.
func hand(from, to map[string]*maturity.Questionnaire, row cells, column string) error {
	q, ok := from[row.text(column)]
	if !ok {
		return wrong(column, errors.New("refers to something that is not there"))
	}
	to[row.text("id")] = q
	return nil
}

func (c *checker) answer(row cells) error {
	return checkAnswer(c.responses[row.text("response_id")], row, "response_id", maturity.Each)
}

func (c *checker) fact(row cells) error {
	return checkAnswer(c.assessments[row.text("assessment_id")], row, "assessment_id", maturity.Lead)
}

func checkAnswer(q *maturity.Questionnaire, row cells, of string, asked maturity.Respondent) error {
	if q == nil {
		return wrong(of, errors.New("refers to something that is not there"))
	}
	question, ok := q.Question(row.text("question"))
	if !ok || question.Respondent != asked {
		return wrong("question", fmt.Errorf("is %.60q, which %s edition %s does not ask there", row.text("question"), q.Key, q.Edition))
	}
	if _, err := maturity.DecodeAnswer(question, []byte(row.text("answer"))); err != nil {
		return wrong("answer", err)
	}
	if valueOf[int64](row, "revision") < 1 {
		return wrong("revision", errors.New("is below 1"))
	}
	return nil
}

func (c *checker) agreement(row cells) error {
	q := c.assessments[row.text("assessment_id")]
	if q == nil {
		return wrong("assessment_id", errors.New("refers to something that is not there"))
	}
	question, ok := q.Question(row.text("question"))
	if !ok {
		return wrong("question", fmt.Errorf("is %.60q, which %s edition %s does not ask", row.text("question"), q.Key, q.Edition))
	}
	if err := question.CheckAgreement(valueOf[float64](row, "level")); err != nil {
		return wrong("level", err)
	}
	return nil
}

func (c *checker) result(row cells) error {
	var r maturity.Result
	if err := json.Unmarshal([]byte(row.text("document")), &r); err != nil {
		return wrong("document", err)
	}
	if q := c.assessments[row.text("assessment_id")]; q != nil && (r.Questionnaire != q.Key || r.Edition != q.Edition) {
		return wrong("document", fmt.Errorf("speaks of %.40q edition %.20q, not of the round's", r.Questionnaire, r.Edition))
	}
	return nil
}
