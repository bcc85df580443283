package adoption

import "time"

// PathStep is one step on the way to being on call alone.
type PathStep string

// The steps.
const (
	Read   PathStep = "read"   // has read the procedure and the runbooks
	Pair   PathStep = "pair"   // has done operations together with somebody
	Shadow PathStep = "shadow" // has watched a shift
	Lead   PathStep = "lead"   // has led a shift while watched
	Alone  PathStep = "alone"  // has been let go
)

// PathSteps lists them in the order in which they are walked.
var PathSteps = []PathStep{Read, Pair, Shadow, Lead, Alone}

// ReadyDays is for how long a drill or an incident that somebody led keeps them
// ready.
const ReadyDays = 180

// Path is one person's way to on-call. It belongs to the team and to nobody
// outside it.
type Path struct {
	Steps map[PathStep]time.Time // the day a step was taken
	Led   []time.Time            // days on which the person led a drill or an incident
}

// Begun reports whether anything is known of it: that nobody wrote anything down
// does not mean that nobody can.
func (p Path) Begun() bool { return len(p.Steps) > 0 || len(p.Led) > 0 }

// At returns the last step of those taken without a gap, and "" before the
// first.
func (p Path) At(today time.Time) PathStep {
	at := PathStep("")
	for _, s := range PathSteps {
		if !p.taken(s, today) {
			break
		}
		at = s
	}
	return at
}

// Ready reports whether the person could take on-call that night: has read and
// paired, has watched and has led while watched, and has led a drill or an
// incident in the last 180 days.
func (p Path) Ready(today time.Time) bool {
	for _, s := range PathSteps[:len(PathSteps)-1] {
		if !p.taken(s, today) {
			return false
		}
	}
	return p.ledLately(today)
}

// Missing lists what keeps the person from being ready, in order; ledRecently
// is false where only the drill is missing or too old.
func (p Path) Missing(today time.Time) (steps []PathStep, ledRecently bool) {
	for _, s := range PathSteps[:len(PathSteps)-1] {
		if !p.taken(s, today) {
			steps = append(steps, s)
		}
	}
	return steps, p.ledLately(today)
}

func (p Path) taken(s PathStep, today time.Time) bool {
	d, ok := p.Steps[s]
	return ok && !d.IsZero() && !d.After(today)
}

func (p Path) ledLately(today time.Time) bool {
	for _, d := range p.Led {
		if since := today.Sub(d); since >= 0 && since <= ReadyDays*day {
			return true
		}
	}
	return false
}

// Readiness counts who of a team is ready.
func Readiness(paths []Path, members int, today time.Time) Share {
	out := Share{Whole: members}
	for _, p := range paths {
		if p.Ready(today) {
			out.Part++
		}
	}
	return out
}

// Rota is how a team shares being on call.
type Rota struct {
	People int // who take shifts
	Slots  int // on call at the same time, such as first and second line: 1 or 2
	Sites  int // places that share the day; 0 counts as 1
}

// What the references ask for: at most a quarter of a person's time on call,
// and with it eight people for two weekly slots at one site, six a site for two
// sites (Site Reliability Engineering, ch. 11).
const (
	maxOnCallShare = 0.25
	oneSitePeople  = 8
	twoSitePeople  = 6
)

// Share is the part of the time, 0 to 1, that each person is on call; 1 where
// there are fewer people than slots, and 0 where nobody is on call.
func (r Rota) Share() float64 {
	if r.People <= 0 {
		return 0
	}
	return min(1, float64(r.Slots)/float64(r.People))
}

// Enough is the number of people with which nobody is on call for more than a
// quarter of the time.
func (r Rota) Enough() int { return int(float64(r.Slots) / maxOnCallShare) }

// Advised is how many people the reference asks for over all sites with two
// slots; with one slot it is half of that, rounded up.
func (r Rota) Advised() int {
	people := oneSitePeople
	if r.Sites >= 2 {
		people = twoSitePeople * r.Sites
	}
	if r.Slots <= 1 {
		return (people + 1) / 2
	}
	return people
}
