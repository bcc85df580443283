package reporting

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"reflect"
	"strings"

	"michinori/reports/quarter"
)

// countingRules is raised where counting comes to something else in the same
// shape: what is kept of earlier counts is then counted again.
const countingRules = 2

// countedBy stands before all that is kept. What another version of the program
// counted by other rules, or wrote down in another shape, is not read.
var countedBy = fmt.Sprintf("%d %016x\n", countingRules,
	shapeOf(reflect.TypeFor[quarter.Round](), reflect.TypeFor[[]keptTeam](), reflect.TypeFor[past]()))

// shapeOf is a number of types: another one where a field is added, renamed or
// of another type.
func shapeOf(types ...reflect.Type) uint64 {
	h := fnv.New64a()
	seen := map[reflect.Type]bool{}
	var write func(t reflect.Type)
	write = func(t reflect.Type) {
		_, _ = io.WriteString(h, t.Kind().String()+" "+t.String()+"\n") // a hash takes everything
		if seen[t] {
			return
		}
		seen[t] = true
		switch t.Kind() {
		case reflect.Struct:
			for i := range t.NumField() {
				_, _ = io.WriteString(h, t.Field(i).Name+" "+string(t.Field(i).Tag)+"\n")
				write(t.Field(i).Type)
			}
		case reflect.Map:
			write(t.Key())
			write(t.Elem())
		case reflect.Pointer, reflect.Slice, reflect.Array:
			write(t.Elem())
		default: // holds no other
		}
	}
	for _, t := range types {
		write(t)
	}
	return h.Sum64()
}

// written is what is kept of something that was counted.
func written(what any) (string, error) {
	raw, err := json.Marshal(what)
	return countedBy + string(raw), err
}

// read reads what is kept; false where it was counted by other rules.
func read(document string, into any) (bool, error) {
	raw, ok := strings.CutPrefix(document, countedBy)
	if !ok {
		return false, nil
	}
	return true, json.Unmarshal([]byte(raw), into)
}
