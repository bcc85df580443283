package evidence_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"michinori/app/evidence"
)

const catalogFile = `# the shop
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: billing-batch
  title: 請求バッチ
  annotations:
    backstage.io/source-location: url:https://github.com/shop/money/tree/main/batch/billing/
    github.com/project-slug: shop/money
spec: {type: service, owner: team-money, system: money}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: billing-lib, annotations: {backstage.io/source-location: "url:https://gitlab.com/shop/money/-/blob/main/lib/a%20b/catalog-info.yaml"}}
spec: {owner: team-money, subcomponentOf: component:default/billing-batch}
---
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: {name: money}
spec: {owner: group:default/team-money}
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: money, title: Money API}
spec:
  owner: team-money
  definition: {$text: https://example.com/openapi.yaml}
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: {name: ledger-db}
---
apiVersion: backstage.io/v1alpha1
kind: Domain
metadata: {name: Payments}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: team-money}
---
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: {name: "${{ values.name }}"}
`

func TestSuggestFromCatalog(t *testing.T) {
	t.Parallel()
	catalog, notes, err := evidence.ReadCatalog(catalogFile)
	if err != nil || len(notes) != 1 || notes[0].Reason != "catalog.placeholder" || notes[0].Key != "spec.definition" || notes[0].Line != 28 {
		t.Fatalf("%+v %v", notes, err)
	}
	var got []string
	for _, s := range catalog.Suggest() {
		got = append(got, fmt.Sprint(s.Key, "|", s.Name.JA, "|", s.Name.EN, "|", s.Kind, "|", s.Paths, s.Services, s.Owners, s.Source))
	}
	want := []string{
		"billing-batch|請求バッチ|billing-batch|code|[/batch/billing/ /lib/a b/] [billing-batch billing-lib] [team-money]catalog",
		"money||money|domain|[] [billing-batch] [group:default/team-money]catalog",
		"money-api||Money API|code|[] [] [team-money]catalog",
		"ledger-db||ledger-db|operation|[] [] []catalog",
		"payments||Payments|domain|[] [] []catalog",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestCatalogNotesWhatItLeavesOut(t *testing.T) {
	t.Parallel()
	const fine = "apiVersion: v1\nkind: Component\nmetadata: {name: fine}\n---\n"
	for file, want := range map[string]string{
		fine + "apiVersion: apps/v1\nkind: Deployment\n":                         "5 catalog.kind",
		fine + "kind: Component\n":                                               "5 catalog.no_entity",
		fine + "just text\n":                                                     "5 catalog.no_entity",
		fine + "apiVersion: v1\nkind: Component\nmetadata: {name: '${{ x }}'}\n": "5 catalog.name",
		fine + "apiVersion: v1\nkind: Component\n":                               "5 catalog.name",
		fine + "apiVersion: v1\nkind: component\nmetadata: {name: FINE}\n":       "5 catalog.twice",
		fine + "a: [\n": "6 catalog.yaml",
		fine + "apiVersion: v1\nkind: API\nmetadata: {name: x}\nspec: [{$json: ./a}]\n": "8 catalog.placeholder",
	} {
		catalog, notes, err := evidence.ReadCatalog(file)
		if err != nil || len(notes) != 1 || len(catalog.Suggest()) == 0 {
			t.Errorf("%q: %v, %v", file, notes, err)
			continue
		}
		if got := fmt.Sprint(notes[0].Line, " ", notes[0].Reason); got != want || !slices.Contains(evidence.ProblemReasons(), notes[0].Reason) {
			t.Errorf("%q: %s, want %s", file, got, want)
		}
	}
}

func TestCatalogsThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]string{
		"empty": "", "not YAML": "\ta: [", "text": "hello", "large": strings.Repeat("# long\n", 400_000), "not UTF-8": "a: \xff",
		"other kinds": "apiVersion: v1\nkind: Pod\n",
	} {
		if _, err := evidence.SuggestFromCatalog(file); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	if got, err := evidence.SuggestFromCatalog("apiVersion: v1\nkind: User\n"); err != nil || len(got) != 0 {
		t.Errorf("a file of users is no mistake: %v %v", got, err)
	}
}

// What is written once and meant a billion times must cost what is written.
func TestAliasesAreNotWrittenOut(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("apiVersion: v1\nkind: Component\nmetadata: &m {name: &n bomb, title: *n}\nx0: &x0 [a, a, a, a, a, a, a, a, a, a]\n")
	for i := 1; i < 30; i++ {
		fmt.Fprintf(&b, "x%d: &x%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*x%d, ", i-1), 10), ", "))
	}
	b.WriteString("loop: &loop {a: *loop}\n")
	got, err := evidence.SuggestFromCatalog(b.String())
	if err != nil || len(got) != 1 || got[0].Name.EN != "bomb" {
		t.Errorf("%+v %v", got, err)
	}
}

func TestPartsOfEachOther(t *testing.T) {
	t.Parallel()
	got, err := evidence.SuggestFromCatalog("apiVersion: v1\nkind: Component\nmetadata: {name: a}\nspec: {subcomponentOf: b}\n---\n" +
		"apiVersion: v1\nkind: Component\nmetadata: {name: b}\nspec: {subcomponentOf: a}\n")
	if err != nil || len(got) != 2 {
		t.Errorf("%+v %v", got, err)
	}
}

func FuzzCatalog(f *testing.F) {
	f.Add(catalogFile)
	f.Add("apiVersion: v1\nkind: Component\nmetadata: &a\n  name: x\n  <<: *a\n")
	f.Fuzz(func(t *testing.T, text string) {
		catalog, notes, err := evidence.ReadCatalog(text)
		if err != nil {
			return
		}
		keys := map[string]bool{}
		for _, s := range catalog.Suggest() {
			if s.Key == "" || keys[s.Key] || s.Name.EN == "" {
				t.Errorf("%+v", s)
			}
			keys[s.Key] = true
		}
		for _, n := range notes {
			if !slices.Contains(evidence.ProblemReasons(), n.Reason) {
				t.Errorf("%+v", n)
			}
		}
	})
}
