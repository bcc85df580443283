package tracker

import (
	"context"
	"slices"

	"michinori/app/maturity"
	"michinori/app/store"
)

// ownPrefix begins the keys of an organisation's own practices.
const ownPrefix = "own-"

// SaveOwnPractice is a practice of the organisation's own as a champion writes
// it; the other language may be left out.
type SaveOwnPractice struct {
	Key                                                string // "" for a new one
	NameJA, NameEN, AboutJA, AboutEN, FirstJA, FirstEN string
	Dimensions                                         []string
	Cadence                                            string // days
	Archived                                           bool
}

// SaveOwnPractice adds a practice to the catalogue, or changes one of the
// organisation's own. An archived one is no longer offered; what was held of it
// stays.
func (t *Tracker) SaveOwnPractice(ctx context.Context, v maturity.Viewer, in SaveOwnPractice) (store.OwnPractice, error) {
	if err := v.MayRun(); err != nil {
		return store.OwnPractice{}, err
	}
	var f maturity.Fields
	said := store.OwnPractice{
		Name:        bothLanguages(line(&f, "name_ja", in.NameJA, in.NameEN == ""), line(&f, "name_en", in.NameEN, in.NameJA == "")),
		About:       bothLanguages(prose(&f, "about_ja", in.AboutJA, false), prose(&f, "about_en", in.AboutEN, false)),
		First:       bothLanguages(prose(&f, "first_ja", in.FirstJA, false), prose(&f, "first_en", in.FirstEN, false)),
		CadenceDays: number(&f, "cadence", in.Cadence, 1, maxCadence),
	}
	for _, d := range maturity.Dimensions {
		if slices.Contains(in.Dimensions, string(d)) {
			said.Dimensions = append(said.Dimensions, d)
		}
	}
	if len(said.Dimensions) == 0 {
		f.Add("dimensions", "field.required")
	}
	if in.Archived {
		now := t.now()
		said.ArchivedAt = &now
	}
	var p store.OwnPractice
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		err := tx.Alone(ctx, OwnPracticesLock)
		if err != nil {
			return err
		}
		if p, err = t.ownPracticeToSave(ctx, tx.Reader, v, in.Key); err != nil {
			return err
		}
		if err := f.Err(); err != nil {
			return err
		}
		said.Key, said.CreatedBy, said.CreatedAt = p.Key, p.CreatedBy, p.CreatedAt
		p = said
		if err := tx.SaveOwnPractice(ctx, p); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "practice.saved", p.Key, "")
	})
	return p, err
}

func (t *Tracker) ownPracticeToSave(ctx context.Context, r store.Reader, v maturity.Viewer, key string) (store.OwnPractice, error) {
	if key == "" {
		return store.OwnPractice{Key: ownPrefix + t.newID()[:10], CreatedBy: v.Person.ID, CreatedAt: t.now()}, nil
	}
	own, err := r.OwnPractices(ctx)
	if err != nil {
		return store.OwnPractice{}, err
	}
	if i := slices.IndexFunc(own, func(p store.OwnPractice) bool { return p.Key == key }); i >= 0 {
		return own[i], nil
	}
	return store.OwnPractice{}, maturity.Fail(maturity.NotFound, "error.not_found")
}

// bothLanguages lets the text that is there stand for the one that is not.
func bothLanguages(ja, en string) maturity.Text {
	if ja == "" {
		ja = en
	}
	if en == "" {
		en = ja
	}
	return maturity.Text{JA: ja, EN: en}
}
