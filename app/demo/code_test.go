package demo

import (
	"testing"
	"time"

	"michinori/app/knowledge"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// What two repositories say raises questions of every kind, has authors to
// match, and no area that the register does not know.
func TestCodeRaisesQuestionsOfEveryKind(t *testing.T) {
	t.Parallel()
	o := options(8, 8, 6)
	db := open(t, storetest.SQLite(t).URL)
	build(t, db, o)
	tr := tracker.New(tracker.Settings{
		DB: db, Library: library(t), Clock: func() time.Time { return o.Now }, Session: time.Hour,
	})
	kinds, strangers, told := map[knowledge.FlagKind]int{}, 0, 0
	teams, err := db.Teams(t.Context())
	must(t, err)
	for _, team := range teams {
		found, err := tr.CodeFlags(t.Context(), team.ID)
		if err != nil {
			continue
		}
		told++
		for _, f := range found.Flags {
			if !f.Answered {
				kinds[f.Kind]++
			}
		}
		strangers += checkCode(t, team.Key, found)
	}
	for _, kind := range knowledge.FlagKinds {
		if kinds[kind] == 0 {
			t.Errorf("no question of %s", kind)
		}
	}
	if told != 2 || strangers == 0 {
		t.Errorf("%d teams with code, %d authors whom nobody knows", told, strangers)
	}
}

// checkCode returns how many authors nobody has matched.
func checkCode(t *testing.T, team string, found tracker.CodeFindings) (strangers int) {
	t.Helper()
	for _, a := range found.Code.Evidence.Areas {
		if _, ok := (store.TeamRegister{Areas: found.Team.Areas}).AreaByKey(a.Key); !ok || len(a.Paths) == 0 {
			t.Errorf("%s has no area %s with paths", team, a.Key)
		}
		files, share := 0, 0.0
		for _, p := range a.People {
			if _, known := found.Code.People[tracker.AuthorKey(p)]; p.Person == "" && !known {
				strangers++
			}
			files, share = files+p.Files, share+p.Share
		}
		if files > a.Files || share > 1 || a.SingleAuthorFiles > a.Files || a.Authors != len(a.People) {
			t.Errorf("%s: %+v", team, a)
		}
	}
	return strangers
}
