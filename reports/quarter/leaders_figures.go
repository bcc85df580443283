package quarter

import (
	"strconv"

	"michinori/app/maturity"
	"michinori/reports"
)

// Levels is how the assessed teams of a round spread over the levels.
func Levels(l maturity.Language, r Round) reports.Figure {
	return reports.LevelOverview(reports.LevelSnapshot{Lang: l, Round: r.Key, Dimensions: r.Levels})
}

// shared are the rounds in which some team shares: of the others nothing is
// known, and they have no bar.
func (w leaders) shared() []Round {
	var out []Round
	for _, r := range w.in.Rounds {
		if r.Funnel.Shared > 0 {
			out = append(out, r)
		}
	}
	return out
}

// LevelsOver is how they did in one dimension in each of these rounds, oldest
// first. A round in which no team shares has no bar: nothing is known of it, and
// what it changed in the questions is marked on the next bar.
func LevelsOver(l maturity.Language, rounds []Round, d maturity.Dimension) reports.Figure {
	in := reports.Levels{Lang: l, Dimension: d}
	broken := false
	for _, r := range rounds {
		broken = broken || r.BreakBefore[d]
		if r.Funnel.Shared == 0 {
			continue
		}
		in.Rounds = append(in.Rounds, reports.LevelRound{
			Key: r.Key, Edition: r.Edition, Open: r.Open, BreakBefore: broken && len(in.Rounds) > 0, LevelCount: r.Levels[d],
		})
		broken = false
	}
	return reports.LevelDistribution(in)
}

func (w leaders) moves() reports.Figure {
	in := reports.MovesInput{Lang: w.lang, Scope: w.scope, Round: w.now.Key, Dimensions: map[maturity.Dimension]reports.MoveCount{}}
	for d, m := range w.now.Changes {
		in.Dimensions[d] = reports.MoveCount{Rose: m.Rose, Same: m.Same, Fell: m.Fell, Incomparable: m.Incomparable}
	}
	return reports.Moves(in)
}

// sinceFirst is where teams stood in the first round that compares with the last
// in some dimension, and where they stand in the last; false where there is no
// such round.
func (w leaders) sinceFirst() (reports.Figure, bool) {
	shared := w.shared()
	for i := range max(len(shared)-1, 0) {
		first, last := shared[i], shared[len(shared)-1]
		breaks := w.breaksBetween(first.Key, last.Key)
		if len(breaks) == len(maturity.Dimensions) {
			continue
		}
		return reports.LevelSlope(reports.LevelSlopeInput{
			Lang: w.lang, Scope: w.scope, FirstRound: first.Key, LatestRound: last.Key,
			First: first.Levels, Latest: last.Levels, Breaks: breaks,
		}), true
	}
	return reports.Figure{}, false
}

// breaksBetween are the dimensions that changed their meaning after one round, up
// to another.
func (w leaders) breaksBetween(from, to string) map[maturity.Dimension]bool {
	out := map[maturity.Dimension]bool{}
	begun := false
	for _, r := range w.in.Rounds {
		for d, broken := range r.BreakBefore {
			if begun && broken {
				out[d] = true
			}
		}
		begun = begun || r.Key == from
		if r.Key == to {
			break
		}
	}
	return out
}

// mostRows is how many teams one heat map holds: with more, it is higher than a
// printed page is where it is as wide, and its letters become too small to read.
const mostRows = 25

// heat are the teams that may be named, by name, in as few pictures as hold
// them, all with about as many.
func (w leaders) heat() []reports.Figure {
	var out []reports.Figure
	pictures := max(ceil(len(w.named), mostRows), 1)
	rows := ceil(len(w.named), pictures)
	for from := 0; from < len(w.named); from += rows {
		in := reports.TeamHeatInput{Lang: w.lang, Scope: w.scope, Round: w.now.Key}
		if from > 0 {
			in.ID = "heat-teams-" + strconv.Itoa(from/rows+1)
		}
		for _, t := range w.named[from:min(from+rows, len(w.named))] {
			row := reports.TeamHeatRow{Team: t.Name, Cells: map[maturity.Dimension]reports.HeatCell{}}
			for _, d := range maturity.Dimensions {
				switch level := t.Levels[d]; {
				case t.Partly[d]:
					row.Cells[d] = reports.HeatCell{State: reports.HeatNA}
				case level != nil:
					row.Cells[d] = reports.HeatCell{State: reports.HeatLevel, Level: *level}
				}
			}
			in.Rows = append(in.Rows, row)
		}
		out = append(out, reports.TeamHeatMap(in))
	}
	return out
}

func (w leaders) areasOver() reports.Figure {
	var rounds []reports.AreasRound
	for _, r := range w.shared() {
		rounds = append(rounds, reports.AreasRound{Key: r.Key, Counts: r.Areas, Teams: r.Registers, Invited: r.Funnel.Invited})
	}
	return reports.AreasOverTime(w.lang, w.scope, rounds)
}

