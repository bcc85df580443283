package githistory

import (
	"cmp"
	"slices"
	"time"

	"michinori/app/knowledge"
)

// result turns what was collected into the history of the files that count.
// Of a file without any commit nothing is known, so it is left out.
func (h *history) result(files []string) knowledge.CodeHistory {
	developers, one := h.people.merge()
	out := knowledge.CodeHistory{Commits: h.commits, Developers: developers, Skipped: h.skipped}
	for _, path := range files {
		s, ok := h.paths[path]
		if !ok {
			continue
		}
		f := knowledge.CodeFile{Path: path}
		for _, part := range s.whole() {
			f.Works = addWorks(f.Works, part.works, one)
			for _, t := range part.recent {
				f.Recent = append(f.Recent, knowledge.Touch{Developer: one[t.who], Commit: int(t.commit), Created: t.created})
			}
		}
		if len(f.Works) == 0 {
			continue
		}
		// The order of collecting says nothing, and differs from run to run of git.
		slices.SortFunc(f.Works, func(a, b knowledge.Work) int { return cmp.Compare(a.Developer, b.Developer) })
		out.Files = append(out.Files, f)
	}
	return out
}

func addWorks(to []knowledge.Work, works []work, one []int) []knowledge.Work {
	for _, w := range works {
		who := one[w.who]
		i := slices.IndexFunc(to, func(k knowledge.Work) bool { return k.Developer == who })
		if i < 0 {
			i = len(to)
			to = append(to, knowledge.Work{Developer: who})
		}
		to[i].Created = to[i].Created || w.created
		to[i].Changes += int(w.changes)
		if last := time.Unix(w.last, 0).UTC(); last.After(to[i].Last) {
			to[i].Last = last
		}
	}
	return to
}
