package tracker_test

import (
	"testing"

	"michinori/app/maturity"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

const issuer = "https://login.example.com"

func (d *door) byProvider(id tracker.Identity) (maturity.Viewer, error) {
	id.Issuer = issuer
	in, err := d.tracker.SignInByProvider(d.ctx, id, tracker.Browser{})
	return in.Viewer, err
}

func TestIdentities(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		d := newDoor(t, database, nil)
		v, err := d.byProvider(tracker.Identity{Subject: "s1", Email: "Baba@Example.com"})
		d.must(err)
		if v.Person.Name != "馬場" || !v.InTeam(d.team.ID) {
			t.Errorf("signed in as %+v", v)
		}
		// From then on by the subject, whatever the address.
		again, err := d.byProvider(tracker.Identity{Subject: "s1", Email: "aoki@example.com"})
		d.must(err)
		if again.Person.ID != v.Person.ID {
			t.Errorf("the same subject is now %v", again.Person.Name)
		}
		for what, x := range map[string]struct {
			id  tracker.Identity
			key string
		}{
			"another subject with the address": {tracker.Identity{Subject: "s2", Email: "baba@example.com"}, "error.other_identity"},
			"an address nobody vouches for":    {tracker.Identity{Subject: "s3"}, "error.no_verified_email"},
			"somebody nobody entered":          {tracker.Identity{Subject: "s4", Email: "new@example.com"}, "error.not_entered"},
		} {
			_, err := d.byProvider(x.id)
			t.Log(what)
			d.wants(err, maturity.Forbidden, x.key)
		}
		_, err = d.tracker.SavePerson(d.ctx, d.champion, tracker.PersonSettings{
			ID: v.Person.ID, Name: "馬場", Email: "baba@example.com", Language: "ja", Archived: true,
		})
		d.must(err)
		_, err = d.byProvider(tracker.Identity{Subject: "s1", Email: "baba@example.com"})
		d.wants(err, maturity.Forbidden, "error.archived")
		_, err = d.tracker.ViewerByProxy(d.ctx, "baba@example.com")
		d.wants(err, maturity.Forbidden, "error.archived")
	})
}

func TestPeopleAreCreatedWhereAllowed(t *testing.T) {
	t.Parallel()
	d := newDoor(t, storetest.SQLite(t), func(s *tracker.Settings) { s.CreatePeople = true })
	v, err := d.byProvider(tracker.Identity{Subject: "s", Email: "Grace@example.com", Name: "Grace H.", Language: "en-GB"})
	d.must(err)
	want := maturity.Person{ID: v.Person.ID, Name: "Grace H.", Email: "grace@example.com", Language: maturity.English}
	if v.Person != want {
		t.Errorf("created %+v", v.Person)
	}
	w, err := d.tracker.ViewerByProxy(d.ctx, " Kaoru@example.com")
	d.must(err)
	if w.Person.Name != "kaoru" || w.Person.Language != maturity.Japanese || w.Person.Role != maturity.RoleNone {
		t.Errorf("created %+v", w.Person)
	}
	_, err = d.tracker.ViewerByProxy(d.ctx, "no address")
	d.wants(err, maturity.Forbidden, "error.not_entered")
}

// Groups give roles and parts, take back what they gave, and touch nothing that
// no rule speaks of.
func TestGroups(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		d := newDoor(t, database, func(s *tracker.Settings) {
			s.Groups = []tracker.GroupRule{
				{Group: "heads", Role: maturity.RoleLeader}, {Group: "sre", Role: maturity.RoleChampion},
				{Group: "search", Team: "search", Part: maturity.MemberMember}, {Group: "search-leads", Team: "search", Part: maturity.MemberLead},
			}
		})
		search, err := d.tracker.SaveTeam(d.ctx, d.champion, tracker.TeamSettings{Name: "Search", Key: "search"})
		d.must(err)
		for _, step := range []struct {
			groups []string
			role   maturity.Role
			part   maturity.MemberRole
		}{
			{[]string{"heads", "search"}, maturity.RoleLeader, maturity.MemberMember},
			{[]string{"search-leads", "search", "sre", "heads"}, maturity.RoleChampion, maturity.MemberLead},
			{[]string{"search"}, maturity.RoleNone, maturity.MemberMember},
			{nil, maturity.RoleNone, ""},
		} {
			v, err := d.byProvider(tracker.Identity{Subject: "b", Email: "baba@example.com", Groups: step.groups, HasGroups: true})
			d.must(err)
			if v.Person.Role != step.role || v.Memberships[search.ID] != step.part || !v.InTeam(d.team.ID) {
				t.Errorf("%v: role %q, part %q, still in the other team: %v", step.groups, v.Person.Role, v.Memberships[search.ID], v.InTeam(d.team.ID))
			}
		}
		v, err := d.byProvider(tracker.Identity{Subject: "a", Email: "aoki@example.com", HasGroups: true})
		d.must(err)
		if !v.IsChampion() {
			t.Error("the last champion is gone")
		}
		// A provider that says nothing of groups changes nothing.
		_, err = d.byProvider(tracker.Identity{Subject: "b", Groups: []string{"sre"}, HasGroups: true})
		d.must(err)
		if v, err := d.byProvider(tracker.Identity{Subject: "b"}); err != nil || !v.IsChampion() {
			t.Errorf("without groups: %+v, %v", v.Person, err)
		}
	})
}
