package evidence

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"michinori/app/knowledge"
)

// maxSheetProblems is how many problems a sheet lists; whoever has more is
// helped by none of them.
const maxSheetProblems = 1000

// ReadSheet reads a register from text whose first line names the columns, in
// English or Japanese, in any order. It takes two forms. The long one has a
// line for each area and person, as WriteSheet writes it. The wide one is the
// skill map people keep: the first column names the area, a column that means
// nothing else is a person, and a cell holds a level, perhaps with evidence
// behind it, as in "3 2026-09-01 operated". Every cell that cannot be read is a
// problem with its line and column, and its message a key that begins with
// "sheet."; an area without a key gets one made of its name, the same each
// time. Whether areas and people exist is for whoever knows them to say.
func ReadSheet(text string) knowledge.Sheet {
	r := newSheetReader()
	r.table = table{kind: "sheet", head: r.head, row: r.row, refuse: func(line int, key string, args ...string) {
		r.refuse(line, "", key, args...)
	}}
	r.table.read(text)
	return r.out
}

// sheetReader understands one sheet.
type sheetReader struct {
	table   table
	out     knowledge.Sheet
	columns []sheetColumn
	titles  []string
	areas   map[string]int    // where in out.Areas a key stands
	names   map[string]string // keys made of names
	claims  map[[2]string]int // the line that speaks of an area and a person
	line    int
}

func newSheetReader() *sheetReader {
	return &sheetReader{areas: map[string]int{}, names: map[string]string{}, claims: map[[2]string]int{}}
}

func (r *sheetReader) refuse(line int, column, key string, args ...string) {
	if len(r.out.Problems) < maxSheetProblems {
		r.out.Problems = append(r.out.Problems, sheetProblem(line, column, key, args...))
	}
}

func sheetProblem(line int, column, key string, args ...string) knowledge.SheetProblem {
	p := knowledge.SheetProblem{Line: line, Column: column, Key: key}
	for i := 0; i+1 < len(args); i += 2 {
		if p.Args == nil {
			p.Args = map[string]string{}
		}
		p.Args[args[i]] = args[i+1]
	}
	return p
}

// wrong notes a problem with a cell of the line that is being read.
func (r *sheetReader) wrong(column, key, word string) {
	if word == "" {
		r.refuse(r.line, column, key)
		return
	}
	r.refuse(r.line, column, key, "word", clip(word))
}

// head finds out which column is which, and with it the form of the sheet.
func (r *sheetReader) head(cells []string, line int) bool {
	unknown := map[int]string{}
	columns, seen := readTitles(cells, sheetWords,
		func(c sheetColumn) { r.refuse(line, string(c), "sheet.column_twice") },
		func(i int, title string) { unknown[i] = title })
	r.columns, r.titles = columns, make([]string, len(cells))
	long := seen[sheetPerson] || seen[sheetPersonName] || seen[sheetLevel]
	if _, first := unknown[0]; first && !long && !named(seen) {
		r.columns[0], seen[sheetArea] = sheetArea, true
		delete(unknown, 0)
	}
	if !named(seen) {
		r.refuse(line, string(sheetArea), "sheet.no_area_column")
	}
	if long && !(seen[sheetPerson] || seen[sheetPersonName]) {
		r.refuse(line, string(sheetPerson), "sheet.no_person_column")
	}
	if long && !seen[sheetLevel] {
		r.refuse(line, string(sheetLevel), "sheet.no_level_column")
	}
	r.others(cells, unknown, long, line)
	return len(r.out.Problems) == 0
}

func named(seen map[sheetColumn]bool) bool {
	return seen[sheetKey] || seen[sheetArea] || seen[sheetNameJA] || seen[sheetNameEN]
}

// others settles the columns that mean nothing by their title: in the wide form
// they are people.
func (r *sheetReader) others(cells []string, unknown map[int]string, long bool, line int) {
	people := map[string]bool{}
	for i := range cells {
		title, other := unknown[i]
		switch {
		case !other || title == "":
			continue
		case long || sheetIgnored[fold(title)]:
			r.out.Ignored = append(r.out.Ignored, clip(title))
			continue
		case !readable(title):
			r.refuse(line, clip(title), "sheet.text", "word", clip(title))
		case people[title]:
			r.refuse(line, clip(title), "sheet.column_twice")
		case len(people) == maxPeople:
			r.refuse(line, clip(title), "sheet.too_many_people", "max", strconv.Itoa(maxPeople))
			return
		}
		people[title] = true
		r.columns[i], r.titles[i] = sheetCell, title
	}
}

// readable reports whether text can be a name.
func readable(s string) bool {
	return utf8.RuneCountInString(s) <= maxText && !strings.Contains(s, replacement) && !hasControl(s)
}

// row reads one line; false ends the reading.
func (r *sheetReader) row(cells []string, line int) bool {
	if len(r.out.Problems) >= maxSheetProblems {
		r.out.Problems = append(r.out.Problems, sheetProblem(line, "", "sheet.too_many_problems", "max", strconv.Itoa(maxSheetProblems)))
		return false
	}
	r.line = line
	values, marks := map[sheetColumn]string{}, map[int]string{}
	fits := r.table.readCells(cells, len(r.columns), line, func(i int, s string) {
		switch r.columns[i] {
		case "":
		case sheetCell:
			marks[i] = s
		default:
			values[r.columns[i]] = s
		}
	})
	if !fits {
		return true
	}
	key, ok := r.area(values)
	if !ok {
		return len(r.areas) < maxAreas
	}
	if who := firstOf(values, sheetPerson, sheetPersonName); who != "" || anyOf(values, claimColumns) {
		r.long(key, who, values)
	}
	for i := range r.columns {
		if mark, given := marks[i]; given {
			r.wide(key, r.titles[i], mark)
		}
	}
	return true
}

func firstOf(values map[sheetColumn]string, columns ...sheetColumn) string {
	for _, c := range columns {
		if v := values[c]; v != "" {
			return v
		}
	}
	return ""
}

func anyOf(values map[sheetColumn]string, columns []sheetColumn) bool {
	return firstOf(values, columns...) != ""
}
