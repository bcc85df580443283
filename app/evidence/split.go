package evidence

import (
	"encoding/csv"
	"slices"
	"strings"

	"michinori/app/maturity"
)

// TeamText is the part of a table that speaks of one team.
type TeamText struct {
	Team string // as the table names it
	Line int    // where it is first named
	Text string // the lines of the team, at the numbers they had
}

// SplitByTeam parts a table that has a column "team" into one table a team,
// without that column, and reports false where it has none. Lines keep their
// numbers; those that name no team come under "". What cannot be read as a
// table is left to whoever reads the parts.
func SplitByTeam(text string) ([]TeamText, bool) {
	rows := newRows(text)
	head, line, err := rows.next()
	if err != nil {
		return nil, false
	}
	at := slices.IndexFunc(head, func(title string) bool { return pastWords[fold(title)] == maturity.PastTeam })
	if at < 0 {
		return nil, false
	}
	s := splitter{at: at, head: slices.Clone(head), headLine: line, byTeam: map[string]*teamLines{}}
	for {
		cells, line, err := rows.next()
		if err != nil {
			return s.texts(), true
		}
		s.add(cells, line)
	}
}

// splitter hands lines to the teams they name.
type splitter struct {
	at       int // the column that names the team
	head     []string
	headLine int
	byTeam   map[string]*teamLines
	order    []*teamLines
}

// teamLines are the lines of one team so far.
type teamLines struct {
	team  string
	first int
	text  strings.Builder
	next  int // number of the line that would be written now
}

func (s *splitter) add(cells []string, line int) {
	team := ""
	if s.at < len(cells) {
		team = cell(cells[s.at])
	}
	t := s.byTeam[team]
	if t == nil {
		t = &teamLines{team: strings.Clone(team), first: line, next: 1}
		s.byTeam[t.team], s.order = t, append(s.order, t)
		t.write(s.headLine, s.head, s.at)
	}
	t.write(line, cells, s.at)
}

// write writes a line at its number, without the column of the team.
func (t *teamLines) write(line int, cells []string, at int) {
	before := t.text.Len()
	t.text.WriteString(strings.Repeat("\n", max(0, line-t.next)))
	w := csv.NewWriter(&t.text)
	left := slices.Clone(cells)
	if at < len(left) {
		left = slices.Delete(left, at, at+1)
	}
	_ = w.Write(left) // a builder takes everything
	w.Flush()
	t.next += strings.Count(t.text.String()[before:], "\n")
}

func (s *splitter) texts() []TeamText {
	out := make([]TeamText, len(s.order))
	for i, t := range s.order {
		out[i] = TeamText{Team: t.team, Line: t.first, Text: t.text.String()}
	}
	return out
}
