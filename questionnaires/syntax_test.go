package questionnaires

import (
	"fmt"
	"strings"
	"testing"
)

func TestSyntaxProblems(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("# a comment\n", 200)
	cases := []struct {
		name, raw string
		at        string
		says      string
	}{
		{"nothing", "", "1:1", "the file is empty"},
		{"only a comment", "# nothing yet\n", "1:1", "the file is empty"},
		{"only a null", "~\n", "1:1", "the file is empty"},
		{"a list", "- 1\n", "1:1", "questionnaire must be a set of"},
		{"a second document", "format: 1\n---\nformat: 1\n", "2:1", "a second document"},
		{"wrong indentation far down", long + "format: 1\n key: a\n", "202:5", "not valid YAML"},
		{"quote never closed", long + "format: 1\nkey: \"our\nedition: 1\n", "202:6", "not valid YAML"},
		{"bracket never closed", "format: 1\ngates: [\nkey: a\n", "3:6", "not valid YAML"},
		{"tab as indentation", "title:\n\tja: a\n", "2:1", "not valid YAML"},
		{"text after a text", "key: \"a\" b\n", "1:10", "not valid YAML"},
		{"not UTF-8", "format: 1\nkey: caf\xe9\n", "2:9", "not valid UTF-8"},
		{"a control character", "format: 1\nkey: a\x07\n", "2:7", "control character"},
		{"text that runs backwards", "key: a\u202eb\n", "1:7", "control character"},
		{"a deep nest", strings.Repeat("[", 20_000), "1:10001", "not valid YAML"},
		{"too large", "# " + strings.Repeat("x", MaxBytes), "1:1", "larger than 1 MB"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			q, problems := Parse("f", []byte(c.raw), nil)
			if q != nil || len(problems) != 1 {
				t.Fatalf("got %v and problems %v, want one problem", q, messages(problems))
			}
			p := problems[0]
			if at := fmt.Sprintf("%d:%d", p.Line, p.Column); at != c.at || !strings.Contains(p.Message, c.says) {
				t.Errorf("%s: %s, want %s and %q", at, p.Message, c.at, c.says)
			}
		})
	}
}

func TestEveryBadLineIsNamed(t *testing.T) {
	t.Parallel()
	_, problems := Parse("f", []byte("a: \x00\nb: fine\nc: \xff\nd: \u2066\n"), nil)
	if got := fmt.Sprint(messages(problems)); strings.Count(got, "remove it")+strings.Count(got, "UTF-8;") != 3 {
		t.Errorf("problems %s, want three lines", got)
	}
}

// A few hundred bytes of aliases stand for more text than any machine holds.
func TestAliasBombIsHarmless(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("format: 1\na0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n")
	for i := 1; i < 30; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), ", "))
	}
	fmt.Fprintf(&b, "title: *a29\nquestions: *a29\n")
	q, problems := Parse("f", []byte(b.String()), nil)
	if q != nil || len(problems) < 30 {
		t.Errorf("got %v and %d problems", q, len(problems))
	}
}

// What is no questionnaire at all is refused quickly and in few words.
func TestNonsenseIsCutShort(t *testing.T) {
	t.Parallel()
	cases := map[string]string{
		"a problem in every line": "questions:\n- " + strings.Repeat("zz: 1\n  ", 20_000),
		"nothing but zeros":       strings.Repeat("\x00\n", 50_000),
		"a fault at the very end": strings.Repeat("- {a: b}\n", 24_000) + "x: 1\n",
	}
	for name, raw := range cases {
		_, problems := Parse("f", []byte(raw), nil)
		if n := len(problems); n == 0 || n > maxProblems+1 {
			t.Errorf("%s: %d problems", name, n)
		}
		if n := len(problems); n > maxProblems && !strings.Contains(problems[n-1].Message, "more problems") {
			t.Errorf("%s: the last problem is %v", name, problems[n-1])
		}
	}
}
