package page

import (
	"michinori/app/maturity"
)

// Questionnaires lists what teams can be asked.
type Questionnaires struct {
	Base
	List []*maturity.Questionnaire
}

// Each counts the questions every member answers.
func (*Questionnaires) Each(q *maturity.Questionnaire) int { return len(q.AskedOf(maturity.Each)) }

// Facts counts the questions the lead answers.
func (*Questionnaires) Facts(q *maturity.Questionnaire) int { return len(q.AskedOf(maturity.Lead)) }

// Questionnaire is one edition in full, to read and to print.
type Questionnaire struct {
	Base
	Questionnaire *maturity.Questionnaire
	Editions      []Choice
}

// Sections are the questions by dimension.
func (q *Questionnaire) Sections() []LearningDimension { return byDimension(q.Questionnaire) }

func byDimension(q *maturity.Questionnaire) []LearningDimension {
	var out []LearningDimension
	for _, d := range maturity.Dimensions {
		if in := q.In(d); len(in) > 0 {
			out = append(out, LearningDimension{Dimension: d, Questions: in})
		}
	}
	return out
}

// Weight prints a weight without needless zeros.
func (q *Questionnaire) Weight(x maturity.Question) string { return decimal(x.Weight) }

// NewLearning lists the questions of the questionnaires, each key once.
func NewLearning(b Base, list []*maturity.Questionnaire) *Learning {
	l := &Learning{Base: b}
	seen := map[string]bool{}
	for _, d := range maturity.Dimensions {
		out := LearningDimension{Dimension: d}
		for _, q := range list {
			for _, x := range q.In(d) {
				if !seen[x.Key] {
					seen[x.Key] = true
					out.Questions = append(out.Questions, x)
				}
			}
		}
		l.Dimensions = append(l.Dimensions, out)
	}
	return l
}
