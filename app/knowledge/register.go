package knowledge

import (
	"time"

	"michinori/app/maturity"
)

// Register is what one team knows about itself on one day.
type Register struct {
	AsOf   time.Time // the day on which freshness and activity are judged
	People []Person
	Areas  []Area
}

// Person is somebody in the register, by key. Zero dates are open ends; both
// ends are days on which the person is still there.
type Person struct {
	Key                  string
	Name                 string
	ActiveFrom, ActiveTo time.Time
}

// Area is something that somebody has to know.
type Area struct {
	Key         string
	Name        maturity.Text
	Criticality int // 1 to 3
	Kind        AreaKind
	Paths       []string // git globs
	Services    []string
	Claims      map[string]Claim // by person
	// RunbookTested and NonOwnerRun are when the area's runbook was last
	// tested, and when somebody other than its owner last ran it; nil where
	// nothing is known, which is held against nobody.
	RunbookTested, NonOwnerRun *Occasion
}

// Occasion is when something last happened; a zero day means never.
type Occasion struct{ Day time.Time }

// AreaKind says what kind of thing an area is.
type AreaKind string

// The kinds of area.
const (
	Code      AreaKind = "code"
	Operation AreaKind = "operation"
	Vendor    AreaKind = "vendor"
	Domain    AreaKind = "domain"
)

// AreaKinds lists them in the order they are offered.
var AreaKinds = []AreaKind{Code, Operation, Vendor, Domain}

// Claim is how well a person knows an area, with what shows it.
type Claim struct {
	Level        int       // 0 to 4; from 3 on a person can do it alone
	ClaimedAt    time.Time // zero: unknown
	EvidenceAt   time.Time // zero: none
	EvidenceKind EvidenceKind
	EvidenceLink string
}

// EvidenceKind says what showed that somebody can do it.
type EvidenceKind string

// The kinds of evidence.
const (
	Operated EvidenceKind = "operated"
	Drilled  EvidenceKind = "drill"
	Taught   EvidenceKind = "taught"
	Reviewed EvidenceKind = "reviewed"
)

// EvidenceKinds lists them in the order they are offered.
var EvidenceKinds = []EvidenceKind{Operated, Drilled, Taught, Reviewed}

// The numbers of the register, kept together so that they can be tuned.
const (
	// FreshDays is how long evidence holds, the last day included.
	FreshDays = 180
	// SoonDays is how far ahead somebody's leaving counts as a risk today.
	SoonDays = 90
	// Alone is the level from which a person can do it alone, also at night.
	Alone = 3
	// MaxLevel is the level of who can teach it.
	MaxLevel = 4
	// Vital and critical are the criticalities that count in the factors.
	vital    = 3
	critical = 2
)

// View says how claims without fresh evidence are read.
type View string

// The views.
const (
	Strict  View = "strict"  // alone needs evidence of the last 180 days, else it is level 2
	Lenient View = "lenient" // as claimed
)

const day = 24 * time.Hour

// Active reports whether the person is there on that day.
func (p Person) Active(on time.Time) bool {
	return (p.ActiveFrom.IsZero() || !on.Before(p.ActiveFrom)) && (p.ActiveTo.IsZero() || !on.After(p.ActiveTo))
}

// Fresh reports whether the evidence of a claim is at most 180 days old on
// that day. Evidence of a day to come proves nothing yet.
func (c Claim) Fresh(on time.Time) bool {
	if c.EvidenceAt.IsZero() || c.EvidenceAt.After(on) {
		return false
	}
	return on.Sub(c.EvidenceAt) <= FreshDays*day
}

// Stale reports whether the claim to do it alone lacks fresh evidence.
func (c Claim) Stale(on time.Time) bool { return c.Level >= Alone && !c.Fresh(on) }

// LevelIn returns the level as the view reads it.
func (c Claim) LevelIn(v View, on time.Time) int {
	if v == Strict && c.Stale(on) {
		return Alone - 1
	}
	return c.Level
}

// Weight is how much an area counts in the bus factor: 0 below criticality 2.
func (a Area) Weight() int { return max(0, a.Criticality-critical+1) }
