package tracker

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
)

// How long the answer to a write is kept, and after how long an attempt that
// never ended may be taken over: longer than any request lives.
const (
	answerKept   = 24 * time.Hour
	attemptStale = 2 * time.Minute
)

// Answer is what a write was answered.
type Answer struct {
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers,omitempty"`
	Body    []byte            `json:"body,omitempty"`
}

// Attempt is one try to carry out a write that is to happen once.
type Attempt struct {
	tracker *Tracker
	key     string
	kept    store.KeptAnswer
}

// Once begins a write that the viewer wants carried out once, however often it
// is sent under that key within a day, from whatever replica. It returns either
// an attempt, to be used with Within and ended with Keep or Release, or what
// the write was answered before. It is Invalid where the key was used for
// something else, and a Conflict while another attempt is under way or where
// one was carried out whose answer got lost.
func (t *Tracker) Once(ctx context.Context, v maturity.Viewer, key, fingerprint string) (*Attempt, *Answer, error) {
	if err := v.Require(v.SignedIn()); err != nil {
		return nil, nil, err
	}
	now := t.now()
	a := &Attempt{tracker: t, key: key, kept: store.KeptAnswer{
		PersonID: v.Person.ID, Hash: hash(v.Person.ID + "\n" + key), Fingerprint: fingerprint,
		Attempt: rand.Text(), CreatedAt: now,
	}}
	var there store.KeptAnswer
	var mine bool
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		err := tx.DeleteAnswersBefore(ctx, now.Add(-answerKept))
		if err == nil {
			there, mine, err = tx.ReserveAnswer(ctx, a.kept, now.Add(-attemptStale))
		}
		return err
	})
	switch {
	case err != nil:
		return nil, nil, err
	case mine:
		return a, nil, nil
	case there.Fingerprint != fingerprint:
		return nil, nil, maturity.Fail(maturity.Invalid, "error.key_reused")
	case there.Status == store.AnswerApplied && there.CreatedAt.Before(now.Add(-attemptStale)):
		return nil, nil, maturity.Fail(maturity.Conflict, "error.answer_lost")
	case there.Status <= store.AnswerApplied:
		return nil, nil, maturity.Fail(maturity.Conflict, "error.under_way")
	}
	before, err := a.open(there.Answer)
	return nil, before, err
}

// Within returns a context whose transactions say that the write was carried
// out in the same instant in which they are: whatever happens after, it is never
// carried out again. Where the attempt was taken over, they change nothing.
func (a *Attempt) Within(ctx context.Context) context.Context {
	return store.WithAround(ctx, &store.Around{After: func(ctx context.Context, tx *store.Tx) error {
		applied := a.kept
		applied.Status = store.AnswerApplied
		return tx.SetAnswer(ctx, applied)
	}})
}

// Keep ends an attempt with what it was answered, to be answered again.
func (a *Attempt) Keep(ctx context.Context, answer Answer) error {
	sealed, err := a.seal(answer)
	if err != nil {
		return err
	}
	a.kept.Status, a.kept.Answer = answer.Status, sealed
	return a.tracker.db.Tx(ctx, func(tx *store.Tx) error { return tx.SetAnswer(ctx, a.kept) })
}

// Release ends an attempt that was refused, so that the key may be tried again.
// What was carried out after all stays so.
func (a *Attempt) Release(ctx context.Context) error {
	return a.tracker.db.Tx(ctx, func(tx *store.Tx) error { return tx.ReleaseAnswer(ctx, a.kept) })
}

// cipher seals answers with the key they were asked for under, which nobody
// keeps: some hold secrets that are shown once, and those must not lie in the
// database.
func (a *Attempt) cipher() (cipher.AEAD, error) {
	key, err := hkdf.Key(sha256.New, []byte(a.key), []byte(a.kept.PersonID), "michinori answer", 32)
	if err != nil {
		return nil, fmt.Errorf("key of an answer: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("key of an answer: %w", err)
	}
	return cipher.NewGCMWithRandomNonce(block)
}

func (a *Attempt) seal(answer Answer) ([]byte, error) {
	plain, err := json.Marshal(answer)
	if err != nil {
		return nil, fmt.Errorf("keep an answer: %w", err)
	}
	c, err := a.cipher()
	if err != nil {
		return nil, err
	}
	return c.Seal(nil, nil, plain, []byte(a.kept.Fingerprint)), nil
}

func (a *Attempt) open(sealed []byte) (*Answer, error) {
	c, err := a.cipher()
	if err != nil {
		return nil, err
	}
	plain, err := c.Open(nil, nil, sealed, []byte(a.kept.Fingerprint))
	if err != nil {
		return nil, errors.New("a kept answer does not open with its key")
	}
	var out Answer
	if err := json.Unmarshal(plain, &out); err != nil {
		return nil, fmt.Errorf("kept answer: %w", err)
	}
	return &out, nil
}
