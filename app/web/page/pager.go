package page

import (
	"net/url"
	"strconv"
)

// PageSize is how many rows of a long list one page shows.
const PageSize = 50

// Pager tells where in a long list a page stands.
type Pager struct {
	Base
	Page, Pages    int // from 1
	From, To, Size int // rows shown, from 1, and how many there are
	path           string
	query          url.Values
	name           string // of the page in the query
}

// NewPager works out the page a query asks for, and the nearest one where it
// asks for a page that is not there.
func NewPager(b Base, path string, query url.Values, size int) Pager {
	return NewPagerBy(b, path, query, size, "page", PageSize)
}

// NewPagerBy is NewPager for a list that shows so many rows at once, and whose
// page the query calls by that name.
func NewPagerBy(b Base, path string, query url.Values, size int, name string, rows int) Pager {
	p := Pager{Base: b, Size: size, path: path, query: query, name: name}
	p.Pages = max(1, (size+rows-1)/rows)
	asked, _ := strconv.Atoi(query.Get(name))
	p.Page = min(max(1, asked), p.Pages)
	p.From = min((p.Page-1)*rows+1, size)
	p.To = min(p.Page*rows, size)
	return p
}

// Previous is the address of the page before, or "".
func (p Pager) Previous() string { return p.address(p.Page - 1) }

// Next is the address of the page after, or "".
func (p Pager) Next() string { return p.address(p.Page + 1) }

func (p Pager) address(page int) string {
	if page < 1 || page > p.Pages {
		return ""
	}
	q := url.Values{}
	for name, values := range p.query {
		if name != p.name && len(values) > 0 && values[0] != "" {
			q[name] = values[:1]
		}
	}
	if page > 1 {
		q.Set(p.name, strconv.Itoa(page))
	}
	if len(q) == 0 {
		return p.URL(p.path)
	}
	return p.URL(p.path, "?", q.Encode())
}

// Rows returns the part of a list that a page shows.
func Rows[T any](p Pager, all []T) []T {
	if len(all) == 0 {
		return nil
	}
	return all[p.From-1 : p.To]
}
