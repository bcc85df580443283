package telemetry_test

import (
	"encoding/json"
	"errors"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/telemetry"
	"michinori/reports/draw"
)

// scraped is what a process that has done something of everything tells.
func scraped(t *testing.T) string {
	t.Helper()
	now := time.Date(2026, 7, 6, 9, 0, 0, 0, time.UTC)
	db, err := store.Open(t.Context(), storetest.SQLite(t).URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	m := telemetry.New(telemetry.Settings{Version: "test", DB: db, Clock: func() time.Time { now = now.Add(time.Second); return now }})
	engine := draw.New(1)
	t.Cleanup(engine.Close)
	m.WatchDrawings(engine.Stats)
	m.Started()("GET", "/teams/:id", 200, 30*time.Millisecond)
	for _, err := range []error{nil, errors.New("broken"), maturity.Fail(maturity.Conflict, "error.changed")} {
		_ = db.Tx(t.Context(), func(*store.Tx) error { return err })
	}
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	return w.Body.String()
}

// metricName finds names of metrics in a query: a word that braces follow.
var metricName = regexp.MustCompile(`([a-z_:][a-z0-9_:]*)\{`)

func TestDashboardUsesWhatThereIs(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../../deploy/grafana/michinori.json")
	if err != nil {
		t.Fatal(err)
	}
	var dashboard struct {
		Panels []struct {
			Title   string
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(raw, &dashboard); err != nil {
		t.Fatal(err)
	}
	have, used := scraped(t), map[string]bool{}
	for _, p := range dashboard.Panels {
		if len(p.Targets) == 0 {
			t.Errorf("%s shows nothing", p.Title)
		}
		for _, target := range p.Targets {
			names := metricName.FindAllStringSubmatch(target.Expr, -1)
			if len(names) == 0 {
				t.Errorf("%s: no metric in %s", p.Title, target.Expr)
			}
			for _, n := range names {
				used[n[1]] = true
				if !strings.Contains(have, "\n"+n[1]+"{") && !strings.Contains(have, "\n"+n[1]+" ") {
					t.Errorf("%s: there is no %s", p.Title, n[1])
				}
			}
		}
	}
	for line := range strings.Lines(have) {
		name, isHelp := strings.CutPrefix(line, "# HELP michinori_")
		name, _, _ = strings.Cut("michinori_"+name, " ")
		if isHelp && !used[name] && !used[name+"_count"] && !used[name+"_bucket"] {
			t.Errorf("%s is on no panel", name)
		}
	}
}

func TestOutcomesOfTransactions(t *testing.T) {
	t.Parallel()
	have := scraped(t)
	for _, outcome := range []string{"done", "failed", "conflict"} {
		if !strings.Contains(have, `michinori_use_case_duration_seconds_sum{outcome="`+outcome+`",use_case="`) {
			t.Errorf("no outcome %s", outcome)
		}
	}
	if strings.Contains(have, "error.changed") || strings.Contains(have, "broken") {
		t.Error("the metrics hold what went wrong in words")
	}
}

// Nobody needs to watch.
func TestNothingIsCountedOnNil(t *testing.T) {
	t.Parallel()
	var m *telemetry.Metrics
	m.Started()("GET", "/", 200, time.Second)
	m.WatchDrawings(nil)
}
