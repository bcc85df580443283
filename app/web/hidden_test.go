package web

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

// hiding is an organisation with all that the privacy rule hides something in:
// teams of fewer than k, a group that would be only two of them, a group whose
// one team is archived, a team that moves and a round that is closed again,
// people in two teams and people who leave, teams that share and that do not,
// and a round under way.
type hiding struct {
	*testServer
	teams map[string]maturity.Team
	then  maturity.Round                            // closed
	open  map[string]map[string]maturity.Assessment // by round and team
	swap  map[string]string
	apart bool // people of "eight" disagree about a question of each dimension
	log   kept
	again map[string]string // seen while a team answered again
}

// hidingTeams are the teams beside Payments: how many are in them, in which
// group, and how far they come.
var hidingTeams = []struct {
	name, group string
	people      int
	state       maturity.State
}{
	{"three", "small", 3, maturity.Shared},
	{"four", "small", 4, maturity.Shared},
	{"five", "large", 5, maturity.Shared},
	{"six", "large", 6, maturity.Agreed},
	{"seven", "large", 7, maturity.Revealed},
	{"eight", "large", 8, maturity.Shared},
	{"gone", "left", 5, maturity.Shared},
}

// newHiding makes the organisation. In two of them some people have given each
// other's answers, each pair such that nobody but themselves, and members of
// teams that do not share, may notice.
func newHiding(t *testing.T, swapped bool) *hiding {
	t.Helper()
	h := &hiding{testServer: countingServer(t), teams: map[string]maturity.Team{}, open: map[string]map[string]maturity.Assessment{}, swap: map[string]string{}}
	if h.apart = swapped; swapped {
		for a, b := range map[string]string{"three-0": "four-0", "six-0": "seven-0", "second": "fourth"} {
			h.swap[a], h.swap[b] = b, a
		}
	}
	h.overhear()
	h.setUp()
	h.then = h.round
	h.found()
	h.play(h.then, true)
	champion := h.viewer("champion")
	h.must(h.tracker.CloseRound(t.Context(), champion, h.then.ID))
	h.disturb(champion)
	h.now = h.now.AddDate(0, 3, 0)
	var err error
	ids := []string{h.team.ID}
	for _, x := range hidingTeams[:6] {
		ids = append(ids, h.teams[x.name].ID)
	}
	h.round, err = h.tracker.OpenRound(t.Context(), champion, tracker.OpenRound{
		Key: "2026-Q3", Questionnaire: "sre-core", ClosesOn: "2026-12-31", K: maturity.DefaultK, Teams: ids,
	})
	h.must(err)
	h.play(h.round, false)
	return h
}

// found makes groups and teams, and invites the teams.
func (h *hiding) found() {
	ctx, champion := h.t.Context(), h.viewer("champion")
	groups := map[string]maturity.Group{}
	for _, name := range []string{"large", "small", "left"} {
		below := groups["large"].ID
		if name == "left" {
			below = ""
		}
		g, err := h.tracker.SaveGroup(ctx, champion, maturity.Group{Name: name, ParentID: below})
		h.must(err)
		groups[name] = g
	}
	h.teams["payments"] = h.team
	for _, x := range hidingTeams {
		team, err := h.tracker.SaveTeam(ctx, champion, tracker.TeamSettings{Name: x.name, GroupID: groups[x.group].ID})
		h.must(err)
		h.teams[x.name] = team
		var roles []string
		for i := range x.people {
			roles = append(roles, fmt.Sprint(x.name, "-", i))
		}
		h.join(champion, team, roles...)
		h.must(h.tracker.InviteTeam(ctx, champion, h.round.ID, team.ID))
	}
	h.must(h.tracker.ChangePart(ctx, champion, h.teams["five"].ID, h.id("third"), "member"))
	for _, role := range []string{"champion", "leader", "lead", "three-1", "six-0", "seven-0", "eight-0"} {
		h.giveEmail(role, role+"@example.com")
	}
}

// play has everybody answer, and the teams of a round that is over come as far
// as they do.
func (h *hiding) play(r maturity.Round, over bool) {
	ctx := h.t.Context()
	all, err := h.db.AssessmentsIn(ctx, r.ID)
	h.must(err)
	h.open[r.Key] = map[string]maturity.Assessment{}
	for _, a := range all {
		for name, team := range h.teams {
			if team.ID == a.TeamID {
				h.open[r.Key][name] = a
			}
		}
	}
	for _, role := range firstTeam {
		if h.viewer(role).InTeam(h.team.ID) {
			h.answers(role, "payments", r)
		}
	}
	h.carry("payments", "lead", r, maturity.Shared, over)
	for _, x := range hidingTeams {
		a, invited := h.open[r.Key][x.name]
		if !invited {
			continue
		}
		h.must(h.tracker.ChooseMode(ctx, h.viewer(x.name+"-0"), a.ID, maturity.Apart))
		for i := range x.people {
			if role := fmt.Sprint(x.name, "-", i); h.viewer(role).InTeam(a.TeamID) {
				h.answers(role, x.name, r)
			}
		}
	}
	if over {
		h.withhold()
	}
	for _, x := range hidingTeams {
		if _, invited := h.open[r.Key][x.name]; invited {
			h.carry(x.name, x.name+"-0", r, x.state, over)
		}
	}
}

