package talk

import (
	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/quarter"
)

type deck struct {
	l   maturity.Language
	in  quarter.Organisation
	now quarter.Round
}

func (d deck) slide(key string) Slide {
	s := Slide{Key: key, Headline: say(d.l, key), Minutes: minutesOf, Prompt: texts["prompt."+key].In(d.l)}
	if s.Prompt != "" {
		s.Slot = key
	}
	switch key {
	case Here:
		s.Lines = d.here()
	case Meaning:
		s.Lines = []string{say(d.l, "meaning.toil"), say(d.l, "meaning.people"), say(d.l, "meaning.incidents"), say(d.l, "meaning.promises")}
	case Quarter:
		s.Figure, s.Lines = d.levels(), d.moves()
	case Absence:
		s.Figure, s.Lines = d.areas()
	case Hours:
		s.Figure, s.Lines = d.hours()
	case Night:
		s.Figure, s.Lines = d.night()
	case Promise:
		s.Figure, s.Lines = d.promise()
	case Tried:
		s.Lines = d.tried()
	}
	s.Notes = append([]string{}, s.Lines...)
	if means := texts["means."+key].In(d.l); means != "" {
		s.Notes = append(s.Notes, means)
	}
	if s.Figure != nil {
		s.Notes = append(append(s.Notes, s.Figure.N), s.Figure.Notes...)
	}
	s.Notes = append(s.Notes, say(d.l, "shared", d.now.Funnel.Shared, d.now.Funnel.Invited))
	return s
}

// here names a dimension only where it stands alone: with the largest share of
// teams at the two lowest levels.
func (d deck) here() []string {
	var lowest maturity.Dimension
	most, alone := 0.0, false
	for _, x := range maturity.Dimensions {
		n := d.now.Levels[x]
		if n.Assessed() == 0 {
			continue
		}
		share := float64(n.Teams[0]+n.Teams[1]) / float64(n.Assessed())
		alone = share != most && (share > most || alone)
		if share > most {
			most, lowest = share, x
		}
	}
	if !alone || lowest == "" {
		return []string{say(d.l, "here.none")}
	}
	n := d.now.Levels[lowest]
	return []string{say(d.l, "here.low", reports.DimensionName(lowest).In(d.l), n.Teams[0]+n.Teams[1], n.Assessed())}
}

func (d deck) levels() *reports.Figure {
	f := reports.LevelOverview(reports.LevelSnapshot{ID: "talk-levels", Lang: d.l, Round: d.now.Key, Dimensions: d.now.Levels})
	return &f
}

// moves tells what became of the teams that can be compared with themselves.
func (d deck) moves() []string {
	var out []string
	for _, x := range maturity.Dimensions {
		m := d.now.Changes[x]
		name := reports.DimensionName(x).In(d.l)
		if n := m.Rose + m.Fell + m.Same; n == 0 {
			out = append(out, say(d.l, "moves.none", name))
		} else {
			out = append(out, say(d.l, "moves", name, n, m.Rose, m.Fell, m.Same))
		}
	}
	return out
}

func (d deck) areas() (*reports.Figure, []string) {
	if d.now.Registers == 0 {
		return nil, []string{say(d.l, "unknown")}
	}
	f := reports.AreasOverTime(d.l, d.in.Group, []reports.AreasRound{
		{Key: d.now.Key, Counts: d.now.Areas, Teams: d.now.Registers, Invited: d.now.Funnel.Invited},
	})
	areas, single, orphan := 0, 0, 0
	for _, n := range d.now.Areas {
		areas, single, orphan = areas+n.Areas, single+n.Single, orphan+n.Orphan
	}
	return &f, []string{say(d.l, "areas", areas, single, orphan)}
}

func (d deck) hours() (*reports.Figure, []string) {
	t := d.now.Toil
	if _, known := t.Share(); !known {
		return nil, []string{say(d.l, "unknown")}
	}
	f := reports.ToilBand(d.l, d.in.Group, []reports.ToilRound{
		{Key: d.now.Key, Teams: t.Teams, People: t.People, Hours: t.Hours, Contracted: t.Contracted, Above: t.Above},
	})
	return &f, []string{say(d.l, "toil", f.Table.Rows[0][1], t.Teams, t.People)}
}

func (d deck) night() (*reports.Figure, []string) {
	n, o := d.now.Drills, d.now.OnCall
	if d.now.Funnel.Shared == 0 {
		return nil, []string{say(d.l, "unknown")}
	}
	f := reports.DrillRecency(d.l, d.in.Group, []reports.DrillRound{{
		Key: d.now.Key, Within90: n.Within90, Within180: n.Within180, Within365: n.Within365, Longer: n.Longer, Never: n.Never, Unknown: n.Unknown,
	}})
	lines := []string{say(d.l, "drills", n.Within90, n.Never, n.Unknown)}
	if o.Of > 0 {
		lines = append(lines, say(d.l, "oncall", o.Ready, o.Of, o.Teams))
	}
	return &f, lines
}

func (d deck) promise() (*reports.Figure, []string) {
	var tiers []reports.SLOTier
	covered, of := 0, 0
	for _, t := range d.now.SLO {
		tiers = append(tiers, reports.SLOTier{Tier: t.Tier, Reviewed: t.Reviewed, Defined: t.Defined, None: t.None})
		covered, of = covered+t.Reviewed+t.Defined, of+t.Of
	}
	if of == 0 {
		return nil, []string{say(d.l, "unknown")}
	}
	f := reports.SLOByTier(d.l, d.in.Group, reports.SLORound{Key: d.now.Key, Tiers: tiers, Unknown: d.now.SLOUnknown})
	return &f, []string{say(d.l, "slo", covered, of)}
}

func (d deck) tried() []string {
	moved, stopped := 0, 0
	for _, p := range d.in.Practices {
		moved, stopped = moved+p.Moved, stopped+p.Stopped
	}
	return []string{say(d.l, "tried.count", moved, stopped)}
}
