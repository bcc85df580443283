package reports

import (
	"strings"

	"michinori/app/maturity"
)

// ProfileRound is one round of a team in all dimensions.
type ProfileRound struct {
	Key      string
	Label    string // "" means Key
	Edition  string
	Scores   map[maturity.Dimension]maturity.DimensionScore
	Together bool
}

func (r ProfileRound) label() string {
	if r.Label != "" {
		return r.Label
	}
	return r.Key
}

// Profile is a team's result in this round beside the last.
type Profile struct {
	ID   string // "" means profile
	Lang maturity.Language
	Team string // "" leaves the name out
	Now  ProfileRound
	Last *ProfileRound // nil in a first round
	// Broken says that the editions differ in meaning, Breaks in which
	// dimensions where it is not all: both rounds are shown and not compared.
	Broken     bool
	Breaks     map[maturity.Dimension]bool
	Changes    map[maturity.Dimension]Change
	Recomposed map[maturity.Dimension]bool
	Notes      []string
}

// ResultProfile shows the five dimensions of this round with their intervals,
// and where each stood in the last round.
func ResultProfile(p Profile) Figure {
	rows := newProfileRows(p)
	title := say(p.Lang, "profile.title")
	if p.Last == nil {
		title = say(p.Lang, "profile.title.first")
	}
	f := Figure{
		ID: identifier(p.ID, "profile"), Lang: p.Lang, Title: title,
		Caption:    captioned(p.Lang, "profile.caption", p.Team),
		N:          rows.nOfN(p),
		Notes:      append(rows.notes(p), p.Notes...),
		Height:     profileHeight,
		Table:      rows.table(p),
		TableLabel: say(p.Lang, "table.open"),
	}
	f.Summary = summarise(f, rows.summary(p))
	f.Option = profileOption(p, rows, f)
	return f
}

// profileRow is one dimension as it is drawn and printed.
type profileRow struct {
	dimension  maturity.Dimension
	now, last  scored
	change     Change
	recomposed bool
	broken     bool // the two do not compare
}

// point is the row as a point of a trend, for what both say alike.
func (r profileRow) point(p Profile) trendPoint {
	return trendPoint{scored: r.now, broken: r.broken, TrendRound: TrendRound{
		Together: p.Now.Together, Recomposed: r.recomposed, Change: r.change,
	}}
}

type profileRows []profileRow

func newProfileRows(p Profile) profileRows {
	rows := make(profileRows, len(maturity.Dimensions))
	for i, d := range maturity.Dimensions {
		r := profileRow{dimension: d, now: displayed(p.Now.Scores[d], p.Now.Together)}
		if p.Last != nil {
			r.last = displayed(p.Last.Scores[d], p.Last.Together)
			r.recomposed = p.Recomposed[d]
			r.broken = p.Broken || p.Breaks[d]
			if !r.broken {
				r.change = p.Changes[d]
			}
		}
		rows[i] = r
	}
	return rows
}

// caption stands above the point of this round.
func (r profileRow) caption() string {
	if r.now.Value == nil {
		return ""
	}
	return strings.TrimSpace(changeMark(r.change) + " " + print1(*r.now.Value))
}

func (rows profileRows) nOfN(p Profile) string {
	var scores []scored
	for _, r := range rows {
		if r.now.Value != nil {
			scores = append(scores, r.now)
		}
	}
	if len(scores) == 0 {
		return say(p.Lang, "n.now.none", p.Now.label())
	}
	return peopleOver(p.Lang, p.Now.label(), scores, p.Now.Together)
}

func (rows profileRows) summary(p Profile) string {
	var parts []string
	for _, r := range rows {
		value := say(p.Lang, "absent.score")
		if r.now.Value != nil {
			value = print1(*r.now.Value)
		}
		parts = append(parts, DimensionName(r.dimension).In(p.Lang)+" "+value)
	}
	return say(p.Lang, "overview.summary", p.Now.label(), listed(p.Lang, parts))
}

func (rows profileRows) notes(p Profile) []string {
	l := p.Lang
	var out []string
	if names := rows.names(l, func(r profileRow) bool { return r.broken }); names != "" {
		out = append(out, say(l, "note.break.last", names))
	}
	if rows.names(l, func(r profileRow) bool { return r.change == NoClearChange }) != "" {
		out = append(out, say(l, "note.change.x"))
	}
	for _, r := range rows {
		if r.now.Value != nil && r.now.Held {
			out = append(out, say(l, "note.held", DimensionName(r.dimension).In(l), print1(*r.now.Value), r.now.Level))
		}
	}
	if names := rows.names(l, func(r profileRow) bool { return r.now.Value == nil }); names != "" {
		out = append(out, say(l, "note.gap", names))
	}
	if names := rows.names(l, func(r profileRow) bool { return r.recomposed }); names != "" {
		out = append(out, say(l, "note.content.x", names))
	}
	if rows.names(l, func(r profileRow) bool { return r.now.OneVoice }) != "" {
		out = append(out, say(l, "note.voice"))
	}
	return append(append(out, rows.intervalNotes(p)...), levelKey(l))
}

// intervalNotes say what the lines are made of; within a round the dimensions
// seldom differ in it.
func (rows profileRows) intervalNotes(p Profile) []string {
	if p.Now.Together {
		return []string{say(p.Lang, "note.together")}
	}
	kind := ""
	for _, r := range rows {
		if r.now.Low == nil {
			continue
		}
		this := intervalWords(p.Lang, r.now, false)
		if kind != "" && this != kind {
			return []string{say(p.Lang, "note.interval.kinds")}
		}
		kind = this
	}
	if kind == "" {
		return nil
	}
	return []string{say(p.Lang, "note.interval.x", p.Now.label(), kind)}
}

func (rows profileRows) names(l maturity.Language, is func(profileRow) bool) string {
	var out []string
	for _, r := range rows {
		if is(r) {
			out = append(out, DimensionName(r.dimension).In(l))
		}
	}
	return listed(l, out)
}

func (rows profileRows) table(p Profile) Table {
	l := p.Lang
	t := Table{Columns: []Column{
		column(say(l, "column.dimension")),
		numeric(say(l, "column.score")), numeric(say(l, "column.level")),
		numeric(say(l, "column.low")), numeric(say(l, "column.high")), column(say(l, "column.interval")),
		numeric(say(l, "column.people")), numeric(say(l, "column.members")),
		numeric(say(l, "column.last")), numeric(say(l, "column.lastlevel")),
		column(say(l, "column.change")), column(say(l, "column.remarks")),
	}}
	for _, r := range rows {
		row := []Cell{words(DimensionName(r.dimension).In(l))}
		row = append(row, scoreCells(l, r.now)...)
		row = append(row, intervalCells(l, r.now, p.Now.Together)...)
		row = append(row, peopleCells(l, r.now)...)
		row = append(row, r.lastCells(p)...)
		row = append(row,
			words(changeWords(l, r.change, r.broken)),
			words(r.point(p).remarks(l)))
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (r profileRow) lastCells(p Profile) []Cell {
	if p.Last == nil {
		none := absent(say(p.Lang, "absent.first"))
		return []Cell{none, none}
	}
	return scoreCells(p.Lang, r.last)
}
