package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"michinori/app/store/storetest"
)

// history makes a small repository of two people, one of whom has an odd name.
func history(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		storetest.Missing(t, "git", err.Error())
	}
	dir := filepath.Join(t.TempDir(), "r.git")
	if out, err := exec.Command("git", "init", "-q", "--bare", "-b", "main", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	stream := "commit refs/heads/main\ncommitter ann <ann@example.org> 1577836800 +0000\ndata 1\nx\n" +
		"M 100644 inline lib/a.go\ndata 10\npackage a\n\nM 100644 inline b\xc2\x9b31m/b.go\ndata 10\npackage b\n\n" +
		"commit refs/heads/main\ncommitter \x1b[31m\xe2\x80\xaeben <ben@example.org> 1580515200 +0000\ndata 1\nx\n" +
		"M 100644 inline lib/c.go\ndata 10\npackage c\n\n"
	cmd := exec.Command("git", "--git-dir="+dir, "fast-import", "--quiet")
	cmd.Stdin = strings.NewReader(stream)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return dir
}

func TestBusFactorGit(t *testing.T) {
	t.Parallel()
	dir := history(t)
	register := filepath.Join(t.TempDir(), "register.yaml")
	text := "people: []\nareas:\n- {key: lib, criticality: 2, paths: [\"lib/**\"]}\n- {key: talk, criticality: 1}\n"
	if err := os.WriteFile(register, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, talk bytes.Buffer
	streams := &Streams{Out: &out, Err: &talk}
	if code := run(context.Background(), []string{"bus-factor", "git", dir, "--json", "--areas", register}, streams); code != 0 {
		t.Fatal(code, talk.String())
	}
	var got struct {
		TruckFactor int `json:"truck_factor"`
		Commits     int
		Areas       []struct {
			Key, Path string
			Files     int
			Paths     []string
		}
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.TruckFactor != 1 || got.Commits != 2 || len(got.Areas) != 1 || got.Areas[0].Key != "lib" || got.Areas[0].Files != 2 {
		t.Errorf("%+v", got)
	}
	if talk.Len() > 0 {
		t.Errorf("said %q to a pipe", talk.String())
	}
}

func TestBusFactorGitKeepsTheTerminalClean(t *testing.T) {
	t.Parallel()
	dir := history(t)
	for _, args := range [][]string{{}, {"--json"}} {
		var out, talk bytes.Buffer
		if code := run(context.Background(), append([]string{"bus-factor", "git", dir}, args...), &Streams{Out: &out, Err: &talk}); code != 0 {
			t.Fatal(code, talk.String())
		}
		if strings.ContainsAny(out.String(), "\x1b\u009b\u202e") {
			t.Errorf("%v: %q", args, out.String())
		}
	}
}

func TestBusFactorGitRefuses(t *testing.T) {
	t.Parallel()
	dir := history(t)
	for name, c := range map[string]struct {
		args []string
		code int
		want string
	}{
		"no repository": {[]string{t.TempDir()}, exitFailure, "is not a git repository"},
		"no revision":   {[]string{dir, "--at=--help"}, exitFailure, "has no revision"},
		"no date":       {[]string{dir, "--since", "lately"}, exitUsage, "2026-04-01"},
		"no path":       {nil, exitUsage, "path"},
	} {
		var out, talk bytes.Buffer
		code := run(context.Background(), append([]string{"bus-factor", "git"}, c.args...), &Streams{Out: &out, Err: &talk})
		if code != c.code || !strings.Contains(talk.String(), c.want) || strings.Count(talk.String(), "\n") != 1 || out.Len() > 0 {
			t.Errorf("%s: exit %d, %q", name, code, talk.String())
		}
	}
}

func TestBusFactorGitSaysThatItWasBrokenOff(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, talk bytes.Buffer
	code := run(ctx, []string{"bus-factor", "git", history(t)}, &Streams{Out: &out, Err: &talk})
	if code != exitFailure || talk.String() != "michinori: broken off before the whole history was read\n" || out.Len() > 0 {
		t.Errorf("exit %d, %q", code, talk.String())
	}
}
