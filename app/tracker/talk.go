package tracker

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"unicode/utf8"

	"michinori/app/maturity"
	"michinori/app/store"
)

// slotLength is how many characters a slot takes: it stands on a slide.
const slotLength = 400

// TalkStep is what a speaker does to a slide beside writing.
type TalkStep string

// The steps. Reset goes back to the suggested words, Keep says that the
// speaker's still fit the numbers.
const (
	TalkWrite   TalkStep = ""
	TalkUp      TalkStep = "up"
	TalkDown    TalkStep = "down"
	TalkDrop    TalkStep = "drop"
	TalkRestore TalkStep = "restore"
	TalkReset   TalkStep = "reset"
	TalkKeep    TalkStep = "keep"
)

// EditTalk is what a speaker changes in a talk: all that was typed on the page
// and one step, so that no step loses what was typed.
type EditTalk struct {
	Round, Group, Team string // ids; a talk is of a team, or else of a group or, with "", of all
	Language           maturity.Language
	Seen               int // revision that was looked at
	Headlines, Notes   map[maturity.Slide]TypedWords
	Slots              map[string]string
	Slide              maturity.Slide
	Step               TalkStep
}

// TypedWords are words of a slide as they came from a form. Offered is what was
// suggested there, Basis names the numbers it was suggested for. Nothing typed,
// or what was offered, goes back to the suggestion.
type TypedWords struct{ Text, Offered, Basis string }

// EditTalk changes a talk: champions that of the organisation or a group, leads
// that of their team. A Conflict where somebody else changed it since it was
// looked at; then nothing is stored.
func (t *Tracker) EditTalk(ctx context.Context, v maturity.Viewer, in EditTalk) error {
	scope, err := t.mayEditTalk(ctx, v, in)
	if err != nil {
		return err
	}
	round, err := t.db.RoundByID(ctx, in.Round)
	if err != nil {
		return err
	}
	if err := in.check(); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.LockRound(ctx, round.ID); err != nil {
			return err
		}
		deck, err := tx.DeckOf(ctx, store.DeckKey{Round: round.ID, Scope: scope, Language: in.Language})
		if err != nil {
			return err
		}
		if deck.Revision != in.Seen {
			return changedMeanwhile()
		}
		next := in.apply(deck.Edits)
		if reflect.DeepEqual(next, deck.Edits) {
			return nil
		}
		deck.Edits, deck.Revision, deck.UpdatedBy, deck.UpdatedAt = next, deck.Revision+1, v.Person.ID, t.now()
		if err := tx.SaveDeck(ctx, deck); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "talk.edited", round.ID, scope)
	})
}

// mayEditTalk returns the scope of the talk.
func (t *Tracker) mayEditTalk(ctx context.Context, v maturity.Viewer, in EditTalk) (string, error) {
	if in.Team != "" {
		return in.Team, v.MayLead(in.Team)
	}
	if err := v.MayRun(); err != nil {
		return "", err
	}
	if known, err := t.isScope(ctx, in.Group); err != nil || !known {
		return "", either(err, maturity.Fail(maturity.NotFound, "error.not_found"))
	}
	return in.Group, nil
}

func (in EditTalk) check() error {
	var f maturity.Fields
	for key, w := range in.Headlines {
		line(&f, "headline-"+string(key), w.Text, false)
	}
	for key, w := range in.Notes {
		prose(&f, "notes-"+string(key), w.Text, false)
	}
	for key, text := range in.Slots {
		if text = prose(&f, "slot-"+key, text, false); utf8.RuneCountInString(text) > slotLength {
			f.Add("slot-"+key, "field.too_long", "max", strconv.Itoa(slotLength))
		}
	}
	if in.Step != TalkWrite {
		steps := []TalkStep{TalkUp, TalkDown, TalkDrop, TalkRestore, TalkReset, TalkKeep}
		if !slices.Contains(maturity.Slides, in.Slide) || !slices.Contains(steps, in.Step) {
			return maturity.Fail(maturity.NotFound, "error.not_found")
		}
	}
	return f.Err()
}

// apply returns what the deck is to become.
func (in EditTalk) apply(e maturity.DeckEdits) maturity.DeckEdits {
	e.Headlines, e.Notes = reworded(e.Headlines, in.Headlines), reworded(e.Notes, in.Notes)
	e.Order, e.Dropped, e.Slots = slices.Clone(e.Order), slices.Clone(e.Dropped), maps.Clone(e.Slots)
	for _, key := range maturity.SlotKeys {
		text, typed := in.Slots[key]
		if !typed {
			continue
		}
		var f maturity.Fields // checked before
		if text = prose(&f, key, text, false); text == "" {
			delete(e.Slots, key)
			continue
		}
		if e.Slots == nil {
			e.Slots = map[string]string{}
		}
		e.Slots[key] = text
	}
	in.step(&e)
	return e
}

func (in EditTalk) step(e *maturity.DeckEdits) {
	switch in.Step {
	case TalkUp, TalkDown:
		e.Move(in.Slide, in.Step == TalkUp)
	case TalkDrop:
		e.Drop(in.Slide)
	case TalkRestore:
		e.Restore(in.Slide)
	case TalkReset:
		e.Reset(in.Slide)
	case TalkKeep:
		if w, ok := in.Headlines[in.Slide]; ok {
			e.Keep(in.Slide, w.Basis)
		}
	}
}

// reworded lays what was typed over what was there. Words that stay the same
// keep the numbers they were written for.
func reworded(was map[maturity.Slide]maturity.Wording, typed map[maturity.Slide]TypedWords) map[maturity.Slide]maturity.Wording {
	out := maps.Clone(was)
	for _, key := range maturity.Slides {
		w, ok := typed[key]
		if !ok {
			continue
		}
		var f maturity.Fields // checked before
		text, offered := prose(&f, "", w.Text, false), prose(&f, "", w.Offered, false)
		switch {
		case text == "" || text == offered:
			delete(out, key)
		case out[key].Text != text:
			if out == nil {
				out = map[maturity.Slide]maturity.Wording{}
			}
			out[key] = maturity.Wording{Text: text, Basis: w.Basis}
		}
	}
	return out
}
