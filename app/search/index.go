package search

import (
	"cmp"
	"slices"
	"strings"

	"michinori/app/maturity"
)

// Limits on a query: beyond them it is cut.
const (
	MaxQuery = 100 // characters
	maxWords = 8
)

// Entry is one thing that can be found.
type Entry struct {
	Group string // what kind of thing it is; hits are told apart by it
	Path  string // of its page
	Title maturity.Text
	Body  []maturity.Text
}

// Index holds entries, folded. It may be searched by many at once.
type Index struct {
	entries []entry
	words   []string // every Latin word, for those who mistype
	others  []other
}

type entry struct {
	Entry
	title, body [2]string // folded, in the order of maturity.Languages
}

// New makes an index; the order of the entries decides between equal hits.
func New(entries []Entry) *Index {
	x := &Index{entries: make([]entry, len(entries)), others: others()}
	words := map[string]bool{}
	for i, e := range entries {
		x.entries[i] = newEntry(e)
		for l := range maturity.Languages {
			collect(words, x.entries[i].title[l])
			collect(words, x.entries[i].body[l])
		}
	}
	for w := range words {
		x.words = append(x.words, w)
	}
	slices.Sort(x.words)
	return x
}

func newEntry(e Entry) entry {
	out := entry{Entry: e}
	for i, l := range maturity.Languages {
		out.title[i] = foldText(e.Title.In(l))
		var body strings.Builder
		for _, t := range e.Body {
			body.WriteString(t.In(l))
			body.WriteByte('\n')
		}
		out.body[i] = foldText(body.String())
	}
	return out
}

// Hit is one entry that answers a query.
type Hit struct {
	Entry
	Score float64
	words []string
}

// Search returns what answers the query, the best first. Each word of the query
// must be met, in whichever language; more are entries of the moment that are
// not in the index.
func (x *Index) Search(query string, more ...Entry) []Hit {
	words := x.split(query)
	if len(words) == 0 {
		return nil
	}
	all := x.entries[:len(x.entries):len(x.entries)]
	for _, e := range more {
		all = append(all, newEntry(e))
	}
	asked := make([][]string, len(words))
	for i, w := range words {
		asked[i] = append(x.spellings(w, all), x.called(w)...)
	}
	return rank(all, asked)
}

func rank(all []entry, asked [][]string) []Hit {
	var out []Hit
	for _, e := range all {
		h := Hit{Entry: e.Entry}
		for _, spellings := range asked {
			score, word := e.best(spellings)
			if score == 0 {
				h.Score = 0
				break
			}
			h.Score += score
			h.words = append(h.words, word...)
		}
		if h.Score > 0 {
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return out
}

// split folds a query and cuts it into its words.
func (x *Index) split(query string) []string {
	runes := []rune(query)
	words := strings.FieldsFunc(x.inOurWords(string(runes[:min(len(runes), MaxQuery)])), func(r rune) bool {
		return strings.ContainsRune(" 、。,?!「」()\"'", r)
	})
	return words[:min(len(words), maxWords)]
}
