package tracker

import (
	"context"
	"slices"

	"michinori/app/maturity"
	"michinori/app/store"
)

// RaiseHand is somebody's wish to try, help with or learn a practice.
type RaiseHand struct {
	Practice string
	Wishes   []string // all that hold; those left out are taken down
	Note     string
	Consent  bool // the champion may see it
}

// RaiseHand keeps what the viewer would like to do about a practice. It is
// never part of a result, and without consent nobody else sees it.
func (t *Tracker) RaiseHand(ctx context.Context, v maturity.Viewer, in RaiseHand) error {
	if err := v.Require(v.SignedIn()); err != nil {
		return err
	}
	if _, err := t.Practice(ctx, in.Practice); err != nil {
		return err
	}
	var f maturity.Fields
	note := line(&f, "note", in.Note, false)
	for _, w := range in.Wishes {
		if !slices.Contains(store.Wishes, store.Wish(w)) {
			f.Add("wish", "field.choice")
		}
	}
	if err := f.Err(); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		raised, err := tx.HandsOf(ctx, v.Person.ID)
		if err != nil {
			return err
		}
		for _, h := range raised {
			if h.Practice == in.Practice && !slices.Contains(in.Wishes, string(h.Wish)) {
				if err := tx.DeleteHand(ctx, v.Person.ID, h.Practice, h.Wish); err != nil {
					return err
				}
			}
		}
		for _, w := range in.Wishes {
			h := store.Hand{
				PersonID: v.Person.ID, Practice: in.Practice, Wish: store.Wish(w), Note: note, Consent: in.Consent, RaisedAt: t.now(),
			}
			for _, before := range raised {
				if before.Practice == h.Practice && before.Wish == h.Wish {
					h.RaisedAt = before.RaisedAt // it has been up since then
				}
			}
			if err := tx.SaveHand(ctx, h); err != nil {
				return err
			}
		}
		return nil
	})
}

// Ally is somebody whose raised hand the champion may see.
type Ally struct {
	store.Hand
	Name  string
	Email string
	Teams []string // names
}

// Allies returns the raised hands with the consent of their owners, by
// practice. It is for champions.
func (t *Tracker) Allies(ctx context.Context, v maturity.Viewer) ([]Ally, error) {
	if err := v.MayRun(); err != nil {
		return nil, err
	}
	hands, err := t.db.ConsentedHands(ctx)
	if err != nil {
		return nil, err
	}
	people, err := t.db.People(ctx)
	if err != nil {
		return nil, err
	}
	byID := map[string]maturity.Person{}
	for _, p := range people {
		byID[p.ID] = p
	}
	teams, err := t.teamNames(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Ally, 0, len(hands))
	for _, h := range hands {
		p := byID[h.PersonID]
		out = append(out, Ally{Hand: h, Name: p.Name, Email: p.Email, Teams: teams[h.PersonID]})
	}
	return out, nil
}

// teamNames returns the names of the teams each person is in.
func (t *Tracker) teamNames(ctx context.Context) (map[string][]string, error) {
	all, err := t.db.Teams(ctx)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, x := range all {
		names[x.ID] = x.Name
	}
	memberships, err := t.db.Memberships(ctx)
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for _, m := range memberships {
		if name := names[m.TeamID]; name != "" {
			out[m.PersonID] = append(out[m.PersonID], name)
		}
	}
	for _, list := range out {
		slices.Sort(list)
	}
	return out, nil
}
