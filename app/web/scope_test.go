package web

import (
	"net/http"
	"testing"
)

// Of a round under way a few teams at most have shared; who asks for none in
// particular gets the one that is over, and the way to the other.
func TestTheRoundThatIsOverComesFirst(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	s.must(s.tracker.CloseRound(t.Context(), s.viewer("champion"), s.round.ID))
	round, group, _ := s.department(4, 3, 2, 1)
	way := "?round=" + round.ID
	for _, path := range []string{"/overview", "/overview/report", "/overview/talk"} {
		r := s.get("leader", path)
		s.wants(r, http.StatusOK, "2026-Q3のラウンドはまだ途中です（2026年10月31日まで）。")
		if links := r.all("a", "href", way); len(links) != 1 {
			t.Errorf("%s: %d links to the round under way", path, len(links))
		}
	}
	s.wants(s.get("leader", "/overview?group="+group.ID), http.StatusOK, "2026-Q2：招待した")
	s.wants(s.get("leader", "/overview"+way), http.StatusOK, "2026-Q3：招待した4チーム", "2026-Q3のラウンドは2026年10月31日まで続いています。")
	r := s.get("leader", "/overview?round="+s.round.ID)
	s.wants(r, http.StatusOK, "2026-Q2：招待した")
	s.lacks(r, "2026-Q3のラウンドは") // it was asked for
	s.must(s.tracker.CloseRound(t.Context(), s.viewer("champion"), round.ID))
	r = s.get("leader", "/overview")
	s.wants(r, http.StatusOK, "2026-Q3：招待した4チーム")
	s.lacks(r, "2026-Q3のラウンドは")
}
