package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"michinori/app/maturity"
	"michinori/app/store"
)

// setUp makes an organisation by command and returns the address of its
// database and the token it printed.
func setUp(t *testing.T) (address, token string) {
	t.Helper()
	address = "sqlite:" + filepath.Join(t.TempDir(), "michinori.db")
	var made struct{ Token string }
	out := works(t, "setup", "--database", address, "--organisation", "みちくさ", "--name", "青木", "--email", "Aoki@Example.com", "--json")
	must(t, json.Unmarshal([]byte(out), &made))
	return address, made.Token
}

func sheetFile(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "sheet.csv")
	must(t, os.WriteFile(name, []byte(text), 0o600))
	return name
}

func imported(t *testing.T, address string, args ...string) sheetResult {
	t.Helper()
	var out sheetResult
	must(t, json.Unmarshal([]byte(works(t, append([]string{"import", args[0], "--database", address, "--json"}, args[1:]...)...)), &out))
	return out
}

func opened(t *testing.T, address string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestSetupWithoutABrowser(t *testing.T) {
	t.Parallel()
	address, token := setUp(t)
	var more struct{ Token, Scope string }
	out := works(t, "token", "create", "--database", address, "--email", "aoki@example.com", "--name", "ci", "--json")
	must(t, json.Unmarshal([]byte(out), &more))
	if len(token) < 30 || len(more.Token) < 30 || more.Token == token || more.Scope != string(maturity.ScopeWrite) {
		t.Errorf("tokens %q and %+v", token, more)
	}
	for name, args := range map[string][]string{
		"again":      {"setup", "--organisation", "x", "--name", "y", "--email", "z@example.com"},
		"of nobody":  {"token", "create", "--email", "nobody@example.com", "--name", "x"},
		"for ever":   {"token", "create", "--email", "aoki@example.com", "--name", "x", "--days", "9999"},
		"without it": {"token", "create", "--email", "aoki@example.com", "--name", " "},
	} {
		code, out, talk := command(t, append(args, "--database", address)...)
		if code != exitFailure || out != "" || strings.Count(talk, "\n") != 1 {
			t.Errorf("%s: %d %q %q", name, code, out, talk)
		}
	}
	if code, _, talk := command(t, "setup", "--database", "sqlite:"+filepath.Join(t.TempDir(), "x.db"), "--organisation", " ", "--name", "y", "--email", "no address"); code != exitFailure ||
		!strings.Contains(talk, "--organisation") || !strings.Contains(talk, "--email") {
		t.Errorf("nonsense: %d %q", code, talk)
	}
}

const rosterText = "氏名,メール,チーム,グループ,役割\r\n" +
	"青木,aoki@example.com,決済,プロダクト > 決済,リード\r\n馬場,baba@example.com,決済,,\r\n千葉,chiba@example.com,決済,,\r\n"

// TestARosterAsExcelSavesIt is in Shift_JIS, with the line ends of Windows.
func TestARosterAsExcelSavesIt(t *testing.T) {
	t.Parallel()
	address, _ := setUp(t)
	raw, err := japanese.ShiftJIS.NewEncoder().String(rosterText)
	must(t, err)
	name := sheetFile(t, raw)
	dry := imported(t, address, "roster", "--dry-run", name)
	if dry.Rows != 3 || dry.Encoding != "Shift_JIS (CP932)" || dry.Changes["person_created"] != 2 || !dry.DryRun {
		t.Errorf("a dry run says %+v", dry)
	}
	db := opened(t, address)
	if people, err := db.People(t.Context()); err != nil || len(people) != 1 {
		t.Errorf("after a dry run there are %d people, %v", len(people), err)
	}
	if got := imported(t, address, "roster", name); got.Changes["team_created"] != 1 || got.Changes["group_created"] != 2 {
		t.Errorf("%+v", got)
	}
	if again := imported(t, address, "roster", name); len(again.Changes) != 0 {
		t.Errorf("again: %+v", again)
	}
	bad := sheetFile(t, "name,email,team\n,x@example.com,決済\n江口,no address,決済\n遠藤,endo@example.com,決済\n")
	code, _, talk := command(t, "import", "roster", "--database", address, "--language", "en", bad)
	if code != exitFailure || !strings.Contains(talk, "line 2: name: Please fill this in.") || !strings.Contains(talk, "line 3: email: ") ||
		!strings.Contains(talk, "nothing was stored; mend these 2 things") {
		t.Errorf("%d %s", code, talk)
	}
	if people, err := db.People(t.Context()); err != nil || len(people) != 3 {
		t.Errorf("there are %d people, %v", len(people), err)
	}
}

func TestRegistersOfSeveralTeams(t *testing.T) {
	t.Parallel()
	address, _ := setUp(t)
	imported(t, address, "roster", sheetFile(t, rosterText+"土井,doi@example.com,検索,,リード\r\n"))
	good := sheetFile(t, "チーム,領域,重要度,氏名,レベル\n決済,請求バッチ,高,青木,4\n検索,索引,中,土井,3\n決済,請求バッチ,高,馬場,1\n")
	if dry := imported(t, address, "register", "--dry-run", good); dry.Changes["area_added"]+dry.Changes["area.added"] != 2 {
		t.Errorf("a dry run says %+v", dry)
	}
	imported(t, address, "register", good)
	db := opened(t, address)
	teams, err := db.Teams(t.Context())
	must(t, err)
	areas := map[string]int{}
	for _, team := range teams {
		of, err := db.AreasOf(t.Context(), team.ID)
		must(t, err)
		areas[team.Name] = len(of)
	}
	if areas["決済"] != 1 || areas["検索"] != 1 {
		t.Errorf("areas %v", areas)
	}
	bad := sheetFile(t, "team,area,criticality,person,level\n決済,DNS,3,aoki@example.com,4\n検索,網,3,doi@example.com,9\n誰か,x,1,doi@example.com,1\n")
	code, _, talk := command(t, "import", "register", "--database", address, "--language", "ja", bad)
	if code != exitFailure || !strings.Contains(talk, "line 4: team: 「誰か」") {
		t.Errorf("%d %s", code, talk)
	}
	bad = sheetFile(t, "team,area,criticality,person,level\n決済,DNS,3,aoki@example.com,4\n検索,網,3,doi@example.com,9\n")
	if code, _, talk = command(t, "import", "register", "--database", address, bad); code != exitFailure || !strings.Contains(talk, "line 3: level: ") {
		t.Errorf("%d %s", code, talk)
	}
	for _, team := range teams {
		if of, err := db.AreasOf(t.Context(), team.ID); err != nil || len(of) > 1 {
			t.Errorf("%s has %d areas after a refusal, %v", team.Name, len(of), err)
		}
	}
	if code, _, talk = command(t, "import", "register", "--database", address, sheetFile(t, "area,criticality\nx,1\n")); code != exitUsage || !strings.Contains(talk, "--team") {
		t.Errorf("whose it is: %d %s", code, talk)
	}
}

const pastText = `round,team,member,question,answer
2024-Q3,決済,aoki@example.com,toil.hours,12
2024-Q3,決済,aoki@example.com,toil.alert_review,2
2024-Q3,決済,BABA@example.com,toil.hours,"{""value"":6,""of"":32}"
2024-Q3,決済,baba@example.com,toil.alert_review,わからない
2024-Q3,決済,chiba@example.com,toil.alert_review,"{""na"":""no_oncall""}"
2024-Q3,決済,,toil.tracking,3
2024-Q3,決済,,incident.drill_recency,never
2024-Q3,決済,合意,toil.alert_review,2.5
2024-Q4,決済,,toil.hours,10
`

// TestPastAnswersBecomeRounds reads answers of two quarters: one in which
// people answered each for themselves, one in which they answered together.
func TestPastAnswersBecomeRounds(t *testing.T) {
	t.Parallel()
	address, _ := setUp(t)
	imported(t, address, "roster", sheetFile(t, rosterText))
	name := sheetFile(t, "\uFEFF"+pastText)
	for _, args := range [][]string{{"answers", "--dry-run", name}, {"answers", name}} {
		got := imported(t, address, args...)
		want := map[string]int{"rounds": 2, "assessments": 2, "responses": 4, "answers": 6, "facts": 2, "agreements": 1}
		if fmt.Sprint(got.Changes) != fmt.Sprint(want) || got.Rows != 9 {
			t.Errorf("%v: %+v", args, got)
		}
	}
	db := opened(t, address)
	teams, err := db.Teams(t.Context())
	must(t, err)
	history, err := db.HistoryOf(t.Context(), teams[0].ID)
	must(t, err)
	if len(history) != 2 {
		t.Fatalf("%d rounds", len(history))
	}
	first := history[0]
	if first.Round.Open() || first.Assessment.State != maturity.Agreed || first.Assessment.Mode != maturity.Apart || first.Assessment.Members != 3 ||
		first.Round.OpenedAt.Format("2006-01-02T15:04") != "2024-09-30T15:00" || *first.Result.Questions["toil.alert_review"].Value != 2.5 {
		t.Errorf("%+v %+v %+v", first.Round, first.Assessment, first.Result.Questions["toil.alert_review"])
	}
	if history[1].Assessment.Mode != maturity.Together {
		t.Errorf("answered together: %+v", history[1].Assessment)
	}
	code, _, talk := command(t, "import", "answers", "--database", address, name)
	if code != exitFailure || strings.Count(talk, "\n") != 10 {
		t.Errorf("twice: %d %s", code, talk)
	}
	out := works(t, "export", "--database", address, "-o", filepath.Join(t.TempDir(), "x.zip"), "--json")
	if !strings.Contains(out, `"rows"`) {
		t.Errorf("%s", out)
	}
}

// TestBadPastAnswersAreAllNamed has one mistake a line.
func TestBadPastAnswersAreAllNamed(t *testing.T) {
	t.Parallel()
	address, _ := setUp(t)
	imported(t, address, "roster", sheetFile(t, rosterText))
	lines := []struct{ row, says string }{
		{"2024-Q9,決済,,toil.tracking,3", "round: "},
		{"2999-Q1,決済,,toil.tracking,3", "round: 2999-Q1 is not over yet."},
		{"2024-Q3,経理,,toil.tracking,3", "team: There is no team “経理”"},
		{"2024-Q3,決済,,toil.salary,3", "question: "},
		{"2024-Q3,決済,,toil.tracking,7", "answer: A level is a whole number"},
		{"2024-Q3,決済,,incident.drill_recency,many", "answer: "},
		{`2024-Q3,決済,,incident.roles,"{""na"":"`, "answer: This cannot be read"},
		{"2024-Q3,決済,aoki@example.com,toil.tracking,3", "member: This is a fact"},
		{"2024-Q3,決済,nobody@example.com,toil.hours,3", "member: Nobody has"},
		{"2024-Q3,決済,aoki@example.com,toil.hours,-1", "answer: "},
		{"2024-Q3,決済,agreed,toil.alert_review,4.2", "answer: Choose a level"},
		{"2024-Q3,決済,,,3", "question: Please fill"},
		{"2024-Q3,決済,baba@example.com,toil.alert_review,2", ""},
		{"2024-Q3,決済,baba@example.com,toil.alert_review,2", "Line 14 says this already."},
		{"2024-Q3,決済,,toil.hours,5", "member: Some lines"},
	}
	text := "round,team,member,question,answer\n"
	for _, l := range lines {
		text += l.row + "\n"
	}
	code, _, talk := command(t, "import", "answers", "--database", address, "--language", "en", sheetFile(t, text))
	if code != exitFailure || !strings.Contains(talk, "mend these 14 things") {
		t.Errorf("%d %s", code, talk)
	}
	for i, l := range lines {
		if l.says != "" && !strings.Contains(talk, fmt.Sprintf("line %d: %s", i+2, l.says)) {
			t.Errorf("line %d, %s: not %q in\n%s", i+2, l.row, l.says, talk)
		}
	}
	if rounds, err := opened(t, address).Rounds(t.Context()); err != nil || len(rounds) != 0 {
		t.Errorf("%d rounds, %v", len(rounds), err)
	}
}
