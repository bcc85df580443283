package web

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Why a page that writes needs not know what its author looked at.
const (
	own      = "- it is about whoever sends it alone"
	adds     = "- it adds something, and replaces nothing"
	presses  = "- it is a button that says what it does, and the state decides whether it may"
	laterOne = "- it is one word or number of a few: the later one counts, and no text of anybody's is lost"
)

// heldBy says of every page that writes which test plays two editors with it, or
// why there is nothing to overwrite unseen.
var heldBy = map[string]string{
	"/setup/:secret": "- it works once", "/l/:secret": own, "/sign-in": own, "/sign-in/link": own, "/sign-out": own, "/sign-out-everywhere": own,
	"/language": own, "/account/password": own, "/account/sessions/:session/end": own, "/account/tokens": own, "/account/tokens/:id/revoke": own,
	"/practices/:key/hand": own, "/teams/:id/feed": own, "/teams/:id/feed/delete": own,

	"/assessments/:id/answers":        "TestOldTabPutsNothingBack",
	"/assessments/:id/facts":          "TestFactsToBeMendedForgetNobody",
	"/assessments/:id/agreement":      "TestTwoLeadsAgree",
	"/assessments/:id/actions/review": "TestTwoEditorsOfOneOfManyForms",
	"/actions/:id/close":              "TestTwoEditorsOfOneOfManyForms",
	"/assessments/:id/mode":           laterOne,
	"/assessments/:id/reveal":         presses,
	"/assessments/:id/share":          presses,
	"/assessments/:id/unshare":        presses,
	"/assessments/:id/reopen":         presses,
	"/assessments/:id/restore":        presses,
	"/assessments/:id/actions":        adds,

	"/teams/:id/practices/:key":       "TestTwoEditorsOfOneOfManyForms",
	"/overview/practices/:key/target": "TestTwoEditorsOfOneOfManyForms",
	"/practices/own/:key":             "TestTwoEditorsOfAFormSeeBothTexts",
	"/practices/own":                  adds,
	"/teams/:id/practices":            "TestTwoEditorsOfOneOfManyForms",
	"/trials/:id/stop":                "TestTwoEditorsOfOneOfManyForms",
	"/trials/:id/resume":              presses,
	"/trials/:id/forget":              presses,
	"/occurrences/:id/delete":         presses,
	"/teams/:id/on-call":              "TestTwoEditorsOfOneOfManyForms",
	"/teams/:id/on-call/rota":         "TestTwoEditorsOfOneOfManyForms",

	"/drills/:id/part":   "TestAnOldPageOfADrillGivesNoPartUnseen",
	"/drills/:id/note":   adds,
	"/teams/:id/drills":  adds,
	"/drills/:id/start":  presses,
	"/drills/:id/reveal": presses,
	"/drills/:id/talk":   presses,
	"/drills/:id/finish": presses,
	"/drills/:id/cancel": presses,

	"/areas/:area":                       "TestAreaConflictShowsBothValues",
	"/areas/:area/claims/:person":        "TestClaimConflictShowsBothValues",
	"/teams/:id/register/mine":           "TestMineSavesAllAndNamesConflicts",
	"/teams/:id/register/people/:person": "TestTwoEditorsOfOneOfManyForms",
	"/teams/:id/register/areas":          adds,
	"/teams/:id/register/suggest":        "- nothing is stored",
	"/teams/:id/register/suggest/add":    adds,
	"/teams/:id/register/suggest/undo":   presses,
	"/teams/:id/register/import":         "- it holds the plan that was looked at to what is there when it is carried out",
	"/teams/:id/register/code":           "- a newer file takes the place of an older one, whoever gives it",
	"/teams/:id/register/code/match":     "TestAnOldPageOfAuthorsMatchesNobodyUnseen",
	"/areas/:area/archive":               presses,
	"/areas/:area/restore":               presses,
	"/teams/:id/evidence/marks":          "TestAnOldPageOfEvidenceMarksNothingUnseen",
	"/teams/:id/evidence":                "- a newer file of the same name takes the place of the older one, which can be put back",
	"/teams/:id/evidence/:file/remove":   presses,
	"/teams/:id/evidence/:file/restore":  presses,

	"/overview/report/ask":                "TestAskOfAReport",
	"/overview/talk":                      "TestTalkIsWrittenByChampionsAndReadByLeaders",
	"/overview/talk/slides/:slide/:step":  "TestTalkIsWrittenByChampionsAndReadByLeaders",
	"/teams/:id/talk":                     "TestTalkIsWrittenByChampionsAndReadByLeaders",
	"/teams/:id/talk/slides/:slide/:step": "TestTalkIsWrittenByChampionsAndReadByLeaders",
	"/overview/links":                     adds,
	"/overview/links/:id/revoke":          presses,

	"/organisation":              "TestTwoEditorsOfAFormSeeBothTexts",
	"/groups/:id":                "TestTwoEditorsOfAFormSeeBothTexts",
	"/teams/:id":                 "TestTwoEditorsOfAFormSeeBothTexts",
	"/people/:id":                "TestTwoEditorsOfAFormSeeBothTexts",
	"/teams/:id/members/:person": "TestAnOldPageChangesNoPartUnseen",
	"/rounds/:id/extend":         "TestTwoEditorsOfOneOfManyForms",
	"/groups":                    adds,
	"/teams":                     adds,
	"/teams/:id/members":         adds,
	"/people":                    adds,
	"/people/:id/link":           adds,
	"/rounds":                    adds,
	"/rounds/:id/teams":          adds,
	"/rounds/:id/links":          adds,
	"/rounds/:id/close":          presses,
	"/rounds/:id/reopen":         presses,
	"/notices/retry":             presses,
	"/roster":                    "- it holds the plan that was looked at to what is there when it is carried out",
}

// TestEveryPageThatWritesIsHeldToWhatWasSeen: a page that writes cannot come in
// without a test of two editors, or a reason against one.
func TestEveryPageThatWritesIsHeldToWhatWasSeen(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	files, err := filepath.Glob("*_test.go")
	s.must(err)
	var tests strings.Builder
	for _, name := range files {
		raw, err := os.ReadFile(name)
		s.must(err)
		tests.Write(raw)
	}
	var pages []string
	for _, r := range s.server.app.GetRoutes(true) {
		if r.Method != http.MethodPost || strings.HasPrefix(r.Path, "/api/") {
			continue
		}
		pages = append(pages, r.Path)
		said := heldBy[r.Path]
		if reason, none := strings.CutPrefix(said, "- "); none && len(reason) > 10 {
			continue
		}
		if said == "" || !strings.Contains(tests.String(), "func "+said+"(") {
			t.Errorf("no test plays two editors of %s, and nothing says why: %q", r.Path, said)
		}
	}
	for page := range heldBy {
		if !slices.Contains(pages, page) {
			t.Errorf("%s is no page that writes", page)
		}
	}
}
