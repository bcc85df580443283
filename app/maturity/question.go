package maturity

// Dimension is one of the five things a team looks at. Keys are permanent.
type Dimension string

// The dimensions, in the order in which every page and file shows them.
const (
	Toil     Dimension = "toil"
	Bus      Dimension = "bus"
	Incident Dimension = "incident"
	SLO      Dimension = "slo"
	Learn    Dimension = "learn"
)

// Dimensions lists them in that order.
var Dimensions = []Dimension{Toil, Bus, Incident, SLO, Learn}

// QuestionType says what an answer to a question looks like.
type QuestionType string

// The types of question.
const (
	Scale5    QuestionType = "scale5"    // a level 0 to 4, each described
	Number    QuestionType = "number"    // hours a week, or days since
	Ratio     QuestionType = "ratio"     // a part of a whole
	Checklist QuestionType = "checklist" // ticked items
	Register  QuestionType = "register"  // calculated from the knowledge register
)

// Respondent says who answers a question.
type Respondent string

// Who answers.
const (
	Each   Respondent = "each"   // every member, blind
	Lead   Respondent = "lead"   // the lead, once, as a fact with evidence
	System Respondent = "system" // nobody: calculated
)

// Measure names the figures that are more than the plain number or quotient.
type Measure string

// The measures a questionnaire may name.
const (
	PlainMeasure      Measure = ""
	ShareOfContracted Measure = "share_of_contracted_hours" // number, each: Σ hours ÷ Σ contracted hours
	DaysSince         Measure = "days_since"                // number, lead: days, or never
	TierWeighted      Measure = "tier_weighted"             // ratio, lead: Σ tier weight × covered ÷ Σ tier weight
	TeamFactor        Measure = "team_factor"               // register, system
	SingleOwnerShare  Measure = "single_owner_share"        // ratio, system: lower is better
)

// Question is one thing asked. Its key is permanent: a question that a fair
// reader could now answer with another level is a new question.
type Question struct {
	Key        string
	Dimension  Dimension
	Type       QuestionType
	Respondent Respondent
	Measure    Measure
	Anchor     bool    // among the questions that carry comparisons between editions
	Weight     float64 // above 0
	Revision   int     // raised when the wording is corrected, from 1
	Supersedes string  // key of the question this one replaces, or ""
	Prompt     Text
	Unit       Text // of number, ratio and register questions
	Part       Text // of ratio questions people answer: what the part counts
	Whole      Text // of ratio questions people answer: what the whole counts
	Levels     []Text
	Items      []Item // of checklists
	Words      []Word // answers in words, such as "never"
	Scale      Scale
	Caps       []Cap
	Why        Text
	Source     Text   // where the idea comes from, or zero
	Practice   string // key of the practice that raises this question
	Next       Text   // what to do this week when the answer is low
}

// Item is one line of a checklist.
type Item struct {
	Key  string
	Gate bool // missing, it caps the question at the cap of Scale.GateCap
	Text Text
}

// Word is an answer in words: worth 0 points and said differently from zero.
type Word struct {
	Key  string // "never", "not_counted", "not_tracked"
	Text Text
}

// Scale turns a measure into points.
type Scale struct {
	// Line holds break points, ascending in At; linear in between, clamped
	// outside. Edges belong to the better level.
	Line []BreakPoint
	// AboveZero, if set, is where the line starts for any measure just above
	// 0; the points of exactly 0 stay those of the first break point.
	AboveZero *float64
	// Beyond, if set, is worth of every measure above the last break point.
	Beyond *float64
	// Counts, of a checklist, holds the points for 0, 1, … ticked items.
	Counts []float64
	// GateCap, of a checklist, is the most a question is worth with a gate
	// item missing.
	GateCap float64
}

// BreakPoint is one corner of a line from measure to points.
type BreakPoint struct{ At, Points float64 }

// Cap limits the points of a question while its condition holds.
type Cap struct {
	When   CapCondition
	Points float64
}

// CapCondition names a condition on an answer.
type CapCondition string

// The conditions a cap may name.
const (
	OneOfSeveral     CapCondition = "one_of_several"      // exactly 1 of a whole of 2 or more
	NoTier1Covered   CapCondition = "no_tier1_covered"    // tier-1 services exist, none is covered
	NotAllTier1Cover CapCondition = "not_all_tier1_cover" // tier-1 services exist, not all are covered
)

// Gate holds the level of a dimension down while its condition holds; it never
// changes the score. Gates are asked in the order of the questionnaire.
type Gate struct {
	Name      string // of the question, or of a register figure ("bus.orphan")
	Dimension Dimension
	When      GateCondition
	Limit     float64 // for AtMost and MoreThan
	MaxLevel  int
}

// GateCondition names a condition on a scored question.
type GateCondition string

// The conditions a gate may name. An unanswered question closes no gate, save
// for NotScored.
const (
	NotScored      GateCondition = "not_scored"      // the question has no points
	AtMost         GateCondition = "at_most"         // value ≤ limit
	MoreThan       GateCondition = "more_than"       // value > limit, or never
	CriticalOrphan GateCondition = "critical_orphan" // an area of criticality 3 has nobody
)

// Questionnaire is one immutable edition of what is asked.
type Questionnaire struct {
	Key       string // "sre-core"
	Edition   string // "1"
	Title     Text
	Intro     Text
	Minutes   int // a member's expected time
	Questions []Question
	Gates     []Gate

	index map[string]int
}

// Question returns the question with that key.
func (q *Questionnaire) Question(key string) (Question, bool) {
	if q.index == nil {
		for _, x := range q.Questions {
			if x.Key == key {
				return x, true
			}
		}
		return Question{}, false
	}
	i, ok := q.index[key]
	if !ok {
		return Question{}, false
	}
	return q.Questions[i], true
}

// Index prepares look-ups by key; call it once, before the questionnaire is
// shared between goroutines.
func (q *Questionnaire) Index() {
	q.index = make(map[string]int, len(q.Questions))
	for i := range q.Questions {
		q.index[q.Questions[i].Key] = i
	}
}

// AskedOf returns the questions a respondent answers, in order.
func (q *Questionnaire) AskedOf(r Respondent) []Question {
	return q.those(func(x *Question) bool { return x.Respondent == r })
}

// In returns the questions of a dimension, in order.
func (q *Questionnaire) In(d Dimension) []Question {
	return q.those(func(x *Question) bool { return x.Dimension == d })
}

// those counts first: there is much in a question, and both of the above are asked
// for each team of a report.
func (q *Questionnaire) those(are func(*Question) bool) []Question {
	n := 0
	for i := range q.Questions {
		if are(&q.Questions[i]) {
			n++
		}
	}
	out := make([]Question, 0, n)
	for i := range q.Questions {
		if are(&q.Questions[i]) {
			out = append(out, q.Questions[i])
		}
	}
	return out
}
