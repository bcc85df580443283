package evidence

import (
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"

	"michinori/app/maturity"
)

func TestReadRoster(t *testing.T) {
	t.Parallel()
	got := ReadRoster("name,email,team,group,role,organisation role,language\n" +
		"Aoki,aoki@example.jp,Billing,Products > Money,lead,champion,en\n" +
		"\n" +
		"馬場,,Billing,,,,\n")
	want := maturity.Roster{Rows: []maturity.RosterRow{
		{
			Line: 2, Name: "Aoki", Email: "aoki@example.jp", Team: "Billing", Group: "Products > Money",
			Part: maturity.MemberLead, Role: maturity.RoleChampion, RoleGiven: true, Language: maturity.English,
		},
		{Line: 4, Name: "馬場", Team: "Billing"},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// The same three people, as programs and people write them down.
func TestReadRosterForms(t *testing.T) {
	t.Parallel()
	const japaneseCSV = "氏名,メールアドレス,チーム名,チームでの役割,全体での役割,言語\n青木,aoki@example.jp,請求,リード,なし,日本語\n"
	shifted, err := japanese.ShiftJIS.NewEncoder().Bytes([]byte(japaneseCSV))
	if err != nil {
		t.Fatal(err)
	}
	want := []maturity.RosterRow{{
		Line: 2, Name: "青木", Email: "aoki@example.jp", Team: "請求",
		Part: maturity.MemberLead, RoleGiven: true, Language: maturity.Japanese,
	}}
	for name, raw := range map[string][]byte{
		"plain UTF-8":         []byte(japaneseCSV),
		"byte order mark":     []byte("\xEF\xBB\xBF" + japaneseCSV),
		"Shift_JIS":           shifted,
		"UTF-16":              utf16LE(japaneseCSV),
		"Windows line ends":   []byte(strings.ReplaceAll(japaneseCSV, "\n", "\r\n")),
		"old Mac line ends":   []byte(strings.ReplaceAll(japaneseCSV, "\n", "\r")),
		"tabs":                []byte(strings.ReplaceAll(japaneseCSV, ",", "\t")),
		"semicolons":          []byte(strings.ReplaceAll(japaneseCSV, ",", ";")),
		"quotes":              []byte("\"" + strings.NewReplacer(",", "\",\"", "\n", "\"\n\"").Replace(strings.TrimSpace(japaneseCSV)) + "\""),
		"blanks":              []byte(strings.ReplaceAll(japaneseCSV, ",", " , ")),
		"English, other form": []byte("Full Name;E-Mail;Team-Name;ROLE;Organization_Role;Lang\n青木;aoki@example.jp;請求;Team lead;None;JA"),
		"full width":          []byte("ＮＡＭＥ,ｅｍａｉｌ,ｔｅａｍ,ｒｏｌｅ,全体での役割,ｌａｎｇ\n青木,aoki@example.jp,請求,ＬＥＡＤ,なし,ｊａ"),
	} {
		got := ReadRoster(Text(raw))
		if len(got.Problems) > 0 || !reflect.DeepEqual(got.Rows, want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// Lists as directories export them: names in parts, addresses as sign-in names,
// departments with no team in them.
func TestReadRosterOfDirectories(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in   string
		want []maturity.RosterRow
	}{
		"Google Workspace": {
			"First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Org Unit Path [Required],Department\n花子,青木,aoki@example.jp,****,/開発,開発部\nJiro,Baba,baba@example.jp,****,/,\n",
			[]maturity.RosterRow{{Line: 2, Name: "青木 花子", Email: "aoki@example.jp"}, {Line: 3, Name: "Jiro Baba", Email: "baba@example.jp"}},
		},
		"Entra ID": {
			"userPrincipalName,displayName,surname,mail,givenName,department\naoki@example.jp,青木 花子,青木,,花子,開発部\nbaba_x.jp#EXT#@a.onmicrosoft.com,,Baba,baba@example.jp,Jiro,\nc#EXT#@a.onmicrosoft.com,千葉,,,,\n",
			[]maturity.RosterRow{{Line: 2, Name: "青木 花子", Email: "aoki@example.jp"}, {Line: 3, Name: "Jiro Baba", Email: "baba@example.jp"}, {Line: 4, Name: "千葉"}},
		},
		"Slack": {
			"username,email,status,userid,fullname,displayname\naoki,aoki@example.jp,Member,U1,青木 花子,hanako\n",
			[]maturity.RosterRow{{Line: 2, Name: "青木 花子", Email: "aoki@example.jp"}},
		},
		"closed accounts of Google Workspace": {
			"First Name [Required],Last Name [Required],Email Address [Required],Status [READ ONLY]\n花子,青木,aoki@example.jp,Active\nJiro,Baba,baba@example.jp,Suspended\n",
			[]maturity.RosterRow{{Line: 2, Name: "青木 花子", Email: "aoki@example.jp"}},
		},
		"closed accounts of Entra ID": {
			"userPrincipalName,displayName,accountEnabled\nbaba@example.jp,Jiro Baba,False\naoki@example.jp,青木 花子,True\n",
			[]maturity.RosterRow{{Line: 3, Name: "青木 花子", Email: "aoki@example.jp"}},
		},
		"closed accounts of Slack": {
			"username,email,status,fullname,role\nbaba,baba@example.jp,Deactivated,Jiro Baba,nobody knows\ndeploy,,Bot,Deploy,\naoki,aoki@example.jp,Admin,青木 花子,\n",
			[]maturity.RosterRow{{Line: 4, Name: "青木 花子", Email: "aoki@example.jp"}},
		},
		"staff list": {
			"社員番号,姓,名,メールアドレス,部署,チーム\n1,青木,花子,aoki@example.jp,開発部,請求\n",
			[]maturity.RosterRow{{Line: 2, Name: "青木 花子", Email: "aoki@example.jp", Group: "開発部", Team: "請求"}},
		},
	} {
		got := ReadRoster(c.in)
		if len(got.Problems) > 0 || !reflect.DeepEqual(got.Rows, c.want) {
			t.Errorf("%s: %+v", name, got)
		}
		if closed := strings.Count(c.in, "\n") - 1 - len(c.want); got.LeftOut != closed {
			t.Errorf("%s: %d lines left out, want %d", name, got.LeftOut, closed)
		}
	}
}

func utf16LE(s string) []byte {
	out := []byte{0xFF, 0xFE}
	for _, r := range s { // all in the first plane
		out = append(out, byte(r), byte(r>>8))
	}
	return out
}

func TestTabsKeepEmptyCells(t *testing.T) {
	t.Parallel()
	got := ReadRoster("name\temail\tteam\nAoki\t\tBilling\n")
	want := []maturity.RosterRow{{Line: 2, Name: "Aoki", Team: "Billing"}}
	if !reflect.DeepEqual(got.Rows, want) {
		t.Errorf("%+v", got)
	}
}

// Text that a spreadsheet would run stays the text it is, with or without the
// apostrophe that keeps it from running.
func TestFormulasStayText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"=1+1": "=1+1", "'=1+1": "=1+1", "' @x": "@x", "+81": "+81", "'90s team": "'90s team", "'": "'",
	} {
		got := ReadRoster("name\n" + in)
		if len(got.Rows) != 1 || got.Rows[0].Name != want {
			t.Errorf("%q: %+v", in, got)
		}
	}
}

func TestReadRosterProblems(t *testing.T) {
	t.Parallel()
	type problem struct {
		line   int
		column maturity.RosterColumn
		key    string
	}
	for name, c := range map[string]struct {
		in   string
		want []problem
		rows int
	}{
		"nothing":         {"", []problem{{0, "", "roster.empty"}}, 0},
		"titles alone":    {"name,team\n", []problem{{0, "", "roster.empty"}}, 0},
		"no titles":       {"Aoki,aoki@example.jp\n", []problem{{1, "name", "roster.no_name_column"}}, 0},
		"title twice":     {"name,team,チーム\na,b,c\n", []problem{{1, "team", "roster.column_twice"}}, 0},
		"unknown words":   {"name,role,language\nAoki,boss,en\nBaba,lead,fr\nChiba,,\n", []problem{{2, "role", "roster.unknown_word"}, {3, "language", "roster.unknown_word"}}, 1},
		"too many cells":  {"name,team\nAoki,x,y\nBaba,x,,\n", []problem{{2, "", "roster.too_many_cells"}}, 1},
		"a quote inside":  {"name,team\nAo\"ki,x\nBaba,x\n", []problem{{2, "", "roster.quotes"}}, 1},
		"a quote left":    {"name,team\nAoki,x\n\"Baba,x\nChiba,x\n", []problem{{3, "", "roster.quotes"}}, 1},
		"cannot be read":  {"name,note\nAo\uFFFDki,x\nBaba,\uFFFD\n", []problem{{2, "name", "field.encoding"}}, 1},
		"lines in a cell": {"name,team\n\"Ao\nki\",x\nBaba,x,y,z\n", []problem{{4, "", "roster.too_many_cells"}}, 1},
	} {
		got := ReadRoster(c.in)
		var problems []problem
		for _, p := range got.Problems {
			problems = append(problems, problem{p.Line, p.Column, p.Key})
		}
		if !reflect.DeepEqual(problems, c.want) || len(got.Rows) != c.rows {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestUnknownColumnsAreNamed(t *testing.T) {
	t.Parallel()
	got := ReadRoster("社員番号,name,\n12,Aoki,\n")
	if !reflect.DeepEqual(got.Ignored, []string{"社員番号"}) || len(got.Rows) != 1 || len(got.Problems) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestRosterIsBounded(t *testing.T) {
	t.Parallel()
	long := ReadRoster("name\n" + strings.Repeat("a\n", MaxRosterRows+1))
	if len(long.Rows) != MaxRosterRows || len(long.Problems) != 1 || long.Problems[0].Key != "roster.too_many_rows" ||
		long.Problems[0].Line != MaxRosterRows+2 {
		t.Errorf("%d rows, %+v", len(long.Rows), long.Problems)
	}
	large := ReadRoster("name\n" + strings.Repeat("a", MaxRosterBytes))
	if len(large.Rows) != 0 || len(large.Problems) != 1 || large.Problems[0].Key != "roster.too_large" {
		t.Errorf("%d rows, %+v", len(large.Rows), large.Problems)
	}
}

func FuzzReadRoster(f *testing.F) {
	f.Add([]byte("name,email,team,group,role,organisation role,language\nAoki,a@b.jp,x,y > z,lead,none,ja\n"))
	f.Add([]byte("名前\tチーム\n\"青\n木\"\t請求\n"))
	f.Add([]byte{0x8E, 0x81, 0x96, 0xBC, '\n', 0x90, 0xC2, 0x96, 0xD8})
	f.Add([]byte("\xFF\xFEn\x00a\x00m\x00e\x00\n\x00a"))
	f.Add([]byte("name;x\n\"a;b\n'=cmd|' /C calc'!A0;\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		text := Text(raw)
		if !utf8.ValidString(text) {
			t.Fatal("the text is not UTF-8")
		}
		lines := strings.Count(text, "\n") + 1
		got := ReadRoster(text)
		last := 0
		for _, r := range got.Rows {
			if r.Line <= last || r.Line > lines {
				t.Fatalf("row on line %d after %d of %d", r.Line, last, lines)
			}
			last = r.Line
			for _, s := range []string{r.Name, r.Email, r.Team, r.Group} {
				if s != strings.TrimSpace(s) || strings.Contains(s, "\uFFFD") {
					t.Fatalf("line %d: %q", r.Line, s)
				}
			}
		}
		for _, p := range got.Problems {
			if p.Line < 0 || p.Line > lines || p.Key == "" {
				t.Fatal("problem out of the file: " + strconv.Itoa(p.Line) + " " + p.Key)
			}
		}
		if len(got.Rows) == 0 && len(got.Problems) == 0 {
			t.Fatal("nothing read and nothing said")
		}
	})
}
