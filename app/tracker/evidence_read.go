package tracker

import (
	"context"
	"slices"

	"michinori/app/maturity"
	"michinori/app/measured"
	"michinori/app/store"
)

// TeamEvidence is what a team's files say, for the team alone.
type TeamEvidence struct {
	Files    []store.EvidenceFile // that count, the newest first
	Removed  []store.EvidenceFile // that can be put back
	Evidence measured.Evidence
	Findings []measured.Finding
}

// EvidenceOf gathers the files of a team and lays them beside the facts of its
// latest assessment. Of incidents and issues the file counts that reaches
// furthest; definitions of SLOs count together.
func (t *Tracker) EvidenceOf(ctx context.Context, v maturity.Viewer, team string) (TeamEvidence, error) {
	if err := v.MayBelong(team); err != nil {
		return TeamEvidence{}, err
	}
	out, err := t.evidenceFiles(ctx, team)
	if err != nil || len(out.Files) == 0 {
		return out, err
	}
	facts, err := t.latestFacts(ctx, v, team)
	if err != nil {
		return out, err
	}
	out.Findings = measured.Findings(out.Evidence, facts)
	return out, nil
}

// EvidenceBeside gathers the same beside facts that are given.
func (t *Tracker) EvidenceBeside(ctx context.Context, v maturity.Viewer, team string, facts map[string]maturity.Fact) (TeamEvidence, error) {
	if err := v.MayBelong(team); err != nil {
		return TeamEvidence{}, err
	}
	out, err := t.evidenceFiles(ctx, team)
	if err != nil {
		return out, err
	}
	out.Findings = measured.Findings(out.Evidence, answersOf(facts))
	return out, nil
}

func (t *Tracker) evidenceFiles(ctx context.Context, team string) (TeamEvidence, error) {
	var out TeamEvidence
	files, err := t.db.EvidenceFilesOf(ctx, team)
	if err != nil || len(files) == 0 {
		return out, err
	}
	out.Files = counting(files)
	out.Removed = slices.DeleteFunc(files, func(f store.EvidenceFile) bool { return f.RemovedAt == nil })
	marks, err := t.db.EvidenceMarksOf(ctx, team)
	out.Evidence = gathered(out.Files, marks)
	return out, err
}

func gathered(files []store.EvidenceFile, marks []store.EvidenceMark) measured.Evidence {
	e := measured.Evidence{Placings: map[string]measured.Placing{}, Toil: map[string]bool{}}
	for _, m := range marks {
		if m.Kind == store.ServiceMark {
			e.Placings[m.Name] = measured.Placing(m.Value)
		} else {
			e.Toil[m.Name] = m.Value == 1
		}
	}
	var slos []measured.SLOs
	for _, f := range files {
		switch said := f.Said; {
		case said.SLOs != nil:
			slos = append(slos, *said.SLOs)
		case said.Incidents != nil && (e.Incidents == nil || said.Incidents.To.After(e.Incidents.To)):
			e.Incidents = said.Incidents
		case said.Issues != nil && (e.Issues == nil || said.Issues.To.After(e.Issues.To)):
			e.Issues = said.Issues
		}
	}
	if len(slos) > 0 {
		all := measured.Merge(slos)
		e.SLOs = &all
	}
	return e
}

// latestFacts are the answers to the facts of the latest assessment that the
// viewer may see: leads record them, the others see them from the reveal on.
func (t *Tracker) latestFacts(ctx context.Context, v maturity.Viewer, team string) (map[string]maturity.Answer, error) {
	all, err := t.db.AssessmentsOf(ctx, team)
	if err != nil {
		return nil, err
	}
	for _, a := range slices.Backward(all) {
		if !v.Leads(team) && a.State == maturity.Answering {
			continue
		}
		facts, err := t.factsOf(ctx, a)
		if err != nil || len(facts) > 0 {
			return answersOf(facts), err
		}
	}
	return nil, nil
}

func answersOf(facts map[string]maturity.Fact) map[string]maturity.Answer {
	out := make(map[string]maturity.Answer, len(facts))
	for key, f := range facts {
		out[key] = f.Answer
	}
	return out
}

func (t *Tracker) factsOf(ctx context.Context, a maturity.Assessment) (map[string]maturity.Fact, error) {
	round, err := t.db.RoundByID(ctx, a.RoundID)
	if err != nil {
		return nil, err
	}
	q, err := t.Questionnaire(ctx, round)
	if err != nil {
		return nil, err
	}
	return t.db.FactsOf(ctx, a.ID, q)
}
