package api_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"michinori/app/api"
	"michinori/app/store/storetest"
)

var placeholder = regexp.MustCompile(`:([a-z]+)`)

// TestRoutesAndDocumentAreEqual: every route is in the document, every
// operation of the document is a route, and each says who may and which scope
// it takes.
func TestRoutesAndDocumentAreEqual(t *testing.T) {
	t.Parallel()
	s := serve(t, storetest.SQLite(t))
	document := s.call("", "GET", "/openapi.json", nil).want(http.StatusOK)
	if got := document.text("openapi"); !strings.HasPrefix(got, "3.1.") {
		t.Errorf("it is of OpenAPI %s", got)
	}
	var described, routed []string
	ids := map[string]bool{}
	for path, methods := range document.at("paths").(map[string]any) {
		for method, operation := range methods.(map[string]any) {
			o := operation.(map[string]any)
			described = append(described, strings.ToUpper(method)+" "+path)
			if o["x-may"] == nil || o["x-scope"] == nil && path != "/openapi.json" || o["summary"] == "" {
				t.Errorf("%s %s does not say who may use it", method, path)
			}
			if id := o["operationId"].(string); ids[id] {
				t.Errorf("two operations are called %s", id)
			} else {
				ids[id] = true
			}
		}
	}
	for _, r := range s.app.GetRoutes(true) {
		if path, ours := strings.CutPrefix(r.Path, api.Path); ours && r.Method != http.MethodHead {
			routed = append(routed, r.Method+" "+placeholder.ReplaceAllString(path, "{$1}"))
		}
	}
	slices.Sort(described)
	slices.Sort(routed)
	if !slices.Equal(described, routed) {
		t.Errorf("the document has\n%s\nthe routes are\n%s", strings.Join(described, "\n"), strings.Join(routed, "\n"))
	}
	if len(routed) < 90 {
		t.Errorf("%d operations", len(routed))
	}
}

func TestWhatIsNoOperationIsAProblem(t *testing.T) {
	t.Parallel()
	s := serve(t, storetest.SQLite(t))
	s.call("champion", "GET", "/nothing", nil).problem(http.StatusNotFound, "error.not_found")
	s.call("champion", "DELETE", "/teams", nil).problem(http.StatusMethodNotAllowed, "error.method")
	s.call("champion", "GET", "/teams?colour=red", nil).problem(http.StatusUnprocessableEntity, "error.form")
	made := s.call("champion", "POST", "/teams", map[string]any{"name": "x", "colour": "red"}).problem(http.StatusUnprocessableEntity, "error.form")
	if got := made.text("errors", 0, "pointer"); got != "#/colour" {
		t.Errorf("it points to %s", got)
	}
	s.call("champion", "POST", "/teams", map[string]any{"name": strings.Repeat("x", 5<<20)}).problem(http.StatusRequestEntityTooLarge, "error.too_large")
	english := s.call("champion", "POST", "/teams", map[string]any{"name": ""}, "Accept-Language", "en").problem(http.StatusUnprocessableEntity, "error.invalid")
	if got := english.text("errors", 0, "pointer") + " " + english.text("errors", 0, "code"); got != "#/name field.required" {
		t.Errorf("it says %s", got)
	}
	japanese := s.call("champion", "POST", "/teams", map[string]any{"name": ""}).problem(http.StatusUnprocessableEntity, "error.invalid")
	if english.text("title") == japanese.text("title") {
		t.Error("both languages say the same")
	}
}
