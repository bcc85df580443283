package api

import (
	"michinori/app/knowledge"
)

// Absences is what of a register stops without people.
type Absences struct {
	AsOf  string    `json:"as_of" format:"date"`
	Asked *Absence  `json:"asked" doc:"Without those asked for, together; null where nobody was"`
	Each  []Absence `json:"each" doc:"Without each member alone, the worst first"`
}

// Absence is what stops while some people are away.
type Absence struct {
	People     []string `json:"people" doc:"Who is away, by id"`
	Lost       []Loss   `json:"lost" doc:"Areas that nobody can do then; not those that nobody can do anyway"`
	Thin       []Loss   `json:"thin" doc:"Areas left with one person; not those that depend on one anyway"`
	Weight     int      `json:"weight" doc:"Of all areas: criticality 3 counts 2, criticality 2 counts 1"`
	LostWeight int      `json:"lost_weight"`
}

// Loss is one area that is hit.
type Loss struct {
	Area        string   `json:"area" doc:"Its key"`
	Criticality int      `json:"criticality"`
	Left        []string `json:"left" doc:"Who can still do it alone, by id"`
}

// RegisterTrend is how the register of a team moved.
type RegisterTrend struct {
	Rounds []RegisterPoint `json:"rounds" doc:"The oldest first, and today at the end"`
}

// RegisterPoint is the register on one day, in numbers.
type RegisterPoint struct {
	Round     string           `json:"round" doc:"Its key; empty for today"`
	AsOf      string           `json:"as_of" doc:"A day, or empty where the round kept no register"`
	View      string           `json:"view" doc:"By which the score of the round read it: strict, lenient, or empty"`
	BusFactor *int             `json:"bus_factor"`
	Exact     bool             `json:"exact" doc:"false where the bus factor is at most that"`
	Counts    []AreaTally      `json:"counts" doc:"By criticality, 3 first; null where the round kept no register"`
	Change    *RegisterChanged `json:"change" doc:"Since the register before; null for the first"`
}

// AreaTally counts areas of one criticality.
type AreaTally struct {
	Criticality int `json:"criticality"`
	Areas       int `json:"areas"`
	Single      int `json:"single_owner"`
	Orphan      int `json:"orphans"`
}

// RegisterChanged is what became of areas, by key. What came or went stands in
// added or removed besides.
type RegisterChanged struct {
	SingleOpened []string `json:"single_owner_opened"`
	SingleClosed []string `json:"single_owner_closed"`
	OrphanOpened []string `json:"orphan_opened"`
	OrphanClosed []string `json:"orphan_closed"`
	Added        []string `json:"added"`
	Removed      []string `json:"removed"`
}

func (a *API) registerReadRoutes() {
	const t = "register"
	add(a, read("/teams/{id}/register/away", "getAbsences", "What stops while people are away, for the team alone", ofTeam, t), a.getAbsences)
	add(a, read("/teams/{id}/register/trend", "getRegisterTrend", "How the register moved round by round, for the team alone", ofTeam, t), a.getRegisterTrend)
}

func (a *API) getAbsences(c call, in *struct {
	ByID
	Away []string `query:"away" doc:"Members who are away together, by id, apart by commas"`
}) (*output[Absences], error) {
	register, err := a.reports.RegisterNow(c, c.viewer, in.ID)
	if err != nil {
		return nil, err
	}
	out := Absences{AsOf: dayOf(register.AsOf), Each: converted(knowledge.Absences(register), absenceOf)}
	if len(in.Away) > 0 {
		asked := absenceOf(knowledge.Without(register, in.Away...))
		out.Asked = &asked
	}
	return reply(out, nil)
}

func absenceOf(x knowledge.Absence) Absence {
	loss := func(l knowledge.AreaLoss) Loss {
		return Loss{Area: l.Area, Criticality: l.Criticality, Left: listed(l.Left)}
	}
	return Absence{
		People: listed(x.Away), Lost: converted(x.Lost, loss), Thin: converted(x.Thin, loss), Weight: x.Weight, LostWeight: x.LostWeight,
	}
}

func (a *API) getRegisterTrend(c call, in *ByID) (*output[RegisterTrend], error) {
	rounds, err := a.reports.Registers(c, c.viewer, in.ID)
	if err != nil {
		return nil, err
	}
	now, err := a.reports.RegisterNow(c, c.viewer, in.ID)
	if err != nil {
		return nil, err
	}
	out := RegisterTrend{Rounds: []RegisterPoint{}}
	var last *knowledge.Register
	for _, r := range rounds {
		if r.Kept == nil {
			out.Rounds = append(out.Rounds, RegisterPoint{Round: r.Round.Key, Exact: true})
			continue
		}
		point := registerPoint(last, r.Kept.Register)
		point.Round, point.View = r.Round.Key, string(r.Kept.View)
		out.Rounds = append(out.Rounds, point)
		last = &r.Kept.Register
	}
	out.Rounds = append(out.Rounds, registerPoint(last, now))
	return reply(out, nil)
}

// registerPoint counts a register and what changed since the one before.
func registerPoint(before *knowledge.Register, r knowledge.Register) RegisterPoint {
	out := RegisterPoint{AsOf: dayOf(r.AsOf), Exact: true, Counts: converted(knowledge.Count(r), areaTallyOf)}
	if f := knowledge.Summarise(r).BusFactor; f != nil {
		out.BusFactor, out.Exact = &f.Size, f.Exact
	}
	if before != nil {
		x := knowledge.Compare(*before, r)
		out.Change = &RegisterChanged{
			SingleOpened: listed(x.SingleOpened), SingleClosed: listed(x.SingleClosed),
			OrphanOpened: listed(x.OrphanOpened), OrphanClosed: listed(x.OrphanClosed),
			Added: listed(x.Added), Removed: listed(x.Removed),
		}
	}
	return out
}

func areaTallyOf(n knowledge.AreaCount) AreaTally {
	return AreaTally{Criticality: n.Criticality, Areas: n.Areas, Single: n.Single, Orphan: n.Orphan}
}
