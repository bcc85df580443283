package document_test

import (
	"bytes"
	"os"
	"testing"

	"michinori/app/maturity"
	"michinori/reports/document"
	"michinori/reports/draw"
)

// engine is shared by the tests: to start one takes a second.
var engine = draw.New(1)

func TestMain(m *testing.M) {
	code := m.Run()
	engine.Close()
	os.Exit(code)
}

func TestWritePDF(t *testing.T) {
	t.Parallel()
	for _, l := range maturity.Languages {
		var once, again bytes.Buffer
		for _, out := range []*bytes.Buffer{&once, &again} {
			if err := document.WritePDF(t.Context(), out, report(l, 40), engine); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.HasPrefix(once.Bytes(), []byte("%PDF-")) || !bytes.Equal(once.Bytes(), again.Bytes()) {
			t.Errorf("%s: no PDF, or not the same one twice", l)
		}
		// The lead, and behind it the details.
		if n := bytes.Count(once.Bytes(), []byte("/Type /Page\n")); n < 2 || n > 4 {
			t.Errorf("%s: %d pages", l, n)
		}
		if path := os.Getenv("PAPER_KEEP"); path != "" {
			if err := os.WriteFile(path+"."+string(l), once.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestWritePDFNeedsItsFigures(t *testing.T) {
	t.Parallel()
	e := draw.New(1)
	e.Close()
	if err := document.WritePDF(t.Context(), &bytes.Buffer{}, report(maturity.English, 1), e); err == nil {
		t.Error("a closed engine drew a report")
	}
}
