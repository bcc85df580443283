package githistory

import (
	"bufio"
	"errors"
	"io"
)

// tokens reads texts that end with a NUL. None is held longer than the next
// one, and none beyond its limit, however long git makes it.
type tokens struct {
	in     *bufio.Reader
	token  []byte
	long   bool // the token is cut
	unread bool
}

// maxToken bounds a path, a name or the co-authors of a commit. Paths of more
// cannot be checked out anywhere.
const maxToken = 4096

func newTokens(in io.Reader) tokens { return tokens{in: bufio.NewReaderSize(in, 256<<10)} }

// next reads up to the next NUL. What is beyond the limit is passed over.
func (t *tokens) next() error {
	if t.unread {
		t.unread = false
		return nil
	}
	t.token, t.long = t.token[:0], false
	for {
		piece, err := t.in.ReadSlice(0)
		end := err == nil
		if end {
			piece = piece[:len(piece)-1]
		}
		if room := maxToken - len(t.token); len(piece) > room {
			piece, t.long = piece[:room], true
		}
		t.token = append(t.token, piece...)
		switch {
		case end:
			return nil
		case errors.Is(err, io.EOF) && len(t.token) == 0:
			return io.EOF
		case errors.Is(err, io.EOF):
			return io.ErrUnexpectedEOF
		case !errors.Is(err, bufio.ErrBufferFull):
			return err
		}
	}
}

// field is next where the input must not end.
func (t *tokens) field() error {
	err := t.next()
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
