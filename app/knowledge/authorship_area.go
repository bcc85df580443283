package knowledge

import (
	"cmp"
	"slices"
	"time"
)

// survey is who wrote a part of the files.
type survey struct {
	authors [][]int // of each file
	single  int     // files with one author
	removal Removal
	wrote   int               // authors of any file
	people  map[int]*presence // these, and whoever changed one in the latest time
}

// presence is one developer in a part of the files.
type presence struct {
	files, recent int
	last          time.Time
	commits       map[int]bool // of the latest time
}

// survey looks at the files whose paths match.
func (h CodeHistory) survey(match func(string) bool) survey {
	s := survey{people: map[int]*presence{}}
	changes := map[int]int{}
	var files []CodeFile
	for _, f := range h.Files {
		if !match(f.Path) {
			continue
		}
		files = append(files, f)
		authors := Authors(f.Works)
		s.authors = append(s.authors, authors)
		if len(authors) == 1 {
			s.single++
		}
		for _, d := range authors {
			s.of(d).files++
		}
		for _, w := range f.Works {
			changes[w.Developer] += w.Changes
		}
		for _, d := range Authors(recentWorks(f.Recent)) {
			s.of(d).recent++
		}
	}
	s.removal = TruckFactor(s.authors, changes)
	s.watch(files)
	return s
}

func (s *survey) of(developer int) *presence {
	p := s.people[developer]
	if p == nil {
		p = &presence{commits: map[int]bool{}}
		s.people[developer] = p
	}
	return p
}

// watch adds who was there lately, and when all were last seen.
func (s *survey) watch(files []CodeFile) {
	for _, f := range files {
		for _, t := range f.Recent {
			s.of(t.Developer).commits[t.Commit] = true
		}
	}
	for _, f := range files {
		for _, w := range f.Works {
			if p := s.people[w.Developer]; p != nil && w.Last.After(p.last) {
				p.last = w.Last
			}
		}
	}
	for _, p := range s.people {
		if p.files > 0 {
			s.wrote++
		}
	}
}

// recentWorks sums single changes by developer.
func recentWorks(touches []Touch) []Work {
	var out []Work
	for _, t := range touches {
		i := slices.IndexFunc(out, func(w Work) bool { return w.Developer == t.Developer })
		if i < 0 {
			i = len(out)
			out = append(out, Work{Developer: t.Developer})
		}
		if t.Created {
			out[i].Created = true
		} else {
			out[i].Changes++
		}
	}
	return out
}

func (h CodeHistory) area(a CodePart) AreaEvidence {
	s := h.survey(a.Match)
	out := AreaEvidence{
		Authors: s.wrote, Key: a.Key, Path: a.Label, Paths: a.Paths, Files: len(s.authors), TruckFactor: len(s.removal.Removed),
		SingleAuthor: s.single, People: []AreaPerson{},
	}
	ranked := s.ranked()
	if len(ranked) > 0 && s.people[ranked[0]].files > 0 {
		out.TopDeparted = h.Developers[ranked[0]].RecentCommits == 0
	}
	for _, d := range ranked[:min(len(ranked), MaxCodeAuthors)] {
		p := s.people[d]
		who := h.Developers[d]
		out.People = append(out.People, AreaPerson{
			Name: who.Name, Email: who.Email, Files: p.files, Share: share(p.files, out.Files),
			RecentFiles: p.recent, RecentShare: share(p.recent, out.Files),
			RecentCommits: len(p.commits), LastCommit: date(p.last),
		})
	}
	return out
}

// ranked orders the people of a part for its list: it is by files, and says
// who can be asked, not who is best.
func (s survey) ranked() []int {
	var out []int
	for d := range s.people {
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b int) int {
		p, q := s.people[a], s.people[b]
		return cmp.Or(cmp.Compare(q.files, p.files), cmp.Compare(q.recent, p.recent), cmp.Compare(len(q.commits), len(p.commits)), cmp.Compare(a, b))
	})
	return out
}
