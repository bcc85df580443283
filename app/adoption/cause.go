package adoption

// Cause is what a team says of the cause of the incident that it looked back at:
// whether it had seen that cause before. "" is not told.
type Cause string

// What can be said of a cause.
const (
	CauseNew     Cause = "new"     // seen for the first time
	CauseAgain   Cause = "again"   // seen before
	CauseUnknown Cause = "unknown" // not known yet
)

// Causes lists them in the order in which they are offered.
var Causes = []Cause{CauseNew, CauseAgain, CauseUnknown}

// CauseCount counts reviews of incidents by what was told of the cause; those of
// which nothing was told are in none of them.
type CauseCount struct{ New, Again, Unknown int }

// Add counts n reviews of which that was told.
func (c *CauseCount) Add(told Cause, n int) {
	switch told {
	case CauseNew:
		c.New += n
	case CauseAgain:
		c.Again += n
	case CauseUnknown:
		c.Unknown += n
	}
}

// Plus returns both counts together.
func (c CauseCount) Plus(d CauseCount) CauseCount {
	return CauseCount{c.New + d.New, c.Again + d.Again, c.Unknown + d.Unknown}
}

// Told is of how many reviews the cause was told, also that it is not known yet.
func (c CauseCount) Told() int { return c.New + c.Again + c.Unknown }
