package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"michinori/app/maturity"
)

// DeckKey says which talk a deck belongs to: of a round, and of a scope: "" for
// the organisation, or the id of a group or of a team.
type DeckKey struct {
	Round, Scope string
	Language     maturity.Language
}

// Deck is a talk as its speaker has changed it. Revision 0 is one that nobody
// has changed.
type Deck struct {
	DeckKey
	Edits     maturity.DeckEdits
	Revision  int
	UpdatedBy string // a person
	UpdatedAt time.Time
}

type deckRow struct {
	RoundID   string            `gorm:"primaryKey"`
	Scope     string            `gorm:"primaryKey"`
	Language  maturity.Language `gorm:"primaryKey"`
	Document  string
	Revision  int
	UpdatedBy string
	UpdatedAt time.Time `gorm:"autoUpdateTime:false"`
}

func (deckRow) TableName() string { return "decks" }

// DeckOf returns a deck, at revision 0 where nobody has changed the talk.
func (r Reader) DeckOf(ctx context.Context, key DeckKey) (Deck, error) {
	out := Deck{DeckKey: key}
	row, err := one[deckRow](r.g.WithContext(ctx).
		Where("round_id = ? AND scope = ? AND language = ?", key.Round, key.Scope, key.Language))
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return out, nil
	}
	if err != nil {
		return out, err
	}
	out.Revision, out.UpdatedBy, out.UpdatedAt = row.Revision, row.UpdatedBy, row.UpdatedAt.UTC()
	if err := json.Unmarshal([]byte(row.Document), &out.Edits); err != nil {
		return out, fmt.Errorf("deck of round %s: %w", key.Round, err)
	}
	return out, nil
}

// SaveDeck stores a deck that is still at the revision before d.Revision;
// Conflict where somebody else was faster.
func (tx *Tx) SaveDeck(ctx context.Context, d Deck) error {
	document, err := json.Marshal(d.Edits)
	if err != nil {
		return fmt.Errorf("deck of round %s: %w", d.Round, err)
	}
	row := deckRow{
		RoundID: d.Round, Scope: d.Scope, Language: d.Language, Document: string(document),
		Revision: d.Revision, UpdatedBy: d.UpdatedBy, UpdatedAt: d.UpdatedAt,
	}
	if d.Revision == 1 {
		return insert(ctx, tx.g, &row, "deck")
	}
	q := tx.g.WithContext(ctx).Model(&deckRow{}).
		Where("round_id = ? AND scope = ? AND language = ? AND revision = ?", d.Round, d.Scope, d.Language, d.Revision-1).
		Updates(map[string]any{"document": row.Document, "revision": row.Revision, "updated_by": row.UpdatedBy, "updated_at": row.UpdatedAt})
	if q.Error != nil {
		return translate(q.Error)
	}
	if q.RowsAffected == 0 {
		return maturity.Fail(maturity.Conflict, "error.changed_meanwhile")
	}
	return nil
}