// answers gives the answers of whoever it is, or of whom they have swapped with.
func (h *hiding) answers(role, team string, r maturity.Round) {
	q, err := h.tracker.Questionnaire(h.t.Context(), r)
	h.must(err)
	draw := role
	if other := h.swap[role]; other != "" {
		draw = other
	}
	seed := 0
	for _, b := range []byte(draw) {
		seed = seed*31 + int(b)
	}
	var changes []tracker.Change
	seen := map[maturity.Dimension]bool{}
	for i, x := range q.AskedOf(maturity.Each) {
		a := maturity.Answer{Kind: maturity.LevelAnswer, Level: (seed/7 + i*seed) % 5}
		first := x.Type != maturity.Number && !seen[x.Dimension]
		seen[x.Dimension] = seen[x.Dimension] || first
		if level, settled := h.settled(role, first); settled {
			a.Level = level
			if x.Type == maturity.Number {
				a = maturity.Answer{Kind: maturity.NumberAnswer, Number: 5}
			}
		} else if x.Type == maturity.Number {
			a = maturity.Answer{Kind: maturity.NumberAnswer, Number: float64(seed % 30)}
		} else if (i+seed)%5 == 0 {
			a = maturity.Answer{Kind: maturity.NotApplicable, Reason: maturity.OtherReason, Note: "わけ " + draw}
		}
		changes = append(changes, tracker.Change{Question: x.Key, Answer: &a})
	}
	_, err = h.tracker.SaveAnswers(h.t.Context(), h.viewer(role), tracker.SaveAnswers{Assessment: h.open[r.Key][team].ID, Changes: changes, Finish: true})
	h.must(err)
}

// settled is what somebody answers of whom each level is set: of "eight", which
// shares a median that stays whether or not one of its people disagrees about the
// first question of a dimension, and whose views on the dimension reach as far
// either way; and of the one in "seven" who has that person's answer then.
func (h *hiding) settled(role string, first bool) (int, bool) {
	const usual, other = 1, 4
	switch {
	case role == "seven-3" && first:
		return map[bool]int{false: other, true: usual}[h.apart], true
	case role == "eight-3" && first && h.apart, role == "eight-2" && !first:
		return other, true
	case role == "eight-1" && !first:
		return 0, true
	}
	return usual, strings.HasPrefix(role, "eight-")
}

// carry takes a team from its answers to a state.
func (h *hiding) carry(team, lead string, r maturity.Round, to maturity.State, over bool) {
	if !over {
		return
	}
	ctx, v, id := h.t.Context(), h.viewer(lead), h.open[r.Key][team].ID
	h.must(h.tracker.Reveal(ctx, v, id))
	if to != maturity.Revealed {
		h.must(h.tracker.Agree(ctx, v, tracker.Agree{Assessment: id}))
	}
	if to == maturity.Shared {
		h.must(h.tracker.Share(ctx, v, id))
	}
}

// disturb archives a team, moves one, takes people out, and opens and closes the
// round once more, in which one team answers again.
func (h *hiding) disturb(champion maturity.Viewer) {
	ctx := h.t.Context()
	save := func(name string, change func(*tracker.TeamSettings)) {
		team := h.teams[name]
		in := tracker.TeamSettings{ID: team.ID, Key: team.Key, Name: team.Name, GroupID: team.GroupID}
		change(&in)
		var err error
		h.teams[name], err = h.tracker.SaveTeam(ctx, champion, in)
		h.must(err)
	}
	save("gone", func(in *tracker.TeamSettings) { in.Archived = true })
	save("five", func(in *tracker.TeamSettings) { in.GroupID = "" })
	h.must(h.tracker.ChangePart(ctx, champion, h.teams["four"].ID, h.id("four-3"), ""))
	h.must(h.tracker.ChangePart(ctx, champion, h.team.ID, h.id("fifth"), ""))
	h.must(h.tracker.ReopenRound(ctx, champion, h.then.ID))
	h.must(h.tracker.Reopen(ctx, h.viewer("three-0"), h.open[h.then.Key]["three"].ID, "もう一度"))
	h.carry("three", "three-0", h.then, maturity.Shared, true)
	h.answerAgain()
	h.must(h.tracker.CloseRound(ctx, champion, h.then.ID))
}

