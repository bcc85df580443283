package knowledge

import (
	"cmp"
	"slices"
	"time"
)

// PairingKind says what a pairing is for.
type PairingKind string

// The kinds of pairing.
const (
	// Refresh: the claim to do it alone is there, its evidence is old. Doing it
	// once brings it back.
	Refresh PairingKind = "refresh"
	// Teach: somebody learns it, from a teacher where there is one, else by
	// writing the runbook.
	Teach PairingKind = "teach"
)

// Pairing is one step of the plan: who should learn or refresh which area, and
// from whom. It names people: it is for their team alone.
type Pairing struct {
	Area string
	Kind PairingKind
	// Teacher can do it alone today; "" in a refresh and where nobody can.
	Teacher, Learner string
	From             int     // the level that the learner claims now
	Practice         string  // key of the practice that fits
	Lift             float64 // the risk it takes away, once the learner can do it alone
}

// SmallPlan is how many pairings a team can take on at once.
const SmallPlan = 5

const (
	maxPairings = 2 // of one person at once, as teacher and learner together
	rotate      = "knowledge_rotation"
)

// PairingPlan returns at most that many pairings, largest lift first, so that
// nobody is in more than two. Each takes the lift that is largest with those
// before it done; of equal ones a refresh, then the more critical area, then
// the one with the smaller key. The learner is who is nearest, the teacher who
// has fewest pairings yet.
func PairingPlan(r Register, most int) []Pairing {
	p := newPlanner(r)
	var out []Pairing
	for len(out) < most {
		best := p.next()
		if best == nil {
			break
		}
		out = append(out, *best.offer)
		p.take(best)
	}
	return out
}

// planner is the register with the pairings taken so far.
type planner struct {
	register Register
	load     map[string]int
	areas    []*plannedArea
}

// plannedArea is an area at risk, who could learn it, and the best pairing for
// it as things stand.
type plannedArea struct {
	area     Area
	owners   []string  // who can do it today
	planned  []string  // those, and the learners of the pairings taken
	learners []learner // by key
	written  bool      // somebody writes the runbook
	offer    *Pairing  // nil: nobody has room
}

type learner struct {
	key     string
	leaving bool
	stale   bool
	level   int
}

func newPlanner(r Register) *planner {
	p := &planner{register: r, load: map[string]int{}}
	active := r.active()
	for _, a := range r.Areas {
		owners := a.standing(active, r.AsOf).able
		if r.riskWith(a, owners) == 0 {
			continue
		}
		p.areas = append(p.areas, &plannedArea{area: a, owners: owners, planned: owners, learners: learners(a, active, owners, r.AsOf)})
	}
	for _, a := range p.areas {
		p.offer(a)
	}
	slices.SortFunc(p.areas, func(a, b *plannedArea) int {
		return cmp.Or(cmp.Compare(b.area.Criticality, a.area.Criticality), cmp.Compare(a.area.Key, b.area.Key))
	})
	return p
}

// learners are the active people who cannot do the area alone.
func learners(a Area, active []Person, owners []string, on time.Time) []learner {
	out := make([]learner, 0, len(active))
	for _, p := range active {
		if _, owns := slices.BinarySearch(owners, p.Key); owns {
			continue
		}
		c := a.Claims[p.Key]
		out = append(out, learner{key: p.Key, leaving: p.leavesSoon(on), stale: c.Stale(on), level: c.Level})
	}
	return out
}

// compare puts the nearer learner first: who has an old claim, then by level.
// Who leaves soon comes after all others, as what they learn leaves with them.
func (l learner) compare(o learner) int {
	return cmp.Or(later(l.leaving, o.leaving), later(!l.stale, !o.stale), cmp.Compare(o.level, l.level))
}

// later orders what holds after what does not.
func later(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// next returns the area whose pairing lifts most, or nil. Areas come in the
// order in which equal ones are taken.
func (p *planner) next() *plannedArea {
	var best *plannedArea
	for _, a := range p.areas {
		if a.offer != nil && (best == nil || a.offer.before(*best.offer)) {
			best = a
		}
	}
	return best
}

func (o Pairing) before(other Pairing) bool {
	if o.Lift != other.Lift {
		return o.Lift > other.Lift
	}
	return o.Kind == Refresh && other.Kind == Teach
}

// take adds the pairing of an area to the plan, and looks again at the areas
// that counted on the same people: those of all others stay as they are, since
// a person with more pairings only moves back.
func (p *planner) take(taken *plannedArea) {
	pair := *taken.offer
	taken.planned = append(slices.Clone(taken.planned), pair.Learner)
	taken.written = taken.written || pair.Kind == Teach && pair.Teacher == ""
	p.load[pair.Learner]++
	if pair.Teacher != "" {
		p.load[pair.Teacher]++
	}
	for _, a := range p.areas {
		if a == taken || a.offer != nil && a.offer.involves(pair.Learner, pair.Teacher) {
			p.offer(a)
		}
	}
}

func (o Pairing) involves(people ...string) bool {
	return slices.Contains(people, o.Learner) || o.Teacher != "" && slices.Contains(people, o.Teacher)
}

// offer works out the best pairing of an area.
func (p *planner) offer(a *plannedArea) {
	a.offer = nil
	before := p.register.riskWith(a.area, a.planned)
	if before == 0 {
		return
	}
	teacher := p.free(a.owners)
	l, ok := p.learner(a, teacher)
	if !ok {
		return
	}
	o := &Pairing{Area: a.area.Key, Kind: Teach, Teacher: teacher, Learner: l.key, From: l.level, Practice: writeRunbook}
	switch {
	case l.stale:
		o.Kind, o.Teacher, o.Practice = Refresh, "", rotate
	case teacher != "":
		o.Practice = suggest(&l.level)
	}
	o.Lift = before - p.register.riskWith(a.area, append(slices.Clone(a.planned), l.key))
	if o.Lift > 0 {
		a.offer = o
	}
}

// learner chooses the nearest learner with room; of equally near ones the one
// with the fewest pairings. Where nobody can do it today, and so nobody can
// teach it, one learner writes the runbook; the others have done it before.
func (p *planner) learner(a *plannedArea, teacher string) (learner, bool) {
	teachable := teacher != "" || len(a.owners) == 0 && !a.written
	var best learner
	found := false
	for _, l := range a.learners {
		if p.load[l.key] >= maxPairings || slices.Contains(a.planned, l.key) || !l.stale && !teachable {
			continue
		}
		if !found || cmp.Or(l.compare(best), cmp.Compare(p.load[l.key], p.load[best.key])) < 0 {
			best, found = l, true
		}
	}
	return best, found
}

// free returns who of these has room and the fewest pairings, or "".
func (p *planner) free(people []string) string {
	best := ""
	for _, key := range people {
		if p.load[key] < maxPairings && (best == "" || p.load[key] < p.load[best]) {
			best = key
		}
	}
	return best
}
