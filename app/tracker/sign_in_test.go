package tracker_test

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/password"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

const goodPassword = "朝ごはんはパンとたまごです"

// door is a world in which people sign in by other ways too.
type door struct{ *world }

func newDoor(t *testing.T, database storetest.Database, change func(*tracker.Settings)) *door {
	t.Helper()
	d := &door{newWorld(t, database)}
	s := tracker.Settings{
		DB: d.db, Library: d.tracker.Library(), Clock: func() time.Time { return d.now }, Session: 30 * 24 * time.Hour,
		Idle: 7 * 24 * time.Hour, Passwords: password.New(password.Cost{Memory: 64, Passes: 1, Threads: 1}, 2),
	}
	if change != nil {
		change(&s)
	}
	d.tracker = tracker.New(s)
	return d
}

// byLink signs the champion in with a personal link.
func (d *door) byLink(from tracker.Browser) (tracker.SignedIn, store.Session) {
	d.t.Helper()
	link, err := d.tracker.NewPersonLink(d.ctx, d.champion, d.champion.Person.ID)
	d.must(err)
	in, err := d.tracker.SignIn(d.ctx, link.Secret, from)
	d.must(err)
	_, session, err := d.tracker.Viewer(d.ctx, in.Secret)
	d.must(err)
	return in, session
}

func (d *door) setPassword(plain string) tracker.SignedIn {
	d.t.Helper()
	in, session := d.byLink(tracker.Browser{})
	out, err := d.tracker.SetPassword(d.ctx, in.Viewer, session, tracker.SetPassword{New: plain, Again: plain}, tracker.Browser{})
	d.must(err)
	return out
}

func (d *door) wantsField(err error, name, key string) {
	d.t.Helper()
	var e *maturity.Error
	if !errors.As(err, &e) || len(e.Fields) == 0 || e.Fields[0].Name != name || e.Fields[0].Key != key {
		d.t.Errorf("got %v, want %s beside %s", err, key, name)
	}
}

func TestPasswordIsSetAndSignsIn(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		d := newDoor(t, database, nil)
		other, _ := d.byLink(tracker.Browser{})
		now := d.setPassword(goodPassword)
		if _, _, err := d.tracker.Viewer(d.ctx, other.Secret); err == nil {
			t.Error("another session goes on after the password was changed")
		}
		if _, _, err := d.tracker.Viewer(d.ctx, now.Secret); err != nil {
			t.Errorf("the browser that changed it is out: %v", err)
		}
		in, err := d.tracker.SignInByPassword(d.ctx, " Aoki@Example.com ", goodPassword, tracker.Browser{Session: now.Secret})
		d.must(err)
		if in.Viewer.Person.ID != d.champion.Person.ID {
			t.Errorf("signed in as %v", in.Viewer.Person.Name)
		}
		if _, _, err := d.tracker.Viewer(d.ctx, now.Secret); err == nil {
			t.Error("the session that the browser had before goes on")
		}
		for _, x := range [][2]string{
			{"aoki@example.com", "another password"}, {"baba@example.com", goodPassword}, {"nobody@example.com", goodPassword},
			{"", goodPassword}, {"aoki@example.com", ""}, {"baba@example.com", ""},
		} {
			_, err := d.tracker.SignInByPassword(d.ctx, x[0], x[1], tracker.Browser{})
			d.wantsField(err, "password", "field.password_wrong")
		}
	})
}

// Setting a password needs proof: having just come by a link, or the old one.
func TestPasswordNeedsProof(t *testing.T) {
	t.Parallel()
	d := newDoor(t, storetest.SQLite(t), nil)
	in, session := d.byLink(tracker.Browser{})
	d.now = d.now.Add(time.Hour)
	set := func(current string) error {
		_, err := d.tracker.SetPassword(d.ctx, in.Viewer, session, tracker.SetPassword{
			Current: current, New: goodPassword, Again: goodPassword,
		}, tracker.Browser{})
		return err
	}
	d.wantsField(set(""), "current", "field.password_link")
	d.setPassword("夕ごはんは魚とみそしるです")
	d.now = d.now.Add(time.Hour)
	d.wantsField(set("wrong"), "current", "field.password_current")
	d.must(set("夕ごはんは魚とみそしるです"))
	for range tracker.PasswordsOfPerson.Most + 1 {
		_ = set("wrong")
	}
	d.wants(set(goodPassword), maturity.TooMany, "error.too_many")
	in, session = d.byLink(tracker.Browser{})
	for plain, key := range map[string]string{"short": "field.password_short", "Michinori2026!": "field.password_common", "aoki@example.com": "field.password_common"} {
		_, err := d.tracker.SetPassword(d.ctx, in.Viewer, session, tracker.SetPassword{New: plain, Again: plain}, tracker.Browser{})
		d.wantsField(err, "new", key)
	}
	_, err := d.tracker.SetPassword(d.ctx, in.Viewer, session, tracker.SetPassword{New: goodPassword, Again: "x"}, tracker.Browser{})
	d.wantsField(err, "again", "field.password_differs")
}

