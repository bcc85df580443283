package tracker_test

import (
	"errors"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

func (w *world) reportLink(kind, days string) (store.ReportLink, string) {
	w.t.Helper()
	l, secret, err := w.tracker.CreateReportLink(w.ctx, w.champion, tracker.CreateReportLink{
		Kind: kind, Round: w.round().ID, Language: "ja", Label: "経営会議", Days: days,
	})
	w.must(err)
	return l, secret
}

func (w *world) opens(secret string, kind store.ReportLinkKind, want maturity.Kind) {
	w.t.Helper()
	_, by, err := w.tracker.OpenReportLink(w.ctx, secret, kind)
	if want != "" {
		w.wants(err, want, "")
		return
	}
	w.must(err)
	if by.Person.ID != w.champion.Person.ID {
		w.t.Errorf("read as %q", by.Person.Name)
	}
}

func TestReportLinkLivesUntilItEnds(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		_, secret := w.reportLink("report", "")
		wall, wallSecret := w.reportLink("wall", "180")
		if !wall.HideTeams {
			t.Error("a wall shows names of teams")
		}
		w.opens(secret, store.ReportOfLink, "")
		w.opens(secret, store.ReportOfLink, "")
		w.opens(secret, store.WallOfLink, maturity.NotFound)
		w.opens("nobody made this", store.ReportOfLink, maturity.NotFound)
		w.now = w.now.Add(tracker.LinkDays*24*time.Hour - time.Second)
		w.opens(secret, store.ReportOfLink, "")
		w.now = w.now.Add(time.Second)
		w.opens(secret, store.ReportOfLink, maturity.NotFound)
		w.opens(wallSecret, store.WallOfLink, "")
		w.must(w.tracker.RevokeReportLink(w.ctx, w.champion, wall.ID))
		w.opens(wallSecret, store.WallOfLink, maturity.NotFound)

		all, err := w.tracker.ReportLinks(w.ctx, w.champion)
		w.must(err)
		opened := map[store.ReportLinkKind]int{}
		for _, l := range all {
			opened[l.Kind] = l.Opened
			if l.Hash == secret || l.Hash == wallSecret || l.OpenedAt == nil {
				t.Errorf("%+v", l)
			}
		}
		if opened["report"] != 3 || opened["wall"] != 1 {
			t.Errorf("opened %v", opened)
		}
	})
}

// A link shows what its maker may see, and they may no longer.
func TestReportLinkEndsWithTheRightOfItsMaker(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		_, secret := w.reportLink("report", "")
		other := w.members[0].Person
		change := func(by maturity.Viewer, p maturity.Person, role string) {
			t.Helper()
			_, err := w.tracker.SavePerson(w.ctx, by, tracker.PersonSettings{
				ID: p.ID, Name: p.Name, Email: p.Email, Language: "ja", Role: role,
			})
			w.must(err)
		}
		change(w.champion, other, "champion")
		w.members[0].Person.Role = maturity.RoleChampion
		w.opens(secret, store.ReportOfLink, "")
		change(w.members[0], w.champion.Person, "leader")
		w.opens(secret, store.ReportOfLink, maturity.NotFound)
	})
}

func TestReportLinkEndsWithItsMaker(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	_, secret := w.reportLink("talk", "")
	w.opens(secret, store.TalkOfLink, "")
	other := w.members[0].Person
	_, err := w.tracker.SavePerson(w.ctx, w.champion, tracker.PersonSettings{ID: other.ID, Name: other.Name, Email: other.Email, Language: "ja", Role: "champion"})
	w.must(err)
	w.members[0].Person.Role = maturity.RoleChampion
	gone := w.champion.Person
	_, err = w.tracker.SavePerson(w.ctx, w.members[0], tracker.PersonSettings{
		ID: gone.ID, Name: gone.Name, Email: gone.Email, Language: "ja", Role: "champion", Archived: true,
	})
	w.must(err)
	w.opens(secret, store.TalkOfLink, maturity.NotFound)
}

// To read is no opening: the pictures of a page ask too.
func TestReadingAReportLinkIsNotCounted(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	_, secret := w.reportLink("wall", "")
	w.opens(secret, store.WallOfLink, "")
	for range 3 {
		_, _, err := w.tracker.ReadReportLink(w.ctx, secret, store.ReportOfLink, store.WallOfLink)
		w.must(err)
	}
	all, err := w.tracker.ReportLinks(w.ctx, w.champion)
	w.must(err)
	if all[0].Opened != 1 {
		t.Errorf("opened %d times", all[0].Opened)
	}
}

// Whoever tries secrets cannot tell a link that was from one that never was.
func TestDeadReportLinksAnswerAlike(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	revoked, taken := w.reportLink("report", "")
	w.must(w.tracker.RevokeReportLink(w.ctx, w.champion, revoked.ID))
	_, ended := w.reportLink("report", "1")
	_, other := w.reportLink("wall", "")
	w.now = w.now.Add(24 * time.Hour)
	said := map[string]bool{}
	for _, secret := range []string{taken, ended, other, "nobody made this", ""} {
		_, _, err := w.tracker.OpenReportLink(w.ctx, secret, store.ReportOfLink, store.TalkOfLink)
		w.wants(err, maturity.NotFound, "")
		said[err.Error()] = true
	}
	if len(said) != 1 {
		t.Errorf("they answer %v", said)
	}
}

func TestReportLinkRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	good := tracker.CreateReportLink{Kind: "report", Round: w.round().ID, Language: "en"}
	_, _, err := w.tracker.CreateReportLink(w.ctx, w.members[0], good)
	w.wants(err, maturity.Forbidden, "")
	for name, in := range map[string]tracker.CreateReportLink{
		"kind": {Kind: "all", Round: good.Round, Language: "en"}, "round": {Kind: "talk", Round: "none", Language: "en"},
		"group": {Kind: "talk", Round: good.Round, Language: "en", Group: "none"}, "days": {Kind: "talk", Round: good.Round, Language: "en", Days: "181"},
		"language": {Kind: "talk", Round: good.Round, Language: "fr"},
	} {
		_, _, err := w.tracker.CreateReportLink(w.ctx, w.champion, in)
		var e *maturity.Error
		if !errors.As(err, &e) || len(e.Fields) != 1 || e.Fields[0].Name != name {
			t.Errorf("got %v, want %s refused", err, name)
		}
	}
	w.wants(w.tracker.RevokeReportLink(w.ctx, w.champion, "none"), maturity.NotFound, "")
	w.wants(w.tracker.RevokeReportLink(w.ctx, w.members[0], "none"), maturity.Forbidden, "")
}
