package knowledge

import (
	"slices"
	"time"
)

// CodeEvidence is what the history of a repository says about areas of code at
// one revision. It changes no level; see Reconcile.
type CodeEvidence struct {
	Revision string
	AsOf     time.Time // day of the revision
	Since    time.Time // from here on work counts as recent
	Areas    []CodeArea
}

// CodeArea is the code evidence of one area.
type CodeArea struct {
	Key  string // of the area in the register; "" where only the folder is known
	Path string
	// Paths are the git globs by which files were counted.
	Paths             []string
	Files             int
	TruckFactor       int
	Authors           int
	SingleAuthorFiles int
	DepartedTopAuthor bool         // who wrote most of it did nothing in the repository lately
	People            []CodeAuthor // by files, most first, at most MaxCodeAuthors
}

// MaxCodeAuthors is how many people of an area code evidence names.
const MaxCodeAuthors = 20

// CodeAuthor is one author of the files of an area.
type CodeAuthor struct {
	Name, Email        string
	Person             string // key of who it is in the register; "" where nobody said
	Files, RecentFiles int    // of which this person counts as author
	Share, RecentShare float64
	RecentCommits      int
	LastCommit         time.Time
}

// of returns the evidence of an area: by its key, else, where the evidence
// names folders alone, by the same paths.
func (c CodeEvidence) of(a Area) (CodeArea, bool) {
	for _, found := range c.Areas {
		if found.Key == a.Key {
			return found, true
		}
	}
	paths := slices.Sorted(slices.Values(a.Paths))
	for _, found := range c.Areas {
		if found.Key == "" && slices.Equal(paths, slices.Sorted(slices.Values(found.Paths))) {
			return found, true
		}
	}
	return CodeArea{}, false
}
