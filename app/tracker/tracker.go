package tracker

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"
	"time"

	"michinori/app/maturity"
	"michinori/app/password"
	"michinori/app/store"
	"michinori/questionnaires"
)

// Tracker carries out use cases. Make one with New and share it.
type Tracker struct {
	db       *store.DB
	library  *questionnaires.Library
	clock    func() time.Time
	session  time.Duration
	idle     time.Duration
	hasher   *password.Hasher
	groups   []GroupRule
	create   bool
	newID    func() string
	channels []store.NoticeChannel
	allowance
	editions sync.Map // checksum -> *maturity.Questionnaire
	seats    seats
}

// Settings are what a Tracker needs.
type Settings struct {
	DB      *store.DB
	Library *questionnaires.Library
	Clock   func() time.Time
	Session time.Duration // how long somebody stays signed in at most
	Idle    time.Duration // after how long without use a session ends; 0 is never
	// Passwords hashes them; nil switches signing in with one off.
	Passwords *password.Hasher
	// Groups say what belonging to a group at the provider means here.
	Groups []GroupRule
	// CreatePeople lets whom a provider or a proxy vouches for in as a new
	// person where nobody has entered them.
	CreatePeople bool
	NewID        func() string // of new things; nil means random ones, as it should be but for a demo
	// Requests is how many a token may send a minute, over all replicas; 0 does
	// not limit it.
	Requests int
	// Channels are the ways in which notices leave; none switches them off.
	Channels []store.NoticeChannel
}

// New returns a Tracker.
func New(s Settings) *Tracker {
	if s.NewID == nil {
		s.NewID = store.NewID
	}
	return &Tracker{
		db: s.DB, library: s.Library, clock: s.Clock, session: s.Session, idle: s.Idle, newID: s.NewID, channels: s.Channels,
		hasher: s.Passwords, groups: s.Groups, create: s.CreatePeople,
		allowance: allowance{most: s.Requests, of: map[string]lease{}},
	}
}

// Library returns the questionnaires on offer.
func (t *Tracker) Library() *questionnaires.Library { return t.library }

// now is the time of a use case: UTC, to the second, the same on both databases.
func (t *Tracker) now() time.Time { return t.clock().UTC().Truncate(time.Second) }

// Questionnaire returns the edition a round pinned, as it was when it opened.
func (t *Tracker) Questionnaire(ctx context.Context, r maturity.Round) (*maturity.Questionnaire, error) {
	return t.questionnaire(ctx, t.db.Reader, r)
}

// questionnaire is Questionnaire where from sees what a transaction pinned.
func (t *Tracker) questionnaire(ctx context.Context, from store.Reader, r maturity.Round) (*maturity.Questionnaire, error) {
	if q, ok := t.editions.Load(r.Checksum); ok {
		return q.(*maturity.Questionnaire), nil
	}
	e, err := from.EditionOf(ctx, r.Questionnaire, r.Edition)
	if err != nil {
		return nil, fmt.Errorf("edition of round %s: %w", r.Key, err)
	}
	q, err := questionnaires.FromDocument(e.Document)
	if err != nil {
		return nil, fmt.Errorf("edition of round %s: %w", r.Key, err)
	}
	t.editions.Store(r.Checksum, q)
	return q, nil
}

// place is an assessment with everything that decides what may happen to it.
type place struct {
	round         maturity.Round
	assessment    maturity.Assessment
	questionnaire *maturity.Questionnaire
}

func (t *Tracker) place(ctx context.Context, assessment string) (place, error) {
	found, err := t.db.StandingOf(ctx, assessment)
	if err != nil {
		return place{}, fmt.Errorf("assessment %s: %w", assessment, err)
	}
	q, err := t.Questionnaire(ctx, found.Round)
	return place{round: found.Round, assessment: found.Assessment, questionnaire: q}, err
}

// lock reads round and assessment again inside the transaction, so that what
// was allowed a moment ago is still allowed now.
func (p *place) lock(ctx context.Context, tx *store.Tx) error {
	a, err := tx.LockAssessment(ctx, p.assessment.ID)
	if err != nil {
		return err
	}
	r, err := tx.RoundByID(ctx, a.RoundID)
	if err != nil {
		return err
	}
	p.assessment, p.round = a, r
	return nil
}

func (t *Tracker) event(ctx context.Context, tx *store.Tx, v maturity.Viewer, verb, subject, note string) error {
	return tx.InsertEvent(ctx, store.Event{
		ID: t.newID(), At: t.now(), PersonID: v.Person.ID, Verb: verb, Subject: subject, Note: note,
		Way: v.Way, TokenID: v.Token,
	})
}

// newSecret returns 26 letters and digits with 130 random bits.
func newSecret() string { return rand.Text() }

// hash is what is kept of a secret. A plain hash is enough for secrets too long
// to guess.
func hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
