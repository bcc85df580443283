package page

import (
	"slices"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/questionnaires"
)

// RiskPair is one proposal.
type RiskPair struct {
	Text, Why string
	Area      KnowledgeArea
	Practice  *questionnaires.Practice
}

// Pairs are the proposals in sentences.
func (r *Risks) Pairs() []RiskPair {
	out := make([]RiskPair, len(r.plan))
	for i, p := range r.plan {
		area := r.Area(p.Area)
		out[i] = RiskPair{Area: area, Text: r.pairText(p, area.Name), Why: r.T("pairs.lift", "lift", maturity.OneDecimal(p.Lift), "total", r.Total())}
		if practice, ok := questionnaires.PracticeByKey(p.Practice); ok {
			out[i].Practice = &practice
		}
	}
	return out
}

func (r *Risks) pairText(p knowledge.Pairing, area string) string {
	args := []any{"learner", r.Person(p.Learner), "area", area, "from", p.From}
	other := r.refreshedBy(p.Area)
	switch {
	case p.Kind == knowledge.Refresh:
		return r.T("pairs.refresh", args...)
	case p.Teacher == "" && other != "":
		return r.T("pairs.follow", append(args, "other", r.Person(other))...)
	case p.Teacher == "":
		return r.T("pairs.alone", args...)
	}
	return r.T("pairs.teach", append(args, "teacher", r.Person(p.Teacher))...)
}

// refreshedBy is who does an area again in the plan, or "".
func (r *Risks) refreshedBy(area string) string {
	for _, p := range r.plan {
		if p.Area == area && p.Kind == knowledge.Refresh {
			return p.Learner
		}
	}
	return ""
}

// Removals say whose absence leaves more than half with nobody.
func (r *Risks) Removals() []string {
	f := r.Summary.BusFactor
	if f == nil {
		return nil
	}
	var out []string
	for _, set := range f.Sets {
		key := "removal.many"
		switch len(set) {
		case 0:
			key = "removal.zero"
		case 1:
			key = "removal.one"
		}
		set = slices.Clone(set)
		r.byName(set)
		out = append(out, r.T(key, "people", r.Persons(set)))
	}
	slices.Sort(out)
	return out
}

// RemovalNotes say what the sentences leave open.
func (r *Risks) RemovalNotes() []string {
	f := r.Summary.BusFactor
	out := []string{r.T("knowledge.weight_note"), r.StrictNote()}
	switch {
	case !f.Exact:
		out = append(out, r.T("removal.at_most"))
	case len(f.Sets) >= listedSets:
		out = append(out, r.N("removal.most", len(f.Sets)))
	}
	return out
}
