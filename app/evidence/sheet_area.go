package evidence

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"michinori/app/evidence/paths"
	"michinori/app/knowledge"
	"michinori/app/maturity"
)

var areaKeyShape = regexp.MustCompile(`^[a-z0-9-]{1,60}$`)

// area reads what a line says of its area, and returns its key.
func (r *sheetReader) area(values map[sheetColumn]string) (string, bool) {
	a := knowledge.SheetArea{Line: r.line}
	before := len(r.out.Problems)
	for _, c := range sheetColumns {
		if v := values[c]; v != "" {
			r.areaValue(&a, c, v)
		}
	}
	r.identify(&a, values)
	if len(r.out.Problems) > before {
		return "", false
	}
	return a.Key, r.keep(a)
}

func (r *sheetReader) areaValue(a *knowledge.SheetArea, column sheetColumn, v string) {
	known := true
	switch column {
	case sheetKey:
		if a.Key = strings.ToLower(v); !areaKeyShape.MatchString(a.Key) {
			r.wrong(string(column), "sheet.key", v)
		}
	case sheetNameJA:
		a.Name.JA = r.name(column, v)
	case sheetNameEN:
		a.Name.EN = r.name(column, v)
	case sheetCriticality:
		a.Criticality, known = criticalityWords[fold(v)]
	case sheetKind:
		a.Kind, known = areaKindWords[fold(v)]
	case sheetPaths:
		a.Paths = r.list(column, v)
		r.patterns(column, a.Paths)
	case sheetServices:
		a.Services = r.list(column, v)
	}
	if !known {
		r.wrong(string(column), "sheet.unknown_word", v)
	}
}

func (r *sheetReader) patterns(column sheetColumn, patterns []string) {
	for _, p := range patterns {
		if _, err := paths.Parse(p); err != nil {
			r.wrong(string(column), "sheet.path", p)
		}
	}
}

func (r *sheetReader) name(column sheetColumn, v string) string {
	if !readable(v) {
		r.wrong(string(column), "sheet.text", v)
	}
	return v
}

// identify gives the area a key, and a name from a column that may hold either.
func (r *sheetReader) identify(a *knowledge.SheetArea, values map[sheetColumn]string) {
	if v := values[sheetArea]; v != "" {
		r.name(sheetArea, v)
		_, known := r.areas[v]
		switch {
		case a.Key == "" && (known || areaKeyShape.MatchString(v)):
			a.Key = v
		case a.Name.IsZero():
			a.Name = nameText(v)
		}
	}
	if a.Key == "" && !a.Name.IsZero() {
		a.Key = r.keyOf(a.Name)
	}
	if a.Key == "" {
		r.wrong(string(sheetArea), "sheet.no_area", "")
	}
}

// keyOf makes a key of a name, and another one where it would be that of an
// area with another name.
func (r *sheetReader) keyOf(name maturity.Text) string {
	base := name.In(maturity.English)
	if made, again := r.names[base]; again {
		return made
	}
	key := areaKey(base)
	if _, taken := r.areas[key]; taken {
		key = hashedKey(key, base)
	}
	r.names[base] = key
	return key
}

// keep adds an area, or what a later line says of it; false where the line
// says something else than one before it.
func (r *sheetReader) keep(a knowledge.SheetArea) bool {
	at, known := r.areas[a.Key]
	if !known {
		if len(r.areas) == maxAreas {
			r.refuse(r.line, "", "sheet.too_many_areas", "max", strconv.Itoa(maxAreas))
			return false
		}
		r.areas[a.Key] = len(r.out.Areas)
		r.out.Areas = append(r.out.Areas, a)
		return true
	}
	old, before := &r.out.Areas[at], len(r.out.Problems)
	same(r, sheetNameJA, old.Line, &old.Name.JA, a.Name.JA)
	same(r, sheetNameEN, old.Line, &old.Name.EN, a.Name.EN)
	same(r, sheetCriticality, old.Line, &old.Criticality, a.Criticality)
	same(r, sheetKind, old.Line, &old.Kind, a.Kind)
	r.sameList(sheetPaths, old.Line, &old.Paths, a.Paths)
	r.sameList(sheetServices, old.Line, &old.Services, a.Services)
	return len(r.out.Problems) == before
}

func same[T comparable](r *sheetReader, column sheetColumn, line int, old *T, given T) {
	var nothing T
	switch {
	case given == nothing || given == *old:
	case *old == nothing:
		*old = given
	default:
		r.refuse(r.line, string(column), "sheet.differs", "line", strconv.Itoa(line))
	}
}

func (r *sheetReader) sameList(column sheetColumn, line int, old *[]string, given []string) {
	switch {
	case len(given) == 0 || slices.Equal(given, *old):
	case len(*old) == 0:
		*old = given
	default:
		r.refuse(r.line, string(column), "sheet.differs", "line", strconv.Itoa(line))
	}
}

// listSigns part the values of a list within a cell, beside new lines.
const listSigns = ",;、；，"

// list reads the values of a cell; a backslash before a sign that parts them
// makes it part of the value.
func (r *sheetReader) list(column sheetColumn, v string) []string {
	var out []string
	var b strings.Builder
	end := func() {
		if s := strings.TrimSpace(b.String()); s != "" {
			out = append(out, r.name(column, s))
		}
		b.Reset()
	}
	signs := []rune(v)
	for i := 0; i < len(signs); i++ {
		switch c := signs[i]; {
		case c == '\\' && i+1 < len(signs) && strings.ContainsRune(listSigns, signs[i+1]):
			i++
			b.WriteRune(signs[i])
		case c == '\n' || strings.ContainsRune(listSigns, c):
			end()
		default:
			b.WriteRune(c)
		}
	}
	end()
	return out
}

// nameText puts a name into the language it is written in.
func nameText(s string) maturity.Text {
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }) {
		return maturity.Text{JA: s}
	}
	return maturity.Text{EN: s}
}

const maxAreaKey = 60

// areaKey makes the key of an area from its name: small Latin letters and
// digits with hyphens between, and a mark of the whole name where it has other
// letters, since those would be lost.
func areaKey(name string) string {
	var b strings.Builder
	lost := false
	for _, c := range strings.ToLower(name) {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			b.WriteRune(c)
		case unicode.IsLetter(c) || unicode.IsNumber(c):
			lost = true
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	key := strings.Trim(b.String(), "-")
	if key == "" {
		key, lost = "area", true
	}
	if lost || len(key) > maxAreaKey {
		return hashedKey(key, name)
	}
	return key
}

func hashedKey(key, name string) string {
	sum := sha256.Sum256([]byte(name))
	mark := "-" + hex.EncodeToString(sum[:4])
	return strings.TrimRight(key[:min(len(key), maxAreaKey-len(mark))], "-") + mark
}
