package reporting_test

import (
	"regexp"
	"testing"

	"michinori/app/maturity"
	"michinori/app/store/storetest"
)

var japanese = regexp.MustCompile(`[\p{Han}\p{Hiragana}\p{Katakana}]`)

// TestEnglishIsEnglish reads all reports and talks of a company that has
// English names: not a word in them is Japanese.
func TestEnglishIsEnglish(t *testing.T) {
	t.Parallel()
	w := newWorldIn(t, storetest.SQLite(t), maturity.English, 8, 8, 6)
	for of, d := range w.documents(t, maturity.English) {
		for _, s := range d.Sections() {
			said := append(append([]string{d.Title, d.Subtitle, s.Heading}, s.Sentences...), s.Small...)
			for _, f := range s.Figures {
				said = append(append(said, f.Title, f.N, f.Caption, f.Summary, string(f.Option)), f.Notes...)
			}
			isEnglish(t, of, said)
		}
	}
	for of, x := range w.talks(t, maturity.English) {
		for _, s := range x.Slides {
			said := append([]string{x.Title, s.Topic, s.Headline}, s.Notes...)
			for _, line := range s.Lines {
				said = append(said, line.Text)
			}
			isEnglish(t, of, said)
		}
	}
}

func isEnglish(t *testing.T, of string, said []string) {
	t.Helper()
	for _, text := range said {
		if at := japanese.FindStringIndex(text); at != nil {
			t.Errorf("%s: %.200s", of, text[max(0, at[0]-60):])
		}
	}
}
