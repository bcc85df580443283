package maturity

import (
	"strconv"
	"time"
)

// PastAnswers are answers of earlier rounds, as somebody kept them in a
// spreadsheet. Whoever has Problems must not carry it out.
type PastAnswers struct {
	Rows     []PastRow
	Problems []PastProblem
	Ignored  []string // titles of columns that mean nothing here
}

// PastRow is one line, as it was typed.
type PastRow struct {
	Line     int    // of the file, from 1
	Round    string // key
	Team     string // key or name
	Member   string // e-mail address; "" is the team, PastAgreed what it settled on
	Question string // key
	Answer   string
}

// PastAgreed stands in the place of a member where a line is what the team
// settled on.
const PastAgreed = "agreed"

// The columns of past answers.
const (
	PastRound    = "round"
	PastTeam     = "team"
	PastMember   = "member"
	PastQuestion = "question"
	PastAnswer   = "answer"
)

// PastProblem is one thing that keeps past answers from being stored. Line 0 is
// the file as a whole; Key names a message.
type PastProblem struct {
	Line        int
	Column, Key string
	Args        map[string]string
}

// Refuse notes a problem; args are pairs of name and value for its message.
func (p *PastAnswers) Refuse(line int, column, key string, args ...string) {
	p.Problems = append(p.Problems, PastProblem{Line: line, Column: column, Key: key, Args: pairs(args)})
}

// RoundSpan returns the first day of the period that a valid key names, and the
// first day after it. Quarters and half-years are those of the fiscal year that
// starts in the year of the key; months are those of the calendar.
func RoundSpan(key string, fiscalStart int) (from, to time.Time) {
	year, _ := strconv.Atoi(key[:4])
	first, months := fiscalStart, 1
	switch key[5] {
	case 'Q':
		months = 3
		first += 3 * int(key[6]-'1')
	case 'H':
		months = 6
		first += 6 * int(key[6]-'1')
	default:
		first, _ = strconv.Atoi(key[5:])
	}
	from = time.Date(year, time.Month(first), 1, 0, 0, 0, 0, time.UTC)
	return from, from.AddDate(0, months, 0)
}
