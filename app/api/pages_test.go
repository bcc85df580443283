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
	"/assessments/:id/restore":        "restoreAssessment",
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

// shownAs says of every page that shows something by which operations a program
// reads the same, or why none does.
var shownAs = map[string]string{
	"/healthz":                    "- it is for machines that watch, without a token",
	"/readyz":                     "- it is for machines that watch, without a token",
	"/metrics":                    "- it is for machines that watch, with a token of its own",
	"/static/:hash/*":             byBrowser + "scripts and styles of the pages",
	"/setup/:secret":              "- the command setup does it without a browser",
	"/l/:secret":                  byBrowser + "it signs in",
	"/sign-in":                    byBrowser + "it signs in",
	"/sign-in/oidc":               byBrowser + "it signs in",
	"/sign-in/oidc/callback":      byBrowser + "it signs in",
	"/calendar/:secret.ics":       "- the secret in its address is all that a calendar can send",
	"/shared/:secret":             "- whoever has the link needs no token, and who has one reads getReport and getTalk",
	"/shared/:secret.:format":     "- whoever has the link needs no token, and who has one reads getReport and getTalk",
	"/wall/:secret":               "- it is a picture of getReport for a screen on a wall",
	"/schemas/questionnaire.json": "- it is a file for editors, and needs no token",

	"/":                                 "getMe listAssessments listActions listRounds",
	"/account":                          "getMe listSessions",
	"/account/tokens":                   "listTokens",
	"/search":                           "search",
	"/learn":                            "listPractices listTerms listScenarios",
	"/learn/start":                      "- it is a guide for people, and stands in the documents too",
	"/learn/facilitating":               "- it is a guide for people, and stands in the documents too",
	"/learn/scoring":                    "- it is a guide for people, and stands in the documents too",
	"/learn/register":                   "- it is a guide for people, and stands in the documents too",
	"/learn/terms":                      "listTerms",
	"/learn/terms/:key":                 "listTerms",
	"/learn/practices/:key":             "getPractice",
	"/learn/questions/:key":             "getEdition",
	"/questionnaires":                   "listQuestionnaires",
	"/questionnaires/:key":              "listEditions getEdition",
	"/hands":                            "listHands",
	"/allies":                           "listAllies",
	"/practices/own":                    "listPractices",
	"/practices/own/:key":               "getPractice",
	"/assessments/:id":                  "getAssessment",
	"/assessments/:id/answers":          "getAnswers",
	"/assessments/:id/facts":            "getFacts",
	"/assessments/:id/reveal":           "getAssessment",
	"/assessments/:id/agreement":        "getDistribution",
	"/assessments/:id/result":           "getResult",
	"/assessments/:id/actions":          "listActions getActionReview",
	"/teams/:id/actions":                "listActions getAction",
	"/teams/:id/trend":                  "getTeamTrend",
	"/teams/:id/trend.csv":              "getTeamTrend",
	"/teams/:id/report":                 "getTeamReport",
	"/teams/:id/report.:format":         "getTeamReport",
	"/teams/:id/talk":                   "getTeamTalk",
	"/teams/:id/talk.:format":           "getTeamTalkFile",
	"/teams/:id/practices":              "listTrials getAdoption getTrial getFeed",
	"/teams/:id/practices/:key":         "listTrials getOccurrence",
	"/teams/:id/on-call":                "getOnCall getOnCallStep getRota",
	"/teams/:id/drills":                 "listDrills",
	"/teams/:id/evidence":               "getEvidence getEvidenceMarks",
	"/drills":                           "listScenarios",
	"/drills/scenarios/:key":            "listScenarios",
	"/drills/:id":                       "getDrill",
	"/drills/:id/run":                   "getDrill listParts",
	"/drills/:id/play":                  "getDrill",
	"/drills/:id/live":                  "getDrill",
	"/drills/:id/record":                "getDrill",
	"/drills/:id/print":                 "getDrill",
	"/teams/:id/register":               "getRegister",
	"/teams/:id/register/risks":         "getRegister",
	"/teams/:id/register/away":          "getAbsences",
	"/teams/:id/register/trend":         "getRegisterTrend",
	"/teams/:id/register/trend.csv":     "getRegisterTrend",
	"/teams/:id/register/history":       "listRegisterChanges",
	"/teams/:id/register/mine":          "getRegister getClaim",
	"/teams/:id/register/people":        "getRegister getActivity",
	"/teams/:id/register/areas/new":     byBrowser + "an empty form",
	"/teams/:id/register/suggest":       byBrowser + "an empty form",
	"/teams/:id/register/import":        byBrowser + "an empty form",
	"/teams/:id/register/code":          "getCodeFindings getAuthors",
	"/areas/:area":                      "getArea",
	"/areas/:area/claims/:person":       "getClaim",
	"/overview":                         "getOrganisationTrend",
	"/overview.csv":                     "getOrganisationTrend",
	"/overview/answers":                 "getPooledAnswers",
	"/overview/areas":                   "listSharedAreas getAreasTrend",
	"/overview/areas.csv":               "listSharedAreas",
	"/overview/practices":               "getPracticeSpread getPracticeTarget",
	"/overview/practices.csv":           "getPracticeSpread",
	"/overview/report":                  "getReport getAsk",
	"/overview/report.:format":          "getReport",
	"/overview/talk":                    "getTalk",
	"/overview/talk.:format":            "getTalkFile",
	"/overview/links":                   "listReportLinks",
	"/organisation":                     "getOrganisation",
	"/groups":                           "listGroups getGroup",
	"/teams":                            "listTeams",
	"/teams/new":                        byBrowser + "an empty form",
	"/teams/:id":                        "getTeam listMembers getMember",
	"/people":                           "listPeople listMemberships",
	"/people/new":                       byBrowser + "an empty form",
	"/people/:id":                       "getPerson",
	"/roster":                           byBrowser + "an empty form",
	"/roster.csv":                       "listPeople listMemberships",
	"/rounds":                           "listRounds",
	"/rounds/new":                       byBrowser + "an empty form",
	"/rounds/:id":                       "getRound getProgress",
	"/audit":                            "listEvents",
	"/audit.csv":                        "listEvents",
	"/notices":                          "getNotices",
	"/teams/:id/register/register.csv":  "getRegister",
	"/teams/:id/register/register.yaml": "getRegister",
}