func sloRound(r Round) reports.SLORound {
	out := reports.SLORound{Key: r.Key, Unknown: r.SLOUnknown}
	for _, t := range r.SLO {
		out.Tiers = append(out.Tiers, reports.SLOTier{Tier: t.Tier, Reviewed: t.Reviewed, Defined: t.Defined, None: t.None})
	}
	return out
}

func (w leaders) slo() []reports.Figure {
	var rounds []reports.SLORound
	for _, r := range w.shared() {
		rounds = append(rounds, sloRound(r))
	}
	return []reports.Figure{reports.SLOByTier(w.lang, w.scope, sloRound(w.now)), reports.SLOOverTime(w.lang, w.scope, rounds)}
}

func (w leaders) toil() reports.Figure {
	var rounds []reports.ToilRound
	for _, r := range w.shared() {
		rounds = append(rounds, reports.ToilRound{Key: r.Key, Teams: r.Toil.Teams, People: r.Toil.People,
			Hours: r.Toil.Hours, Contracted: r.Toil.Contracted, Above: r.Toil.Above})
	}
	return reports.ToilBand(w.lang, w.scope, rounds)
}

func (w leaders) readiness() []reports.Figure {
	var drills []reports.DrillRound
	var oncall []reports.OnCallRound
	for _, r := range w.shared() {
		d := r.Drills
		drills = append(drills, reports.DrillRound{Key: r.Key, Within90: d.Within90, Within180: d.Within180,
			Within365: d.Within365, Longer: d.Longer, Never: d.Never, Unknown: d.Unknown})
		oncall = append(oncall, reports.OnCallRound{Key: r.Key, Ready: r.OnCall.Ready, Of: r.OnCall.Of,
			Teams: r.OnCall.Teams, Unknown: r.OnCall.Unknown})
	}
	return []reports.Figure{reports.DrillRecency(w.lang, w.scope, drills), reports.OnCallReadiness(w.lang, w.scope, oncall)}
}

// habits is in how many teams of each group a practice is a habit; false where
// there is no group below.
func (w leaders) habits() (reports.Figure, bool) {
	in := reports.PracticeHeatInput{Lang: w.lang, When: w.now.Key}
	for i, p := range w.in.Practices {
		row := reports.PracticeHeatRow{Practice: p.Name.In(w.lang)}
		for _, g := range p.Groups {
			if i == 0 {
				in.Groups = append(in.Groups, g.Group)
			}
			row.Cells = append(row.Cells, groupCell(g))
		}
		in.Rows = append(in.Rows, row)
	}
	return reports.PracticeHeatMap(in), len(in.Groups) > 0
}

func groupCell(g GroupCount) reports.HeatCell {
	if g.Hidden {
		return reports.HeatCell{State: reports.HeatLocked}
	}
	return reports.HeatCell{State: reports.HeatShare, Part: g.Habit, Of: g.Of}
}

func (w leaders) spreads() []reports.Figure {
	var out []reports.Figure
	if f, ok := w.habits(); ok {
		out = append(out, f)
	}
	for _, p := range w.in.Practices {
		if len(p.Days) > 0 {
			out = append(out, w.spread(p))
		}
	}
	return out
}

func (w leaders) spread(p Practice) reports.Figure {
	return reports.PracticeSpread(reports.Spread{
		ID: "spread-" + p.Key, Lang: w.lang, Practice: p.Name.In(w.lang), Days: p.Days, Target: p.Target,
	})
}

func (w leaders) effects() []reports.Figure {
	var out []reports.Figure
	for _, p := range w.in.Practices {
		for _, e := range p.Effects {
			out = append(out, reports.BeforeAfter(reports.EffectInput{
				ID: "effect-" + p.Key + "-" + string(e.Dimension), Lang: w.lang, Practice: p.Name.In(w.lang), Dimension: e.Dimension,
				Teams: e.Teams, Others: e.Others, Before: e.Before, After: e.After,
				OthersBefore: e.OthersBefore, OthersAfter: e.OthersAfter, Low: e.Low, High: e.High,
			}))
		}
	}
	return out
}

func (w leaders) funnel() reports.Figure {
	f := w.now.Funnel
	return reports.Funnel(w.lang, w.scope, reports.FunnelRound{Round: w.now.Key, Invited: f.Invited, Answered: f.Answered,
		Agreed: f.Agreed, Shared: f.Shared, Acted: f.Acted, Unheard: f.Unheard, People: f.People, Responded: f.Responded})
}

func (w leaders) sayDo() reports.Figure {
	var rounds []reports.SayDoRound
	for _, r := range w.in.Rounds {
		rounds = append(rounds, reports.SayDoRound{Key: r.Key, Done: r.SayDo.Done, Carried: r.SayDo.Carried,
			Dropped: r.SayDo.Dropped, Waiting: r.SayDo.Waiting})
	}
	return reports.SayDo(w.lang, w.scope, rounds)
}

// ceil is n divided by by, rounded up.
func ceil(n, by int) int { return (n + by - 1) / by }
