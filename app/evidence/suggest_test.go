package evidence_test

import (
	"testing"

	"michinori/app/evidence"
	"michinori/app/knowledge"
)

func TestTextsAreRecognised(t *testing.T) {
	t.Parallel()
	cases := []struct{ about, name, text, want string }{
		{"names", "", "請求バッチ\nDNS\n夜間のアラート\n", knowledge.FromNames},
		{"one name", "", "Billing batch", knowledge.FromNames},
		{"a name with a slash", "", "CI/CD\nDNS", knowledge.FromNames},
		{"names with people", "", "Billing batch @aoki\nDNS and certificates", knowledge.FromNames},
		{"patterns with owners", "", "# owners\n*       @example/all\n/billing/ @aoki baba@example.jp # the batch\n", knowledge.FromCodeOwners},
		{"patterns without owners", "", "/billing/\n/deploy/\n*.sql\n", knowledge.FromCodeOwners},
		{"a catalogue", "", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: billing\n", knowledge.FromCatalog},
		{"a catalogue of another version", "", "---\nkind: System\nmetadata:\n  name: billing\n", knowledge.FromCatalog},
		{"a file says it by its name", "CODEOWNERS", "billing\n", knowledge.FromCodeOwners},
		{"a file with a folder", `C:\repo\.github\CODEOWNERS`, "billing\n", knowledge.FromCodeOwners},
		{"a catalogue by its name", "catalog-info.yaml", "x", knowledge.FromCatalog},
		{"a text", "areas.txt", "Billing\n", knowledge.FromNames},
	}
	for _, c := range cases {
		if got := evidence.Recognise(c.name, c.text); got != c.want {
			t.Errorf("%s: %s, want %s", c.about, got, c.want)
		}
	}
}
