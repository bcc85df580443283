package demo

import (
	"context"
	"maps"
	"slices"
	"time"

	"michinori/app/store"
)

// wholeRegister is all that is stored of one team's register but its snapshots.
type wholeRegister struct {
	team    string
	areas   []store.Area
	claims  []store.Claim
	changes []store.RegisterChange
	dates   []memberDates
	code    *store.StoredCode

	evidence []store.EvidenceFile
}

// memberDates are a person's first and last day in the team.
type memberDates struct{ person, from, to string }

// close writes down what is known in the last round only, and returns what the
// register has come to.
func (k *keeper) close(last period) (wholeRegister, error) {
	out := wholeRegister{team: k.team.ID}
	story := k.team.story.register
	if story == nil {
		return out, nil
	}
	clock := last.at(7, 9, 10)
	out.dates = k.writeDates(clock)
	if story.code != nil {
		code := story.code.tell(k, clock.Add(time.Hour))
		out.code = &code
		k.record(store.RegisterChange{At: code.ImportedAt, ByID: code.ImportedBy, Verb: store.CodeImported}, nil, store.CodeState{
			Revision: code.Evidence.Revision, AsOf: code.Evidence.AsOf.Format(time.DateOnly), Areas: len(code.Evidence.Areas),
		})
	}
	if story.evidence != nil {
		out.evidence = story.evidence.tell(k.team, k.seed, clock.Add(2*time.Hour))
	}
	for _, a := range k.areas {
		out.areas = append(out.areas, a.Area)
		for _, m := range k.team.members {
			if c, ok := a.claims[m.ID]; ok {
				out.claims = append(out.claims, c)
			}
		}
	}
	out.changes = k.changes
	return out, k.err
}

func (k *keeper) writeDates(at time.Time) []memberDates {
	var out []memberDates
	for place, m := range k.team.members {
		from, to := k.dates(place)
		if from == "" && to == "" {
			continue
		}
		out = append(out, memberDates{m.ID, from, to})
		k.record(
			store.RegisterChange{PersonID: m.ID, At: at, ByID: k.team.members[0].ID, Verb: store.PersonDates},
			store.DatesState{}, store.DatesState{ActiveFrom: from, ActiveTo: to},
		)
	}
	return out
}

func (w wholeRegister) insert(ctx context.Context, tx *store.Tx) error {
	if err := tx.InsertRegister(ctx, w.areas, w.claims, w.changes); err != nil {
		return err
	}
	for _, d := range w.dates {
		if err := tx.SaveActivity(ctx, w.team, d.person, d.from, d.to); err != nil {
			return err
		}
	}
	for _, f := range w.evidence {
		if err := tx.InsertEvidenceFile(ctx, f); err != nil {
			return err
		}
	}
	if w.code == nil {
		return nil
	}
	if err := tx.SaveCodeEvidence(ctx, w.team, *w.code); err != nil {
		return err
	}
	for _, author := range slices.Sorted(maps.Keys(w.code.People)) {
		if err := tx.SaveCodePerson(ctx, w.team, author, w.code.People[author]); err != nil {
			return err
		}
	}
	return nil
}
