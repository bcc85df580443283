package maturity

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Round is one period in which invited teams look at themselves. The edition
// and K are pinned when it opens and never change.
type Round struct {
	ID            string
	Key           string // "2026-Q3": also its place on the time axis
	Questionnaire string
	Edition       string
	Checksum      string // of the pinned document
	K             int
	OpenedAt      time.Time
	ClosesAt      time.Time // the promised end; later answers are marked late
	ClosedAt      *time.Time
}

// Open reports whether teams may still change something.
func (r Round) Open() bool { return r.ClosedAt == nil }

// UnderWay reports whether teams are still expected to answer at t: the round is
// open, and its promised end has not passed.
func (r Round) UnderWay(t time.Time) bool { return r.Open() && !r.Late(t) }

// Late reports whether an answer given at t comes after the promised end.
func (r Round) Late(t time.Time) bool { return t.After(r.ClosesAt) }

var roundKey = regexp.MustCompile(`^\d{4}-(Q[1-4]|H[12]|(0[1-9]|1[0-2]))$`)

// ValidRoundKey reports whether s names a quarter, a half-year or a month, such
// as 2026-Q3, 2026-H1 or 2026-07. Keys of one kind sort by time as text.
func ValidRoundKey(s string) bool { return roundKey.MatchString(s) }

// QuarterKey returns the key of the quarter of the fiscal year that t falls in;
// the year is the one in which the fiscal year starts.
func QuarterKey(t time.Time, fiscalStart int) string {
	month := (int(t.Month()) - fiscalStart + 12) % 12
	year := t.Year()
	if int(t.Month()) < fiscalStart {
		year--
	}
	return fmt.Sprintf("%04d-Q%d", year, month/3+1)
}

// PeriodAfter returns the day, at midnight UTC, on which the period after the one
// that a round key names begins, where the fiscal year begins in the month
// fiscalStart; the zero time where the key names none.
func PeriodAfter(key string, fiscalStart int) time.Time {
	if !ValidRoundKey(key) {
		return time.Time{}
	}
	year, _ := strconv.Atoi(key[:4])
	nth, _ := strconv.Atoi(strings.TrimLeft(key[5:], "QH"))
	month := nth + 1
	switch key[5] {
	case 'Q':
		month = fiscalStart + 3*nth
	case 'H':
		month = fiscalStart + 6*nth
	}
	return time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
}

// Mode is how a team answers, chosen by its lead before the first answer.
type Mode string

// The modes.
const (
	ModeUnset Mode = ""
	Together  Mode = "together" // one set of answers, recorded in a meeting; no anonymity claimed
	Apart     Mode = "apart"    // each for themselves, blind
)

// DefaultMode is what a team of that size is offered: together below k.
func DefaultMode(members, k int) Mode {
	if members < k {
		return Together
	}
	return Apart
}

// State is how far an assessment has come.
type State string

// The states, in order. Only reopening goes back.
const (
	Answering State = "answering"
	Revealed  State = "revealed"
	Agreed    State = "agreed"
	Shared    State = "shared"
)

// Assessment is one team in one round.
type Assessment struct {
	ID, RoundID, TeamID string
	Mode                Mode
	State               State
	Members             int // N, fixed at the reveal, or where there is none when the round ends
	RevealedAt          *time.Time
	AgreedAt            *time.Time
	SharedAt            *time.Time
	Reopened            int // how many times
	ReopenReason        string
}

// Settled reports whether the team has agreed on its result.
func (a Assessment) Settled() bool { return a.State == Agreed || a.State == Shared }

// MinAnswers is the k that holds for what is shown of this assessment; a team
// that answered together claims no anonymity.
func (a Assessment) MinAnswers(r Round) int {
	if a.Mode == Together {
		return 1
	}
	return r.K
}

// MayAnswer returns nil while answers may be given or changed.
func (a Assessment) MayAnswer(r Round) error {
	switch {
	case !r.Open():
		return Fail(Conflict, "error.round_closed", "round", r.Key)
	case a.State != Answering:
		return Fail(Conflict, "error.already_revealed")
	case a.Mode == ModeUnset:
		return Fail(Conflict, "error.mode_unset")
	}
	return nil
}

// MayReveal returns nil when the answers may be opened to the team.
func (a Assessment) MayReveal(r Round) error {
	switch {
	case !r.Open():
		return Fail(Conflict, "error.round_closed", "round", r.Key)
	case a.State != Answering:
		return Fail(Conflict, "error.already_revealed")
	}
	return nil
}

// MayAgree returns nil when the team may settle on its levels.
func (a Assessment) MayAgree(r Round) error {
	switch {
	case !r.Open():
		return Fail(Conflict, "error.round_closed", "round", r.Key)
	case a.State == Answering:
		return Fail(Conflict, "error.not_revealed")
	case a.State != Revealed:
		return Fail(Conflict, "error.already_agreed")
	}
	return nil
}

// MayShare returns nil when the team may show its result to others; a closed
// round does not hinder it.
func (a Assessment) MayShare() error {
	switch a.State {
	case Agreed:
		return nil
	case Shared:
		return Fail(Conflict, "error.already_shared")
	default:
		return Fail(Conflict, "error.not_agreed")
	}
}

// MayReopen returns nil when the assessment can go back to answering.
func (a Assessment) MayReopen(r Round) error {
	switch {
	case !r.Open():
		return Fail(Conflict, "error.round_closed", "round", r.Key)
	case a.State == Answering:
		return Fail(Conflict, "error.not_revealed")
	}
	return nil
}

// Fact is one answer of the lead with where it can be checked.
type Fact struct {
	Question  string
	Answer    Answer
	Evidence  string // a link, or ""
	Note      string
	UpdatedBy string // person id
	UpdatedAt time.Time
	Revision  int
}

// GivenAnswer is an answer as it is stored.
type GivenAnswer struct {
	Question  string
	Answer    Answer
	UpdatedAt time.Time
	Revision  int
	Late      bool
}

// Agreement is the level a team settled on for one question.
type Agreement struct {
	Question string
	Level    float64
	Reason   string
	Revision int
}

// Action is one next step with one owner and one date.
type Action struct {
	ID, TeamID         string
	AssessmentID       string // whose next step it was, or ""
	DrillID            string // whose gap it closes, or ""
	Question, Practice string
	Title              string
	OwnerID            string
	Due                string // 2026-10-31
	State              ActionState
	Reason             string // why it was dropped
	CreatedAt          time.Time
	ClosedAt           *time.Time
}

// ActionState is what became of an action.
type ActionState string

// The states of an action.
const (
	ActionOpen    ActionState = "open"
	ActionDone    ActionState = "done"
	ActionDropped ActionState = "dropped"
)
