package questionnaires

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

// Whatever a file holds, Parse either gives a questionnaire that the schema
// accepts and a document keeps, or problems that point into the file.
func FuzzParse(f *testing.F) {
	f.Add([]byte(own))
	f.Add([]byte(ownStarter))
	for _, b := range brokenFiles {
		f.Add([]byte(b.apply(f)))
	}
	s := compiledSchema(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		q, problems := Parse("f", raw, builtInBase)
		if (q == nil) == (len(problems) == 0) {
			t.Fatalf("questionnaire %v and problems %v", q, problems)
		}
		checkPlaces(t, raw, problems)
		if q == nil {
			return
		}
		v, err := plainValue(t, raw)
		if err != nil {
			t.Fatalf("accepted, but not a YAML value: %v", err)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("accepted, but the schema says: %v", err)
		}
		doc, err := Document(q)
		if err != nil {
			t.Fatal(err)
		}
		again, err := FromDocument(doc)
		if err != nil || !reflect.DeepEqual(again, q) {
			t.Errorf("the document loses something: %v", err)
		}
	})
}

func checkPlaces(t *testing.T, raw []byte, problems Problems) {
	t.Helper()
	lines := bytes.Count(raw, []byte("\n")) + 1
	// YAML counts these as ends of lines too.
	for _, other := range []string{"\r", "\u0085", "\u2028", "\u2029"} {
		lines += strings.Count(string(raw), other)
	}
	for i, p := range problems {
		if p.Line < 1 || p.Line > lines || p.Column < 1 || p.Message == "" || strings.ContainsAny(p.Message, "\n\r") {
			t.Errorf("problem %+v points nowhere (the file has %d lines)", p, lines)
		}
		if i > 0 && (p.Line < problems[i-1].Line || p == problems[i-1]) {
			t.Errorf("problem %v is out of order or said twice", p)
		}
	}
}
