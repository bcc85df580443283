package evidence

import (
	"errors"
	"strings"
	"testing"
	"time"

	"michinori/app/measured"
)

func readMeasured(t *testing.T, text string) measured.File {
	t.Helper()
	f, err := ReadMeasured(text, tokyo(t))
	if err != nil {
		t.Fatalf("ReadMeasured: %v", err)
	}
	return f
}

func tokyo(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// refusedFor reads a text that must be refused and returns the problems as
// "line:reason".
func refusedFor(t *testing.T, text string) []string {
	t.Helper()
	_, err := ReadMeasured(text, tokyo(t))
	var problems Problems
	if !errors.As(err, &problems) {
		t.Fatalf("got %v, want problems", err)
	}
	var out []string
	for _, p := range problems {
		out = append(out, lineReason(p))
	}
	return out
}

const openSLOFile = `apiVersion: openslo/v1
kind: Service
metadata: {name: checkout, displayName: Checkout, labels: {tier: ["1"]}}
---
apiVersion: openslo/v1
kind: Service
metadata: {name: search}
---
# An indicator alone covers nothing.
apiVersion: openslo/v1
kind: SLI
metadata: {name: latency}
---
apiVersion: openslo/v1
kind: SLO
metadata: {name: checkout-availability, labels: {owner: shop}}
spec:
  service: checkout
  indicatorRef: latency
  budgetingMethod: Occurrences
  timeWindow: [{duration: 28d, isRolling: true}]
  objectives:
    - {target: 0.999}
    - {targetPercent: 99.5}
`

func TestReadOpenSLO(t *testing.T) {
	t.Parallel()
	f := readMeasured(t, openSLOFile)
	if f.Kind != measured.OfSLOs || f.Format != measured.OpenSLO || f.SLOs.Ignored != 1 {
		t.Fatalf("got %+v", f)
	}
	want := []measured.Service{
		{Name: "checkout", Title: "Checkout", Tier: 1, SLOs: 1, Owned: true},
		{Name: "search"},
	}
	if len(f.SLOs.Services) != 2 || f.SLOs.Services[0] != want[0] || f.SLOs.Services[1] != want[1] {
		t.Errorf("services %+v, want %+v", f.SLOs.Services, want)
	}
}

func TestReadOtherFormsOfSLOs(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text   string
		format measured.Format
		want   measured.Service
	}{
		"sloth": {`version: "prometheus/v1"
service: "billing"
labels: {owner: shop, tier: "2"}
slos:
  - {name: availability, objective: 99.9, sli: {events: {error_query: a, total_query: b}}}
  - {name: latency, objective: 99, sli: {raw: {error_ratio_query: c}}}
`, measured.Sloth, measured.Service{Name: "billing", Tier: 2, SLOs: 2, Owned: true}},
		"sloth in kubernetes": {`apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata: {name: x}
spec:
  service: wifi
  slos: [{name: a, objective: 95, sli: {events: {errorQuery: a, totalQuery: b}}}]
`, measured.Sloth, measured.Service{Name: "wifi", SLOs: 1}},
		"pyrra": {`apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: {name: api-errors, labels: {pyrra.dev/tier: "1"}}
spec:
  target: '99.9'
  window: 4w
  indicator: {ratio: {errors: {metric: a}, total: {metric: b}}}
`, measured.Pyrra, measured.Service{Name: "api-errors", Tier: 1, SLOs: 1, Alone: true}},
		"pyrra with a service, in a list as JSON": {`{"apiVersion": "v1", "kind": "List", "items": [
{"apiVersion": "pyrra.dev/v1alpha1", "kind": "ServiceLevelObjective", "metadata": {"name": "a", "labels": {"pyrra.dev/service": "api"}},
 "spec": {"target": "99", "window": "1h30m", "indicator": {}}},
{"apiVersion": "v1", "kind": "ConfigMap"}]}`, measured.Pyrra, measured.Service{Name: "api", SLOs: 1}},
		"a list of OpenSLO": {`- apiVersion: openslo/v1
  kind: SLO
  metadata: {name: a}
  spec:
    service: shop
    indicator: {metadata: {name: x}}
    budgetingMethod: Timeslices
    timeWindow: [{duration: 1M, isRolling: false}]
    objectives: [{target: 0.9, timeSliceTarget: 0.9, timeSliceWindow: 1m}]
`, measured.OpenSLO, measured.Service{Name: "shop", SLOs: 1}},
		"the older OpenSLO": {`apiVersion: openslo/v1alpha
kind: SLO
metadata: {name: a}
spec:
  service: shop
  budgetingMethod: Occurrences
  timeWindows: [{count: 30, unit: Day}]
  objectives: [{target: 0.99, ratioMetrics: {}}]
`, measured.OpenSLO, measured.Service{Name: "shop", SLOs: 1}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := readMeasured(t, test.text)
			if f.Format != test.format || len(f.SLOs.Services) != 1 || f.SLOs.Services[0] != test.want {
				t.Errorf("%s %+v, want %s %+v", f.Format, f.SLOs.Services, test.format, test.want)
			}
		})
	}
}

