package web

import (
	"io"
	"net/http"
	"sync"
	"testing"

	"michinori/app/store/storetest"
)

// A page is sent after its handler has returned. Whatever it was made in must
// not serve the next request before that, or people get each other's pages.
func TestPagesAreNotMixedUp(t *testing.T) {
	t.Parallel()
	s := newDemoServer(t, storetest.SQLite(t).URL)
	ask := func(part string) string {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+"/", nil)
		if err != nil {
			t.Error(err)
			return ""
		}
		r.AddCookie(&http.Cookie{Name: sessionCookie, Value: s.sessions[part]})
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Error(err)
			return ""
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Error(err)
		}
		return string(body)
	}
	var all sync.WaitGroup
	for part := range s.sessions {
		want := ask(part)
		for range 4 {
			all.Go(func() {
				for range 15 {
					if ask(part) != want {
						t.Errorf("the %s was sent another page than before", part)
						return
					}
				}
			})
		}
	}
	all.Wait()
}
