package measured

import "michinori/app/maturity"

const (
	// fewIncidents are too few to say that one person takes them all.
	fewIncidents = 5
	// autoMargin is by how much shares may differ before somebody is asked.
	autoMargin = 0.1
)

func incidentFindings(in Incidents, facts map[string]maturity.Answer) []Finding {
	out := []Finding{
		{Question: lastDrill, Kind: IncidentLast, Day: in.To, N: in.Count},
		{Question: postmortem, Kind: IncidentCount, N: in.Count},
	}
	if a := facts[postmortem]; a.Kind == maturity.NotApplicable && a.Reason == maturity.NoIncidentInPeriod {
		out = append(out, Finding{Question: postmortem, Kind: IncidentsAfterAll, Asks: true, N: in.Count, Day: in.To})
	}
	if in.Acknowledged.N > 0 {
		out = append(out, Finding{Question: response, Kind: IncidentResponse, N: in.Acknowledged.N, Of: in.Count, Seconds: in.Acknowledged})
	}
	if in.AutoKnown {
		out = append(out, autoFindings(in, facts)...)
	}
	if in.Responders > 0 {
		out = append(out, responderFindings(in, facts)...)
	}
	return out
}

// autoFindings says how much of what called people nobody had to act on.
func autoFindings(in Incidents, facts map[string]maturity.Answer) []Finding {
	share := float64(in.Auto) / float64(in.Count)
	f := Finding{Question: actionable, Kind: IncidentAuto, N: in.Auto, Of: in.Count, Share: share}
	out := []Finding{f}
	a := facts[actionable]
	if a.Kind == maturity.RatioAnswer && a.Whole > 0 && a.Part/a.Whole > 1-share+autoMargin {
		f.Kind, f.Asks = AutoMore, true
		out = append(out, f)
	}
	return out
}

func responderFindings(in Incidents, facts map[string]maturity.Answer) []Finding {
	f := Finding{Question: ready, Kind: IncidentResponders, N: in.Responders, Of: in.Taken, Share: float64(in.Largest) / float64(in.Taken)}
	out := []Finding{f}
	ask := func(kind FindingKind, n, of int) {
		out = append(out, Finding{Question: ready, Kind: kind, Asks: true, N: n, Of: of})
	}
	switch a := facts[ready]; a.Kind {
	case maturity.NotApplicable:
		if a.Reason == maturity.NoOnCall {
			ask(OnCallAfterAll, in.Responders, in.Taken)
		}
	case maturity.RatioAnswer:
		said := whole(a.Part)
		if in.Responders > said {
			ask(MoreResponders, in.Responders, said)
		}
		if in.Responders == 1 && in.Taken >= fewIncidents && said > 1 {
			ask(OneResponder, in.Taken, said)
		}
	}
	return out
}
