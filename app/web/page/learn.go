package page

import (
	"strconv"

	"michinori/app/maturity"
	"michinori/questionnaires"
)

// Learning is the list of everything there is to read.
type Learning struct {
	Base
	Practices  []questionnaires.Practice
	Dimensions []LearningDimension
	Terms      int
}

// LearningDimension is the questions of one dimension.
type LearningDimension struct {
	Dimension maturity.Dimension
	Questions []maturity.Question
}

// Practice is one practice, with the questions it raises.
type Practice struct {
	Base
	Practice  questionnaires.Practice
	Questions []maturity.Question
	Terms     []questionnaires.Term
	Hand      HandForm       // what the viewer would like to do about it
	Teams     []PracticeTeam // of the viewer
}

// PracticeStage is one stage with what proves it.
type PracticeStage struct {
	Number         int
	Name, Evidence string
}

// Stages are the four stages after "not started".
func (p *Practice) Stages() []PracticeStage {
	out := make([]PracticeStage, len(p.Practice.Evidence))
	for i, e := range p.Practice.Evidence {
		out[i] = PracticeStage{Number: i + 1, Name: p.T("stage." + strconv.Itoa(i+1)), Evidence: p.In(e)}
	}
	return out
}

// QuestionHelp is one question, explained.
type QuestionHelp struct {
	Base
	Question maturity.Question
	Practice *questionnaires.Practice
	Gate     *maturity.Gate
	Terms    []questionnaires.Term
	AskedIn  []*maturity.Questionnaire
	Latest   []QuestionLatest // of the viewer's own teams: private to them
	InTeam   bool             // the viewer is in a team
}

// Held says what the question can do to the level of its dimension, or is "".
func (q *QuestionHelp) Held() string {
	if q.Gate == nil {
		return ""
	}
	because := q.T(gateKey(*q.Gate), "question", q.In(q.Question.Prompt), "limit", decimal(q.Gate.Limit))
	return q.T("gate.would_hold", "because", because, "level", q.Gate.MaxLevel, "dimension", q.DimensionName(q.Question.Dimension))
}

// Calculated reports whether nobody answers the question.
func (q *QuestionHelp) Calculated() bool { return q.Question.Respondent == maturity.System }

// Leveled reports whether the answer is a level, worth its points.
func (q *QuestionHelp) Leveled() bool { return q.Question.Type == maturity.Scale5 }

// LevelPoints are the points of a level.
func (q *QuestionHelp) LevelPoints(level int) string {
	return decimal(maturity.Numbers().PointsPerLevel * float64(level))
}

// ScaleRow is one line of the table from a figure to its points.
type ScaleRow struct{ Measure, Points string }

// Scale is the table from figures to points; between two lines it is even.
func (q *QuestionHelp) Scale() []ScaleRow {
	x := q.Question
	var out []ScaleRow
	for _, w := range x.Words {
		out = append(out, ScaleRow{Measure: q.In(w.Text), Points: "0"})
	}
	for i, b := range x.Scale.Line {
		if i == 0 && b.At == 0 && x.Scale.AboveZero != nil {
			out = append(out, ScaleRow{q.measure(b.At), decimal(b.Points)}, ScaleRow{q.T("scale.just_above_zero"), decimal(*x.Scale.AboveZero)})
			continue
		}
		out = append(out, ScaleRow{q.measure(b.At), decimal(b.Points)})
	}
	if n := len(x.Scale.Line); n > 0 && x.Scale.Beyond != nil {
		key := "scale.beyond"
		if x.Measure == maturity.DaysSince {
			key = "scale.longer_ago"
		}
		out = append(out, ScaleRow{q.T(key, "measure", q.measure(x.Scale.Line[n-1].At)), decimal(*x.Scale.Beyond)})
	}
	for n, points := range x.Scale.Counts {
		out = append(out, ScaleRow{q.N("answer.ticked", n), decimal(points)})
	}
	return out
}

func (q *QuestionHelp) measure(at float64) string {
	x := q.Question
	switch {
	case x.Measure == maturity.DaysSince:
		return q.N("answer.days_ago", int(at))
	case x.Type == maturity.Register:
		return q.N("answer.people", int(at))
	case x.Type == maturity.Ratio, x.Measure == maturity.ShareOfContracted:
		return q.T("answer.percent", "percent", decimal(maturity.Tenth(at*100)))
	}
	return decimal(at)
}

// Caps say what limits the points of the question.
func (q *QuestionHelp) Caps() []string {
	var out []string
	for _, c := range q.Question.Caps {
		out = append(out, q.T("cap."+string(c.When), "points", decimal(c.Points)))
	}
	for _, item := range q.Question.Items {
		if item.Gate {
			out = append(out, q.T("cap.item", "item", q.In(item.Text), "points", decimal(q.Question.Scale.GateCap)))
		}
	}
	return out
}

// Terms is the glossary.
type Terms struct {
	Base
	List []questionnaires.Term
}

// ScoringHelp explains scoring with the numbers that count.
type ScoringHelp struct {
	Base
	Model         maturity.Model
	Questionnaire *maturity.Questionnaire // whose gates are told, or nil
}

// Gated are the gates as sentences.
func (s *ScoringHelp) Gated() []string {
	if s.Questionnaire == nil {
		return nil
	}
	out := make([]string, len(s.Questionnaire.Gates))
	for i, g := range s.Questionnaire.Gates {
		question, _ := s.Questionnaire.Question(g.Name)
		because := s.T(gateKey(g), "question", s.In(question.Prompt), "limit", decimal(g.Limit))
		out[i] = s.T("gate.would_hold", "because", because, "level", g.MaxLevel, "dimension", s.DimensionName(g.Dimension))
	}
	return out
}

// Percent prints a share.
func (ScoringHelp) Percent(share float64) string { return decimal(maturity.Tenth(share * 100)) }

// Number prints a number without needless zeros.
func (ScoringHelp) Number(v float64) string { return decimal(v) }

// ScoringLevel is one level with the scores it stands for.
type ScoringLevel struct {
	Level    int
	From, To string
	Name     string
	Meaning  string
	Stones   []bool
}

// Levels are the five levels.
func (s *ScoringHelp) Levels() []ScoringLevel {
	from := s.Model.LevelFrom
	out := make([]ScoringLevel, len(from))
	for i := range from {
		to := s.T("scoring.up_to_100")
		if i+1 < len(from) {
			to = s.T("scoring.below", "score", decimal(from[i+1]))
		}
		out[i] = ScoringLevel{
			Level: i, From: decimal(from[i]), To: to, Name: s.LevelName(i),
			Meaning: s.T("level." + strconv.Itoa(i) + ".meaning"), Stones: stones(&i),
		}
	}
	return out
}

// Chance prints how likely the smallest and the largest of n answers hold the
// median.
func (ScoringHelp) Chance(n int) string { return chance(n) }
