package tracker

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

// How much an area may hold.
const (
	maxListed        = 100 // paths or services
	maxAreaKey       = 60
	neverTyped       = "never"
	usualCriticality = 2 // criticality of an area of which nobody said it
)

// readArea lays what was typed over the area that was there; key, team and id
// of that stay.
func readArea(f *maturity.Fields, in SaveArea, was store.Area, today time.Time) store.Area {
	a := was
	a.Name = maturity.Text{JA: line(f, "name_ja", in.NameJA, false), EN: line(f, "name_en", in.NameEN, false)}
	if a.Name.IsZero() {
		f.Add("name_ja", "field.required")
	}
	if was.ID == "" {
		a.Key = strings.ToLower(strings.TrimSpace(in.Key))
	}
	a.Criticality = criticality(f, "criticality", in.Criticality)
	a.Kind = areaKind(f, "kind", in.Kind)
	a.Paths = list(f, "paths", in.Paths)
	a.Services = list(f, "services", in.Services)
	a.RunbookTested = occasion(f, "runbook_tested", in.RunbookTested, today)
	a.NonOwnerRun = occasion(f, "non_owner_run", in.NonOwnerRun, today)
	a.NextStep = anyDay(f, "next_step", in.NextStep)
	return a
}

func criticality(f *maturity.Fields, name, s string) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 1 || n > 3 {
		f.Add(name, "field.choice")
	}
	return n
}

func areaKind(f *maturity.Fields, name, s string) knowledge.AreaKind {
	kind := knowledge.AreaKind(s)
	if !slices.Contains(knowledge.AreaKinds, kind) {
		f.Add(name, "field.choice")
	}
	return kind
}

// list reads texts one a line or with commas between them, each once.
func list(f *maturity.Fields, name, s string) []string {
	return checkList(f, name, Items(s))
}

// Items returns the texts of a list as it is typed, trimmed and none empty: one
// a line, or with commas between them.
func Items(typed string) []string {
	var out []string
	for _, item := range strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune("\n\r,、，", r) }) {
		if item = visible(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}

func checkList(f *maturity.Fields, name string, items []string) []string {
	var out []string
	for _, item := range items {
		before := len(*f)
		item = line(f, name, item, false)
		if len(*f) > before {
			return nil
		}
		if item != "" && !slices.Contains(out, item) {
			out = append(out, item)
		}
	}
	if len(out) > maxListed {
		f.Add(name, "field.too_many", "max", strconv.Itoa(maxListed))
	}
	return out
}

func occasion(f *maturity.Fields, name, s string, today time.Time) *knowledge.Occasion {
	s = strings.TrimSpace(s)
	switch s {
	case "":
		return nil
	case neverTyped:
		return &knowledge.Occasion{}
	}
	before := len(*f)
	s = pastDay(f, name, s, today)
	if len(*f) > before {
		return nil
	}
	day, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return nil // date has said so
	}
	return &knowledge.Occasion{Day: day}
}

// areaNames are the keys and names that the areas of a team have.
type areaNames struct {
	keys  map[string]string // key -> id, archived areas too
	names map[string]string // name key -> id, areas in use
	inUse int
}

func newAreaNames(known []store.Area) areaNames {
	n := areaNames{keys: map[string]string{}, names: map[string]string{}}
	for _, a := range known {
		n.add(a)
	}
	return n
}

func (n *areaNames) add(a store.Area) {
	n.keys[a.Key] = a.ID
	if a.ArchivedAt != nil {
		return
	}
	n.inUse++
	for _, name := range []string{a.Name.JA, a.Name.EN} {
		if name != "" {
			n.names[nameKey(name)] = a.ID
		}
	}
}

// rename gives an area in use the names it has now in place of its old ones.
func (n *areaNames) rename(a store.Area) {
	maps.DeleteFunc(n.names, func(_, id string) bool { return id == a.ID })
	n.inUse--
	n.add(a)
}

// check notes names that another area in use has.
func (n areaNames) check(f *maturity.Fields, a store.Area) {
	for _, x := range []struct{ field, name string }{{"name_ja", a.Name.JA}, {"name_en", a.Name.EN}} {
		if id, taken := n.names[nameKey(x.name)]; x.name != "" && taken && id != a.ID {
			f.Add(x.field, "field.taken")
		}
	}
}

// checkAreaKey makes the key of a new area, or checks the one given.
func checkAreaKey(f *maturity.Fields, n areaNames, a *store.Area) {
	switch _, taken := n.keys[a.Key]; {
	case a.Key == "":
		a.Key = n.newKey(a.Name)
	case !validAreaKey(a.Key):
		f.Add("key", "field.area_key")
	case taken:
		f.Add("key", "field.taken")
	}
}

func validAreaKey(s string) bool {
	if s == "" || len(s) > maxAreaKey {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return !isKeyLetter(r) && r != '-' })
}

func isKeyLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }

// newKey makes a key from the English name, else from the Latin letters of the
// Japanese one, else "area", with a number where it is taken.
func (n areaNames) newKey(name maturity.Text) string {
	key := plainKey(name.EN)
	if key == "" {
		key = plainKey(name.JA)
	}
	if key == "" {
		key = "area"
	}
	if _, taken := n.keys[key]; !taken {
		return key
	}
	for i := 2; ; i++ {
		k := key + "-" + strconv.Itoa(i)
		if _, taken := n.keys[k]; !taken {
			return k
		}
	}
}

func plainKey(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case isKeyLetter(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-") && (unicode.IsSpace(r) || unicode.IsPunct(r)):
			b.WriteByte('-')
		}
		if b.Len() >= maxAreaKey-10 {
			break // room for a number
		}
	}
	return strings.Trim(b.String(), "-")
}

// sameArea returns an area in use that is just like a new one, as when a form is
// sent twice.
func sameArea(known []store.Area, next store.Area) (store.Area, bool) {
	for _, a := range known {
		twin := next.State()
		if next.Key == "" {
			twin.Key = a.Key
		}
		if a.ArchivedAt == nil && reflect.DeepEqual(a.State(), twin) {
			return a, true
		}
	}
	return store.Area{}, false
}
