package archive

import (
	"bytes"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// everyKind is a table with a column of each kind, empty or not.
var everyKind = Table{Name: "things", Columns: []Column{
	{Name: "id", Kind: Text}, {Name: "a", Kind: Text, Null: true}, {Name: "b", Kind: Integer, Null: true}, {Name: "c", Kind: Real, Null: true},
	{Name: "d", Kind: Boolean, Null: true}, {Name: "e", Kind: Time, Null: true}, {Name: "f", Kind: Bytes, Null: true},
}}

func rows() *rapid.Generator[Row] {
	text := rapid.Map(rapid.String(), func(s string) string { return strings.ReplaceAll(s, "\x00", "") })
	kinds := []*rapid.Generator[any]{
		rapid.Map(text, anyOf), rapid.Map(text, anyOf), rapid.Map(rapid.Int64(), anyOf),
		rapid.Map(rapid.Float64().Filter(func(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }), anyOf),
		rapid.Map(rapid.Bool(), anyOf),
		rapid.Map(rapid.Int64Range(-62_000_000_000_000_000, 250_000_000_000_000_000), func(n int64) any { return time.UnixMicro(n).UTC() }),
		rapid.Map(rapid.SliceOf(rapid.Byte()), anyOf),
	}
	return rapid.Custom(func(t *rapid.T) Row {
		row := make(Row, len(kinds))
		for i, k := range kinds {
			if i == 0 || rapid.Bool().Draw(t, "filled") {
				row[i] = k.Draw(t, everyKind.Columns[i].Name)
			}
		}
		return row
	})
}

func anyOf[T any](v T) any { return v }

func TestEveryRowComesBackAsItWas(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		row := rows().Draw(t, "row")
		line, err := AppendRow(nil, everyKind, row)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.ContainsAny(line, "\n\r") {
			t.Fatalf("more than one line: %q", line)
		}
		again, err := ParseRow(line, everyKind)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		for i := range row {
			if b, ok := row[i].([]byte); ok && bytes.Equal(b, again[i].([]byte)) {
				continue
			}
			if !reflect.DeepEqual(row[i], again[i]) {
				t.Fatalf("%s: %v instead of %v", line, again[i], row[i])
			}
		}
	})
}

func TestWhatCannotComeBackIsNotWritten(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]Row{
		"no UTF-8":     {"\xff", nil, nil, nil, nil, nil, nil},
		"character 0":  {"a\x00", nil, nil, nil, nil, nil, nil},
		"no number":    {"x", nil, nil, math.NaN(), nil, nil, nil},
		"endless":      {"x", nil, nil, math.Inf(1), nil, nil, nil},
		"too fine":     {"x", nil, nil, nil, nil, time.Unix(0, 1), nil},
		"too late":     {"x", nil, nil, nil, nil, time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), nil},
		"another kind": {"x", int64(1), nil, nil, nil, nil, nil},
		"no key":       {nil, nil, nil, nil, nil, nil, nil},
	} {
		if line, err := AppendRow(nil, everyKind, row); err == nil {
			t.Errorf("%s: %s", name, line)
		}
	}
}

// FuzzParseRow looks for lines that are taken and written otherwise.
func FuzzParseRow(f *testing.F) {
	f.Add([]byte(`{"id":"x","a":null,"b":1,"c":2.5,"d":true,"e":"2026-09-01T00:00:00Z","f":{"base64":"/w=="}}`))
	f.Add([]byte(`{"id":"\ud800","a":"\u0000"}`))
	f.Add([]byte(`{"id":"x","id":"y"}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		row, err := ParseRow(line, everyKind)
		if err != nil {
			return
		}
		again, err := AppendRow(nil, everyKind, row)
		if err != nil || !bytes.Equal(again, line) {
			t.Errorf("%q became %q, %v", line, again, err)
		}
	})
}

// FuzzOpen reads whatever is there to its end, and must not fall over it.
func FuzzOpen(f *testing.F) {
	var good bytes.Buffer
	w := NewWriter(&good, Manifest{Purpose: Export, Schema: 1})
	if err := w.Table(everyKind); err != nil {
		f.Fatal(err)
	}
	if err := w.Row(Row{"x", "a", int64(1), 2.5, true, time.Unix(0, 0), []byte{0xff}}); err != nil {
		f.Fatal(err)
	}
	if _, err := w.Close(); err != nil {
		f.Fatal(err)
	}
	f.Add(good.Bytes())
	f.Add(good.Bytes()[:good.Len()-9])
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := Open(bytes.NewReader(raw), int64(len(raw)))
		if err != nil || r.Verify(func(int64) {}) != nil {
			return
		}
		for _, file := range r.Manifest.Files {
			n := int64(0)
			err := r.Rows(file, func(int64, Row) error { n++; return nil })
			if err == nil && n != file.Rows {
				t.Errorf("%d rows instead of %d", n, file.Rows)
			}
		}
	})
}
