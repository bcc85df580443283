package questionnaires

import (
	"bytes"
	"embed"
	"fmt"
	"slices"
	"sync"

	"go.yaml.in/yaml/v3"

	"michinori/app/maturity"
)

//go:embed practices.yaml glossary.yaml facilitator.yaml drills.yaml
var contentFiles embed.FS

// Practice is something a team can take up to raise a level.
type Practice struct {
	Key         string               `yaml:"key"`
	Name        maturity.Text        `yaml:"name"`
	About       maturity.Text        `yaml:"about"` // what it is and why, in plain words
	Dimensions  []maturity.Dimension `yaml:"dimensions"`
	CadenceDays int                  `yaml:"cadence_days"` // the planned rhythm of occurrences
	Source      maturity.Text        `yaml:"source"`
	Evidence    []maturity.Text      `yaml:"evidence"` // what proves stage 1, 2, 3 and 4
	First       maturity.Text        `yaml:"first"`    // the first step
}

// AsksCause reports whether each time that the practice is held is about one
// incident, so that whoever logs it is asked whether its cause was seen before.
func (p Practice) AsksCause() bool { return p.Key == "postmortem" }

var practices = sync.OnceValue(func() []Practice { return mustContent[[]Practice]("practices.yaml") })

// Practices returns the catalogue in the order in which it is shown.
func Practices() []Practice { return slices.Clone(practices()) }

// PracticeByKey returns one practice, and false where there is none.
func PracticeByKey(key string) (Practice, bool) {
	i := slices.IndexFunc(practices(), func(p Practice) bool { return p.Key == key })
	if i < 0 {
		return Practice{}, false
	}
	return practices()[i], true
}

func practiceKeys() []string {
	var out []string
	for _, p := range practices() {
		out = append(out, p.Key)
	}
	return out
}

// mustContent decodes a file that is part of the program. Tests read them all,
// so that only a broken build can fail here.
func mustContent[T any](name string) T {
	var v T
	raw, err := contentFiles.ReadFile(name)
	if err == nil {
		d := yaml.NewDecoder(bytes.NewReader(raw))
		d.KnownFields(true)
		err = d.Decode(&v)
	}
	if err != nil {
		panic(fmt.Sprintf("built-in %s: %v", name, err))
	}
	return v
}
