package githistory

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
)

const (
	// maxSniff is how much of a file its language is judged by, as Linguist does.
	maxSniff = 128 << 10
	// maxLoad is the size from which a file is judged by its name alone.
	maxLoad = 64 << 20
)

// sources returns the paths of a revision that Linguist would count: source
// code, written here and by people.
func (s *shadow) sources(ctx context.Context, revision string) ([]string, error) {
	blobs, err := s.tree(ctx, revision)
	if err != nil {
		return nil, err
	}
	objects, err := s.objects(ctx)
	if err != nil {
		return nil, err
	}
	defer objects.close()
	attributes, err := readAttributes(objects, blobs)
	if err != nil {
		return nil, failed(ctx, "read .gitattributes", objects.cmd, err)
	}
	var candidates []candidate
	for _, b := range blobs {
		c := candidate{blob: b, marks: attributes.of(b.path)}
		if b.size != 0 && !c.leftOutByPath() {
			candidates = append(candidates, c)
		}
	}
	out, err := sift(objects, candidates)
	return out, failed(ctx, "read the files", objects.cmd, err)
}

// candidate is a file that may be source code.
type candidate struct {
	blob
	marks marks
}

func (c candidate) readable() bool { return c.size > 0 && c.size <= maxLoad }

// sift reads the beginnings of the files and returns the paths of those that
// count. Questions are asked ahead of the answers, so that git is never idle.
func sift(o *objects, candidates []candidate) ([]string, error) {
	asked := make(chan error, 1)
	go func() {
		w := bufio.NewWriterSize(o.in, 32<<10)
		for _, c := range candidates {
			if c.readable() {
				fmt.Fprintln(w, c.object)
			}
		}
		asked <- w.Flush()
	}()
	var out []string
	for _, c := range candidates {
		var text []byte
		if c.readable() {
			got, err := o.answer(maxSniff)
			if err != nil && !errors.Is(err, errNoObject) {
				_, _ = io.Copy(io.Discard, o.out) // lets the one who asks come to an end
				return nil, errors.Join(err, <-asked)
			}
			text = got.text
		}
		if c.counts(text) {
			out = append(out, c.path)
		}
	}
	return out, <-asked
}
