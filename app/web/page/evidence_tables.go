package page

import (
	"slices"

	"michinori/app/maturity"
	"michinori/app/measured"
)

// fewIncidents is below what a line over months would say anything.
const fewIncidents = 20

// IncidentLines sum the incidents up, one sentence each.
func (p *Evidence) IncidentLines() []string {
	in := p.Has.Evidence.Incidents
	if in == nil || in.Count == 0 {
		return nil
	}
	out := []string{
		p.T("evidence.incidents.count", "n", in.Count, "from", p.plainDay(in.From), "to", p.plainDay(in.To), "open", in.Open),
	}
	if timed := in.Count - in.DayOnly; timed > 0 {
		out = append(out, p.T("evidence.incidents.night", "n", in.Night, "of", timed, "share", sharePercent(float64(in.Night)/float64(timed))))
	}
	if in.DayOnly > 0 {
		out = append(out, p.T("evidence.incidents.day_only", "n", in.DayOnly))
	}
	if in.Acknowledged.N > 0 {
		out = append(out, p.spread("evidence.incidents.acknowledged", in.Acknowledged, in.Count))
	}
	if in.Resolved.N > 0 {
		out = append(out, p.spread("evidence.incidents.resolved", in.Resolved, in.Count))
	}
	if in.Responders > 0 {
		out = append(out, p.T("evidence.incidents.responders", "n", in.Responders, "of", in.Taken, "share", sharePercent(float64(in.Largest)/float64(in.Taken))))
	}
	if in.AutoKnown {
		out = append(out, p.T("evidence.incidents.auto", "n", in.Auto, "of", in.Count, "share", sharePercent(float64(in.Auto)/float64(in.Count))))
	}
	return out
}

func (p *Evidence) spread(key string, s measured.Spread, of int) string {
	return p.T(key, "n", s.N, "of", of, "median", p.Span(s.Median), "p90", p.Span(s.P90))
}

// EvidenceMonth is one month of incidents or issues, in words.
type EvidenceMonth struct {
	Month                     string
	Count, Night              int
	Acknowledged, Resolved    string
	Toil                      int
	Share, ToilHours, HoursOf string
}

// IncidentMonths are the months, the newest first.
func (p *Evidence) IncidentMonths() []EvidenceMonth {
	if p.Has.Evidence.Incidents == nil {
		return nil
	}
	var out []EvidenceMonth
	for _, m := range slices.Backward(p.Has.Evidence.Incidents.Months) {
		out = append(out, EvidenceMonth{Month: m.Month, Count: m.Count, Night: m.Night, Acknowledged: p.middle(m.Acknowledged), Resolved: p.middle(m.Resolved)})
	}
	return out[:min(len(out), evidenceRows)]
}

// FewIncidents reports whether months are too thin to be compared.
func (p *Evidence) FewIncidents() bool {
	in := p.Has.Evidence.Incidents
	return in != nil && slices.ContainsFunc(in.Months, func(m measured.IncidentMonth) bool { return m.Count < fewIncidents })
}

func (p *Evidence) middle(s measured.Spread) string {
	if s.N == 0 {
		return "–"
	}
	return p.T("evidence.middle", "median", p.Span(s.Median), "n", s.N)
}

// IssueLines sum the issues up.
func (p *Evidence) IssueLines() []string {
	in := p.Has.Evidence.Issues
	if in == nil {
		return nil
	}
	all, _ := in.Toil(p.Has.Evidence.Toil)
	if all.Count == 0 {
		return []string{p.T("evidence.issues.none", "open", in.Open)}
	}
	key := "evidence.issues.finished"
	if in.ByCreation {
		key = "evidence.issues.made"
	}
	out := []string{p.T(key, "n", all.Toil, "of", all.Count, "share", sharePercent(float64(all.Toil)/float64(all.Count)), "from", p.plainDay(in.From), "to", p.plainDay(in.To), "open", in.Open)}
	if all.Hours > 0 {
		out = append(out, p.T("evidence.issues.hours", "hours", maturity.OneDecimal(all.ToilHours), "of", maturity.OneDecimal(all.Hours),
			"share", sharePercent(all.ToilHours/all.Hours), "timed", all.Timed, "count", all.Count))
	}
	return out
}

// IssueMonths are the months, the newest first.
func (p *Evidence) IssueMonths() []EvidenceMonth {
	if p.Has.Evidence.Issues == nil {
		return nil
	}
	_, months := p.Has.Evidence.Issues.Toil(p.Has.Evidence.Toil)
	var out []EvidenceMonth
	for _, m := range slices.Backward(months) {
		row := EvidenceMonth{Month: m.Month, Count: m.Count, Toil: m.Toil, Share: sharePercent(float64(m.Toil) / float64(m.Count)), ToilHours: "–", HoursOf: "–"}
		if m.Hours > 0 {
			row.ToilHours, row.HoursOf = maturity.OneDecimal(m.ToilHours), maturity.OneDecimal(m.Hours)
		}
		out = append(out, row)
	}
	return out[:min(len(out), evidenceRows)]
}

// EvidenceLabel is one label with whether it means toil.
type EvidenceLabel struct {
	At    int
	Name  string
	Count int
	Toil  bool
}

// Labels are those of the issues, the most frequent first.
func (p *Evidence) Labels() []EvidenceLabel {
	in := p.Has.Evidence.Issues
	if in == nil {
		return nil
	}
	counts := in.LabelCounts()
	out := make([]EvidenceLabel, len(in.Labels))
	for i, name := range in.Labels {
		out[i] = EvidenceLabel{At: i, Name: name, Count: counts[i], Toil: measured.IsToil(name, p.Has.Evidence.Toil)}
	}
	return out
}

// LabelsLeftOut is how many rare labels are not kept.
func (p *Evidence) LabelsLeftOut() int {
	if p.Has.Evidence.Issues == nil {
		return 0
	}
	return p.Has.Evidence.Issues.LeftOut
}
