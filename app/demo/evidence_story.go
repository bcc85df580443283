package demo

import (
	"strconv"
	"time"

	"michinori/app/measured"
	"michinori/app/store"
)

// evidenceStory is what the files say that a team has exported: a busy quarter,
// of which much ended by itself, two people who take nearly all calls, and work
// whose toil carries a label only since somebody began to mark it.
type evidenceStory struct {
	services  []measured.Service
	incidents int // in the last three months
	people    int // who take calls
	auto      float64
	issues    int // finished a month
	toil      float64
}

// paymentsEvidence: two services are defined, and the register knows of more.
func paymentsEvidence() *evidenceStory {
	return &evidenceStory{
		services: []measured.Service{
			{Name: "checkout", Title: "決済", Tier: 1, SLOs: 2, Owned: true}, {Name: "refund", Title: "返金", Tier: 2, SLOs: 1, Owned: true},
			{Name: "receipt", Title: "領収書", Tier: 2}, {Name: "batch", Title: "月次締め"},
		},
		incidents: 46, people: 3, auto: .3, issues: 34, toil: .35,
	}
}

// evidenceMonths is how far back the files reach.
const evidenceMonths = 3

// tell writes down what was given at one moment. Its dice are its own, so that
// the register comes out as it would without.
func (e *evidenceStory) tell(t *team, seed uint64, at time.Time) []store.EvidenceFile {
	d := newDice(seed, "evidence "+strconv.Itoa(t.number))
	slos := measured.Merge([]measured.SLOs{{Services: e.services}})
	incidents, issues := e.tellIncidents(d, at), e.tellIssues(d, at)
	var out []store.EvidenceFile
	for _, f := range []struct {
		name string
		said measured.File
	}{
		{"slo.yaml", measured.File{Kind: measured.OfSLOs, Format: measured.OpenSLO, SLOs: &slos}},
		{"incidents.csv", measured.File{Kind: measured.OfIncidents, Format: measured.PagerDuty, Incidents: &incidents}},
		{"issues.json", measured.File{Kind: measured.OfIssues, Format: measured.GitHub, Issues: &issues}},
	} {
		at = at.Add(time.Minute)
		out = append(out, store.EvidenceFile{ID: d.id(), TeamID: t.ID, Name: f.name, ImportedBy: t.members[0].ID, ImportedAt: at, Said: f.said})
	}
	return out
}

func (e *evidenceStory) tellIncidents(d *dice, at time.Time) measured.Incidents {
	tally := measured.NewIncidentTally(at.Location(), true)
	hours := int(at.Sub(at.AddDate(0, -evidenceMonths, 0)).Hours())
	for range e.incidents {
		i := measured.Incident{
			Started: at.Add(-time.Duration(d.between(24, hours)) * time.Hour), Acknowledged: -1, Resolved: time.Duration(d.between(4, 300)) * time.Minute,
			Auto: d.chance(e.auto),
		}
		if !i.Auto {
			i.Acknowledged = time.Duration(d.between(40, 1800)) * time.Second
			i.Who = []string{strconv.Itoa(min(d.IntN(e.people), d.IntN(e.people)))} // the first more often than the others
		}
		tally.Add(i)
	}
	return tally.Sum()
}

func (e *evidenceStory) tellIssues(d *dice, at time.Time) measured.Issues {
	tally := measured.NewIssueTally(at.Location())
	for range e.issues * evidenceMonths {
		closed := at.AddDate(0, 0, -d.between(1, 30*evidenceMonths))
		labels := []string{"feature"}
		switch {
		case d.chance(e.toil):
			labels = []string{"運用"}
		case d.chance(.3):
			labels = []string{"bug"}
		}
		tally.Add(measured.Issue{Created: closed.AddDate(0, 0, -d.between(1, 20)), Closed: closed, Labels: labels})
	}
	return tally.Sum()
}
