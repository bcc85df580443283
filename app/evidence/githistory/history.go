package githistory

import (
	"fmt"
	"slices"
	"strconv"
)

// history collects what a log says.
type history struct {
	people  *people
	since   int64 // from here on a change is recent
	ignored map[string]bool
	paths   map[string]*line
	commits int
	skipped int // paths too long to be read
}

// line is all that was done under one path, whatever the file was. A path that
// is used again later stays the same file here, as in the published count.
type line struct {
	works []work
	// recent are the changes of the latest time.
	recent []touch
	// from are the lines of the names from which files were renamed to this one.
	from []*line
}

type work struct {
	who     int32
	created bool
	changes int32
	last    int64
}

type touch struct {
	who, commit int32
	created     bool
}

// maxPaths bounds the memory that a repository can ask for.
const maxPaths = 3_000_000

var errTooManyPaths = fmt.Errorf("the history has more than %d paths, which is more than can be counted here", maxPaths)

func newHistory(since int64, ignored map[string]bool) *history {
	return &history{people: newPeople(), since: since, ignored: ignored, paths: map[string]*line{}}
}

// read takes in the log from one commit on.
func (h *history) read(log *logReader, progress func(int)) error {
	for {
		commit, err := log.commit()
		if err != nil {
			return err
		}
		authors, when := h.begin(commit)
		if progress != nil {
			progress(h.commits)
		}
		ignored := h.ignored[commit.name]
		err = log.changes(func(c logChange) { h.change(c, authors, when, ignored) })
		if err != nil {
			return err
		}
		h.commits++
		if len(h.paths) > maxPaths {
			return errTooManyPaths
		}
	}
}

// begin notes a commit and returns the people it is of: its author, and whom
// its last lines name beside. A squashed merge names its authors there.
func (h *history) begin(c logCommit) ([]int32, int64) {
	when, err := strconv.ParseInt(c.when, 10, 64)
	if err != nil {
		when = 0
	}
	when = min(max(when, 0), lastStamp)
	var out []int32
	if n := h.people.author(c.author); !h.people.list[n].bot {
		out = append(out, n)
	}
	for _, text := range c.coauthors {
		n, ok := h.people.coauthor(text)
		if ok && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	for _, n := range out {
		h.people.count(n, when, when >= h.since)
	}
	return out, when
}

func (h *history) change(c logChange, authors []int32, when int64, ignored bool) {
	if c.tooLong || c.fromLong {
		h.skipped++
		return
	}
	switch c.kind {
	case 'A':
		h.note(h.at(c.path), authors, when, true)
	case 'M', 'R':
		l := h.at(c.path)
		if !ignored {
			h.note(l, authors, when, false)
		}
		if c.kind == 'R' {
			l.follow(h.at(c.from))
		}
	}
}

func (h *history) note(l *line, authors []int32, when int64, created bool) {
	for _, who := range authors {
		l.note(who, when, created)
		if when >= h.since {
			l.recent = append(l.recent, touch{who, int32(h.commits), created})
		}
	}
}

func (l *line) note(who int32, when int64, created bool) {
	i := 0
	for i < len(l.works) && l.works[i].who != who {
		i++
	}
	if i == len(l.works) {
		l.works = append(l.works, work{who: who})
	}
	// Who was here last is likely to be here next.
	l.works[0], l.works[i] = l.works[i], l.works[0]
	w := &l.works[0]
	w.last = max(w.last, when)
	if created {
		w.created = true
		return
	}
	w.changes++
}

func (h *history) at(path []byte) *line {
	l, ok := h.paths[string(path)]
	if !ok {
		l = &line{}
		h.paths[string(path)] = l
	}
	return l
}

func (l *line) follow(earlier *line) {
	if !slices.Contains(l.from, earlier) {
		l.from = append(l.from, earlier)
	}
}

// whole returns the line and all that it goes back to.
func (l *line) whole() []*line {
	out := []*line{l}
	seen := map[*line]bool{l: true}
	for i := 0; i < len(out); i++ {
		for _, earlier := range out[i].from {
			if !seen[earlier] {
				seen[earlier] = true
				out = append(out, earlier)
			}
		}
	}
	return out
}
