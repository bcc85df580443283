package web

import (
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"
)

// TestEveryStatementOfTheOriginHasAPage holds docs/origin to the routes, and
// its two languages to each other.
func TestEveryStatementOfTheOriginHasAPage(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	address := regexp.MustCompile("`(/[^`]+)`(?:\\]\\(http://127.0.0.1:8080([^)]*)\\))?")
	var lists [2][]string
	for i, name := range []string{"origin.md", "origin.ja.md"} {
		raw, err := os.ReadFile("../../docs/" + name)
		s.must(err)
		for _, m := range address.FindAllStringSubmatch(string(raw), -1) {
			if lists[i] = append(lists[i], m[1]); m[2] != m[1] && !strings.Contains(m[1], ":") {
				t.Errorf("%s: %s is no link, or one to %q", name, m[1], m[2])
			}
		}
	}
	if len(lists[0]) < 30 || !slices.Equal(lists[0], lists[1]) {
		t.Fatalf("the languages differ:\n%s\n%s", lists[0], lists[1])
	}
	routes := s.server.App().GetRoutes(true)
	for _, path := range lists[0] {
		if strings.HasPrefix(path, "/learn/") {
			s.wants(s.get("member", path), http.StatusOK)
			continue
		}
		if !slices.ContainsFunc(routes, func(r fiber.Route) bool { return r.Path == path }) {
			t.Errorf("%s is no route", path)
		}
	}
}
