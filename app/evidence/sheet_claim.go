package evidence

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"michinori/app/knowledge"
)

// maxLink is how many bytes a link may have.
const maxLink = 500

// long reads what a line of the long form says of a person.
func (r *sheetReader) long(area, person string, values map[sheetColumn]string) {
	before := len(r.out.Problems)
	r.person(person)
	var c sheetClaimText
	c.level, c.at, c.kind, c.link = values[sheetLevel], values[sheetEvidenceAt], values[sheetEvidenceKind], values[sheetEvidenceLink]
	if isDash(c.level) {
		c.level = ""
	}
	if c == (sheetClaimText{}) {
		return // a person of whom the line says nothing yet
	}
	claim := r.claim(c, func(c sheetColumn) string { return string(c) })
	if len(r.out.Problems) == before {
		r.claimed(area, person, claim)
	}
}

func (r *sheetReader) person(who string) {
	if who == "" {
		r.wrong(string(sheetPerson), "sheet.no_person", "")
		return
	}
	r.name(sheetPerson, who)
}

// sheetClaimText is a claim before it is understood.
type sheetClaimText struct{ level, at, kind, link string }

// wide reads a cell of the wide form, whose column is the person.
func (r *sheetReader) wide(area, person, mark string) {
	if isDash(mark) {
		return
	}
	before := len(r.out.Problems)
	var c sheetClaimText
	words := strings.FieldsFunc(mark, func(s rune) bool { return unicode.IsSpace(s) || strings.ContainsRune(",、，;；", s) })
	for i, word := range words {
		switch _, kind := evidenceWords[fold(word)]; {
		case i == 0:
			c.level = word
		case kind && c.kind == "":
			c.kind = word
		case strings.Contains(word, "://") && c.link == "":
			c.link = word
		case c.at == "":
			c.at = word
		default:
			r.wrong(clip(person), "sheet.cell", mark)
			return
		}
	}
	claim := r.claim(c, func(sheetColumn) string { return clip(person) })
	if len(r.out.Problems) == before {
		r.claimed(area, person, claim)
	}
}

// claim understands a claim; name tells which column of the sheet holds a part.
func (r *sheetReader) claim(c sheetClaimText, name func(sheetColumn) string) knowledge.Claim {
	var out knowledge.Claim
	known := false
	switch out.Level, known = levelOf(c.level); {
	case c.level == "":
		r.wrong(name(sheetLevel), "sheet.no_level", "")
	case !known:
		r.wrong(name(sheetLevel), "sheet.level", c.level)
	}
	if out.EvidenceAt, known = dayOf(c.at); c.at != "" && !known {
		r.wrong(name(sheetEvidenceAt), "sheet.date", c.at)
	}
	if out.EvidenceKind, known = evidenceWords[fold(c.kind)]; c.kind != "" && !known {
		r.wrong(name(sheetEvidenceKind), "sheet.unknown_word", c.kind)
	}
	if out.EvidenceLink = c.link; c.link != "" && !isLink(c.link) {
		r.wrong(name(sheetEvidenceLink), "sheet.link", c.link)
	}
	switch {
	case c.at != "" && c.kind == "":
		r.wrong(name(sheetEvidenceKind), "sheet.no_kind", "")
	case c.at == "" && (c.kind != "" || c.link != ""):
		r.wrong(name(sheetEvidenceAt), "sheet.no_date", "")
	}
	return out
}

func (r *sheetReader) claimed(area, person string, c knowledge.Claim) {
	pair := [2]string{area, strings.ToLower(person)}
	if line, twice := r.claims[pair]; twice {
		r.refuse(r.line, clip(person), "sheet.claim_twice", "line", strconv.Itoa(line))
		return
	}
	r.claims[pair] = r.line
	r.out.Claims = append(r.out.Claims, knowledge.SheetClaim{Line: r.line, Area: area, Person: person, Claim: c})
}

// isDash reports whether text is a dash, which people write for nothing.
func isDash(s string) bool { return s != "" && strings.Trim(s, "-－–—―ー") == "" }

func levelOf(s string) (int, bool) {
	n, err := strconv.Atoi(fold(s))
	return n, err == nil && n >= 0 && n <= knowledge.MaxLevel && len(fold(s)) == 1
}

var sheetDay = regexp.MustCompile(`^(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)$`)

// dayOf reads a day as 2026-09-01, 2026/9/1 or 2026年9月1日, in digits of any width.
func dayOf(s string) (time.Time, bool) {
	m := sheetDay.FindStringSubmatch(strings.Join(strings.Fields(halfWidth(s)), ""))
	if m == nil {
		return time.Time{}, false
	}
	var n []int
	for _, part := range m[1:] {
		if part != "" {
			v, _ := strconv.Atoi(part)
			n = append(n, v)
		}
	}
	t := time.Date(n[0], time.Month(n[1]), n[2], 0, 0, 0, 0, time.UTC)
	return t, n[0] >= 1900 && int(t.Month()) == n[1] && t.Day() == n[2]
}

func isLink(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && len(s) <= maxLink && !hasControl(s)
}

func hasControl(s string) bool { return strings.ContainsFunc(s, unicode.IsControl) }
