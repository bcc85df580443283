package maturity

// Response is one person's answers by question key. In a round answered
// together there is exactly one.
type Response map[string]Answer

// Input is all that a score is made from.
type Input struct {
	Questionnaire   *Questionnaire
	Members         int     // N, people in the team
	ContractedHours float64 // a week and person; 0 means 40
	Responses       []Response
	Facts           map[string]Answer
	Agreements      map[string]float64 // level by question key; replaces the median
	Register        *RegisterFigures   // nil: system questions are unanswered
	// MinAnswers is k: a question answered by fewer people counts as
	// unanswered, so that nothing shown can be traced to fewer than k. 0 and
	// 1 ask for nothing, as in a round answered together.
	MinAnswers int
	// Told are the spreads that the team saw at earlier reveals, by question,
	// where answers were opened again.
	Told map[string][]Tally
	// Team and Period seed the bootstrap together with the edition, so that a
	// report reproduces to the last digit.
	Team, Period string
}

// RegisterFigures are what a score takes from the knowledge register.
type RegisterFigures struct {
	CriticalAreas  int // of criticality 2 and 3; 0 makes the system questions N/A
	TeamFactor     int
	SingleOwner    int // critical areas with at most one person
	CriticalOrphan bool
	View           string // how claims without fresh evidence were read: strict or lenient
	AsOf           string // the day they were judged on, 2026-09-30
}

// QuestionState says why a question has points, or why it has none.
type QuestionState string

// The states.
const (
	Scored     QuestionState = "scored"
	Unanswered QuestionState = "unanswered"     // nothing, or "don't know" alone
	TooFew     QuestionState = "too_few"        // answers, as tally.tooFew has it
	NotApplies QuestionState = "not_applicable" // to the team
)

// QuestionScore is what one question came to.
type QuestionScore struct {
	State     QuestionState
	Points    *float64 // 0 to 100; nil unless scored
	Value     *float64 // median level, share, days, count or factor; nil unless scored, and for answers in words
	N         int      // levels or hours given
	Unsure    int
	NA        int
	Answered  int      // people who gave any answer, for each-questions
	Agreement *float64 // A of the design, 0 to 1; scale5 answered by members only
	Discuss   bool     // worth talking about
	Counts    []int    // people per level 0 to 4, for scale5 answered by members
	Agreed    bool     // an agreement replaced the median
	GateHolds bool     // the condition of this question's gate holds
	// Withheld says that the spread is not told though enough people answered:
	// it differs from one told before by fewer than k of them.
	Withheld bool `json:",omitempty"`
	// Untold says that there are answers of which it is not told how many are
	// "don't know" or "not applicable": Unsure and NA are 0 then without meaning it.
	Untold bool `json:",omitempty"`
}

// Spread returns how the people of the team answered, and whether that is told.
func (q QuestionScore) Spread() (Tally, bool) {
	t := Tally{Unsure: q.Unsure, NA: q.NA}
	return t, copy(t.Levels[:], q.Counts) > 0
}

// TellsUnsure reports whether Unsure and NA are counts. Where they are kept back
// they are 0 without meaning it.
func (q QuestionScore) TellsUnsure() bool { return !q.Untold && !q.Withheld }

// IntervalKind says what the interval of a score is made of.
type IntervalKind string

// The kinds of interval.
const (
	OneVoice  IntervalKind = "one_voice" // nobody or one person: no interval
	Census    IntervalKind = "census"    // everybody answered: smallest to largest view
	Range     IntervalKind = "range"     // two to four people: smallest to largest view
	Bootstrap IntervalKind = "bootstrap" // five or more of a larger team
)

// DimensionScore is what one dimension came to.
type DimensionScore struct {
	Score          *float64 // 0 to 100, unrounded; nil unless scored
	Level          *int     // 0 to 4; nil unless scored
	Gate           string   // name of the gate that lowered the level, or ""
	Scored         bool
	Coverage       float64 // 0 to 1
	AnchorCoverage float64 // 0 to 1
	Partly         bool    // more than 40 % of the weight does not apply
	Low, High      *float64
	Interval       IntervalKind
	People         int // people with a level or hours in the dimension
	Members        int // N
}

// NextStep is one suggestion.
type NextStep struct {
	Question string
	Practice string
	Priority float64
}

// Result is everything that follows from one Input.
type Result struct {
	Questionnaire string
	Edition       string
	Dimensions    map[Dimension]DimensionScore
	Questions     map[string]QuestionScore
	NextSteps     []NextStep
	// Register is what the system questions were answered with; nil where
	// there was no register.
	Register *RegisterFigures `json:",omitempty"`
}

// WithoutSpread leaves out of a shared result how the people of the team
// answered: that stays in the team. Its next steps are found anew, since a
// question about which people disagree comes before others. q is what the
// result was scored by.
func (r Result) WithoutSpread(q *Questionnaire) Result {
	questions := make(map[string]QuestionScore, len(r.Questions))
	for key, score := range r.Questions {
		score.Counts, score.Agreement, score.Discuss, score.Unsure, score.NA, score.Withheld = nil, nil, false, 0, 0, false
		score.Untold = score.Answered > 0
		questions[key] = score
	}
	r.Questions = questions
	r.NextSteps = nextSteps(q, questions)
	return r
}
