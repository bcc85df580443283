package evidence

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
)

// Text decodes a text file as spreadsheet programs in Japan write it: UTF-8 and
// UTF-16, with a byte order mark or (UTF-8) without, and Shift_JIS as Windows
// extends it. Line ends become "\n". What cannot be decoded becomes U+FFFD.
func Text(raw []byte) string {
	s, _ := TextAs(raw)
	return s
}

// TextAs is Text, and names the encoding it took the file for.
func TextAs(raw []byte) (text, encoding string) {
	s, encoding := decode(raw)
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.ReplaceAll(s, "\r", "\n"), encoding
}

// The names of encodings.
const (
	asUTF8     = "UTF-8"
	asUTF16    = "UTF-16"
	asShiftJIS = "Shift_JIS (CP932)"
)

func decode(raw []byte) (text, encoding string) {
	switch {
	case hasPrefix(raw, 0xEF, 0xBB, 0xBF):
		return strings.ToValidUTF8(string(raw[3:]), replacement), asUTF8
	case hasPrefix(raw, 0xFF, 0xFE):
		return decodeUTF16(raw[2:], binary.LittleEndian), asUTF16
	case hasPrefix(raw, 0xFE, 0xFF):
		return decodeUTF16(raw[2:], binary.BigEndian), asUTF16
	case utf8.Valid(raw):
		return string(raw), asUTF8
	}
	mended := strings.ToValidUTF8(string(raw), replacement)
	shifted, err := japanese.ShiftJIS.NewDecoder().Bytes(raw)
	// A UTF-8 file with one broken character stays UTF-8: as Shift_JIS it
	// would be broken all over.
	if err != nil || strings.Count(string(shifted), replacement) > strings.Count(mended, replacement) {
		return mended, asUTF8
	}
	return string(shifted), asShiftJIS
}

const replacement = "\uFFFD"

func hasPrefix(raw []byte, prefix ...byte) bool {
	return len(raw) >= len(prefix) && string(raw[:len(prefix)]) == string(prefix)
}

func decodeUTF16(raw []byte, order binary.ByteOrder) string {
	units := make([]uint16, 0, len(raw)/2)
	for ; len(raw) >= 2; raw = raw[2:] {
		units = append(units, order.Uint16(raw))
	}
	s := string(utf16.Decode(units))
	if len(raw) == 1 {
		s += replacement
	}
	return s
}

// fold brings words that people type into one form: small letters, half-width,
// without the blanks and signs that come and go in the middle.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case strings.ContainsRune(" \u3000\u00A0\t_-・/()", r):
			return -1
		}
		return r
	}, halfWidth(s))
}

// halfWidth turns full-width letters, digits and signs into plain ones.
func halfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		return r
	}, s)
}
