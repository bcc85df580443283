package adoption

import (
	"time"

	"michinori/app/maturity"
)

// NoticeKind is what a notice is about.
type NoticeKind string

// The kinds.
const (
	RoundOpened   NoticeKind = "round.opened"
	RoundNudge    NoticeKind = "round.nudge"    // half-way, to those who have not finished
	RoundReminder NoticeKind = "round.reminder" // two days before it closes
	RoundClosed   NoticeKind = "round.closed"
	DrillDue      NoticeKind = "drill.due"
	PracticeDue   NoticeKind = "practice.due"
	ActionDue     NoticeKind = "action.due"
	SignInLink    NoticeKind = "sign_in.link" // asked for by its receiver
)

// NoticeKinds lists them in the order in which they are explained.
var NoticeKinds = []NoticeKind{RoundOpened, RoundNudge, RoundReminder, RoundClosed, DrillDue, PracticeDue, ActionDue, SignInLink}

// Discreet reports whether already the address of a notice says something that
// only its receiver may know: who has not answered.
func (k NoticeKind) Discreet() bool { return k == RoundNudge || k == RoundReminder }

// Notice is what somebody is told. It has no place for an answer, a level or a
// score, so that none can get into it.
type Notice struct {
	Kind         NoticeKind        `json:"kind"`
	Language     maturity.Language `json:"language"`
	Organisation string            `json:"organisation"`
	Person       string            `json:"person,omitempty"` // name of the receiver; "" on a channel that many read
	Round        string            `json:"round,omitempty"`  // key
	Team         string            `json:"team,omitempty"`   // name; "" on a channel
	Title        string            `json:"title,omitempty"`  // of the action, practice or drill; "" on a channel
	Day          string            `json:"day,omitempty"`    // 2026-10-31: the last one, or when it is due
	Path         string            `json:"path"`             // of the page, below the base path
	// SignIn is the person whom the link may sign in, or "". The link itself
	// is made when the notice leaves and is kept nowhere.
	SignIn string `json:"sign_in,omitempty"`
	// Until is when it is no use any more.
	Until *time.Time `json:"until,omitempty"`
}

// Letter is a notice on its way. Key is the same at each attempt, so that a
// receiver can drop doubles.
type Letter struct {
	Key     string
	Channel string // mail, slack, teams, webhook
	To      string // mail address
	Notice  Notice
}

// Undelivered is why a letter did not arrive, in words short enough to show and
// without anything the receiver said.
type Undelivered struct {
	Problem string        // "HTTP 503"
	Final   bool          // trying again is of no use
	After   time.Duration // not before, as the receiver asked
}

func (u *Undelivered) Error() string { return u.Problem }

// How attempts are spread: twenty of them take a little less than three days.
const (
	firstPause = time.Minute
	mostPause  = 6 * time.Hour
	mostTries  = 20
	mostWish   = 24 * time.Hour // how much of a receiver's wish is granted
)

// NextTry returns how long to wait after so many attempts, and whether there is
// to be another one.
func NextTry(attempts int, u Undelivered) (time.Duration, bool) {
	if u.Final || attempts >= mostTries {
		return 0, false
	}
	pause := firstPause
	for i := 1; i < attempts && pause < mostPause; i++ {
		pause *= 2
	}
	return max(min(pause, mostPause), min(u.After, mostWish)), true
}

// The hours of a working day in which people are reminded.
const dayBegins, dayEnds = 9, 18

// NudgeAt is when those who have not finished are told at half-time: in the
// middle of the round, moved into the next working hours.
func NudgeAt(r maturity.Round, zone *time.Location) time.Time {
	middle := r.OpenedAt.Add(r.ClosesAt.Sub(r.OpenedAt) / 2).In(zone)
	switch h := middle.Hour(); {
	case h < dayBegins:
		return morning(middle, 0)
	case h >= dayEnds:
		return morning(middle, 1)
	}
	return middle
}

// ReminderAt is when they are told that the round closes: on the morning two
// days before its last day, and in a short round not before its middle.
func ReminderAt(r maturity.Round, zone *time.Location) time.Time {
	at := morning(r.ClosesAt.In(zone), -2)
	if middle := NudgeAt(r, zone); middle.After(at) {
		return middle
	}
	return at
}

func morning(t time.Time, days int) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day()+days, dayBegins, 0, 0, 0, t.Location())
}
