package evidence

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"michinori/app/evidence/formula"
	"michinori/app/knowledge"
)

// WriteSheet writes a register in the long form of ReadSheet, as CSV with a
// byte order mark if wished: a line for each area and person who claims
// anything, and one for an area of which nobody does. The column person holds
// Person.Key, so whoever wants the file read back elsewhere gives people keys
// that are known there, such as e-mail addresses; person_name is for people.
// Claims of people who are not of the register are left out. Text that a
// spreadsheet would take for a formula gets an apostrophe in front, which
// ReadSheet takes off.
func WriteSheet(w io.Writer, r knowledge.Register, bom bool) error {
	if bom {
		if _, err := io.WriteString(w, "\uFEFF"); err != nil {
			return err
		}
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	titles := make([]string, len(sheetColumns))
	for i, c := range sheetColumns {
		titles[i] = string(c)
	}
	if err := out.Write(titles); err != nil {
		return err
	}
	for _, a := range r.Areas {
		if err := writeSheetArea(out, a, r.People); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func writeSheetArea(out *csv.Writer, a knowledge.Area, people []knowledge.Person) error {
	about := map[sheetColumn]string{
		sheetKey: a.Key, sheetNameJA: a.Name.JA, sheetNameEN: a.Name.EN, sheetKind: string(a.Kind),
		sheetPaths: listText(a.Paths), sheetServices: listText(a.Services),
	}
	if a.Criticality > 0 {
		about[sheetCriticality] = strconv.Itoa(a.Criticality)
	}
	said := slices.DeleteFunc(slices.Clone(people), func(p knowledge.Person) bool {
		_, claims := a.Claims[p.Key]
		return !claims
	})
	if len(said) == 0 {
		return writeSheetLine(out, about)
	}
	for _, p := range said {
		c := a.Claims[p.Key]
		about[sheetPerson], about[sheetPersonName], about[sheetLevel] = p.Key, p.Name, strconv.Itoa(c.Level)
		about[sheetEvidenceAt], about[sheetEvidenceKind], about[sheetEvidenceLink] = dayText(c.EvidenceAt), string(c.EvidenceKind), c.EvidenceLink
		if err := writeSheetLine(out, about); err != nil {
			return err
		}
	}
	return nil
}

func writeSheetLine(out *csv.Writer, values map[sheetColumn]string) error {
	line := make([]string, len(sheetColumns))
	for i, c := range sheetColumns {
		line[i] = formula.Harmless(values[c])
	}
	return out.Write(line)
}

// listText writes the values of a list into one cell, as list reads them.
func listText(values []string) string {
	var out []string
	for _, v := range values {
		var b strings.Builder
		for _, c := range v {
			if strings.ContainsRune(listSigns, c) {
				b.WriteByte('\\')
			}
			b.WriteRune(c)
		}
		out = append(out, b.String())
	}
	return strings.Join(out, "\n")
}

func dayText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
