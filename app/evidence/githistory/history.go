package githistory

import (
	"fmt"
	"slices"
	"strconv"
)

// history collects what a log says, newest commit first.
type history struct {
	people  *people
	since   int64 // from here on a change is recent
	ignored map[string]bool
	paths   map[string]*stretch
	commits int
	skipped int // paths too long to be read
}

// stretch is the life of one file under one path. A path can have several: a
// file moves away, and another is made in its place.
type stretch struct {
	works []work
	// recent are the changes of the latest time.
	recent []touch
	// from are the lives under earlier names.
	from []*stretch
	// born is set once the beginning was seen, by being added or renamed.
	born bool
	// older is the earlier life under the same path that is being read now, if
	// this is the latest and not that one.
	older *stretch
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
	return &history{people: newPeople(), since: since, ignored: ignored, paths: map[string]*stretch{}}
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
		s := h.at(c.path)
		s.born = true
		h.note(s, authors, when, true)
	case 'M', 'R':
		s := h.at(c.path)
		if !ignored {
			h.note(s, authors, when, false)
		}
		if c.kind == 'R' {
			s.born = true
			s.follow(h.before(c.from))
		}
	}
}

func (h *history) note(s *stretch, authors []int32, when int64, created bool) {
	for _, who := range authors {
		s.note(who, when, created)
		if when >= h.since {
			s.recent = append(s.recent, touch{who, int32(h.commits), created}) //nolint:gosec // no history is that long
		}
	}
}

func (s *stretch) note(who int32, when int64, created bool) {
	i := 0
	for i < len(s.works) && s.works[i].who != who {
		i++
	}
	if i == len(s.works) {
		s.works = append(s.works, work{who: who})
	}
	// Who was here last is likely to be here next.
	s.works[0], s.works[i] = s.works[i], s.works[0]
	w := &s.works[0]
	w.last = max(w.last, when)
	if created {
		w.created = true
		return
	}
	w.changes++
}

// at returns the life under a path at this point of the history.
func (h *history) at(path []byte) *stretch {
	s, ok := h.paths[string(path)]
	if !ok {
		s = &stretch{}
		h.paths[string(path)] = s
	}
	if s.older != nil {
		return s.older
	}
	return s
}

// before returns the life that a rename away from the path ends. If something
// newer has begun there since, that is another file. If not, whatever was seen
// there was done on another branch to the file that moved.
func (h *history) before(path []byte) *stretch {
	s := h.at(path)
	if s.born {
		s = &stretch{}
		h.paths[string(path)].older = s
	}
	return s
}

func (s *stretch) follow(earlier *stretch) {
	if !slices.Contains(s.from, earlier) {
		s.from = append(s.from, earlier)
	}
}

// whole returns the life and all that it goes back to.
func (s *stretch) whole() []*stretch {
	out := []*stretch{s}
	seen := map[*stretch]bool{s: true}
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
