package maturity

// AnswerKind says which of the shapes of an answer this is. No answer at all is
// the absence of an Answer, never a kind.
type AnswerKind string

// The kinds. Level 0, "don't know", "not applicable" and "another team
// provides it" are four different answers.
const (
	LevelAnswer     AnswerKind = "level"
	NumberAnswer    AnswerKind = "number"    // hours, or days
	RatioAnswer     AnswerKind = "ratio"     // Part of Whole
	TiersAnswer     AnswerKind = "tiers"     // covered services by tier
	ChecklistAnswer AnswerKind = "checklist" // ticked items, maybe none
	WordAnswer      AnswerKind = "word"      // never, not_counted, not_tracked
	Unsure          AnswerKind = "unsure"
	NotApplicable   AnswerKind = "na"
	Provided        AnswerKind = "provided" // another team provides it, at Level
)

// Answer is one answer to one question. Only the fields of its kind count.
// Its JSON and YAML form is that of an answers file: 3, "unsure",
// {"na":"no_oncall"}, {"value":6,"of":32}, {"numerator":12,"denominator":40},
// {"tiers":{"1":{"covered":2,"of":3}}}, ["commander"],
// {"ticked":["commander"],"na":["backup"]}, "never",
// {"provided_by":"platform","level":3}.
type Answer struct {
	Kind       AnswerKind
	Level      int     // level, provided: 0 to 4
	Number     float64 // number: hours a week, or days
	Of         float64 // number: contracted hours a week; 0 means the team's default
	Part       float64 // ratio
	Whole      float64 // ratio
	Tiers      []Tier  // tiers, ascending
	Ticked     []string
	Without    []string // checklist items that do not apply
	Word       string
	Reason     NAReason
	Note       string // na: the words behind the reason "other"
	ProvidedBy string // provided: which team
}

// Tier counts the user-facing services of one tier, 1 being the most important.
type Tier struct {
	Tier        int
	Covered, Of float64
}

// NAReason says why a question does not apply.
type NAReason string

// The reasons a team or person may give.
const (
	NoOnCall           NAReason = "no_oncall"
	NoUserFacing       NAReason = "no_user_facing_service"
	NoIncidentInPeriod NAReason = "no_incident_in_period"
	HandledElsewhere   NAReason = "handled_by_other_team"
	OtherReason        NAReason = "other"
)

// NAReasons lists them in the order they are offered.
var NAReasons = []NAReason{NoOnCall, NoUserFacing, NoIncidentInPeriod, HandledElsewhere, OtherReason}
