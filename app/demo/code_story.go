package demo

import (
	"slices"
	"strings"
	"time"

	"michinori/app/knowledge"
	"michinori/app/store"
)

// codeStory is what the history of a team's repository says, and who has told
// which author is whom.
type codeStory struct {
	areas []codeArea
	// matched are authors that go by another address than the team knows, by
	// seat; nobody are authors who are not of the team.
	matched map[string]int
	nobody  []string
}

type codeArea struct {
	key           string // of the area in the register
	files, single int
	truckFactor   int
	departed      bool // the first author has long done nothing
	authors       []codeAuthor
}

// codeAuthor is a member by seat, or somebody by another name and address.
type codeAuthor struct {
	seat          int
	name, email   string
	files, recent int // of the area's files, ever and in the last year
	commits       int // in the last year
	ago           int // days since the last commit
}

// paymentsCode: the one who left wrote the monthly closing, and nobody has
// taken it over. The newcomer knows more of the gateway than they say.
func paymentsCode() *codeStory {
	return &codeStory{
		areas: []codeArea{
			{key: "monthly-closing", files: 64, single: 51, truckFactor: 1, departed: true, authors: []codeAuthor{
				{seat: 1, files: 49, ago: 380}, {seat: 0, files: 9, recent: 7, commits: 12, ago: 15}, {seat: 2, files: 4, recent: 3, commits: 5, ago: 41},
			}},
			{key: "card-gateway", files: 120, single: 58, truckFactor: 2, authors: []codeAuthor{
				{seat: 0, files: 47, recent: 30, commits: 46, ago: 3}, {seat: newcomer, files: 36, recent: 41, commits: 71, ago: 2},
				{name: "k-sub", email: "k-sub@localhost", files: 17, recent: 9, commits: 14, ago: 33}, {seat: 4, files: 8, recent: 2, commits: 3, ago: 90},
			}},
			{key: "refunds", files: 38, single: 17, truckFactor: 2, authors: []codeAuthor{
				{seat: 3, files: 19, recent: 8, commits: 17, ago: 12}, {seat: 0, files: 12, recent: 6, commits: 9, ago: 27}, {seat: 5, files: 6, recent: 5, commits: 8, ago: 20},
			}},
			{key: "receipts", files: 27, single: 21, truckFactor: 1, authors: []codeAuthor{
				{seat: 2, files: 20, recent: 6, commits: 10, ago: 18}, {seat: 4, files: 5, recent: 2, commits: 4, ago: 52},
			}},
		},
		matched: map[string]int{"k-sub@localhost": 2},
	}
}

// deliveryCode: three people can do the carrier interface, and one writes it.
// The labels were written by somebody from outside who has left.
func deliveryCode() *codeStory {
	return &codeStory{
		areas: []codeArea{
			{key: "carrier-interface", files: 142, single: 104, truckFactor: 1, authors: []codeAuthor{
				{seat: 0, files: 98, recent: 51, commits: 83, ago: 1}, {seat: 2, files: 21, recent: 12, commits: 19, ago: 22},
				{name: "build-user", email: "build-user@localhost", files: 6, recent: 4, commits: 6, ago: 60},
			}},
			{key: "delivery-dates", files: 55, single: 20, truckFactor: 2, authors: []codeAuthor{
				{seat: 1, files: 26, recent: 14, commits: 33, ago: 4}, {seat: 3, files: 22, recent: 17, commits: 29, ago: 6},
			}},
			{key: "labels", files: 47, single: 39, truckFactor: 1, departed: true, authors: []codeAuthor{
				{name: "t.hirata", email: "t.hirata@partner.example", files: 33, ago: 610}, {seat: 3, files: 8, recent: 6, commits: 9, ago: 45},
				{seat: 2, files: 4, recent: 3, commits: 4, ago: 70},
			}},
			{key: "tracking", files: 31, single: 14, truckFactor: 2, authors: []codeAuthor{
				{seat: 4, files: 15, recent: 9, commits: 21, ago: 8}, {seat: 5, files: 9, recent: 4, commits: 7, ago: 36},
			}},
			{key: "freight-billing", files: 40, single: 22, truckFactor: 1, authors: []codeAuthor{
				{seat: 3, files: 24, recent: 11, commits: 26, ago: 5}, {seat: 2, files: 11, recent: 13, commits: 24, ago: 9},
			}},
		},
		nobody: []string{"t.hirata@partner.example"},
	}
}

// tell turns the story into what an import has stored; the day is that of the
// revision.
func (c *codeStory) tell(k *keeper, at time.Time) store.StoredCode {
	day := dayOf(at)
	e := knowledge.CodeEvidence{AsOf: day, Since: day.AddDate(-1, 0, 0), Revision: k.revision()}
	for _, told := range c.areas {
		e.Areas = append(e.Areas, told.tell(k, day))
	}
	out := store.StoredCode{ImportedAt: at, ImportedBy: k.team.members[0].ID, Evidence: e, People: map[string]string{}}
	for author, seat := range c.matched {
		if m, ok := k.seat(seat); ok {
			out.People[author] = m.ID
		}
	}
	for _, author := range c.nobody {
		out.People[author] = ""
	}
	return out
}

func (c codeArea) tell(k *keeper, day time.Time) knowledge.CodeArea {
	out := knowledge.CodeArea{
		Key: c.key, Files: c.files, TruckFactor: c.truckFactor, SingleAuthorFiles: c.single, DepartedTopAuthor: c.departed,
	}
	for _, a := range k.areas {
		if a.Key == c.key {
			out.Paths = slices.Clone(a.Paths)
		}
	}
	for _, told := range c.authors {
		a := knowledge.CodeAuthor{
			Name: told.name, Email: told.email, Files: told.files, RecentFiles: told.recent, RecentCommits: told.commits,
			Share: float64(told.files) / float64(c.files), RecentShare: float64(told.recent) / float64(c.files),
			LastCommit: day.AddDate(0, 0, -told.ago),
		}
		if a.Email == "" {
			m, ok := k.seat(told.seat)
			if !ok {
				continue
			}
			a.Email = m.Email
			a.Name, _, _ = strings.Cut(m.Email, "@")
		}
		out.People = append(out.People, a)
	}
	out.Authors = len(out.People)
	return out
}

// revision looks like the name of a commit.
func (k *keeper) revision() string {
	const digits = "0123456789abcdef"
	b := make([]byte, 40)
	for i := range b {
		b[i] = digits[k.dice.IntN(len(digits))]
	}
	return string(b)
}

// seat returns the member that the story knows by a seat; false where the team
// is too small to have one.
func (k *keeper) seat(seat int) (member, bool) {
	for place, m := range k.team.members {
		if place == seat && m.from == 0 || seat == newcomer && m.from > 0 {
			return m, true
		}
	}
	return member{}, false
}
