package evidence

import (
	"regexp"
	"slices"
	"strings"

	"michinori/app/knowledge"
	"michinori/app/maturity"
)

// SuggestFromCodeOwners finds areas in a CODEOWNERS file: see Suggest. It is an
// error, of Problems, where nothing of the file can be used.
func SuggestFromCodeOwners(text string) ([]knowledge.Suggestion, error) {
	owners, notes, err := ReadCodeOwners(text)
	if err == nil && len(owners.rules) == 0 && len(notes) > 0 {
		err = notes
	}
	if err != nil {
		return nil, err
	}
	return owners.Suggest(), nil
}

// Suggest finds areas: the folders that patterns with owners are about, in the
// order of the file, with all patterns and owners of each. Patterns about no
// folder, such as "*" or "*.js", are no area. A pattern that stands there twice
// has the owners of the last time.
func (c CodeOwners) Suggest() []knowledge.Suggestion {
	last := map[string]int{}
	for i, r := range c.rules {
		last[r.pattern.String()] = i
	}
	var found []knowledge.Suggestion
	at := map[string]int{}
	for i, r := range c.rules {
		folder := r.pattern.Folder()
		if folder == "" || len(r.owners) == 0 || last[r.pattern.String()] != i {
			continue
		}
		n, known := at[folder]
		if !known {
			if len(found) == maxAreas {
				break
			}
			n = len(found)
			at[folder] = n
			found = append(found, knowledge.Suggestion{Name: nameText(folder), Kind: knowledge.Code, Source: knowledge.FromCodeOwners})
		}
		found[n].Paths = append(found[n].Paths, r.pattern.String())
		found[n].Owners = with(found[n].Owners, r.owners...)
	}
	return keyed(found)
}

func with(list []string, more ...string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// keyed gives each suggestion a key of its own, made of the one it has or of
// its name.
func keyed(list []knowledge.Suggestion) []knowledge.Suggestion {
	taken := map[string]bool{}
	for i := range list {
		s := &list[i]
		name := s.Name.In(maturity.English)
		if s.Key == "" {
			s.Key = areaKey(name)
		}
		if taken[s.Key] {
			s.Key = hashedKey(s.Key, string(s.Kind)+" "+name)
		}
		taken[s.Key] = true
	}
	return list
}

// listed is the sign of a list before a name.
var listed = regexp.MustCompile(`^\s*(?:[-*+•・●○■□◆]\s*|[0-9０-９]{1,3}[.)．、）]\s*)?`)

// SuggestFromNames makes areas of names, one a line, with or without a sign of
// a list before them, and with both languages where " / " parts them.
func SuggestFromNames(text string) []knowledge.Suggestion {
	var out []knowledge.Suggestion
	seen := map[string]bool{}
	for line := range strings.Lines(text) {
		line = strings.Join(strings.Fields(strings.ToValidUTF8(listed.ReplaceAllString(line, ""), replacement)), " ")
		if line == "" || seen[fold(line)] || !readable(line) {
			continue
		}
		if len(out) == maxAreas {
			break
		}
		seen[fold(line)] = true
		out = append(out, knowledge.Suggestion{Name: bothNames(line), Source: knowledge.FromNames})
	}
	return keyed(out)
}

// bothNames takes "請求バッチ / Billing batch" apart.
func bothNames(s string) maturity.Text {
	left, right, both := strings.Cut(s, " / ")
	if !both {
		return nameText(s)
	}
	l, r := nameText(left), nameText(right)
	if (l.JA == "") == (r.JA == "") {
		return nameText(s)
	}
	return maturity.Text{JA: l.JA + r.JA, EN: l.EN + r.EN}
}
