package document_test

import (
	"bytes"
	"io"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"michinori/app/maturity"
	"michinori/reports/document"
	"michinori/reports/document/documenttest"
)

// TestSameNumbers holds every number of every table in every form to what the
// cell prints. The words of the pictures in a PDF are held to it by
// TestOneNumberEverywhere.
func TestSameNumbers(t *testing.T) {
	t.Parallel()
	d := report(maturity.Japanese, 7)
	want := documenttest.Printed(d)
	if len(want) == 0 {
		t.Fatal("no numbers")
	}
	for name, write := range forms {
		if got := documenttest.Numbers(t, name, file(t, write, d)); !slices.Equal(got, want) {
			t.Errorf("%s prints %q, want %q", name, got, want)
		}
	}
	pdf := func(t *testing.T, w io.Writer, d document.Document) error {
		return document.WritePDF(t.Context(), w, d, engine)
	}
	for i := range d.Lead {
		d.Lead[i].Figures = nil
	}
	for i := range d.Details {
		d.Details[i].Figures = nil
	}
	want = documenttest.Printed(d)
	if got := documenttest.Numbers(t, "pdf", file(t, pdf, d)); !slices.Equal(got, want) || len(want) == 0 {
		t.Errorf("pdf prints %q, want %q", got, want)
	}
}

func file(t *testing.T, write func(*testing.T, io.Writer, document.Document) error, d document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(t, &b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t *testing.T, d document.Document) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file(t, forms["xlsx"], d)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func pageOf(t *testing.T, d document.Document) string {
	t.Helper()
	return string(file(t, forms["html"], d))
}
