package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"michinori/app/evidence"
	"michinori/app/maturity"
	"michinori/app/tracker"
)

const list = "氏名,メールアドレス,チーム,グループ,チームでの役割,全体での役割,言語\n" +
	"馬場 一郎,baba@example.jp,決済,開発本部 > プロダクト部,リード,,\n" +
	"Grace,grace@example.jp,決済,,,部門の責任者,en\n"

// seen is the button that carries a plan out.
func (r reply) seen() string {
	for _, n := range r.all("button", "name", "seen") {
		v, _ := attr(n, "value")
		return v
	}
	return ""
}

// A list from a spreadsheet in Shift_JIS is shown first, and stored only when
// that was agreed to.
func TestRosterIsShownThenCarriedOut(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	before := s.counts()
	file, err := japanese.ShiftJIS.NewEncoder().Bytes([]byte(list))
	s.must(err)
	r := s.upload("champion", "/roster", file, url.Values{"text": {""}})
	s.wantStatus(r, http.StatusOK)
	if s.counts() != before {
		t.Fatal("looking stored something")
	}
	for _, want := range []string{"新しい人：2人", "新しいチーム：1", "新しいグループ：2", "チーム「決済」を「開発本部 > プロダクト部」に作る", "管理職"} {
		if !strings.Contains(text(r.page), want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	if r.held("text") != list {
		t.Errorf("the text came back as %q", r.held("text"))
	}
	done := s.upload("champion", "/roster", nil, url.Values{"text": {r.held("text")}, "seen": {r.seen()}})
	if at := s.wantMoved(done); at != "/people" {
		t.Errorf("led to %s", at)
	}
	if got := s.counts(); got[0] != before[0]+2 || got[1] != before[1]+1 || got[2] != before[2]+2 {
		t.Errorf("before %v, now %v", before, got)
	}
	idle := s.upload("champion", "/roster", file, nil)
	s.wantStatus(idle, http.StatusOK)
	if idle.seen() != "" || !strings.Contains(text(idle.page), "変わることはありません") {
		t.Error("the same list would change something again")
	}
}

func TestRosterNamesEveryBadRow(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	before := s.counts()
	bad := "name,email,team,role\nAoki,aoki at example,SRE,\nBaba,,SRE,boss\n,x@example.jp,,\nChiba,,,lead\n"
	r := s.post("champion", "/roster", url.Values{"text": {bad}})
	s.wantStatus(r, http.StatusUnprocessableEntity)
	var lines []string
	for _, n := range r.all("th", "scope", "row") {
		lines = append(lines, text(n))
	}
	if strings.Join(lines, " ") != "2 3 4 5" {
		t.Errorf("lines %q", lines)
	}
	if r.seen() != "" {
		t.Error("it can be carried out")
	}
	if r.held("text") != bad || s.counts() != before {
		t.Error("what was pasted is gone, or something was stored")
	}
	forced := s.post("champion", "/roster", url.Values{"text": {bad}, "seen": {"x"}})
	s.wantStatus(forced, http.StatusUnprocessableEntity)
	if s.counts() != before {
		t.Error("stored all the same")
	}
}

func TestRosterAsksAgainWhenThingsChanged(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	r := s.post("champion", "/roster", url.Values{"text": {list}})
	other := strings.Replace(list, "Grace,", "Hopper,", 1)
	again := s.post("champion", "/roster", url.Values{"text": {other}, "seen": {r.seen()}})
	s.wantStatus(again, http.StatusConflict)
	if again.seen() == "" || again.seen() == r.seen() || again.held("text") != other {
		t.Error("the new plan is not shown")
	}
	s.wantMoved(s.post("champion", "/roster", url.Values{"text": {other}, "seen": {again.seen()}}))
}

func TestRosterSwitchesLanguageWithItsPlan(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	r := s.post("champion", "/roster", url.Values{"text": {list}, "shown": {"1"}, "switch_language": {"en"}})
	s.wantStatus(r, http.StatusOK)
	if r.seen() == "" || !strings.Contains(text(r.page), "What this list would change") {
		t.Error("the plan is gone")
	}
}

func TestRosterLimits(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	for name, in := range map[string]string{"nothing": " \n", "too much": "name\n" + strings.Repeat("あ", maxRosterText/3)} {
		r := s.upload("champion", "/roster", nil, url.Values{"text": {in}})
		s.wantStatus(r, http.StatusUnprocessableEntity)
		if r.wrong("text") == "" {
			t.Errorf("%s: no message", name)
		}
	}
}

// The list of people, sent back as it is, changes nothing: in both languages,
// with formulas for names, and with two teams and two groups of one name.
func TestRosterDownloadIsARoster(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	ctx, champion := t.Context(), s.viewer("champion")
	first, second := s.newGroup("開発本部", ""), s.newGroup("営業本部", "")
	for i, group := range []string{s.newGroup("企画部", first), s.newGroup("企画部", second)} {
		team, err := s.tracker.SaveTeam(ctx, champion, tracker.TeamSettings{Name: "企画", Key: []string{"plan-a", "plan-b"}[i], GroupID: group})
		s.must(err)
		_, err = s.tracker.AddMembers(ctx, champion, team.ID, "=HYPERLINK(1), f"+team.Key+"@example.jp\n@name\n'quoted\n")
		s.must(err)
	}
	for _, l := range maturity.Languages {
		s.must(s.tracker.ChooseLanguage(ctx, champion, l))
		r := s.get("champion", "/roster.csv")
		s.wantStatus(r, http.StatusOK)
		if !strings.HasPrefix(r.body, "\xEF\xBB\xBF") || strings.Contains(r.body, "\n=") {
			t.Errorf("%s: no mark for spreadsheets, or a formula", l)
		}
		in := evidence.ReadRoster(evidence.Text([]byte(r.body)))
		plan, err := s.tracker.PlanRoster(ctx, s.viewer("champion"), in)
		s.must(err)
		if len(plan.Problems) > 0 || len(plan.Changes) > 0 || plan.Rows != 15 || len(plan.Ignored) > 0 {
			t.Errorf("%s: %d rows, problems %v, changes %v, ignored %v", l, plan.Rows, plan.Problems, plan.Changes, plan.Ignored)
		}
	}
}

// Every column, effect and problem has its words in both languages.
func TestRosterWords(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	keys := []string{
		"roster.refused", "roster.changed_since", "roster.unknown_word", "roster.too_large", "roster.too_many_rows", "roster.quotes",
		"roster.no_name_column", "roster.column_twice", "roster.empty", "roster.too_many_cells", "roster.group_without_team",
		"roster.part_without_team", "roster.contradicts", "roster.twice", "roster.team_ambiguous", "roster.team_archived",
		"roster.too_many_teams", "roster.group_ambiguous", "roster.group_path", "roster.name_ambiguous", "field.last_champion",
		"field.required", "field.email", "field.encoding", "field.control", "field.too_long",
		"roster.effect.team_created_in", "roster.effect.person_created_with",
	}
	for _, c := range maturity.RosterColumns {
		keys = append(keys, "roster.column."+string(c), "roster.about."+string(c))
	}
	counts := []string{"roster.count.same"}
	for _, k := range []tracker.RosterEffectKind{
		tracker.GroupCreated, tracker.TeamCreated, tracker.TeamMoved, tracker.PersonCreated, tracker.PersonRestored, tracker.NameChanged,
		tracker.EmailAdded, tracker.LanguageChanged, tracker.RoleChanged, tracker.Joined, tracker.PartChanged,
	} {
		keys, counts = append(keys, "roster.effect."+string(k)), append(counts, "roster.count."+string(k))
	}
	for _, l := range maturity.Languages {
		texts := s.server.texts.In(l)
		for _, key := range keys {
			if texts.Text(key, map[string]string{}) == key {
				t.Errorf("%s: no words for %s", l, key)
			}
		}
		for _, key := range counts {
			if texts.Count(key, 1, nil) == key {
				t.Errorf("%s: no words for %s", l, key)
			}
		}
	}
}
