package measured

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// Incident is one row of an export. It is counted and then forgotten: Who is
// known only while a file is read.
type Incident struct {
	Started      time.Time
	DayOnly      bool          // of the start nothing but the day is known
	Ended        bool          // it is over, be it unknown after how long
	Acknowledged time.Duration // after the start; negative where nobody did
	Resolved     time.Duration // after the start; negative where it is open or nobody knows
	Auto         bool          // it ended by itself
	Who          []string      // who acknowledged or resolved it
}

// Incidents are what an export of incidents comes to. Times are seconds.
type Incidents struct {
	From time.Time `json:"from"` // days of the first and the last start
	To   time.Time `json:"to"`

	Count int `json:"count"`
	Night int `json:"night"` // began between 22:00 and 06:00
	// DayOnly tell the day and no time of it, so nobody knows of a night.
	DayOnly int `json:"day_only,omitempty"`
	Open    int `json:"open"`
	// Auto ended by themselves without anybody having acknowledged them; it is
	// known only where the file says how incidents ended.
	Auto      int  `json:"auto"`
	AutoKnown bool `json:"auto_known"`

	Acknowledged Spread `json:"acknowledged"`
	Resolved     Spread `json:"resolved"`
	// Responders is how many different people took part, and Largest how many
	// incidents the one took part in who did most often.
	Responders int `json:"responders"`
	Taken      int `json:"taken"` // incidents somebody took part in
	Largest    int `json:"largest"`

	Months []IncidentMonth `json:"months"`
}

// IncidentMonth is one month of them.
type IncidentMonth struct {
	Month        string `json:"month"` // 2026-07
	Count        int    `json:"count"`
	Night        int    `json:"night"`
	Acknowledged Spread `json:"acknowledged"`
	Resolved     Spread `json:"resolved"`
}

// Spread is the middle and the far end of some times, in seconds. There is no
// mean: few incidents with long tails make it say nothing.
type Spread struct {
	N      int     `json:"n"`
	Median float64 `json:"median"`
	P90    float64 `json:"p90"`
}

// The hours in which people sleep.
const (
	nightFrom = 22
	nightTo   = 6
)

// IncidentTally counts incidents one by one, in memory that grows by two
// numbers an incident.
type IncidentTally struct {
	zone      *time.Location
	autoKnown bool
	all       incidentPart
	months    map[string]*incidentPart
	took      map[string]int
	out       Incidents
}

type incidentPart struct {
	count, night       int
	acknowledged, ends []float64
}

// NewIncidentTally counts nights and months as the clocks of zone show them.
// autoKnown says that the file tells which incidents ended by themselves.
func NewIncidentTally(zone *time.Location, autoKnown bool) *IncidentTally {
	return &IncidentTally{zone: zone, autoKnown: autoKnown, months: map[string]*incidentPart{}, took: map[string]int{}}
}

// Add counts one incident.
func (t *IncidentTally) Add(i Incident) {
	local := i.Started.In(t.zone)
	day := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC)
	if t.all.count == 0 || day.Before(t.out.From) {
		t.out.From = day
	}
	if t.all.count == 0 || day.After(t.out.To) {
		t.out.To = day
	}
	month := t.months[local.Format(monthForm)]
	if month == nil {
		month = &incidentPart{}
		t.months[local.Format(monthForm)] = month
	}
	night := !i.DayOnly && (local.Hour() >= nightFrom || local.Hour() < nightTo)
	t.all.add(i, night)
	month.add(i, night)
	if i.DayOnly {
		t.out.DayOnly++
	}
	if i.Resolved < 0 && !i.Ended {
		t.out.Open++
	}
	if i.Auto && i.Acknowledged < 0 {
		t.out.Auto++
	}
	t.people(i.Who)
}

func (t *IncidentTally) people(who []string) {
	if len(who) == 0 {
		return
	}
	t.out.Taken++
	once := slices.Clone(who)
	slices.Sort(once)
	for _, name := range slices.Compact(once) {
		t.took[name]++
		t.out.Largest = max(t.out.Largest, t.took[name])
	}
}

func (p *incidentPart) add(i Incident, night bool) {
	p.count++
	if night {
		p.night++
	}
	if i.Acknowledged >= 0 {
		p.acknowledged = append(p.acknowledged, i.Acknowledged.Seconds())
	}
	if i.Resolved >= 0 {
		p.ends = append(p.ends, i.Resolved.Seconds())
	}
}

// Sum returns what was counted so far.
func (t *IncidentTally) Sum() Incidents {
	out := t.out
	out.Count, out.Night, out.AutoKnown = t.all.count, t.all.night, t.autoKnown
	out.Acknowledged, out.Resolved = spread(t.all.acknowledged), spread(t.all.ends)
	out.Responders = len(t.took)
	for name, p := range t.months {
		out.Months = append(out.Months, IncidentMonth{name, p.count, p.night, spread(p.acknowledged), spread(p.ends)})
	}
	slices.SortFunc(out.Months, func(a, b IncidentMonth) int { return cmp.Compare(a.Month, b.Month) })
	return out
}

// spread sorts the values it is given.
func spread(values []float64) Spread {
	if len(values) == 0 {
		return Spread{}
	}
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	median := sorted[n/2]
	if n%2 == 0 {
		median = (sorted[n/2-1] + sorted[n/2]) / 2
	}
	// The smallest value that nine tenths do not exceed.
	rank := int(math.Ceil(0.9 * float64(n)))
	return Spread{N: n, Median: median, P90: sorted[rank-1]}
}
