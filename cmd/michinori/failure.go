package main

import (
	"errors"
	"strings"
	"syscall"

	"michinori/app/maturity"
	"michinori/app/web/locale"
)

// whatToDo is what helps where the system refuses something.
var whatToDo = []struct {
	refused syscall.Errno
	advice  string
}{
	{syscall.ENOENT, "check the name"},
	{syscall.ENOTDIR, "check the name"},
	{syscall.EISDIR, "name a file"},
	{syscall.EACCES, "check who may read and write there"},
	{syscall.EPERM, "check who may read and write there"},
	{syscall.EROFS, "name a place that can be written to"},
	{syscall.ENOSPC, "make room, or name another place"},
	{syscall.EADDRINUSE, "end what listens there, or give another --listen"},
	{syscall.ECONNREFUSED, "check that it runs, and the address"},
}

// plainly is what a failure says on one line: in words where it carries the key
// of a message, and with what to do where the system's words end it.
func plainly(err error) string {
	text := oneLine(err)
	var known *maturity.Error
	if errors.As(err, &known) {
		if catalog, broken := locale.Load(); broken == nil {
			before, _, _ := strings.Cut(text, oneLine(known))
			text = before + catalog.In(maturity.English).Text(known.Key, known.Args)
		}
	}
	for _, w := range whatToDo {
		if strings.HasSuffix(text, w.refused.Error()) {
			return text + "; " + w.advice
		}
	}
	return text
}