func TestWrongSLOsAreRefusedByLine(t *testing.T) {
	t.Parallel()
	slo := func(spec string) string {
		return "apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: a}\nspec:\n  service: s\n  indicatorRef: i\n" +
			"  budgetingMethod: Occurrences\n  timeWindow: [{duration: 4w}]\n" + spec
	}
	tests := map[string]struct{ text, want string }{
		"target of one":      {slo("  objectives: [{target: 1}]\n"), "9:slo_file.target"},
		"target in percent":  {slo("  objectives: [{target: 99.9}]\n"), "9:slo_file.target"},
		"two targets":        {slo("  objectives: [{target: 0.9, targetPercent: 90}]\n"), "9:slo_file.two_targets"},
		"no objectives":      {slo(""), "5:slo_file.missing"},
		"NaN":                {slo("  objectives: [{target: .nan}]\n"), "9:slo_file.target"},
		"newer version":      {"apiVersion: openslo.com/v2alpha\nkind: SLO\n", "1:slo_file.version"},
		"unknown kind":       {"apiVersion: openslo/v1\nkind: Slo\n", "1:slo_file.kind"},
		"no version":         {"apiVersion: openslo/v1\nkind: SLI\n---\nkind: SLO\n", "4:slo_file.no_version"},
		"only indicators":    {"apiVersion: openslo/v1\nkind: SLI\n", "0:slo_file.nothing"},
		"not YAML":           {"apiVersion: openslo/v1\nkind: [\n", "3:catalog.yaml"},
		"sloth without SLOs": {"version: prometheus/v1\nservice: s\n", "1:slo_file.missing"},
		"newer sloth":        {"version: prometheus/v1\nservice: s\nslos: [{objective: 9, sli: {}}]\n---\nversion: prometheus/v2\n", "5:slo_file.version"},
		"pyrra, no window":   {"apiVersion: pyrra.dev/v1alpha1\nkind: ServiceLevelObjective\nmetadata: {name: a}\nspec: {target: '99', indicator: {}}\n", "4:slo_file.window"},
		"name of controls":   {"apiVersion: openslo/v1\nkind: Service\nmetadata: {name: \"a\\u0007\"}\n", "1:slo_file.name"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(refusedFor(t, test.text), " "); got != test.want {
				t.Errorf("refused for %s, want %s", got, test.want)
			}
		})
	}
}

// Aliases that double nine times over stay what they are.
func TestSLOsOfAliasesStaySmall(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("apiVersion: openslo/v1\nkind: Service\nmetadata: {name: s}\nx0: &x0 [a, a, a, a, a, a, a, a, a, a]\n")
	for i := 1; i < 30; i++ {
		at := string(rune('a' + i%26))
		b.WriteString("y" + at + strings.Repeat("z", i) + ": &x" + itoa(i) + " [*x" + itoa(i-1) + ", *x" + itoa(i-1) + ", *x" + itoa(i-1) + "]\n")
	}
	if f := readMeasured(t, b.String()); len(f.SLOs.Services) != 1 {
		t.Errorf("services %+v", f.SLOs.Services)
	}
}