// TestEveryPageHasAnOperation: a page that changes or shows something cannot come
// in without an operation that does the same, or a reason against it, and none
// that reads without a page.
func TestEveryPageHasAnOperation(t *testing.T) {
	t.Parallel()
	s := serve(t, storetest.SQLite(t))
	s.holdPages(http.MethodPost, asPages, map[string]string{})
	s.holdPages(http.MethodGet, shownAs, map[string]string{
		"getDocument": "it is about the API itself",
	})
}

// holdPages holds the pages of a method to what is said of them, and the
// operations that no page has to alone.
func (s *served) holdPages(method string, said, alone map[string]string) {
	s.t.Helper()
	reads := method == http.MethodGet
	operations, used := map[string]bool{}, map[string]bool{}
	for _, methods := range s.call("", "GET", "/openapi.json", nil).want(http.StatusOK).at("paths").(map[string]any) {
		for m, o := range methods.(map[string]any) {
			if (m == "get") == reads {
				operations[o.(map[string]any)["operationId"].(string)] = true
			}
		}
	}
	var pages []string
	for _, r := range s.app.GetRoutes(true) {
		if r.Method == method && !strings.HasPrefix(r.Path, api.Path) {
			pages = append(pages, r.Path)
		}
	}
	for _, page := range pages {
		if reason, none := strings.CutPrefix(said[page], "- "); none && len(reason) > 20 {
			continue
		}
		for _, id := range strings.Fields(said[page]) {
			if used[id] = true; !operations[id] {
				s.t.Errorf("%s: there is no operation %s", page, id)
			}
		}
		if said[page] == "" {
			s.t.Errorf("%s has neither an operation nor a reason", page)
		}
	}
	for page := range said {
		if !slices.Contains(pages, page) {
			s.t.Errorf("%s is no page", page)
		}
	}
	for id := range operations {
		if !used[id] && alone[id] == "" {
			s.t.Errorf("no page does what %s does", id)
		}
	}
}
