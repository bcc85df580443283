package measured

import (
	"time"

	"michinori/app/maturity"
)

// The questions beside which something stands.
const (
	coverage   = "slo.coverage"
	lastDrill  = "incident.drill_recency"
	ready      = "incident.oncall_ready"
	response   = "incident.first_response"
	actionable = "toil.alert_actionable"
	postmortem = "learn.postmortem"
	toilHours  = "toil.hours"
	tracking   = "toil.tracking"
)

// FindingKind is what a finding says; pages have a sentence for each.
type FindingKind string

// The kinds of findings. Those that ask are questions to the team.
const (
	SLODefined      FindingKind = "slo_defined"      // N of Of services have one
	SLOMoreCounted  FindingKind = "slo_more_counted" // said N, files define Of
	SLOFewerCounted FindingKind = "slo_fewer_counted"
	SLOMoreServices FindingKind = "slo_more_services" // files name N, said Of
	SLONotFacing    FindingKind = "slo_not_facing"

	IncidentLast       FindingKind = "incident_last"       // the last one began on Day
	IncidentResponders FindingKind = "incident_responders" // N people, largest share
	MoreResponders     FindingKind = "more_responders"     // N people, said Of
	OneResponder       FindingKind = "one_responder"
	OnCallAfterAll     FindingKind = "oncall_after_all"
	IncidentResponse   FindingKind = "incident_response" // median seconds, p90
	IncidentAuto       FindingKind = "incident_auto"     // N of Of ended by themselves
	AutoMore           FindingKind = "auto_more"
	IncidentCount      FindingKind = "incident_count"
	IncidentsAfterAll  FindingKind = "incidents_after_all"

	ToilShare    FindingKind = "toil_share" // N of Of issues
	ToilHoursOf  FindingKind = "toil_hours" // share of the hours noted
	ToilNoLabel  FindingKind = "toil_no_label"
	ToilRecorded FindingKind = "toil_recorded" // in N of Of months
)

// FindingKinds lists them all.
var FindingKinds = []FindingKind{
	SLODefined, SLOMoreCounted, SLOFewerCounted, SLOMoreServices, SLONotFacing,
	IncidentLast, IncidentResponders, MoreResponders, OneResponder, OnCallAfterAll, IncidentResponse, IncidentAuto, AutoMore, IncidentCount, IncidentsAfterAll,
	ToilShare, ToilHoursOf, ToilNoLabel, ToilRecorded,
}

// Finding is one thing to say beside a question. Which of the numbers mean
// something is for its kind to say.
type Finding struct {
	Question string
	Kind     FindingKind
	Asks     bool // a question to the team, not only a fact
	Tier     int  // 0 means all services together
	N, Of    int
	Share    float64 // 0 to 1
	Seconds  Spread
	Day      time.Time
}

// Evidence is all that a team's files say, with what the team said of them.
type Evidence struct {
	SLOs      *SLOs
	Placings  map[string]Placing
	Incidents *Incidents
	Issues    *Issues
	Toil      map[string]bool
}

// Findings lays evidence beside the facts of a team, by question key. Without
// facts it says what the files say and asks nothing.
func Findings(e Evidence, facts map[string]maturity.Answer) []Finding {
	var out []Finding
	if e.SLOs != nil {
		out = append(out, sloFindings(e.SLOs.Placed(e.Placings), facts)...)
	}
	if e.Incidents != nil && e.Incidents.Count > 0 {
		out = append(out, incidentFindings(*e.Incidents, facts)...)
	}
	if e.Issues != nil {
		out = append(out, issueFindings(*e.Issues, e.Toil, facts)...)
	}
	return out
}

// Beside keeps the findings of one question.
func Beside(question string, all []Finding) []Finding {
	var out []Finding
	for _, f := range all {
		if f.Question == question {
			out = append(out, f)
		}
	}
	return out
}

// Questions counts the findings that ask something.
func Questions(all []Finding) int {
	n := 0
	for _, f := range all {
		if f.Asks {
			n++
		}
	}
	return n
}
