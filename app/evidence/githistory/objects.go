package githistory

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
)

// objects hands out objects by name through one long-running git.
type objects struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
	buf []byte
}

// object is the head of one, as far as it was asked for. The text is gone with
// the next answer.
type object struct {
	name, kind string
	text       []byte
	whole      bool
}

var errNoObject = errors.New("no such object")

func (s *shadow) objects(ctx context.Context) (*objects, error) {
	// Large files are streamed past, not loaded.
	cmd := s.command(ctx, "-c", "core.bigFileThreshold=1m", "cat-file", "--batch")
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start git: %w", err)
	}
	return &objects{cmd: cmd, in: in, out: bufio.NewReaderSize(out, 64<<10)}, nil
}

// close ends git and waits for it. What it says at the end is of no interest:
// every answer has been read.
func (o *objects) close() {
	o.in.Close()
	_, _ = io.Copy(io.Discard, o.out) // the pipe has to be empty before git can end
	_ = o.cmd.Wait()
}

// get returns the first limit bytes of an object, or errNoObject.
func (o *objects) get(name string, limit int) (object, error) {
	if strings.ContainsAny(name, "\n\x00") {
		return object{}, errNoObject
	}
	if _, err := io.WriteString(o.in, name+"\n"); err != nil {
		return object{}, fmt.Errorf("ask git for an object: %w", err)
	}
	return o.answer(limit)
}

// answer reads what git answers to the next of the questions asked.
func (o *objects) answer(limit int) (object, error) {
	line, err := o.out.ReadString('\n')
	if err != nil {
		return object{}, fmt.Errorf("read an object from git: %w", err)
	}
	fields := strings.Fields(line)
	if len(fields) != 3 {
		return object{}, errNoObject // "… missing", or "… ambiguous"
	}
	size, err := strconv.ParseInt(fields[2], 10, 64)
	if err != nil || !objectName.MatchString(fields[0]) {
		return object{}, errNoObject
	}
	got := object{name: fields[0], kind: fields[1], whole: size <= int64(limit)}
	if room := int(min(size, int64(limit))); room > cap(o.buf) {
		o.buf = make([]byte, room)
	}
	got.text = o.buf[:min(size, int64(limit))]
	if _, err := io.ReadFull(o.out, got.text); err != nil {
		return object{}, fmt.Errorf("read an object from git: %w", err)
	}
	rest := size - int64(len(got.text)) + 1 // and the line end
	if _, err := io.CopyN(io.Discard, o.out, rest); err != nil {
		return object{}, fmt.Errorf("read an object from git: %w", err)
	}
	return got, nil
}
