package api_test

import (
	"io/fs"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"michinori/app/api"
	"michinori/app/maturity"
	"michinori/app/store/storetest"
	"michinori/app/web/locale"
)

var (
	errorKey  = regexp.MustCompile(`"(error\.[a-z_]+)"`)
	ofAPage   = regexp.MustCompile(`ページ|画面|赤い|ボタン|下の番号|\b(page|red|button|below)\b|[Gg]o back`)
	notByAPI  = regexp.MustCompile(`^error\.(session_ended|sign_in|provider_|to_)`) // of browsers alone
	whatFails = []string{"access", "adoption", "api", "knowledge", "maturity", "reporting", "request", "store", "tracker"}
)

// TestProblemsDoNotSpeakOfPages: no error that a use case may return is told to
// a program in words that are about a page, in either language.
func TestProblemsDoNotSpeakOfPages(t *testing.T) {
	t.Parallel()
	texts, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]bool{}
	for _, folder := range whatFails {
		err := fs.WalkDir(os.DirFS(".."), folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			raw, err := fs.ReadFile(os.DirFS(".."), path)
			for _, found := range errorKey.FindAllSubmatch(raw, -1) {
				keys[string(found[1])] = true
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(keys) < 40 {
		t.Fatalf("found %d messages", len(keys))
	}
	for key := range keys {
		for _, l := range maturity.Languages {
			said := texts.In(l).Text(api.Words(key), nil)
			if ofAPage.MatchString(said) && !notByAPI.MatchString(key) {
				t.Errorf("%s in %s speaks of a page: %s", key, l, said)
			}
			if said == api.Words(key) {
				t.Errorf("%s has no words in %s", key, l)
			}
		}
	}
}

// TestTheDocumentIsTheSameEachTime it is asked for.
func TestTheDocumentIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	s := serve(t, storetest.SQLite(t))
	first := s.call("", "GET", "/openapi.json", nil).want(http.StatusOK)
	if second := s.call("", "GET", "/openapi.json", nil).want(http.StatusOK); string(first.raw) != string(second.raw) {
		t.Error("it changed")
	}
}
