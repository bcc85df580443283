package paper_test

import (
	"os"
	"testing"
)

// keep writes a document where PAPER_KEEP says, to be looked at.
func keep(t *testing.T, pdf []byte) {
	t.Helper()
	if path := os.Getenv("PAPER_KEEP"); path != "" {
		if err := os.WriteFile(path, pdf, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
