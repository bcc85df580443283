package storetest

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// Required reports whether the environment says that tests must not go on
// without what (postgres, chromium, axe): MICHINORI_TEST_REQUIRE lists them,
// separated by commas.
func Required(what string) bool {
	return listed(os.Getenv("MICHINORI_TEST_REQUIRE"), what)
}

// Missing ends a test that lacks what it needs: it fails where that is
// required, and is skipped elsewhere with a line that says why.
func Missing(t testing.TB, what, why string) {
	t.Helper()
	if Required(what) {
		t.Fatalf("%s is required here and missing: %s", what, why)
	}
	t.Skipf("not tested, %s is missing: %s", what, why)
}

func listed(list, what string) bool {
	return slices.ContainsFunc(strings.Split(list, ","), func(s string) bool {
		return strings.TrimSpace(s) == what
	})
}
