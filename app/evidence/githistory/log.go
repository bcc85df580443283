package githistory

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// logFormat is what the parser below reads of each commit: name, time, author
// and co-authors, each ended by a NUL; the changed files follow.
const logFormat = "--format=tformat:%H%x00%ct%x00%aN%x00%aE%x00%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x1f)%x00"

// logCommit is one commit of the log, without its files.
type logCommit struct {
	name      string
	when      string // seconds
	author    identity
	coauthors []string // "Name <e-mail>", as written
}

// identity is a name and an e-mail address as a commit has them.
type identity struct{ name, email string }

// logChange is what a commit did to one file. The paths are gone with the next
// change.
type logChange struct {
	kind     byte // A, M, R and others, as git names them
	path     []byte
	from     []byte // of a rename
	tooLong  bool   // the paths are cut
	fromLong bool
}

// logReader reads the output of git log piece by piece.
type logReader struct {
	tokens
	from []byte
}

var errLog = errors.New("the log of git is not as expected; this version of git may be too old or too new")

func newLogReader(in io.Reader) *logReader { return &logReader{tokens: newTokens(in)} }

// commit reads the next commit; its changes have to be read before the one
// after. It returns io.EOF at the end of the log.
func (l *logReader) commit() (logCommit, error) {
	var c logCommit
	if err := l.next(); err != nil {
		return c, err
	}
	if !isObjectName(l.token) {
		return c, errLog
	}
	c.name = string(l.token)
	for _, field := range []*string{&c.when, &c.author.name, &c.author.email} {
		if err := l.field(); err != nil {
			return c, err
		}
		*field = string(l.token)
	}
	if err := l.field(); err != nil {
		return c, err
	}
	for _, who := range strings.Split(string(l.token), "\x1f") {
		if who = strings.TrimSpace(who); who != "" {
			c.coauthors = append(c.coauthors, who)
		}
	}
	if err := l.field(); err != nil {
		return c, err
	}
	if len(l.token) != 0 { // the end of what the format gives
		return c, errLog
	}
	return c, nil
}

// changes calls do with each file of the commit just read.
func (l *logReader) changes(do func(logChange)) error {
	for {
		err := l.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if isObjectName(l.token) {
			l.unread = true
			return nil
		}
		kind := bytes.TrimPrefix(l.token, []byte("\n"))
		if len(kind) == 0 || len(kind) > 4 || kind[0] < 'A' || kind[0] > 'Z' {
			return fmt.Errorf("%w: %s where a kind of change should be", errLog, quote(string(l.token)))
		}
		change := logChange{kind: kind[0]}
		if err := l.change(&change); err != nil {
			return err
		}
		do(change)
	}
}

func (l *logReader) change(c *logChange) error {
	if err := l.field(); err != nil {
		return err
	}
	if c.kind == 'R' || c.kind == 'C' {
		l.from = append(l.from[:0], l.token...)
		c.from, c.fromLong = l.from, l.long
		if err := l.field(); err != nil {
			return err
		}
	}
	c.path, c.tooLong = l.token, l.long
	return nil
}

func isObjectName(b []byte) bool {
	if len(b) != 40 && len(b) != 64 {
		return false
	}
	for _, c := range b {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
