package evidence_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"michinori/app/evidence"
	"michinori/app/knowledge"
)

const codeFile = `{"revision":"4f1c0de","as_of":"2026-09-30","since":"2025-09-30","commits":1305,"authors":42,"truck_factor":1,
 "developers":[{"name":"Aoki","files":53,"share":0.79}],
 "areas":[
  {"key":"billing","path":"batch/","paths":["batch/**"],"files":20,"truck_factor":1,"authors":3,"single_author_files":12,
   "departed_top_author":true,"people":[
    {"name":"Aoki","email":"aoki@example.jp","files":12,"share":0.6,"recent_files":3,"recent_share":0.15,"recent_commits":5,
     "last_commit":"2026-09-01","mood":"good"}]},
  {"path":"lib/","files":0,"people":null}]}`

func TestReadCode(t *testing.T) {
	t.Parallel()
	day := func(s string) time.Time { d, _ := time.Parse(time.DateOnly, s); return d }
	want := knowledge.CodeEvidence{
		Revision: "4f1c0de", AsOf: day("2026-09-30"), Since: day("2025-09-30"),
		Areas: []knowledge.CodeArea{
			{
				Key: "billing", Path: "batch/", Paths: []string{"batch/**"}, Files: 20, TruckFactor: 1, Authors: 3, SingleAuthorFiles: 12,
				DepartedTopAuthor: true, People: []knowledge.CodeAuthor{{
					Name: "Aoki", Email: "aoki@example.jp", Files: 12, Share: 0.6, RecentFiles: 3, RecentShare: 0.15, RecentCommits: 5,
					LastCommit: day("2026-09-01"),
				}},
			},
			{Path: "lib/"},
		},
	}
	for name, file := range map[string]string{
		"as printed": codeFile, "byte order mark": "\uFEFF" + codeFile, "a Windows shell": utf16(codeFile), "indented": strings.ReplaceAll(codeFile, ",", ",\r\n  "),
	} {
		got, err := evidence.ReadCode(strings.NewReader(file))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func utf16(s string) string {
	var b strings.Builder
	b.WriteString("\xFF\xFE")
	for _, c := range []byte(s) {
		b.Write([]byte{c, 0})
	}
	return b.String()
}

func TestFilesThatAreNoCodeEvidence(t *testing.T) {
	t.Parallel()
	area := func(s string) string { return "{\"revision\":\"a\",\n\"areas\":[\n{\"path\":\"a/\"," + s + "}]}" }
	tests := []struct{ name, file, want string }{
		{"empty", " \n", "0 code.empty"},
		{"a register", "people: []\nareas: []\n", "1 code.other"},
		{"an error of the command", "michinori: not a repository\n", "1 code.other"},
		{"other JSON", `{"bus_factor":1,"areas":[]}`, "1 code.other"},
		{"cut off", "{\"revision\":\n\"a\",\"areas\":[{\"path\":", "2 code.syntax"},
		{"large", "{" + strings.Repeat(" ", evidence.MaxSize), "0 code.too_large"},
		{"a text for a number", area("\n\"files\":\"many\""), "4 code.number"},
		{"less than nothing", area(`"files":-1`), "3 code.number"},
		{"more than all", area(`"people":[{"name":"a","share":1.5}]`), "3 code.number"},
		{"no day", area(`"people":[{"name":"a","last_commit":"lately"}]`), "3 code.shape"},
		{"nobody", area(`"people":[{"files":1}]`), "3 code.shape"},
		{"nowhere", `{"revision":"a","areas":[{"files":1}]}`, "1 code.shape"},
		{"a list for an area", `{"revision":"a","areas":[[]]}`, "1 code.shape"},
		{"twice", `{"revision":"a","areas":[{"path":"a/"},{"path":"a/"}]}`, "1 code.twice"},
	}
	for _, tt := range tests {
		_, err := evidence.ReadCode(strings.NewReader(tt.file))
		var problems evidence.Problems
		if !errors.As(err, &problems) {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := fmt.Sprint(problems[0].Line, " ", problems[0].Reason); got != tt.want || !slices.Contains(evidence.ProblemReasons(), problems[0].Reason) {
			t.Errorf("%s: %s, want %s: %v", tt.name, got, tt.want, err)
		}
	}
}

func TestCodeEvidenceIsFitToBeShown(t *testing.T) {
	t.Parallel()
	people := strings.Repeat(`{"name":"a\u001b[2J\u202e<script>`+strings.Repeat("x", 500)+`"},`, 30)
	got, err := evidence.ReadCode(strings.NewReader(`{"revision":"a","areas":[{"path":"a\nb/","people":[` + strings.TrimSuffix(people, ",") + `]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	a := got.Areas[0]
	if a.Path != "a\uFFFDb/" || len(a.People) != knowledge.MaxCodeAuthors || !strings.HasPrefix(a.People[0].Name, "a\uFFFD[2J\uFFFD<script>x") || len(a.People[0].Name) > 350 {
		t.Errorf("%q %d %q", a.Path, len(a.People), a.People[0].Name)
	}
}

func FuzzCode(f *testing.F) {
	f.Add(codeFile)
	f.Add(`{"revision":"a","areas":[{"path":1e999}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		got, err := evidence.ReadCode(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, a := range got.Areas {
			for _, p := range a.People {
				if p.Share < 0 || p.Share > 1 || p.Name+p.Email == "" {
					t.Errorf("%+v", p)
				}
			}
		}
	})
}
