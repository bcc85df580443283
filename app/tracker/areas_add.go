package tracker

import (
	"context"
	"strconv"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

// AddAreas makes areas of suggestions and returns how many; every member of the
// team may. What the register has under that key or name is left as it is; an
// archived area of that key is taken back into use, as it was. What is wrong
// with one is said with its number as the line, and nothing is added.
func (t *Tracker) AddAreas(ctx context.Context, v maturity.Viewer, team string, in []knowledge.Suggestion) (int, error) {
	if err := v.MayBelong(team); err != nil {
		return 0, err
	}
	areas, err := readSuggestions(team, in)
	if err != nil {
		return 0, err
	}
	added := 0
	err = t.db.Tx(ctx, func(tx *store.Tx) error {
		added = 0
		if err := tx.LockRegister(ctx, team); err != nil {
			return err
		}
		known, err := tx.AreasOf(ctx, team)
		if err != nil {
			return err
		}
		names := newAreaNames(known)
		for _, a := range areas {
			took, err := t.takeSuggestion(ctx, tx, v, a, known, &names)
			if err != nil {
				return err
			}
			if took {
				added++
			}
		}
		return nil
	})
	return added, err
}

func (t *Tracker) takeSuggestion(ctx context.Context, tx *store.Tx, v maturity.Viewer, a store.Area,
	known []store.Area, names *areaNames,
) (bool, error) {
	var taken maturity.Fields
	names.check(&taken, a)
	if len(taken) > 0 {
		return false, nil
	}
	if names.inUse >= maxAreas {
		return false, maturity.Fail(maturity.Conflict, "error.too_many_areas", "max", strconv.Itoa(maxAreas))
	}
	if _, there := names.keys[a.Key]; there && a.Key != "" {
		return t.restoreSuggestion(ctx, tx, v, a.Key, known, names)
	}
	if a.Key == "" {
		a.Key = names.newKey(a.Name)
	}
	a, err := t.insertArea(ctx, tx, v, a)
	names.add(a)
	return err == nil, err
}

// restoreSuggestion takes the area of that key back into use where it is
// archived.
func (t *Tracker) restoreSuggestion(ctx context.Context, tx *store.Tx, v maturity.Viewer, key string,
	known []store.Area, names *areaNames,
) (bool, error) {
	for _, was := range known {
		if was.Key != key || was.ArchivedAt == nil {
			continue
		}
		next := was
		next.Revision++
		err := t.restoreArea(ctx, tx, v, was, next, *names)
		if isKind(err, maturity.Conflict) {
			return false, nil // its own name is that of another area by now
		}
		next.ArchivedAt = nil
		names.add(next)
		return err == nil, err
	}
	return false, nil
}

func readSuggestions(team string, in []knowledge.Suggestion) ([]store.Area, error) {
	var f maturity.Fields
	out := make([]store.Area, len(in))
	for i, s := range in {
		var wrong maturity.Fields
		out[i] = readSuggestion(&wrong, s)
		out[i].TeamID = team
		f = append(f, inLine(i+1, wrong)...)
	}
	return out, f.Err()
}

func readSuggestion(f *maturity.Fields, s knowledge.Suggestion) store.Area {
	a := store.Area{Area: knowledge.Area{
		Key: s.Key, Name: maturity.Text{JA: line(f, "name_ja", s.Name.JA, false), EN: line(f, "name_en", s.Name.EN, false)},
		Criticality: s.Criticality, Kind: s.Kind,
		Paths: checkList(f, "paths", s.Paths), Services: checkList(f, "services", s.Services),
	}}
	if a.Criticality == 0 {
		a.Criticality = usualCriticality
	}
	if a.Kind == "" {
		a.Kind = knowledge.Operation
	}
	criticality(f, "criticality", strconv.Itoa(a.Criticality))
	areaKind(f, "kind", string(a.Kind))
	switch {
	case a.Key != "" && !validAreaKey(a.Key):
		f.Add("key", "field.area_key")
	case a.Name.IsZero() && a.Key == "":
		f.Add("name_ja", "field.required")
	case a.Name.IsZero():
		a.Name.EN = a.Key
	}
	return a
}
