package githistory

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// revision is the commit up to which the history is read, and what it says
// about reading it.
type revision struct {
	name    string
	when    time.Time
	ignored map[string]bool // commits that only formatted
	mailmap string          // a file of ours, or nothing
}

const (
	maxCommit  = 1 << 20
	maxIgnored = 4 << 20
	maxMailmap = 4 << 20
)

// revision resolves a name of a commit; without a name, the one that HEAD of
// the repository points to.
func (s *shadow) revision(ctx context.Context, at string) (revision, error) {
	objects, err := s.objects(ctx)
	if err != nil {
		return revision{}, err
	}
	defer objects.close()
	name := at
	if name == "" {
		name = "HEAD"
	}
	commit, err := objects.get(name+"^{commit}", maxCommit)
	if errors.Is(err, errNoObject) {
		return revision{}, s.noRevision(at)
	}
	if err != nil {
		return revision{}, failed(ctx, "read the repository", objects.cmd, err)
	}
	rev := revision{name: commit.name, when: committed(commit.text), ignored: map[string]bool{}}
	list, err := objects.get(rev.name+":.git-blame-ignore-revs", maxIgnored)
	if err == nil {
		rev.ignored = ignoredCommits(list.text)
	} else if !errors.Is(err, errNoObject) {
		return revision{}, err
	}
	mailmap, err := objects.get(rev.name+":.mailmap", maxMailmap)
	switch {
	case errors.Is(err, errNoObject):
		return rev, nil
	case err != nil:
		return revision{}, err
	case mailmap.kind != "blob" || !mailmap.whole:
		return rev, nil
	}
	rev.mailmap = filepath.Join(s.dir, "mailmap")
	return rev, os.WriteFile(rev.mailmap, mailmap.text, 0o600)
}

// noRevision says why there is none.
func (s *shadow) noRevision(at string) error {
	if at != "" {
		return fmt.Errorf("the repository has no revision %s; give a branch, a tag or a commit that it has", quote(at))
	}
	head, err := os.ReadFile(filepath.Join(s.dir, "HEAD"))
	if err != nil {
		return err
	}
	branch, symbolic := strings.CutPrefix(strings.TrimSpace(string(head)), "ref: refs/heads/")
	switch {
	case !symbolic:
		return errors.New("the commit that HEAD names is not there; the repository is damaged or not wholly fetched")
	case s.hasRefs():
		return fmt.Errorf("the current branch %s has no commit yet; name another with --at", quote(branch))
	}
	return errors.New("the repository is empty: it has no commit yet")
}

func (s *shadow) hasRefs() bool {
	if text, err := os.ReadFile(filepath.Join(s.dir, "packed-refs")); err == nil && bytes.Contains(text, []byte(" refs/")) {
		return true
	}
	found := false
	_ = filepath.WalkDir(filepath.Join(s.dir, "refs"), func(_ string, e os.DirEntry, err error) error {
		found = found || err == nil && e.Type().IsRegular()
		return nil
	})
	return found
}

// committed returns when a commit was made, by its raw text.
func committed(text []byte) time.Time {
	head, _, _ := bytes.Cut(text, []byte("\n\n"))
	for line := range bytes.Lines(head) {
		rest, ok := bytes.CutPrefix(line, []byte("committer "))
		if !ok {
			continue
		}
		_, rest, _ = bytes.Cut(rest, []byte("> "))
		seconds, _, _ := bytes.Cut(rest, []byte(" "))
		return stamp(string(bytes.TrimSpace(seconds)))
	}
	return time.Unix(0, 0).UTC()
}

// lastStamp keeps years within four digits; beyond is a damaged clock.
const lastStamp = 253402300799

func stamp(seconds string) time.Time {
	n, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		n = 0
	}
	return time.Unix(min(max(n, 0), lastStamp), 0).UTC()
}

// ignoredCommits reads the list that git blame is told to pass over.
func ignoredCommits(text []byte) map[string]bool {
	out := map[string]bool{}
	for line := range bytes.Lines(text) {
		name, _, _ := strings.Cut(string(line), "#")
		if name = strings.ToLower(strings.TrimSpace(name)); objectName.MatchString(name) {
			out[name] = true
		}
	}
	return out
}
