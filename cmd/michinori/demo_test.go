package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var personalLink = regexp.MustCompile(`http://\S+/l/\w+`)

// startDemo runs the command line until it has printed its four links. stop
// ends it as a signal would and returns the exit code.
func startDemo(t *testing.T, args ...string) (links []string, stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	in, out := io.Pipe()
	done := make(chan int, 1)
	var problems bytes.Buffer
	go func() {
		done <- run(ctx, append([]string{"demo", "--listen", "127.0.0.1:0"}, args...), &Streams{Out: out, Err: &problems})
		_ = out.Close()
	}()
	lines := bufio.NewScanner(in)
	for len(links) < 4 && lines.Scan() {
		links = append(links, personalLink.FindAllString(lines.Text(), -1)...)
	}
	stop = func() int {
		cancel()
		_, _ = io.Copy(io.Discard, in)
		return <-done
	}
	if len(links) < 4 {
		t.Fatalf("exit code %d, %d links, %s", stop(), len(links), problems.String())
	}
	return links, stop
}

// Not parallel: it looks at what is left in the folder for temporary files.
func TestDemoLetsEveryPartInAndLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	links, stop := startDemo(t, "--teams", "5", "--rounds", "3")
	for _, link := range links {
		response, err := http.Get(link)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != http.StatusOK {
			t.Errorf("%s answered %s", link, response.Status)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("the throw-away database is not where temporary files go: %v %v", left, err)
	}
	if code := stop(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestDemoKeepsOutOfAUsedDatabase(t *testing.T) {
	t.Parallel()
	database := "sqlite:" + filepath.Join(t.TempDir(), "kept.db")
	_, stop := startDemo(t, "--database", database, "--teams", "2", "--rounds", "2", "--language", "en")
	if code := stop(); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	var problems bytes.Buffer
	code := run(t.Context(), []string{"demo", "--database", database}, &Streams{Out: io.Discard, Err: &problems})
	if code != exitFailure || !strings.Contains(problems.String(), "holds an organisation already") || strings.Count(problems.String(), "\n") != 1 {
		t.Errorf("exit code %d, %q", code, problems.String())
	}
}

func TestDemoNamesAWrongSize(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"--teams", "0"}, {"--rounds", "13"}, {"--members", "-2"}, {"--seed", "-1"}, {"--language", "fr"}, {"--listen", "here"},
		{"--database", "sqlite:a.db", "--database-file", "b"},
	} {
		var problems bytes.Buffer
		code := run(t.Context(), append([]string{"demo"}, args...), &Streams{Out: io.Discard, Err: &problems})
		if code != exitUsage || strings.Count(problems.String(), "\n") != 1 {
			t.Errorf("%q: exit code %d, %q", args, code, problems.String())
		}
	}
}
