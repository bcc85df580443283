package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"michinori/app/api"
	"michinori/app/store/storetest"
)

// byBrowser is why a page's route has no operation.
const byBrowser = "- it is about the browser: "

// asPages says of every page that changes something by which operations a
// program does the same, or why none does.
var asPages = map[string]string{
	"/setup/:secret":    "- the command setup does it without a browser",
	"/l/:secret":        byBrowser + "it signs in",
	"/sign-in":          byBrowser + "it signs in",
	"/sign-in/link":     byBrowser + "it signs in",
	"/sign-out":         byBrowser + "a token that is not needed any more is revoked",
	"/language":         "setLanguage",
	"/account/password": "- with a token that leaked nobody is to set a password: it asks for the old one or a fresh sign-in",

	"/account/sessions/:session/end": "endSession",
	"/sign-out-everywhere":           "endSessions",
	"/account/tokens":                "createToken",
	"/account/tokens/:id/revoke":     "revokeToken",

	"/assessments/:id/answers":        "saveAnswers",
	"/assessments/:id/mode":           "chooseMode",
	"/assessments/:id/facts":          "saveFacts",
	"/assessments/:id/reveal":         "reveal",
	"/assessments/:id/agreement":      "agree",
	"/assessments/:id/share":          "share",
	"/assessments/:id/unshare":        "unshare",
	"/assessments/:id/reopen":         "reopenAssessment",
	"/assessments/:id/actions":        "addAction",
	"/assessments/:id/actions/review": "reviewAction",
	"/actions/:id/close":              "closeAction",

	"/teams/:id/talk":                     "editTeamTalk",
	"/teams/:id/talk/slides/:slide/:step": "editTeamTalk",
	"/overview/talk":                      "editTalk",
	"/overview/talk/slides/:slide/:step":  "editTalk",
	"/overview/report/ask":                "saveAsk",
	"/overview/links":                     "createReportLink",
	"/overview/links/:id/revoke":          "revokeReportLink",

	"/teams/:id/practices":            "choosePractice",
	"/teams/:id/practices/:key":       "logOccurrence correctOccurrence",
	"/trials/:id/stop":                "stopPractice",
	"/trials/:id/resume":              "resumePractice",
	"/trials/:id/forget":              "forgetPractice",
	"/occurrences/:id/delete":         "deleteOccurrence",
	"/teams/:id/feed":                 "createFeed",
	"/teams/:id/feed/delete":          "deleteFeed",
	"/overview/practices/:key/target": "setPracticeTarget",
	"/practices/own":                  "createOwnPractice",
	"/practices/own/:key":             "saveOwnPractice",
	"/practices/:key/hand":            "raiseHand",
	"/teams/:id/on-call":              "saveOnCallStep",
	"/teams/:id/on-call/rota":         "saveRota",

	"/teams/:id/drills":  "planDrill",
	"/drills/:id/start":  "startDrill",
	"/drills/:id/reveal": "revealInject",
	"/drills/:id/note":   "noteDrill",
	"/drills/:id/talk":   "talkDrill",
	"/drills/:id/finish": "finishDrill",
	"/drills/:id/part":   "givePart",
	"/drills/:id/cancel": "cancelDrill",

	"/teams/:id/register/areas":          "createArea",
	"/areas/:area":                       "saveArea",
	"/areas/:area/archive":               "archiveArea",
	"/areas/:area/restore":               "restoreArea",
	"/areas/:area/claims/:person":        "saveClaim",
	"/teams/:id/register/mine":           "saveClaim",
	"/teams/:id/register/people/:person": "saveActivity",
	"/teams/:id/register/suggest":        "suggestAreas",
	"/teams/:id/register/suggest/add":    "addSuggestedAreas",
	"/teams/:id/register/suggest/undo":   "archiveArea",
	"/teams/:id/register/import":         "planRegister importRegister",
	"/teams/:id/register/code":           "importCode",
	"/teams/:id/register/code/match":     "matchAuthor",

	"/teams/:id/evidence":               "addEvidence",
	"/teams/:id/evidence/marks":         "markEvidence",
	"/teams/:id/evidence/:file/remove":  "removeEvidence",
	"/teams/:id/evidence/:file/restore": "restoreEvidence",

	"/organisation":              "saveOrganisation",
	"/groups":                    "createGroup",
	"/groups/:id":                "saveGroup",
	"/teams":                     "createTeam",
	"/teams/:id":                 "saveTeam",
	"/teams/:id/members":         "addMembers",
	"/teams/:id/members/:person": "setPart removeMember",
	"/people":                    "createPerson",
	"/people/:id":                "savePerson",
	"/people/:id/link":           "createPersonalLink",
	"/roster":                    "planRoster importRoster",
	"/rounds":                    "openRound",
	"/rounds/:id/teams":          "inviteTeam",
	"/rounds/:id/extend":         "extendRound",
	"/rounds/:id/close":          "closeRound",
	"/rounds/:id/reopen":         "reopenRound",
	"/rounds/:id/links":          "createRoundLinks",
	"/notices/retry":             "retryNotices",
}

// TestEveryPageThatWritesHasAnOperation: a page that changes something cannot
// come in without an operation that does the same, or a reason against it.
func TestEveryPageThatWritesHasAnOperation(t *testing.T) {
	t.Parallel()
	s := serve(t, storetest.SQLite(t))
	operations, used := map[string]bool{}, map[string]bool{}
	for _, methods := range s.call("", "GET", "/openapi.json", nil).want(http.StatusOK).at("paths").(map[string]any) {
		for method, o := range methods.(map[string]any) {
			if method != "get" {
				operations[o.(map[string]any)["operationId"].(string)] = true
			}
		}
	}
	var pages []string
	for _, r := range s.app.GetRoutes(true) {
		if r.Method == http.MethodPost && !strings.HasPrefix(r.Path, api.Path) {
			pages = append(pages, r.Path)
		}
	}
	for _, page := range pages {
		said := asPages[page]
		if reason, none := strings.CutPrefix(said, "- "); none && len(reason) > 20 {
			continue
		}
		for _, id := range strings.Fields(said) {
			if used[id] = true; !operations[id] {
				t.Errorf("%s: there is no operation %s", page, id)
			}
		}
		if said == "" {
			t.Errorf("%s has neither an operation nor a reason", page)
		}
	}
	for page := range asPages {
		if !slices.Contains(pages, page) {
			t.Errorf("%s is no page", page)
		}
	}
	if len(used) < 60 {
		t.Errorf("%d operations stand for pages", len(used))
	}
}