// Guessing ends: by person whoever is asked from, by address whoever is asked
// for, and only for a while. What succeeds costs nothing.
func TestGuessingPasswordsEnds(t *testing.T) {
	t.Parallel()
	d := newDoor(t, storetest.SQLite(t), nil)
	d.setPassword(goodPassword)
	try := func(address, plain, from string) error {
		_, err := d.tracker.SignInByPassword(d.ctx, address, plain, tracker.Browser{Address: from})
		return err
	}
	for range 2 * tracker.PasswordsOfPerson.Most {
		d.must(try("aoki@example.com", goodPassword, "office"))
	}
	for i := range tracker.PasswordsOfPerson.Most {
		d.wantsField(try("aoki@example.com", "wrong", "place "+strconv.Itoa(i)), "password", "field.password_wrong")
	}
	err := try("aoki@example.com", goodPassword, "office")
	d.wants(err, maturity.TooMany, "error.too_many")
	var e *maturity.Error
	if errors.As(err, &e); e.Args[maturity.SecondsArg] != "900" || e.Args["minutes"] != "15" {
		t.Errorf("to be tried again after %v", e.Args)
	}
	for i := range tracker.PasswordsOfAddress.Most {
		d.wantsField(try("nobody"+strconv.Itoa(i)+"@example.com", "wrong", "robot"), "password", "field.password_wrong")
	}
	d.wants(try("somebody@example.com", "wrong", "robot"), maturity.TooMany, "error.too_many")
	d.now = d.now.Add(tracker.PasswordsOfPerson.Within)
	d.must(try("aoki@example.com", goodPassword, "robot"))
}

func TestPasswordsCanBeOff(t *testing.T) {
	t.Parallel()
	d := newDoor(t, storetest.SQLite(t), func(s *tracker.Settings) { s.Passwords = nil })
	_, err := d.tracker.SignInByPassword(d.ctx, "aoki@example.com", "", tracker.Browser{})
	d.wants(err, maturity.NotFound, "")
	in, session := d.byLink(tracker.Browser{})
	_, err = d.tracker.SetPassword(d.ctx, in.Viewer, session, tracker.SetPassword{New: goodPassword, Again: goodPassword}, tracker.Browser{})
	d.wants(err, maturity.NotFound, "")
}

// A hash of another cost is made anew when its password is next typed.
func TestHashGrowsWithTheCost(t *testing.T) {
	t.Parallel()
	d := newDoor(t, storetest.SQLite(t), nil)
	d.setPassword(goodPassword)
	dearer := tracker.New(tracker.Settings{
		DB: d.db, Clock: func() time.Time { return d.now }, Session: time.Hour,
		Passwords: password.New(password.Cost{Memory: 128, Passes: 1, Threads: 1}, 1),
	})
	before, _, err := d.db.PasswordOf(d.ctx, d.champion.Person.ID)
	d.must(err)
	_, err = dearer.SignInByPassword(d.ctx, "aoki@example.com", goodPassword, tracker.Browser{})
	d.must(err)
	after, _, err := d.db.PasswordOf(d.ctx, d.champion.Person.ID)
	d.must(err)
	if before == after {
		t.Error("the hash stays as cheap as it was")
	}
	_, err = dearer.SignInByPassword(d.ctx, "aoki@example.com", goodPassword, tracker.Browser{})
	d.must(err)
}

func TestSessionsEnd(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		d := newDoor(t, database, nil)
		start := d.now
		live := func(secret string) bool {
			_, s, err := d.tracker.Viewer(d.ctx, secret)
			version, versionErr := d.db.Version(d.ctx)
			d.must(versionErr)
			if _, _, since := d.tracker.ViewerSince(d.ctx, secret, version); (since == nil) != (err == nil) {
				t.Errorf("it is %v, and %v for whom knows that nothing was written", err, since)
			}
			if err == nil {
				_, err = d.tracker.KeepSession(d.ctx, s)
				d.must(err)
			}
			return err == nil
		}
		used, _ := d.byLink(tracker.Browser{Device: "Firefox, Linux"})
		left, _ := d.byLink(tracker.Browser{})
		for day := range 30 {
			d.now = start.Add(time.Duration(day) * 24 * time.Hour)
			if !live(used.Secret) {
				t.Fatalf("a session in use ended on day %d", day)
			}
		}
		if live(left.Secret) {
			t.Error("a session goes on that nobody used for a month")
		}
		d.now = start.Add(30 * 24 * time.Hour)
		if live(used.Secret) {
			t.Error("a session has no end as long as it is used")
		}
	})
}

