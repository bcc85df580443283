package tracker_test

import (
	"testing"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

func (w *world) deck(scope string) store.Deck {
	w.t.Helper()
	d, err := w.db.DeckOf(w.ctx, store.DeckKey{Round: w.round().ID, Scope: scope, Language: maturity.Japanese})
	w.must(err)
	return d
}

func (w *world) edit(seen int, change func(*tracker.EditTalk)) error {
	in := tracker.EditTalk{Round: w.round().ID, Language: maturity.Japanese, Seen: seen}
	change(&in)
	return w.tracker.EditTalk(w.ctx, w.champion, in)
}

func headline(text string) map[maturity.Slide]tracker.TypedWords {
	return map[maturity.Slide]tracker.TypedWords{maturity.SlideHours: {Text: text, Offered: "提案", Basis: "b1"}}
}

func TestTalkKeepsWhatItsSpeakerWrote(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		// Every step stores what was typed beside it.
		w.must(w.edit(0, func(in *tracker.EditTalk) {
			in.Headlines, in.Slots = headline("私の言葉"), map[string]string{"when": "10月21日 16時", "where": " "}
			in.Slide, in.Step = maturity.SlideJoin, tracker.TalkUp
		}))
		d := w.deck("")
		order := d.Edits.InOrder()
		if d.Revision != 1 || d.Edits.Headlines[maturity.SlideHours] != (maturity.Wording{Text: "私の言葉", Basis: "b1"}) ||
			len(d.Edits.Slots) != 1 || order[len(order)-2] != maturity.SlideJoin {
			t.Errorf("stored %+v", d)
		}
		// The same words keep the numbers they were written for; others do not.
		w.must(w.edit(1, func(in *tracker.EditTalk) {
			in.Headlines = headline("私の言葉")
			words := in.Headlines[maturity.SlideHours]
			words.Basis = "b2"
			in.Headlines[maturity.SlideHours] = words
			in.Slide, in.Step = maturity.SlideNight, tracker.TalkDrop
		}))
		if d := w.deck(""); d.Edits.Headlines[maturity.SlideHours].Basis != "b1" || !d.Edits.Drops(maturity.SlideNight) || d.Edits.Slots["when"] == "" {
			t.Errorf("stored %+v", d)
		}
		w.must(w.edit(2, func(in *tracker.EditTalk) {
			in.Headlines = map[maturity.Slide]tracker.TypedWords{maturity.SlideHours: {Text: "私の言葉", Basis: "b2"}}
			in.Slide, in.Step = maturity.SlideHours, tracker.TalkKeep
		}))
		if d := w.deck(""); d.Edits.Headlines[maturity.SlideHours].Basis != "b2" {
			t.Errorf("stored %+v", d)
		}
		// What was offered is the suggestion again.
		w.must(w.edit(3, func(in *tracker.EditTalk) { in.Headlines = headline("提案") }))
		if d := w.deck(""); len(d.Edits.Headlines) != 0 || d.Revision != 4 {
			t.Errorf("stored %+v", d)
		}
		w.must(w.edit(4, func(*tracker.EditTalk) {}))
		if d := w.deck(""); d.Revision != 4 {
			t.Errorf("nothing changed, and the revision is %d", d.Revision)
		}
	})
}

func TestTalkConflict(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		write := func(text string) func(*tracker.EditTalk) {
			return func(in *tracker.EditTalk) { in.Slots = map[string]string{"near_miss": text} }
		}
		failed := make(chan error, 8)
		for i := range cap(failed) {
			go func() { failed <- w.edit(0, write(string(rune('a'+i)))) }()
		}
		stored := 0
		for range cap(failed) {
			if err := <-failed; err == nil {
				stored++
			} else {
				w.wants(err, maturity.Conflict, "error.changed_meanwhile")
			}
		}
		if stored != 1 || w.deck("").Revision != 1 {
			t.Errorf("%d of eight at once are stored, revision %d", stored, w.deck("").Revision)
		}
	})
}

func TestTalkRefuses(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	long := make([]rune, 401)
	for i := range long {
		long[i] = '長'
	}
	w.wants(w.edit(0, func(in *tracker.EditTalk) { in.Slots = map[string]string{"when": string(long)} }), maturity.Invalid, "")
	w.wants(w.edit(0, func(in *tracker.EditTalk) { in.Headlines = headline("二\n行") }), maturity.Invalid, "")
	w.wants(w.edit(0, func(in *tracker.EditTalk) { in.Slide, in.Step = "nowhere", tracker.TalkUp }), maturity.NotFound, "")
	w.wants(w.edit(0, func(in *tracker.EditTalk) { in.Slide, in.Step = maturity.SlideHere, "explode" }), maturity.NotFound, "")
	w.wants(w.edit(0, func(in *tracker.EditTalk) { in.Round = "none" }), maturity.NotFound, "")
	w.wants(w.edit(0, func(in *tracker.EditTalk) { in.Group = "none" }), maturity.NotFound, "")
	w.wants(w.edit(0, func(in *tracker.EditTalk) { in.Team = "of others" }), maturity.NotFound, "")
	if d := w.deck(""); d.Revision != 0 {
		t.Errorf("stored %+v", d)
	}
}
