package githistory

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"

	"michinori/app/knowledge"
)

// Options say what to read of a history.
type Options struct {
	// At names the commit up to which it is read; empty is the current branch.
	At string
	// Since is where the latest time begins, which is looked at beside the
	// whole; zero is twelve months before the last commit.
	Since time.Time
	// Progress, if any, is told of the commits read so far, and of how many
	// there are once that is known; before, it is 0.
	Progress func(done, total int)
}

// Read reads the history of the repository that a folder is, is the work tree
// of, or lies in the work tree of. Errors are one line that says what to do.
// Nothing of the repository is executed and nothing in it changed.
func Read(ctx context.Context, path string, o Options) (knowledge.CodeHistory, error) {
	where, err := locate(path)
	if err != nil {
		return knowledge.CodeHistory{}, err
	}
	s, err := newShadow(ctx, where)
	if err != nil {
		return knowledge.CodeHistory{}, err
	}
	out, err := s.read(ctx, o)
	return out, errors.Join(err, s.remove())
}

func (s *shadow) read(ctx context.Context, o Options) (knowledge.CodeHistory, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	rev, err := s.revision(ctx, o.At)
	if err != nil {
		return knowledge.CodeHistory{}, err
	}
	since := o.Since
	if since.IsZero() {
		since = rev.when.AddDate(-1, 0, 0)
	}
	type files struct {
		paths []string
		err   error
	}
	listed := make(chan files, 1)
	go func() {
		paths, err := s.sources(ctx, rev.name)
		listed <- files{paths, err}
	}()
	progress := s.progress(ctx, rev, o)
	h := newHistory(since.Unix(), rev.ignored)
	absent, err := s.log(ctx, rev, h, progress)
	if err != nil {
		cancel() // the files are of no use now
	}
	found := <-listed
	if err = errors.Join(err, found.err); err != nil {
		return knowledge.CodeHistory{}, firstError(err)
	}
	if err := s.mapCoauthors(ctx, rev, h.people); err != nil {
		return knowledge.CodeHistory{}, err
	}
	out := h.result(found.paths)
	out.Revision, out.AsOf, out.Since, out.Absent = rev.name, rev.when, since, absent
	return out, nil
}

// firstError drops what only followed from another error.
func firstError(err error) error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return err
	}
	for _, e := range joined.Unwrap() {
		if !errors.Is(e, context.Canceled) {
			return e
		}
	}
	return err
}

// progress counts the commits ahead while they are read, where it is asked for.
func (s *shadow) progress(ctx context.Context, rev revision, o Options) func(int) {
	if o.Progress == nil {
		return nil
	}
	counted, total := make(chan int, 1), 0
	go func() {
		out, err := s.command(ctx, "rev-list", "--count", rev.name).Output()
		n, atoi := strconv.Atoi(strings.TrimSpace(string(out)))
		if err == nil && atoi == nil {
			counted <- n
		}
	}()
	return func(done int) {
		select {
		case total = <-counted:
		default:
		}
		o.Progress(done, total)
	}
}

// maxAbsent is how many missing files are passed over. A copy may lack a few
// large ones; a partial clone lacks nearly all.
const maxAbsent = 200

var absentFile = regexp.MustCompile(`unable to read ([0-9a-f]{40,64})`)

// log reads the log into h and returns how many files git missed when it
// looked for renames. It stops at each, having told of all commits before; an
// empty file is put in its place, in our own directory, and it goes on there.
func (s *shadow) log(ctx context.Context, rev revision, h *history, progress func(int)) (absent int, err error) {
	seen := map[string]bool{}
	for {
		cmd := s.logCommand(ctx, rev, h.commits)
		pipe, err := cmd.StdoutPipe()
		if err != nil {
			return 0, err
		}
		if err := cmd.Start(); err != nil {
			return 0, fmt.Errorf("start git: %w", err)
		}
		if err := h.read(newLogReader(pipe), progress); !errors.Is(err, io.EOF) {
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
			if ctx.Err() != nil {
				return 0, ctx.Err()
			}
			return 0, err
		}
		err = cmd.Wait()
		said, _ := cmd.Stderr.(*tail)
		lost := absentFile.FindSubmatch(said.buf)
		if err == nil || lost == nil || seen[string(lost[1])] || len(seen) == maxAbsent {
			return len(seen), failed(ctx, "read the log", cmd, err)
		}
		seen[string(lost[1])] = true
		if err := s.standIn(string(lost[1])); err != nil {
			return 0, err
		}
	}
}

// logCommand starts the log after so many commits. The limit of pairs in the
// search for renames is that of today's git: without one, a commit that moves
// everything takes minutes, and older versions have a lower one.
func (s *shadow) logCommand(ctx context.Context, rev revision, skip int) *exec.Cmd {
	return s.command(ctx, "-c", "mailmap.blob=", "-c", "mailmap.file="+rev.mailmap,
		"log", "--skip="+strconv.Itoa(skip), "-z", "--name-status", "-M", "-l1000", "--no-ext-diff", "--no-textconv",
		"--no-color", "--no-notes", "--no-show-signature", logFormat, "--end-of-options", rev.name, "--")
}

// standIn puts an empty file under the name of one that is not there.
func (s *shadow) standIn(object string) error {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write([]byte("blob 0\x00")); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return s.write("objects/"+object[:2]+"/"+object[2:], b.Bytes())
}

// mapCoauthors asks the mail map about those whom only trailers name: git has
// mapped the authors, and does not look into messages.
func (s *shadow) mapCoauthors(ctx context.Context, rev revision, p *people) error {
	var ask []int
	var in bytes.Buffer
	for i, who := range p.list {
		if who.coauthor && !strings.ContainsAny(who.name+who.email, "<>\n") {
			ask = append(ask, i)
			fmt.Fprintf(&in, "%s <%s>\n", who.name, who.email)
		}
	}
	if rev.mailmap == "" || len(ask) == 0 {
		return nil
	}
	cmd := s.command(ctx, "-c", "mailmap.blob=", "-c", "mailmap.file="+rev.mailmap, "check-mailmap", "--stdin")
	cmd.Stdin = &in
	out, err := cmd.Output()
	if err != nil {
		return failed(ctx, "ask the mail map", cmd, err)
	}
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(lines) != len(ask) {
		return errors.New("the mail map was answered in an unknown way; this version of git may be too old or too new")
	}
	for i, line := range lines {
		name, email, _ := strings.Cut(line, "<")
		p.list[ask[i]].identity = identity{strings.TrimSpace(name), strings.TrimSuffix(email, ">")}
	}
	return nil
}