// readers are none of those who swapped, nor members of teams that do not share:
// who sees most, and where MICHINORI_TEST_CASES is set whoever sees anything.
func readers() []string {
	if thorough() {
		return []string{"champion", "leader", "third", "outsider", "three-1", "four-1"}
	}
	return []string{"champion", "third", "three-1"}
}

func thorough() bool { return os.Getenv("MICHINORI_TEST_CASES") != "" }

// looks are all addresses that tell of the teams, the groups and the rounds.
func (h *hiding) looks() []string {
	var out []string
	reports, talks := []string{"report.md", "report.json"}, []string{"talk.md"}
	if thorough() {
		out = h.pagesThatRead()
		reports, talks = append(reports, "report.csv", "report.xlsx", "report.pdf", "report.html"), append(talks, "talk.html", "talk.pdf")
	}
	groups, err := h.db.Groups(h.t.Context())
	h.must(err)
	for _, r := range []maturity.Round{h.then, h.round} {
		for _, name := range []string{"payments", "three", "six", "eight"} {
			a := "/assessments/" + h.open[r.Key][name].ID
			out = append(out, a, a+"/answers", a+"/reveal", a+"/agreement", a+"/result")
			team := "/teams/" + h.teams[name].ID
			out = append(out, team+"/trend", team+"/trend.csv", team+"/report?round="+r.ID, team+"/talk?round="+r.ID)
			for _, file := range slices.Concat(reports, talks) {
				out = append(out, team+"/"+file+"?round="+r.ID)
			}
		}
		for _, g := range append([]maturity.Group{{}}, groups...) {
			query := "?round=" + r.ID + "&group=" + g.ID
			for _, page := range []string{"", ".csv", "/answers", "/areas", "/areas.csv", "/practices", "/practices.csv", "/report", "/talk"} {
				out = append(out, "/overview"+page+query)
			}
			for _, file := range slices.Concat(reports, talks) {
				out = append(out, "/overview/"+file+query)
			}
		}
	}
	return out
}

// everything is what everybody sees who reads, and guests with links.
func (h *hiding) everything() map[string]string {
	h.t.Helper()
	out := map[string]string{"letters": h.letters(), "calendar": h.calendar("three-1")}
	cookies, tokens := map[string]*http.Cookie{}, map[string]string{}
	for _, role := range readers() {
		cookies[role] = h.signIn(role)
		_, token, err := h.tracker.CreateToken(h.t.Context(), h.viewer(role), tracker.CreateToken{Name: "x", Scope: "read"})
		h.must(err)
		tokens[role] = token
	}
	for _, path := range slices.Concat(h.looks(), h.pictures()) {
		for _, role := range readers() {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.AddCookie(cookies[role])
			out[role+" "+path] = h.seen(r)
		}
	}
	for _, path := range h.operationsThatRead() {
		for _, role := range readers() {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.Header.Set("Authorization", "Bearer "+tokens[role])
			out[role+" "+path] = h.seen(r)
		}
	}
	for _, round := range []maturity.Round{h.then, h.round} {
		h.round = round
		for _, kind := range []string{"report", "talk", "wall"} {
			for _, hide := range []bool{false, true} {
				_, path := h.linkTo(kind, hide)
				for _, file := range []string{"", ".md", ".json"} {
					what := fmt.Sprint("guest ", round.Key, " ", kind, " ", hide, file)
					out[what] = h.seen(httptest.NewRequest(http.MethodGet, path+file, nil))
				}
			}
		}
	}
	maps.Copy(out, h.told())
	maps.Copy(out, h.again)
	return out
}

// TestNothingTellsWhatIsHidden: two organisations that differ only in answers
// that nobody may derive are the same to the byte for everybody but those who
// gave them: pages, files, pictures, operations, shared links, headers and sizes,
// mails and messages, a calendar, the log and the metrics, also while a team answers
// again.
func TestNothingTellsWhatIsHidden(t *testing.T) {
	t.Parallel()
	var as, swapped map[string]string
	t.Run("build", func(t *testing.T) {
		t.Run("as they are", func(t *testing.T) { t.Parallel(); as = newHiding(t, false).everything() })
		t.Run("swapped", func(t *testing.T) { t.Parallel(); swapped = newHiding(t, true).everything() })
	})
	if len(as) < 500 || len(as) != len(swapped) {
		t.Fatalf("%d and %d answers", len(as), len(swapped))
	}
	if fine := sameBytes(t, as, swapped, "tells what is hidden"); fine < 200 {
		t.Errorf("only %d pages and operations answered", fine)
	}
}
