package reporting

import (
	"math/rand/v2"
	"testing"

	"michinori/app/maturity"
	"michinori/reports/quarter"
)

// TestNoHoursOfAFewAreTold: whatever is told of hours, of any scope in any
// round, is a sum over teams that share, in each of which k people answered and
// at least three gave hours. The hours of all other teams may be any.
func TestNoHoursOfAFewAreTold(t *testing.T) {
	t.Parallel()
	told, kept := 0, 0
	for seed := range uint64(cases(t, 100)) {
		c := drawCompany(rand.New(rand.NewPCG(seed, 13)))
		for _, p := range c.rounds {
			for scope, document := range p.documents(t) {
				var got quarter.Round
				if _, err := read(document, &got); scope == teamsScope || err != nil {
					continue
				}
				want := quarter.Toil{}
				for _, team := range teamsWithin(p.tree, scope) {
					a, people := p.tree.round.teams[team], p.gave(maturity.NumberAnswer, team)
					if a.State != maturity.Shared || !p.hoursTold(team) {
						kept += people
						continue
					}
					want.Teams, want.People = want.Teams+1, want.People+people
					want.Hours, want.Contracted = want.Hours+a.Hours.Toil, want.Contracted+a.Hours.Contracted
				}
				got.Toil.Above, got.Toil.Steps, got.Toil.Done = 0, 0, 0
				if told += want.People; got.Toil != want {
					t.Fatalf("organisation %d, %s: of %q is told %+v, want %+v\n%s", seed, p.tree.round.round.Key, scope, got.Toil, want, c)
				}
			}
		}
	}
	if told == 0 || kept == 0 {
		t.Errorf("nothing was tried: hours of %d are told, of %d kept", told, kept)
	}
}

// TestWhatIsNotSharedChangesNothing draws all that teams which do not share noted
// and scored, and hours of too few, once more: no report of any scope changes.
func TestWhatIsNotSharedChangesNothing(t *testing.T) {
	t.Parallel()
	other := 0
	for seed := range uint64(cases(t, 100)) {
		dice := rand.New(rand.NewPCG(seed, 17))
		c := drawCompany(dice)
		for _, p := range c.rounds {
			was := p.documents(t)
			now := p.otherwiseUnshared(dice)
			for scope, document := range now.documents(t) {
				if document != was[scope] {
					t.Fatalf("organisation %d, %s, %q: %s\n%s\n%s", seed, p.tree.round.round.Key, scope, document, was[scope], c)
				}
			}
			for team, a := range p.tree.round.teams {
				other += one(now.tree.round.teams[team] != a)
			}
		}
	}
	if other == 0 {
		t.Error("nothing was tried")
	}
}

// otherwiseUnshared is the same round where those who tell nothing have other
// things not to tell.
func (p played) otherwiseUnshared(dice *rand.Rand) played {
	out := p
	round := p.tree.round
	round.teams = map[string]*quarter.Assessment{}
	for _, team := range p.teams {
		a := p.tree.round.teams[team.ID]
		if a == nil {
			continue
		}
		round.teams[team.ID] = a
		if a.State == maturity.Shared && p.hoursTold(team.ID) {
			continue
		}
		now := *a
		if round.teams[team.ID] = &now; a.State != maturity.Shared {
			now = quarter.Assessment{Mode: a.Mode, State: a.State, Members: a.Members, Responded: a.Responded, Answered: a.Answered}
			now.Shared = drawShared(dice)
			now.Result = p.score(a, team.ID, []maturity.Response{drawResponse(dice, p.asked()), drawResponse(dice, p.asked())})
			now.Before = &now.Result
		}
		now.Hours = quarter.Hours{Toil: a.Hours.Toil + 1, Contracted: a.Hours.Contracted + 20}
	}
	out.tree = newTree(p.groups, p.teams, round)
	return out
}

// hoursTold reports whether enough people of a team answered, and with hours,
// and no more than half of them that none apply.
func (p played) hoursTold(team string) bool {
	n := p.answered(quarter.HoursQuestion, team)
	return n >= p.tree.round.round.K && p.gave(maturity.NumberAnswer, team) >= 3 && 2*p.gave(maturity.NotApplicable, team) <= n
}

// gave counts who answered the question about hours with one kind of answer.
func (p played) gave(kind maturity.AnswerKind, team string) int {
	people := 0
	for _, r := range p.answers[team] {
		people += one(r[quarter.HoursQuestion].Kind == kind)
	}
	return people
}
