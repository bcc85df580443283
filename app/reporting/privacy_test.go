package reporting

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/reports/quarter"
)

// cases is how many organisations are drawn: few as a rule, and as many as
// MICHINORI_TEST_CASES says where somebody wants to be sure.
func cases(t *testing.T, usual int) int {
	t.Helper()
	raw := os.Getenv("MICHINORI_TEST_CASES")
	if raw == "" {
		return usual
	}
	n, err := strconv.Atoi(raw)
	if err != nil {
		t.Fatalf("MICHINORI_TEST_CASES: %v", err)
	}
	return n
}

// pools are what leaders see of the answers to single questions.
func (p played) pools() map[string]maturity.ShownTally {
	out := map[string]maturity.ShownTally{}
	for _, q := range p.asked().Questions {
		out[q.Key] = p.tree.round.pools.Shown(p.groups, q.Key)
	}
	return out
}

func (p played) documents(t *testing.T) map[string]string {
	t.Helper()
	out, err := p.tree.documents()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestNothingHiddenFollowsFromAllRounds draws organisations and plays a leader
// who is a member of a team or several: they know all that was answered there, keep
// every report of every round, of the organisation and of each group, and the
// pooled answers, and add and subtract whatever they see. Nothing may follow
// for them about one other team alone, nor about fewer than k people: not
// either where a round was closed, teams moved or answered again, and it was
// closed once more. What was answered in one round stands in no number of
// another, so that all rounds together tell what each does.
func TestNothingHiddenFollowsFromAllRounds(t *testing.T) {
	t.Parallel()
	shown, hidden, later := 0, 0, 0
	for seed := range uint64(cases(t, 300)) {
		c := drawCompany(rand.New(rand.NewPCG(seed, 5)))
		for _, p := range c.rounds {
			a, pools := newAttack(p), p.pools()
			a.learn(p, pools)
			shown, hidden = shown+a.shown, hidden+a.hidden
			later += a.learnAgain(p)
			if leak := a.leak(); leak != "" {
				t.Fatalf("organisation %d, %s: %s\n%s", seed, p.tree.round.round.Key, leak, c)
			}
			p.viewsAddNothing(t, pools)
			p.again.viewsAddNothing(t, p.again.pools())
			p.resultsKeepTheirPeople(t)
		}
	}
	if shown == 0 || hidden == 0 || later == 0 {
		t.Errorf("nothing was tried: %d pools shown, %d hidden, %d questions told later", shown, hidden, later)
	}
}

// viewsAddNothing: what reports tell of people's answers is what follows from
// the pools that are shown, and from nothing else.
func (p played) viewsAddNothing(t *testing.T, pools map[string]maturity.ShownTally) {
	t.Helper()
	want := map[string]*quarter.Views{}
	for _, s := range pools {
		for scope, tally := range shownTallies(s) {
			if want[scope] == nil {
				want[scope] = &quarter.Views{}
			}
			want[scope].Add(tally)
		}
	}
	documents := p.documents(t)
	for scope := range p.tree.nodes() {
		var got quarter.Round
		if _, err := read(documents[scope], &got); err != nil {
			t.Fatal(err)
		}
		a, b := got.Trust.Views, want[scope]
		if (a == nil) != (b == nil) || a != nil && *a != *b {
			t.Fatalf("scope %q tells %+v of answers, and the pools %+v", scope, a, b)
		}
	}
}

// resultsKeepTheirPeople: a result tells nothing of a question that fewer than k
// people answered, whatever they answered, and what a team shares never how
// answers are spread.
func (p played) resultsKeepTheirPeople(t *testing.T) {
	t.Helper()
	for team, a := range p.tree.round.teams {
		for key, q := range a.Result.WithoutSpread(p.asked()).Questions {
			if q.Counts != nil || q.Agreement != nil || q.Discuss || q.Withheld || q.Unsure+q.NA > 0 {
				t.Fatalf("team %s tells how answers are spread: %+v", team, q)
			}
			n := p.answered(key, team)
			if n >= p.tree.round.round.K || a.State == maturity.Answering {
				continue
			}
			if q.Value != nil || q.Points != nil || q.N+q.Answered > 0 {
				t.Fatalf("team %s tells %+v of %d answers to %s", team, q, n, key)
			}
			if now := p.score(a, team, otherwise(p.answers[team], key)); !reflect.DeepEqual(now, a.Result) {
				t.Fatalf("team %s tells what %d people answered to %s: %+v, else %+v", team, n, key, a.Result, now)
			}
		}
	}
}

// otherwise has all who answered a question answer it otherwise.
func otherwise(responses []maturity.Response, question string) []maturity.Response {
	out := make([]maturity.Response, len(responses))
	for i, r := range responses {
		out[i] = maps.Clone(r)
		if was, answered := r[question]; answered && question == quarter.HoursQuestion {
			out[i][question] = maturity.Answer{Kind: maturity.NumberAnswer, Number: was.Number + 1}
		} else if answered {
			out[i][question] = maturity.Answer{Kind: maturity.LevelAnswer, Level: (was.Level + 2) % 5}
		}
	}
	return out
}

func (p played) answered(question, team string) int {
	people := 0
	for _, given := range p.answers[team] {
		if _, answered := given[question]; answered {
			people++
		}
	}
	return people
}

func shownTallies(s maturity.ShownTally) map[string]maturity.Tally {
	out := map[string]maturity.Tally{}
	if s.Tally != nil {
		out[s.Key] = *s.Tally
	}
	for _, c := range s.Children {
		for key, tally := range shownTallies(c) {
			out[key] = tally
		}
	}
	return out
}

// attack is what follows by adding and subtracting. A variable is how many
// people of a team gave one kind of answer to one question; every kind of answer
// has the same equations, so one stands for all.
type attack struct {
	columns       map[string]int // variable, its question and team -> place
	people        map[string]int // variable -> how many answered
	teams         []string
	readers       [][]string // the teams of each
	k             int
	rows          [][]int64
	shown, hidden int
}

func newAttack(p played) *attack {
	a := &attack{columns: map[string]int{}, people: map[string]int{}, k: p.tree.round.round.K}
	a.know(p)
	a.know(*p.again)
	a.readers = p.readers(a.teams)
	return a
}

func (a *attack) know(p played) {
	for question, tallies := range p.tallies {
		for team, tally := range tallies {
			name := p.variable(question, team)
			if _, known := a.columns[name]; !known {
				a.columns[name], a.people[name] = len(a.columns), tally.Answered()
			}
			if !slices.Contains(a.teams, team) {
				a.teams = append(a.teams, team)
			}
		}
	}
}

// variable names what a team answered; what it answered again is another.
func (p played) variable(question, team string) string {
	if p.changed[team] {
		question += "*"
	}
	return question + " " + team
}

// learn writes down one equation for every pool that is shown, and one for each
// scope of which a report adds the pools up.
func (a *attack) learn(p played, pools map[string]maturity.ShownTally) {
	sums := map[string][]int64{}
	for question, s := range pools {
		tallies := shownTallies(s)
		for scope := range p.tree.nodes() {
			if _, told := tallies[scope]; !told {
				a.hidden++
				continue
			}
			a.shown++
			row := a.equation(p, question, scope)
			if sums[scope] == nil {
				sums[scope] = make([]int64, len(a.columns))
			}
			for at, n := range row {
				sums[scope][at] += n
			}
			a.rows = append(a.rows, row)
		}
	}
	for _, row := range sums {
		a.rows = append(a.rows, row)
	}
}

// equation says whose answers a pool is the sum of.
func (a *attack) equation(p played, question, scope string) []int64 {
	row := make([]int64, len(a.columns))
	for _, team := range teamsWithin(p.tree, scope) {
		if _, answered := p.tallies[question][team]; answered {
			row[a.columns[p.variable(question, team)]]++
		}
	}
	return row
}

// learnAgain writes down what is told at the second closing: of questions of
// which the same is told, it is what was known. It returns of how many
// questions something else is.
func (a *attack) learnAgain(p played) int {
	questions := 0
	for question, now := range p.again.tree.round.pools.Told {
		if reflect.DeepEqual(now, p.tree.round.pools.Told[question]) {
			continue
		}
		questions++
		for scope := range now {
			a.rows = append(a.rows, a.equation(*p.again, question, scope))
		}
	}
	return questions
}

func teamsWithin(t tree, scope string) []string {
	out := append([]string(nil), t.teams[scope]...)
	for _, g := range t.below[scope] {
		out = append(out, teamsWithin(t, g)...)
	}
	return out
}

// readers are all who look: a member of each team, those of several, and
// somebody of none.
func (p played) readers(teams []string) [][]string {
	out := append([][]string{nil}, p.insiders...)
	for _, team := range teams {
		out = append(out, []string{team})
	}
	return out
}

// leak says what follows that must not, for the members of any teams.
func (a *attack) leak() string {
	for _, own := range a.readers {
		known := append([][]int64(nil), a.rows...)
		for name, at := range a.columns {
			if _, team, _ := strings.Cut(name, " "); slices.Contains(own, team) {
				row := make([]int64, len(a.columns))
				row[at] = 1
				known = append(known, row)
			}
		}
		all := rank(known)
		for set := 1; set < 1<<len(a.teams); set++ {
			if columns, few := a.secret(set, own); few && all > rank(without(known, columns)) {
				return fmt.Sprintf("a member of %q learns of teams %b of %v", own, set, a.teams)
			}
		}
	}
	return ""
}

// secret returns the variables of a set of teams, and whether it must stay
// secret: a team alone, or teams of which in no question k people answered.
func (a *attack) secret(set int, own []string) (map[int]bool, bool) {
	fewest := max(5, a.k) // three or four answers show no spread
	columns, answers, teams := map[int]bool{}, map[string]int{}, 0
	for i, team := range a.teams {
		if set>>i&1 == 0 {
			continue
		}
		if slices.Contains(own, team) {
			return nil, false
		}
		teams++
		people := map[string]int{} // those who answered again are no others
		for name, at := range a.columns {
			if question, ok := strings.CutSuffix(name, " "+team); ok {
				columns[at] = true
				question = strings.TrimSuffix(question, "*")
				people[question] = max(people[question], a.people[name])
			}
		}
		for question, n := range people {
			answers[question] += n
		}
	}
	most := 0
	for _, n := range answers {
		most = max(most, n)
	}
	return columns, teams == 1 || most < fewest
}

// without leaves columns out. Where that lowers the rank of the rows, some sum
// of multiples of them speaks of those columns alone.
func without(rows [][]int64, columns map[int]bool) [][]int64 {
	left := make([][]int64, len(rows))
	for i, row := range rows {
		for at, v := range row {
			if !columns[at] {
				left[i] = append(left[i], v)
			}
		}
	}
	return left
}

// rank is the rank modulo a prime that is larger than any minor of matrices of
// this size could well be a multiple of.
func rank(rows [][]int64) int {
	const prime = 1<<31 - 1
	m := make([][]int64, len(rows))
	for i := range rows {
		m[i] = append([]int64(nil), rows[i]...)
	}
	rank := 0
	for column := 0; len(m) > 0 && column < len(m[0]) && rank < len(m); column++ {
		pivot := rank
		for pivot < len(m) && m[pivot][column] == 0 {
			pivot++
		}
		if pivot == len(m) {
			continue
		}
		m[rank], m[pivot] = m[pivot], m[rank]
		inverse := power(m[rank][column], prime-2, prime)
		for _, row := range m[rank+1:] {
			if row[column] == 0 {
				continue
			}
			factor := row[column] * inverse % prime
			for j := column; j < len(row); j++ {
				row[j] = ((row[j]-factor*m[rank][j])%prime + prime) % prime
			}
		}
		rank++
	}
	return rank
}

func power(base, exponent, prime int64) int64 {
	out := int64(1)
	for ; exponent > 0; exponent >>= 1 {
		if exponent&1 == 1 {
			out = out * base % prime
		}
		base = base * base % prime
	}
	return out
}
