package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// talked runs the command and returns what it printed.
func talked(t *testing.T, args ...string) (code int, out, problems string) {
	t.Helper()
	var made, said bytes.Buffer
	code = run(t.Context(), append([]string{"talk"}, args...), &Streams{Out: &made, Err: &said})
	return code, made.String(), said.String()
}

func TestTalkInEveryForm(t *testing.T) {
	t.Parallel()
	address, rounds, teams := demoFile(t)
	slides := map[string]string{"html": "<section class=\"sheet\"", "md": "\n## ", "pdf": "/Type /Page\n"}
	for _, l := range []string{"ja", "en"} {
		for format, slide := range slides {
			base := []string{"--database", address, "--round", rounds[1].Key, "--format", format, "--language", l}
			for want, more := range map[int][]string{10: nil, 4: {"--short", "--hide-teams"}} {
				args := append(slices.Clone(base), more...)
				code, out, problems := talked(t, args...)
				if code != 0 || strings.Count(out, slide) != want {
					t.Fatalf("%v: %d %s, %d slides", args, code, problems, strings.Count(out, slide))
				}
				if format == "html" && !strings.Contains(out, "<svg") {
					t.Errorf("%v: nothing is drawn", args)
				}
				for _, team := range teams {
					if strings.Contains(out, team.Name) {
						t.Errorf("%v names %s", args, team.Name)
					}
				}
			}
		}
	}
}

func TestTalkAsAFile(t *testing.T) {
	t.Parallel()
	address, rounds, _ := demoFile(t)
	file := filepath.Join(t.TempDir(), "talk.md")
	args := []string{"--database", address, "--round", rounds[1].Key, "--format", "md"}
	_, out, _ := talked(t, args...)
	if code, printed, problems := talked(t, append(args, "-o", file)...); code != 0 || printed != "" {
		t.Fatalf("%d %q %q", code, printed, problems)
	}
	written, err := os.ReadFile(file)
	must(t, err)
	if string(written) != out || !strings.HasPrefix(out, "---\nmarp: true\n") {
		t.Errorf("the file is %.60q, printed is %.60q", written, out)
	}
}

// A talk on a team is made of what the team shares.
func TestTeamTalk(t *testing.T) {
	t.Parallel()
	address, rounds, teams := demoFile(t)
	shares := 0
	for _, team := range teams {
		args := []string{"--database", address, "--round", rounds[1].Key, "--format", "md", "--team", team.Key}
		code, out, problems := talked(t, args...)
		if code != 0 {
			if !strings.Contains(problems, "shares no result") {
				t.Error(problems)
			}
			continue
		}
		shares++
		_, hidden, _ := talked(t, append(args, "--hide-teams")...)
		if !strings.Contains(out, team.Name) || strings.Contains(hidden, team.Name) || strings.Count(out, "\n## ") != 10 {
			t.Errorf("%s: %.200s", team.Name, out)
		}
	}
	if shares == 0 {
		t.Error("no team shares")
	}
}

func TestTalkRefuses(t *testing.T) {
	t.Parallel()
	address, rounds, _ := demoFile(t)
	key := rounds[1].Key
	for want, args := range map[string][]string{
		"there is no round": {"--round", "1999-Q1"},
		"there is no group": {"--group", "nowhere", "--round", key},
		"no team with":      {"--team", "nobody", "--round", key},
		"takes no --group":  {"--team", "x", "--group", "y", "--round", key},
		"--format":          {"--format", "pptx", "--round", key},
		"--round":           {"--short"},
	} {
		code, out, problems := talked(t, append(args, "--database", address)...)
		if code == 0 || out != "" || !strings.Contains(problems, want) || strings.Count(problems, "\n") != 1 {
			t.Errorf("%v: %d %q %q", args, code, out, problems)
		}
	}
}
