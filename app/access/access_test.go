package access_test

import (
	"errors"
	"testing"

	"michinori/app/access"
	"michinori/app/maturity"
)

func TestGate(t *testing.T) {
	t.Parallel()
	as := func(r maturity.Role) maturity.Viewer {
		return maturity.Viewer{Person: maturity.Person{ID: "p", Role: r}}
	}
	for _, c := range []struct {
		rule   access.Rule
		viewer maturity.Viewer
		want   maturity.Kind
	}{
		{access.Everybody, maturity.Viewer{}, ""},
		{access.BySecret, maturity.Viewer{}, ""},
		{access.SignedIn, maturity.Viewer{}, maturity.Unauthenticated},
		{access.SignedIn, as(maturity.RoleNone), ""},
		{access.OfTeam, as(maturity.RoleNone), ""}, // the use case knows the team
		{access.Runs, as(maturity.RoleLeader), maturity.Forbidden},
		{access.Runs, as(maturity.RoleChampion), ""},
		{access.Above, as(maturity.RoleNone), maturity.NotFound},
		{access.Above, as(maturity.RoleLeader), ""},
		{nil, maturity.Viewer{}, maturity.Unauthenticated},
	} {
		err := c.rule.Gate(c.viewer)
		if ok := err == nil; ok != (c.want == "") || !ok && !errors.Is(err, &maturity.Error{Kind: c.want}) {
			t.Errorf("%v for %q: %v", c.rule, c.viewer.Person.Role, err)
		}
	}
}
