package demo

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// The registers are stored many rows at a time. Typed in through the use cases,
// change by change, they come out the same at every talk.
func TestRegistersThroughTheUseCases(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"platform", "mobile-app", "data-platform"} {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			o := options(8, 8, 6)
			p := planned(t, o)
			db := open(t, storetest.SQLite(t).URL)
			must(t, db.Tx(t.Context(), func(tx *store.Tx) error { return p.insert(t.Context(), tx) }))
			team := p.team(t, key)
			h := p.history(team)
			must(t, h.err)
			r := newReplay(t, db, team)
			for _, a := range h.assessments {
				if a.Snapshot == nil {
					continue
				}
				r.until(h.register.changes, a.ComputedAt)
				now, err := db.RegisterOf(t.Context(), team.ID)
				must(t, err)
				got := now.Register(a.Snapshot.Register.AsOf)
				if !reflect.DeepEqual(plain(t, got), plain(t, a.Snapshot.Register)) {
					t.Fatalf("typed %+v\nmade  %+v", got, a.Snapshot.Register)
				}
			}
			r.until(h.register.changes, o.Now)
			if r.done != len(h.register.changes) {
				t.Errorf("%d changes of %d", r.done, len(h.register.changes))
			}
			changes, err := db.RegisterChanges(t.Context(), team.ID, store.ChangeFilter{})
			if must(t, err); len(changes) != r.done {
				t.Errorf("%d changes kept, %d made", len(changes), r.done)
			}
		})
	}
}

func (p *plan) team(t *testing.T, key string) *team {
	t.Helper()
	for i := range p.teams {
		if p.teams[i].Key == key {
			return &p.teams[i]
		}
	}
	t.Fatalf("no team %s", key)
	return nil
}

// plain is a register as text, in which an empty list and none are one.
func plain(t *testing.T, r knowledge.Register) string {
	t.Helper()
	slices.SortFunc(r.People, byKey)
	return strings.NewReplacer(":[]", ":null", ":{}", ":null").Replace(string(mustJSON(t, r)))
}

// replay types what a history tells of into the use cases, at the time it tells.
type replay struct {
	t       *testing.T
	db      *store.DB
	tracker *tracker.Tracker
	team    *team
	clock   time.Time
	done    int
	areas   map[string]store.Area // as the use cases know them, by id in the history
}

func newReplay(t *testing.T, db *store.DB, team *team) *replay {
	t.Helper()
	r := &replay{t: t, db: db, team: team, areas: map[string]store.Area{}}
	r.tracker = tracker.New(tracker.Settings{
		DB: db, Library: library(t), Clock: func() time.Time { return r.clock }, Session: time.Hour,
	})
	return r
}

func (r *replay) until(changes []store.RegisterChange, end time.Time) {
	r.t.Helper()
	for ; r.done < len(changes) && !changes[r.done].At.After(end); r.done++ {
		c := changes[r.done]
		r.clock = c.At
		switch c.Verb {
		case store.AreaAdded, store.AreaChanged:
			r.area(c)
		case store.AreaArchived:
			must(r.t, r.tracker.ArchiveArea(r.t.Context(), r.by(c), r.areas[c.AreaID].ID))
		case store.ClaimChanged:
			r.claim(c)
		case store.PersonDates:
			var d store.DatesState
			r.read(c.After, &d)
			must(r.t, r.tracker.SaveActivity(r.t.Context(), r.by(c), r.team.ID, c.PersonID, d.ActiveFrom, d.ActiveTo))
		default:
			r.t.Fatalf("no use case of %s", c.Verb)
		}
	}
}

func (r *replay) area(c store.RegisterChange) {
	r.t.Helper()
	var s store.AreaState
	r.read(c.After, &s)
	was := r.areas[c.AreaID]
	a, err := r.tracker.SaveArea(r.t.Context(), r.by(c), tracker.SaveArea{
		Team: r.team.ID, ID: was.ID, Revision: was.Revision, Key: s.Key, NameJA: s.NameJA, NameEN: s.NameEN,
		Criticality: strconv.Itoa(s.Criticality), Kind: s.Kind, Paths: strings.Join(s.Paths, "\n"), Services: strings.Join(s.Services, "\n"),
		RunbookTested: s.RunbookTested, NonOwnerRun: s.NonOwnerRun, NextStep: s.NextStep,
	})
	must(r.t, err)
	r.areas[c.AreaID] = a
}

func (r *replay) claim(c store.RegisterChange) {
	r.t.Helper()
	var s store.ClaimState
	r.read(c.After, &s)
	area := r.areas[c.AreaID].ID
	revision := 0
	if c.Before != nil {
		was, err := r.db.ClaimOf(r.t.Context(), area, c.PersonID)
		must(r.t, err)
		revision = was.Revision
	}
	_, err := r.tracker.SaveClaim(r.t.Context(), r.by(c), tracker.SaveClaim{
		Area: area, Person: c.PersonID, Level: strconv.Itoa(s.Level), Revision: revision,
		EvidenceAt: s.EvidenceAt, EvidenceKind: s.EvidenceKind, EvidenceLink: s.EvidenceLink,
	})
	must(r.t, err)
}

// by is whoever made a change.
func (r *replay) by(c store.RegisterChange) maturity.Viewer {
	r.t.Helper()
	p, err := r.db.PersonByID(r.t.Context(), c.ByID)
	must(r.t, err)
	return viewer(r.t, r.db, p)
}

func (r *replay) read(document json.RawMessage, into any) {
	r.t.Helper()
	must(r.t, json.Unmarshal(document, into))
}
