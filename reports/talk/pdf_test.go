package talk_test

import (
	"bytes"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/reports/draw"
	"michinori/reports/paper/papertest"
	"michinori/reports/talk"
)

// hostile fills everything that people may type to its limit.
func hostile() maturity.DeckEdits {
	e := maturity.DeckEdits{Headlines: map[maturity.Slide]maturity.Wording{}, Notes: map[maturity.Slide]maturity.Wording{}, Slots: map[string]string{}}
	for _, key := range maturity.Slides {
		e.Headlines[key] = maturity.Wording{Text: strings.Repeat("見", 299) + "端"}
		e.Notes[key] = maturity.Wording{Text: strings.Repeat("話す。", 660) + "了"}
	}
	for _, key := range maturity.SlotKeys {
		e.Slots[key] = strings.Repeat("書", 399) + "端"
	}
	return e
}

func TestPDFHoldsAllThatWasTyped(t *testing.T) {
	t.Parallel()
	e := draw.New(1)
	t.Cleanup(e.Close)
	for _, l := range maturity.Languages {
		x := talk.OfOrganisation(l, organisation())
		var plain, once, again bytes.Buffer
		if err := talk.WritePDF(t.Context(), &plain, x, e, false); err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(plain.Bytes(), []byte("/Type /Page\n")); n != 10 {
			t.Errorf("%s: %d pages of ten slides", l, n)
		}
		x = x.Edited(hostile())
		for _, out := range []*bytes.Buffer{&once, &again} {
			if err := talk.WritePDF(t.Context(), out, x, e, true); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(once.Bytes(), again.Bytes()) || bytes.Count(once.Bytes(), []byte("/Type /Page\n")) < 20 {
			t.Errorf("%s: not the same twice, or no notes", l)
		}
		read(t, once.Bytes(), strings.Repeat("端", len(maturity.Slides)+len(maturity.SlotKeys)), strings.Repeat("了", len(maturity.Slides)))
	}
}

// read holds what poppler finds on the paper to the letters that end each text,
// and poppler to say nothing.
func read(t *testing.T, pdf []byte, ends ...string) {
	t.Helper()
	paper := papertest.Poppler(t, pdf, "pdftotext", "-", "-")
	for _, letters := range ends {
		letter := string([]rune(letters)[0])
		if got, want := strings.Count(paper, letter), strings.Count(letters, letter); got != want {
			t.Errorf("%s stands %d times on the paper, want %d", letter, got, want)
		}
	}
}
