package api

import (
	"encoding/base64"
	"slices"
	"strings"
)

// How many items of a list one answer holds.
const (
	listLimit = 100
	mostItems = 500
)

// ListInput is what every list takes.
type ListInput struct {
	Limit  int    `query:"limit" default:"100" minimum:"1" maximum:"500" doc:"How many items at most"`
	Cursor string `query:"cursor" maxLength:"400" doc:"What the page before called next"`
}

// Page is a part of a list.
type Page[T any] struct {
	Items []T    `json:"items" nullable:"false"`
	Next  string `json:"next,omitempty" doc:"The cursor of the page after; missing on the last one"`
}

// paged cuts a page out of a list whose items each have a key of their own. The
// cursor names the last item that was seen, so that what comes in or goes
// meanwhile neither repeats nor hides another.
func paged[T any](in ListInput, all []T, key func(T) string) (Page[T], error) {
	after, err := openCursor(in.Cursor)
	if err != nil {
		return Page[T]{}, err
	}
	slices.SortFunc(all, func(x, y T) int { return strings.Compare(key(x), key(y)) })
	at := 0
	if in.Cursor != "" {
		at, _ = slices.BinarySearchFunc(all, after, func(x T, k string) int {
			if key(x) <= k {
				return -1
			}
			return 1
		})
	}
	limit := in.limit()
	out := Page[T]{Items: slices.Clone(all[at:min(at+limit, len(all))])}
	if out.Items == nil {
		out.Items = []T{}
	}
	if at+limit < len(all) {
		out.Next = cursorOf(key(out.Items[len(out.Items)-1]))
	}
	return out, nil
}

func (in ListInput) limit() int {
	if in.Limit == 0 {
		return listLimit
	}
	return min(in.Limit, mostItems)
}

func cursorOf(key string) string { return base64.RawURLEncoding.EncodeToString([]byte(key)) }

func openCursor(cursor string) (string, error) {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return "", fieldProblem("/query/cursor", "field.form")
	}
	return string(raw), nil
}

// converted turns every item of a list into what is told of it; never null.
func converted[A, B any](all []A, convert func(A) B) []B {
	out := make([]B, len(all))
	for i, x := range all {
		out[i] = convert(x)
	}
	return out
}

// listed is a list of words that is never null.
func listed(all []string) []string { return append([]string{}, all...) }