// The list shows one's own sessions alone, and ends one of one's own alone.
func TestOwnSessions(t *testing.T) {
	t.Parallel()
	d := newDoor(t, storetest.SQLite(t), nil)
	_, first := d.byLink(tracker.Browser{Device: "Firefox, Linux"})
	in, second := d.byLink(tracker.Browser{Device: "Chrome, Android"})
	all, err := d.tracker.Sessions(d.ctx, in.Viewer)
	d.must(err)
	if len(all) != 3 { // with that of the set-up
		t.Fatalf("sessions: %+v", all)
	}
	d.wants(d.tracker.EndSession(d.ctx, d.members[0], first.Hash), maturity.NotFound, "")
	d.must(d.tracker.EndSession(d.ctx, in.Viewer, first.Hash))
	left, err := d.tracker.Sessions(d.ctx, in.Viewer)
	d.must(err)
	for _, s := range left {
		if s.Hash == first.Hash {
			t.Error("the session is still there")
		}
	}
	if len(left) != 2 || left[0].Hash != second.Hash && left[1].Hash != second.Hash {
		t.Errorf("another one ended: %+v", left)
	}
}

// Whose rights change gets a new secret; the old one lives on for a moment, for
// requests under way, and of several at once only one changes it.
// TestSessionIsRememberedUntilSomethingIsWritten: whom nobody has signed out is not
// asked for again, and whoever is signed out, by whatever replica, is so at once.
func TestSessionIsRememberedUntilSomethingIsWritten(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		d := newDoor(t, database, nil)
		in, _ := d.byLink(tracker.Browser{})
		replica := d.on(t, database.URL)
		at := func() string {
			version, err := d.db.Version(d.ctx)
			d.must(err)
			return version
		}
		first := at()
		_, _, err := d.tracker.ViewerSince(d.ctx, in.Secret, first)
		d.must(err)
		unable, cancel := context.WithCancel(d.ctx)
		cancel()
		if v, _, err := d.tracker.ViewerSince(unable, in.Secret, first); err != nil || v.Person.ID != in.Viewer.Person.ID {
			t.Errorf("the database was asked again: %v", err)
		}
		d.must(replica.tracker.SignOut(d.ctx, in.Secret))
		if _, _, err := d.tracker.ViewerSince(d.ctx, in.Secret, at()); !errors.Is(err, &maturity.Error{Kind: maturity.Unauthenticated}) {
			t.Errorf("signed out elsewhere and still here: %v", err)
		}
	})
}

func TestSessionIsRenewedWithNewRights(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		d := newDoor(t, database, nil)
		link, err := d.tracker.NewPersonLink(d.ctx, d.champion, d.members[0].Person.ID)
		d.must(err)
		in, err := d.tracker.SignIn(d.ctx, link.Secret, tracker.Browser{})
		d.must(err)
		d.must(d.tracker.ChangePart(d.ctx, d.champion, d.team.ID, in.Viewer.Person.ID, "lead"))
		v, session, err := d.tracker.Viewer(d.ctx, in.Secret)
		d.must(err)
		if !v.Leads(d.team.ID) || !session.Stale {
			t.Fatalf("leads %v, stale %v", v.Leads(d.team.ID), session.Stale)
		}
		fresh, err := d.tracker.KeepSession(d.ctx, session)
		d.must(err)
		again, err := d.tracker.KeepSession(d.ctx, session)
		d.must(err)
		if fresh == "" || fresh == in.Secret || again != "" {
			t.Fatalf("renewed to %q, again to %q", fresh, again)
		}
		_, renewed, err := d.tracker.Viewer(d.ctx, fresh)
		d.must(err)
		if renewed.Stale || !renewed.ExpiresAt.Equal(session.ExpiresAt) || renewed.Way != store.ByLink {
			t.Errorf("renewed as %+v", renewed)
		}
		if _, _, err := d.tracker.Viewer(d.ctx, in.Secret); err != nil {
			t.Errorf("a request under way is thrown out: %v", err)
		}
		if all, err := d.tracker.Sessions(d.ctx, v); err != nil || len(all) != 1 {
			t.Errorf("listed: %+v, %v", all, err)
		}
		d.now = d.now.Add(2 * time.Minute)
		if _, _, err := d.tracker.Viewer(d.ctx, in.Secret); err == nil {
			t.Error("the old secret goes on")
		}
	})
}
