package demo

import (
	"time"

	"michinori/app/maturity"
)

// The life of a round, in days after it opened.
const (
	openFor     = 21 // until the promised end
	closedAfter = 24
	soFar       = 12 // of the round that is still open
	revealDay   = 9
)

const fiscalStart = 4

// japan is where the company is. Japan has had no summer time since 1951, so no
// zone file is needed.
var japan = time.FixedZone("JST", 9*60*60)

// calendar tells the times of rounds from the day on which the demo is looked
// at. The round of the present quarter opened twelve days ago, whatever the day,
// so that there is always something to answer.
type calendar struct {
	today time.Time // midnight
}

func newCalendar(now time.Time) calendar {
	y, m, d := now.In(japan).Date()
	return calendar{time.Date(y, m, d, 0, 0, 0, 0, japan)}
}

// period is a round with what it asks and when its days were.
type period struct {
	maturity.Round
	questionnaire *maturity.Questionnaire
	each, facts   []maturity.Question // of it: what members are asked, and leads
	stage         int                 // of the stories
	last          bool
	start         time.Time // midnight of the day it opened
}

// period returns the round that lies so many quarters back.
func (c calendar) period(back int) period {
	day := c.today
	if back > 0 {
		// The 29th to 31st could slip into the next month, and so quarter.
		y, m, d := day.Date()
		day = time.Date(y, m-time.Month(3*back), min(d, 28), 0, 0, 0, 0, japan)
	}
	p := period{start: workday(day.AddDate(0, 0, -soFar)), last: back == 0}
	p.Key = maturity.QuarterKey(day, fiscalStart)
	p.OpenedAt = p.at(0, 10, 0)
	p.ClosesAt = p.start.AddDate(0, 0, openFor+1).Add(-time.Second).UTC()
	if back > 0 {
		closed := p.at(closedAfter, 17, 30)
		p.ClosedAt = &closed
	}
	return p
}

// at returns a time on a day of the round, or on the Friday before where that
// day is at the weekend. The seconds come from the caller.
func (p period) at(day, hour, minute int) time.Time {
	t := workday(p.start.AddDate(0, 0, day))
	if t.Before(p.start) {
		t = p.start
	}
	return t.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute).UTC()
}

func workday(t time.Time) time.Time {
	switch t.Weekday() {
	case time.Saturday:
		return t.AddDate(0, 0, -1)
	case time.Sunday:
		return t.AddDate(0, 0, -2)
	}
	return t
}

// stageOf tells where in the stories, which have eight quarters, a round lies:
// a shorter history skips quarters, a longer one begins with the first.
func stageOf(round, rounds int) int {
	const last = quarters - 1
	switch {
	case rounds == 1:
		return last
	case rounds < quarters:
		return (2*round*last + rounds - 1) / (2 * (rounds - 1))
	}
	return max(0, round-(rounds-quarters))
}
