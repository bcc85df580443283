package archive

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// base64Field names the field that holds bytes which are no text.
const base64Field = "base64"

// AppendRow appends a row as one line of JSON, without the line end. Every row
// has one form only: columns in their order, no blanks, times in UTC.
func AppendRow(line []byte, t Table, row Row) ([]byte, error) {
	line = append(line, '{')
	for i, c := range t.Columns {
		if i > 0 {
			line = append(line, ',')
		}
		line = append(appendText(line, c.Name), ':')
		var err error
		if line, err = appendValue(line, c, row[i]); err != nil {
			return nil, fmt.Errorf("%s.%s: %w", t.Name, c.Name, err)
		}
	}
	return append(line, '}'), nil
}

func appendValue(line []byte, c Column, value any) ([]byte, error) {
	switch v := value.(type) {
	case nil:
		if c.Null {
			return append(line, "null"...), nil
		}
	case string:
		if c.Kind == Text {
			return appendString(line, v)
		}
	case int64:
		if c.Kind == Integer {
			return strconv.AppendInt(line, v, 10), nil
		}
	case float64:
		if c.Kind == Real {
			return appendNumber(line, v)
		}
	case bool:
		if c.Kind == Boolean {
			return strconv.AppendBool(line, v), nil
		}
	case time.Time:
		if c.Kind == Time {
			return appendTime(line, v)
		}
	case []byte:
		if c.Kind == Bytes {
			return appendBytes(line, v), nil
		}
	}
	return nil, fmt.Errorf("holds a %T, which is no %s", value, c.Kind)
}

func appendNumber(line []byte, v float64) ([]byte, error) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil, errors.New("holds no finite number")
	}
	return strconv.AppendFloat(line, v, 'g', -1, 64), nil
}

// appendTime writes to the microsecond, which is what both databases keep.
func appendTime(line []byte, v time.Time) ([]byte, error) {
	v = v.UTC()
	if y := v.Year(); y < 1 || y > 9999 || v.Nanosecond()%1000 != 0 {
		return nil, errors.New("holds a time that is not between the years 1 and 9999 or finer than a microsecond")
	}
	return append(v.AppendFormat(append(line, '"'), time.RFC3339Nano), '"'), nil
}

func appendBytes(line, v []byte) []byte {
	if utf8.Valid(v) {
		return appendText(line, string(v))
	}
	line = append(append(append(line, `{"`...), base64Field...), `":"`...)
	return append(base64.StdEncoding.AppendEncode(line, v), `"}`...)
}

func appendString(line []byte, s string) ([]byte, error) {
	switch {
	case !utf8.ValidString(s):
		return nil, errors.New("holds text that is not UTF-8")
	case strings.IndexByte(s, 0) >= 0:
		return nil, errors.New("holds a character that PostgreSQL cannot keep (U+0000)")
	}
	return appendText(line, s), nil
}

// appendText writes valid text as JSON; nothing but what must be is escaped.
func appendText(line []byte, s string) []byte {
	const digits = "0123456789abcdef"
	line = append(line, '"')
	from := 0
	for i := range len(s) {
		b := s[i]
		if b >= ' ' && b != '"' && b != '\\' {
			continue
		}
		line = append(line, s[from:i]...)
		from = i + 1
		switch b {
		case '"', '\\':
			line = append(line, '\\', b)
		case '\n':
			line = append(line, `\n`...)
		case '\t':
			line = append(line, `\t`...)
		default:
			line = append(line, '\\', 'u', '0', '0', digits[b>>4], digits[b&15])
		}
	}
	return append(append(line, s[from:]...), '"')
}

// ParseRow reads what AppendRow wrote, and nothing else: a line in any other
// form is refused, whatever it means.
func ParseRow(line []byte, t Table) (Row, error) {
	if !utf8.Valid(line) {
		return nil, errors.New("is not UTF-8")
	}
	row, err := parseRow(line, t)
	if err != nil {
		return nil, err
	}
	again, err := AppendRow(make([]byte, 0, len(line)), t, row)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(again, line) {
		return nil, errors.New("is not in the form an export has")
	}
	return row, nil
}

func parseRow(line []byte, t Table) (Row, error) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	if token, err := d.Token(); err != nil || token != json.Delim('{') {
		return nil, errors.New("is no JSON object")
	}
	row := make(Row, 0, len(t.Columns))
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, jsonError(err)
		}
		at := len(row)
		switch {
		case at == len(t.Columns):
			return nil, fmt.Errorf("has a column %.40q too many", token)
		case token != t.Columns[at].Name:
			return nil, fmt.Errorf("has %.40q where the column %q belongs", token, t.Columns[at].Name)
		}
		value, err := parseValue(d, t.Columns[at])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.Columns[at].Name, err)
		}
		row = append(row, value)
	}
	if _, err := d.Token(); err != nil {
		return nil, jsonError(err)
	}
	if len(row) < len(t.Columns) {
		return nil, fmt.Errorf("lacks the column %q", t.Columns[len(row)].Name)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("has something behind its end")
	}
	return row, nil
}

func jsonError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("breaks off")
	}
	return fmt.Errorf("is no JSON: %w", err)
}

func parseValue(d *json.Decoder, c Column) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, jsonError(err)
	}
	switch v := token.(type) {
	case nil:
		if c.Null {
			return nil, nil //nolint:nilnil // an empty column
		}
	case bool:
		if c.Kind == Boolean {
			return v, nil
		}
	case json.Number:
		return parseNumber(v, c)
	case string:
		return parseText(v, c)
	case json.Delim:
		if v == '{' && c.Kind == Bytes {
			return parseBytes(d)
		}
	}
	return nil, fmt.Errorf("is no %s", c.Kind)
}

func parseNumber(n json.Number, c Column) (any, error) {
	switch c.Kind {
	case Integer:
		if v, err := strconv.ParseInt(n.String(), 10, 64); err == nil {
			return v, nil
		}
	case Real:
		if v, err := strconv.ParseFloat(n.String(), 64); err == nil {
			return v, nil
		}
	}
	return nil, fmt.Errorf("is no %s", c.Kind)
}

func parseText(s string, c Column) (any, error) {
	switch c.Kind {
	case Text:
		return s, nil
	case Time:
		if v, err := time.Parse(time.RFC3339Nano, s); err == nil {
			return v, nil
		}
	case Bytes:
		return []byte(s), nil
	}
	return nil, fmt.Errorf("is no %s", c.Kind)
}

// parseBytes reads {"base64":"…"}, whose brace is read already.
func parseBytes(d *json.Decoder) (any, error) {
	var tokens [3]json.Token
	for i := range tokens {
		var err error
		if tokens[i], err = d.Token(); err != nil {
			return nil, jsonError(err)
		}
	}
	if s, ok := tokens[1].(string); ok && tokens[0] == base64Field && tokens[2] == json.Delim('}') {
		if v, err := base64.StdEncoding.DecodeString(s); err == nil {
			return v, nil
		}
	}
	return nil, errors.New("is no bytes")
}
