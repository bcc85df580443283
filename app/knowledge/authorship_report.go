package knowledge

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// CodeReport is the evidence of a history in the JSON form that people's
// scripts rely on: its names may be added to, never changed. It names people,
// and so is for the team alone; it raises questions and changes no level.
type CodeReport struct {
	Revision     string          `json:"revision"`
	AsOf         string          `json:"as_of"`
	Since        string          `json:"since"`
	Commits      int             `json:"commits"`
	Authors      int             `json:"authors"`      // of commits
	FileAuthors  int             `json:"file_authors"` // by degree of authorship
	Files        int             `json:"files"`
	TruckFactor  int             `json:"truck_factor"`
	Coverage     float64         `json:"coverage_after"`
	Developers   []CodeDeveloper `json:"developers"` // in the order of removal
	SingleAuthor int             `json:"single_author_files"`
	Absence      int             `json:"contributor_absence_factor"` // by commits
	Areas        []AreaEvidence  `json:"areas"`
}

// CodeDeveloper is one of those whom the truck factor counts.
type CodeDeveloper struct {
	Name  string  `json:"name"`
	Email string  `json:"email"`
	Files int     `json:"files"`
	Share float64 `json:"share"`
}

// AreaEvidence is what the history says about one area.
type AreaEvidence struct {
	Key          string       `json:"key,omitempty"`
	Path         string       `json:"path"`
	Paths        []string     `json:"paths"`
	Files        int          `json:"files"`
	TruckFactor  int          `json:"truck_factor"`
	Authors      int          `json:"authors"` // of files, by degree of authorship
	SingleAuthor int          `json:"single_author_files"`
	TopDeparted  bool         `json:"departed_top_author"`
	People       []AreaPerson `json:"people"`
}

// AreaPerson is somebody who is an author in an area, of all times or of the
// latest. Shares are of the files of the area.
type AreaPerson struct {
	Name          string  `json:"name"`
	Email         string  `json:"email"`
	Files         int     `json:"files"`
	Share         float64 `json:"share"`
	RecentFiles   int     `json:"recent_files"`
	RecentShare   float64 `json:"recent_share"`
	RecentCommits int     `json:"recent_commits"` // to the area
	LastCommit    string  `json:"last_commit"`    // to the area
}

// Report works out the evidence for the whole and for the areas; without any,
// for the folders at the top. A file may be in several areas.
func (h CodeHistory) Report(areas []CodePart) CodeReport {
	all := h.survey(func(string) bool { return true })
	out := CodeReport{
		Revision: h.Revision, AsOf: date(h.AsOf), Since: date(h.Since), Commits: h.Commits, Files: len(all.authors),
		FileAuthors: all.wrote, TruckFactor: len(all.removal.Removed), Coverage: all.removal.Coverage,
		SingleAuthor: all.single, Developers: []CodeDeveloper{}, Areas: []AreaEvidence{},
	}
	var commits []int
	for _, d := range h.Developers {
		if d.Commits > 0 {
			out.Authors++
			commits = append(commits, d.Commits)
		}
	}
	out.Absence = AbsenceFactor(commits)
	for _, r := range all.removal.Removed {
		d := h.Developers[r.Developer]
		out.Developers = append(out.Developers, CodeDeveloper{d.Name, d.Email, r.Files, share(r.Files, out.Files)})
	}
	if areas == nil {
		areas = h.folders()
	}
	for _, a := range areas {
		out.Areas = append(out.Areas, h.area(a))
	}
	return out
}

// literal writes a name as a pattern that means just that name.
var literal = strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`, "!", `\!`, "#", `\#`, " ", `\ `)

// folders are the folders at the top; the files beside them are ".".
func (h CodeHistory) folders() []CodePart {
	seen := map[string]bool{}
	for _, f := range h.Files {
		folder, _, below := strings.Cut(f.Path, "/")
		if !below {
			folder = ""
		}
		seen[folder] = true
	}
	var out []CodePart
	for folder := range seen {
		a := CodePart{Label: ".", Paths: []string{"/*"}, Match: func(p string) bool { return !strings.Contains(p, "/") }}
		if folder != "" {
			a = CodePart{Label: folder + "/", Paths: []string{literal.Replace(folder) + "/**"}, Match: func(p string) bool { return strings.HasPrefix(p, folder+"/") }}
		}
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b CodePart) int { return cmp.Compare(a.Label, b.Label) })
	return out
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

func date(t time.Time) string { return t.UTC().Format(time.DateOnly) }
