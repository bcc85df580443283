package tracker_test

import (
	"errors"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// TestAnswersOfWhoeverIsExpected: who was signed in a moment ago is taken for it,
// and stores nothing once that is over or they are not who they were.
func TestAnswersOfWhoeverIsExpected(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(replica *world, in tracker.SignedIn) error
		want   error
	}{
		"nothing changed":   {func(*world, tracker.SignedIn) error { return nil }, nil},
		"signed out":        {func(w *world, in tracker.SignedIn) error { return w.tracker.SignOut(w.ctx, in.Secret) }, tracker.ErrOtherViewer},
		"signed out of all": {func(w *world, in tracker.SignedIn) error { return w.tracker.SignOutEverywhere(w.ctx, in.Viewer) }, tracker.ErrOtherViewer},
		"out of the team":   {func(w *world, in tracker.SignedIn) error { return w.part(in, "") }, tracker.ErrOtherViewer},
		"lead of the team":  {func(w *world, in tracker.SignedIn) error { return w.part(in, maturity.MemberLead) }, tracker.ErrOtherViewer},
		"as before, after": {func(w *world, in tracker.SignedIn) error {
			return errors.Join(w.part(in, ""), w.part(in, maturity.MemberMember))
		}, nil},
		"archived":           {archived, tracker.ErrOtherViewer},
		"of another name":    {func(w *world, in tracker.SignedIn) error { return w.person(in, "改姓", false) }, tracker.ErrOtherViewer},
		"and another person": {func(w *world, in tracker.SignedIn) error { _, _ = w.browser(); return nil }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			lent := storetest.Postgres(t)
			w := newWorld(t, lent)
			replica := w.on(t, lent.URL)
			_, a, q := w.open()
			w.must(w.tracker.ChooseMode(w.ctx, w.champion, a.ID, maturity.Apart))
			link, err := w.tracker.NewPersonLink(w.ctx, w.champion, w.members[0].Person.ID)
			w.must(err)
			in, err := w.tracker.SignIn(w.ctx, link.Secret, tracker.Browser{})
			w.must(err)
			send := func(n int) error {
				ctx, v, _, ok := w.tracker.ViewerExpected(w.ctx, in.Secret)
				if !ok {
					t.Fatal("nobody is expected")
				}
				_, err := w.tracker.SaveAnswers(ctx, v, tracker.SaveAnswers{Assessment: a.ID, Changes: answers(q, n)})
				return err
			}
			if _, _, _, ok := w.tracker.ViewerExpected(w.ctx, in.Secret); ok {
				t.Error("somebody is expected who never came")
			}
			_, _, err = w.tracker.Viewer(w.ctx, in.Secret)
			w.must(err)
			w.must(send(1))
			w.must(c.change(replica, in))
			if err := send(2); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if c.want == nil {
				w.holds(a, q, in.Viewer, 2, 2)
			} else {
				w.holds(a, q, in.Viewer, 1, 1)
			}
		})
	}
}

func (w *world) part(in tracker.SignedIn, part maturity.MemberRole) error {
	return w.tracker.ChangePart(w.ctx, w.champion, w.team.ID, in.Viewer.Person.ID, string(part))
}

func archived(w *world, in tracker.SignedIn) error { return w.person(in, in.Viewer.Person.Name, true) }

func (w *world) person(in tracker.SignedIn, name string, archived bool) error {
	p := in.Viewer.Person
	_, err := w.tracker.SavePerson(w.ctx, w.champion, tracker.PersonSettings{
		ID: p.ID, Name: name, Email: p.Email, Language: string(p.Language), Role: string(p.Role), Archived: archived,
	})
	return err
}

// TestNobodyIsExpectedForLong: a session that ends by itself, or is to be written
// down, is asked for.
func TestNobodyIsExpectedForLong(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.Postgres(t))
	in, _ := w.browser()
	for after, want := range map[time.Duration]bool{0: true, 9 * time.Minute: true, 10 * time.Minute: false, 2 * time.Hour: false} {
		w.now = startOfTest.Add(after)
		if _, _, _, ok := w.tracker.ViewerExpected(w.ctx, in.Secret); ok != want {
			t.Errorf("after %s: expected %v", after, ok)
		}
	}
}
