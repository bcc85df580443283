package githistory

import (
	"cmp"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"michinori/app/knowledge"
)

// people are all identities of a history, and which of them are one person.
type people struct {
	known map[identity]int32
	list  []somebody
}

type somebody struct {
	identity
	bot             bool
	coauthor        bool // known from a trailer: the mail map is still to be asked
	commits, recent int
	last            int64
}

func newPeople() *people { return &people{known: map[identity]int32{}} }

// unreadable is what git log prints, its format unfilled, of a commit whose
// line of the author is damaged.
var unreadable = identity{"%aN", "%aE"}

// noName stands for those who left neither a name nor an address.
const noName = "(no name)"

// author returns the number of the author of a commit.
func (p *people) author(who identity) int32 {
	if who == unreadable {
		who = identity{}
	}
	if n, ok := p.known[who]; ok {
		return n
	}
	return p.add(who, false)
}

// coauthor returns the number of somebody that a trailer names, and false
// where it names nobody or a program.
func (p *people) coauthor(text string) (int32, bool) {
	name, email, ok := strings.Cut(text, "<")
	email, _, closed := strings.Cut(email, ">")
	who := identity{strings.TrimSpace(name), strings.TrimSpace(email)}
	if !ok || !closed || who.email == "" {
		return 0, false
	}
	// A program has no address that answers.
	if local, _, _ := strings.Cut(strings.ToLower(who.email), "@"); local == "noreply" || local == "no-reply" {
		return 0, false
	}
	if n, ok := p.known[who]; ok {
		return n, !p.list[n].bot
	}
	n := p.add(who, true)
	return n, !p.list[n].bot
}

func (p *people) add(who identity, coauthor bool) int32 {
	n := int32(len(p.list))
	who = identity{strings.Clone(who.name), strings.Clone(who.email)}
	p.known[who] = n
	p.list = append(p.list, somebody{identity: who, bot: isBot(who), coauthor: coauthor})
	return n
}

// count notes a commit of somebody.
func (p *people) count(n int32, when int64, recent bool) {
	s := &p.list[n]
	s.commits++
	s.last = max(s.last, when)
	if recent {
		s.recent++
	}
}

// merge returns the developers: identities with the same e-mail address are
// one person, and then those with the same name. One maps the number of an
// identity to that of its developer; bots have none, which is -1.
func (p *people) merge() (developers []knowledge.Developer, one []int) {
	same := newSets(len(p.list))
	byEmail, byName := map[string]int{}, map[string]int{}
	for i, s := range p.list {
		if s.bot {
			continue
		}
		same.joinBy(byEmail, plain(s.email), i)
		same.joinBy(byName, plain(s.name), i)
	}
	one = make([]int, len(p.list))
	numbers := map[int]int{}
	most := []int{}
	for i, s := range p.list {
		if one[i] = -1; s.bot {
			continue
		}
		root := same.find(i)
		n, ok := numbers[root]
		if !ok {
			n = len(developers)
			numbers[root] = n
			developers = append(developers, knowledge.Developer{})
			most = append(most, -1)
		}
		one[i] = n
		d := &developers[n]
		d.Commits += s.commits
		d.RecentCommits += s.recent
		if last := time.Unix(s.last, 0).UTC(); s.commits > 0 && last.After(d.Last) {
			d.Last = last
		}
		if most[n] < s.commits { // the name used most, the latest of equals
			most[n] = s.commits
			d.Name, d.Email = Printable(cmp.Or(s.name, s.email, noName)), Printable(s.email)
		}
	}
	return developers, one
}

// plain returns a text as it is compared: in upper case and without accents,
// which people leave out on some keyboards.
func plain(s string) string {
	ascii := strings.IndexFunc(s, func(r rune) bool { return r >= unicode.MaxASCII }) < 0
	if !ascii {
		s = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFD.String(s))
	}
	return strings.ToUpper(strings.TrimSpace(s))
}

// sets are disjoint sets of numbers.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func (s sets) find(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

// joinBy joins i with whoever had the key before. An empty key is nobody's.
func (s sets) joinBy(seen map[string]int, key string, i int) {
	if key == "" {
		return
	}
	if first, ok := seen[key]; ok {
		s[s.find(i)] = s.find(first)
		return
	}
	seen[key] = i
}
