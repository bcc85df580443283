package reports

import (
	"slices"

	"michinori/app/knowledge"
	"michinori/app/maturity"
)

// RegisterRound is what a team's register said in one round, in numbers alone.
type RegisterRound struct {
	Key   string // "2026-Q3"
	Label string // as printed; "" means Key
	// Missing says, as a sentence in the language of the figure, why the round
	// has no register; "" where it has one.
	Missing string
	// BusFactor and Lenient are nil where no area is critical, FirstLoss where
	// none is vital.
	BusFactor, Lenient, FirstLoss *int
	// Exact and LenientExact are false where the factor is at most that.
	Exact, LenientExact             bool
	Areas, Critical, Single, Orphan int
	Alone, FreshAlone               int             // claims to do it alone, and those with fresh evidence
	Change                          *RegisterChange // nil: nothing to compare with
}

// RegisterChange counts what changed since the round before.
type RegisterChange struct {
	SingleOpened, SingleClosed, OrphanOpened, OrphanClosed, Added, Removed int
}

// CountedChange counts a change.
func CountedChange(c knowledge.Change) *RegisterChange {
	return &RegisterChange{
		SingleOpened: len(c.SingleOpened), SingleClosed: len(c.SingleClosed),
		OrphanOpened: len(c.OrphanOpened), OrphanClosed: len(c.OrphanClosed),
		Added: len(c.Added), Removed: len(c.Removed),
	}
}

// CountedRegister takes the numbers of a round out of a summary, and leaves
// the names behind.
func CountedRegister(key string, s knowledge.Summary) RegisterRound {
	r := RegisterRound{
		Key: key, FirstLoss: s.FirstLoss, Exact: true, LenientExact: true,
		Areas: len(s.Areas), Critical: s.CriticalAreas, Single: len(s.SingleOwner), Orphan: len(s.Orphans),
		Alone: s.Alone, FreshAlone: s.FreshAlone,
	}
	if s.BusFactor != nil {
		r.BusFactor, r.Exact = &s.BusFactor.Size, s.BusFactor.Exact
	}
	if s.Lenient != nil {
		r.Lenient, r.LenientExact = &s.Lenient.Size, s.Lenient.Exact
	}
	return r
}

func (r RegisterRound) label() string {
	if r.Label != "" {
		return r.Label
	}
	return r.Key
}

// RegisterTrendInput is the register of one team over rounds, oldest first.
type RegisterTrendInput struct {
	ID     string // "" means register
	Lang   maturity.Language
	Team   string // "" leaves the name out
	Rounds []RegisterRound
	Notes  []string
}

// RegisterTrend shows bus factor and first-loss factor as steps over rounds.
// Both hold from one look to the next, so no slope stands between them.
func RegisterTrend(in RegisterTrendInput) Figure {
	l, rounds := in.Lang, registerRounds(in.Rounds)
	f := Figure{
		ID: identifier(in.ID, "register"), Lang: l,
		Title:      say(l, "register.title"),
		Caption:    captioned(l, "register.caption", in.Team),
		N:          rounds.n(l),
		Notes:      append(rounds.notes(l), in.Notes...),
		Height:     registerHeight,
		Table:      rounds.table(l),
		TableLabel: say(l, "table.open"),
	}
	f.Summary = summarise(f, rounds.summary(l)...)
	f.Option = registerOption(rounds, f)
	return f
}

type registerRounds []RegisterRound

// factorLine is one of the two lines.
type factorLine struct {
	key    string // of its name
	colour role
	mark   mark
	of     func(RegisterRound) *int
}

// factorLines are the lines in the order in which they are drawn: the second
// is thin enough that the first shows where they lie on each other.
var factorLines = [2]factorLine{
	{"register.bus_factor", "bus", mark{symbol: "circle", line: "solid"}, func(r RegisterRound) *int { return r.BusFactor }},
	{"register.first_loss", ink, mark{symbol: "diamond", line: "dashed"}, func(r RegisterRound) *int { return r.FirstLoss }},
}

// at is the value of a line in a round, nil where the round has no register.
func (f factorLine) at(r RegisterRound) *int {
	if r.Missing != "" {
		return nil
	}
	return f.of(r)
}

// latest returns the place of the last round with a register, or -1.
func (rounds registerRounds) latest() int {
	for i, r := range slices.Backward(rounds) {
		if r.Missing == "" {
			return i
		}
	}
	return -1
}

func (rounds registerRounds) labels() []string {
	out := make([]string, len(rounds))
	for i, r := range rounds {
		out[i] = r.label()
	}
	return out
}

// where returns the rounds for which is holds.
func (rounds registerRounds) where(is func(RegisterRound) bool) []string {
	var out []string
	for _, r := range rounds {
		if is(r) {
			out = append(out, r.label())
		}
	}
	return out
}

func (rounds registerRounds) n(l maturity.Language) string {
	i := rounds.latest()
	if i < 0 {
		return say(l, "register.n.none")
	}
	r := rounds[i]
	return say(l, "register.n", r.label(), r.Areas, r.Critical)
}

func (rounds registerRounds) summary(l maturity.Language) []string {
	i := rounds.latest()
	if i < 0 {
		return []string{say(l, "register.n.none") + say(l, "register.stop")}
	}
	r := rounds[i]
	return []string{
		say(l, "register.summary", r.label(), factorWords(l, r.BusFactor, r.Exact), factorWords(l, r.FirstLoss, true)),
		say(l, "register.summary.areas", r.Single, r.Orphan),
	}
}

// factorWords prints a factor with its unit.
func factorWords(l maturity.Language, v *int, exact bool) string {
	switch {
	case v == nil:
		return say(l, "absent.factor")
	case exact:
		return say(l, "register.people", *v)
	}
	return say(l, "register.people.most", *v)
}

// notes are the sentences without which the steps could be misread.
func (rounds registerRounds) notes(l maturity.Language) []string {
	out := []string{say(l, "register.note.factors"), say(l, "register.note.strict", knowledge.FreshDays)}
	add := func(key string, is func(RegisterRound) bool) {
		if found := rounds.where(is); found != nil {
			out = append(out, say(l, key, listed(l, found)))
		}
	}
	there := func(r RegisterRound) bool { return r.Missing == "" }
	add("register.note.most", func(r RegisterRound) bool { return there(r) && r.BusFactor != nil && !r.Exact })
	add("register.note.critical", func(r RegisterRound) bool { return there(r) && r.BusFactor == nil })
	add("register.note.vital", func(r RegisterRound) bool { return there(r) && r.BusFactor != nil && r.FirstLoss == nil })
	seen := map[string]bool{"": true}
	for _, r := range rounds {
		if !seen[r.Missing] {
			seen[r.Missing] = true
			same := rounds.where(func(o RegisterRound) bool { return o.Missing == r.Missing })
			out = append(out, say(l, "register.note.missing", listed(l, same), r.Missing))
		}
	}
	add("register.note.worse", func(r RegisterRound) bool {
		return there(r) && r.Change != nil && r.Change.SingleClosed > 0 && r.Change.OrphanOpened > 0
	})
	add("register.note.areas", func(r RegisterRound) bool {
		return there(r) && r.Change != nil && r.Change.Added+r.Change.Removed > 0
	})
	return out
}
