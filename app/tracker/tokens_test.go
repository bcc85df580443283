package tracker_test

import (
	"strings"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

func (w *world) token(v maturity.Viewer, scope maturity.Scope, days string) (store.Token, string) {
	w.t.Helper()
	token, secret, err := w.tracker.CreateToken(w.ctx, v, tracker.CreateToken{Name: "毎晩の集計", Scope: string(scope), Days: days})
	w.must(err)
	return token, secret
}

// dead holds that a secret lets nobody in.
func (w *world) dead(secret string) {
	w.t.Helper()
	v, token, err := w.tracker.ViewerByToken(w.ctx, secret)
	w.wants(err, maturity.Unauthenticated, "error.token")
	if v.SignedIn() || token.ID != "" {
		w.t.Errorf("a dead token tells of %+v %+v", v, token)
	}
}

func TestTokenActsAsItsPersonUntilItEnds(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		made, secret := w.token(w.members[0], maturity.ScopeWrite, "")
		if !strings.HasPrefix(secret, "michinori_") || strings.Contains(made.Hash, secret) {
			t.Errorf("the secret is %q, its hash %q", secret, made.Hash)
		}
		v, token, err := w.tracker.ViewerByToken(w.ctx, secret)
		w.must(err)
		if v.Person.ID != w.members[0].Person.ID || !v.InTeam(w.team.ID) || v.IsChampion() ||
			v.Way != maturity.ByAPI || v.Token != made.ID || token.Scope != maturity.ScopeWrite {
			t.Errorf("it acts as %+v with %+v", v, token)
		}
		w.must(w.tracker.NoteUse(w.ctx, token))
		all, err := w.tracker.Tokens(w.ctx, w.members[0])
		w.must(err)
		if len(all) != 1 || all[0].UsedAt == nil || !all[0].UsedAt.Equal(w.now) {
			t.Errorf("the tokens are %+v", all)
		}
		w.now = w.now.Add(tracker.TokenDays*24*time.Hour - time.Second)
		_, _, err = w.tracker.ViewerByToken(w.ctx, secret)
		w.must(err)
		w.now = w.now.Add(time.Second)
		w.dead(secret)
		w.dead("")
		w.dead("michinori_")
		w.dead("michinori_nobodymadethis")
	})
}

func TestTokenIsRevokedByItsOwnerAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	made, secret := w.token(w.members[0], maturity.ScopeRead, "")
	w.wants(w.tracker.RevokeToken(w.ctx, w.champion, made.ID), maturity.NotFound, "")
	w.wants(w.tracker.RevokeToken(w.ctx, maturity.Viewer{}, made.ID), maturity.Unauthenticated, "")
	if all, err := w.tracker.Tokens(w.ctx, w.champion); err != nil || len(all) != 0 {
		t.Errorf("the champion sees %+v, %v", all, err)
	}
	w.now = w.now.Add(time.Hour)
	w.must(w.tracker.RevokeToken(w.ctx, w.members[0], made.ID))
	w.must(w.tracker.RevokeToken(w.ctx, w.members[0], made.ID))
	w.dead(secret)
	events, err := w.db.EventsOf(w.ctx, made.ID)
	w.must(err)
	if len(events) != 2 || events[1].Verb != "token.revoked" || events[1].PersonID != w.members[0].Person.ID {
		t.Errorf("the log has %+v", events)
	}
}

func TestTokenDiesWithThePersonsAccess(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	_, secret := w.token(w.members[0], maturity.ScopeRead, "")
	p := w.members[0].Person
	settings := tracker.PersonSettings{ID: p.ID, Name: p.Name, Email: p.Email, Language: "ja", Archived: true}
	_, err := w.tracker.SavePerson(w.ctx, w.champion, settings)
	w.must(err)
	w.dead(secret)
	settings.Archived = false
	_, err = w.tracker.SavePerson(w.ctx, w.champion, settings)
	w.must(err)
	w.dead(secret) // coming back does not bring the old secret back
}

func TestTokenMakesNoneThatOutdoesIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	_, secret := w.token(w.champion, maturity.ScopeWrite, "10")
	v, _, err := w.tracker.ViewerByToken(w.ctx, secret)
	w.must(err)
	for _, c := range []struct {
		scope, days string
		ok          bool
	}{
		{"read", "10", true}, {"write", "1", true}, {"admin", "10", false}, {"read", "11", false}, {"read", "", false},
	} {
		_, _, err := w.tracker.CreateToken(w.ctx, v, tracker.CreateToken{Name: "x", Scope: c.scope, Days: c.days})
		if c.ok {
			w.must(err)
		} else {
			w.wants(err, maturity.Invalid, "")
		}
	}
}

func TestTokenSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	for name, in := range map[string]tracker.CreateToken{
		"no name":   {Scope: "read"},
		"no scope":  {Name: "x"},
		"no day":    {Name: "x", Scope: "read", Days: "0"},
		"two years": {Name: "x", Scope: "read", Days: "730"},
	} {
		_, secret, err := w.tracker.CreateToken(w.ctx, w.champion, in)
		w.wants(err, maturity.Invalid, "")
		if secret != "" {
			t.Errorf("%s: a secret came with the refusal", name)
		}
	}
	_, _, err := w.tracker.CreateToken(w.ctx, maturity.Viewer{}, tracker.CreateToken{Name: "x", Scope: "read"})
	w.wants(err, maturity.Unauthenticated, "")
	_, _, err = w.tracker.CreateOperatorToken(w.ctx, "nobody@example.com", tracker.CreateToken{Name: "x", Scope: "read"})
	w.wants(err, maturity.NotFound, "")
	for range 50 {
		w.token(w.champion, maturity.ScopeRead, "1")
	}
	_, _, err = w.tracker.CreateToken(w.ctx, w.champion, tracker.CreateToken{Name: "x", Scope: "read"})
	w.wants(err, maturity.Invalid, "")
	w.now = w.now.Add(24 * time.Hour)
	w.token(w.champion, maturity.ScopeRead, "1") // those that have ended do not count
}

func TestOperatorTokenIsLoggedAsSuch(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	made, secret, err := w.tracker.CreateOperatorToken(w.ctx, " Aoki@Example.com", tracker.CreateToken{Name: "x", Scope: "admin"})
	w.must(err)
	v, _, err := w.tracker.ViewerByToken(w.ctx, secret)
	w.must(err)
	if !v.IsChampion() {
		t.Errorf("it acts as %+v", v)
	}
	events, err := w.db.EventsOf(w.ctx, made.ID)
	w.must(err)
	if len(events) != 1 || events[0].Way != maturity.ByCommand || events[0].PersonID != "" {
		t.Errorf("the log has %+v", events)
	}
}
