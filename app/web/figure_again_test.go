package web

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestFiguresAskedForAgain: a figure is answered as it was, to whom it was, until
// something is written; then by what is true now.
func TestFiguresAskedForAgain(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	const figure = "/overview?figure=levels&format=svg"
	first, again := s.get("leader", figure), s.get("leader", figure)
	if s.server.figures.bytes == 0 {
		t.Error("nothing was kept")
	}
	if again.StatusCode != http.StatusOK || again.body != first.body {
		t.Errorf("again: %d, %.60s", again.StatusCode, again.body)
	}
	for _, name := range []string{"Content-Type", "Content-Disposition", "Content-Security-Policy", "Cache-Control", "Vary", "ETag"} {
		if got, want := again.Header.Get(name), first.Header.Get(name); got != want {
			t.Errorf("%s is %q again, was %q", name, got, want)
		}
	}
	held := httptest.NewRequest(http.MethodGet, figure, nil)
	held.Header.Set("If-None-Match", first.Header.Get("ETag"))
	if got := s.send("leader", held); got.StatusCode != http.StatusNotModified || got.body != "" {
		t.Errorf("held: %d", got.StatusCode)
	}
	s.wants(s.get("member", figure), http.StatusNotFound)
	s.wants(s.get("", figure), http.StatusUnauthorized)

	trend := "/teams/" + s.team.ID + "/trend?figure=trend&format=svg"
	s.wants(s.get("leader", trend), http.StatusOK)
	s.wants(s.get("leader", trend), http.StatusOK)
	s.must(s.tracker.Unshare(t.Context(), s.viewer("lead"), s.open.ID))
	s.wants(s.get("leader", trend), http.StatusNotFound)
	if now := s.get("leader", figure); now.body == first.body {
		t.Error("what is no longer shared is still shown")
	}
}
