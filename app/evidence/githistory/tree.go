package githistory

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// blob is a file of the revision.
type blob struct {
	path, object string
	size         int64 // -1 where it is not there
}

// maxFiles bounds the memory that a repository can ask for.
const maxFiles = 1_000_000

// tree lists the ordinary files of a revision: no links, no submodules.
func (s *shadow) tree(ctx context.Context, revision string) ([]blob, error) {
	cmd := s.command(ctx, "ls-tree", "-r", "-z", "-l", "--full-tree", revision)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start git: %w", err)
	}
	blobs, err := readTree(pipe)
	if err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		return nil, err
	}
	return blobs, failed(ctx, "list the files", cmd, cmd.Wait())
}

func readTree(in io.Reader) ([]blob, error) {
	var out []blob
	for t := newTokens(in); ; {
		err := t.next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		head, path, ok := strings.Cut(string(t.token), "\t")
		fields := strings.Fields(head)
		if !ok || len(fields) != 4 {
			return nil, errors.New("the list of files is not as expected; this version of git may be too old or too new")
		}
		if t.long || !strings.HasPrefix(fields[0], "100") {
			continue
		}
		size, err := strconv.ParseInt(fields[3], 10, 64)
		if err != nil {
			size = -1 // git says BAD
		}
		if out = append(out, blob{path: path, object: fields[2], size: size}); len(out) > maxFiles {
			return nil, fmt.Errorf("the revision has more than %d files, which is more than can be counted here", maxFiles)
		}
	}
}
