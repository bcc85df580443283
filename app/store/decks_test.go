package store_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
)

func TestDecks(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		firstSchema(t, lent)
		db, ctx, at := open(t, lent.URL), t.Context(), time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)
		fatal(t, db.Migrate(ctx))
		a, err := db.AssessmentByID(ctx, "a")
		fatal(t, err)
		key := store.DeckKey{Round: a.RoundID, Language: maturity.Japanese}
		fresh, err := db.DeckOf(ctx, key)
		fatal(t, err)
		if fresh.Revision != 0 || len(fresh.Edits.Order) != 0 {
			t.Errorf("an untouched deck is %+v", fresh)
		}
		d := store.Deck{DeckKey: key, Revision: 1, UpdatedBy: "p1", UpdatedAt: at, Edits: maturity.DeckEdits{
			Order: []maturity.Slide{maturity.SlideJoin}, Dropped: []maturity.Slide{maturity.SlideHours},
			Headlines: map[maturity.Slide]maturity.Wording{maturity.SlideHere: {Text: "ひとこと", Basis: "x"}},
			Slots:     map[string]string{"when": "10月21日"},
		}}
		save := func(d store.Deck) error { return db.Tx(ctx, func(tx *store.Tx) error { return tx.SaveDeck(ctx, d) }) }
		fatal(t, save(d))
		got, err := db.DeckOf(ctx, key)
		fatal(t, err)
		if !reflect.DeepEqual(got, d) {
			t.Errorf("stored %+v, read %+v", d, got)
		}
		for _, stale := range []int{1, 3} {
			d.Revision = stale
			if err := save(d); !errors.Is(err, &maturity.Error{Kind: maturity.Conflict}) {
				t.Errorf("revision %d over 1: %v", stale, err)
			}
		}
		d.Revision = 2
		fatal(t, save(d))
		other, err := db.DeckOf(ctx, store.DeckKey{Round: a.RoundID, Language: maturity.English})
		fatal(t, err)
		if other.Revision != 0 {
			t.Error("the deck of one language is that of the other")
		}
	})
}
