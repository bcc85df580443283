package questionnaires

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

func compiledSchema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("questionnaire.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("questionnaire.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// plainValue is what any YAML reader makes of a file.
func plainValue(t testing.TB, raw []byte) (any, error) {
	t.Helper()
	var v any
	err := yaml.Unmarshal(raw, &v)
	return v, err
}

func TestSchemaAcceptsWhatTheCheckerAccepts(t *testing.T) {
	t.Parallel()
	s := compiledSchema(t)
	files := map[string][]byte{"own": []byte(own), "ownStarter": []byte(ownStarter), "ownMore": []byte(ownMore)}
	for _, name := range builtInOrder {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = raw
	}
	doc, err := Document(core(t))
	if err != nil {
		t.Fatal(err)
	}
	files["document"] = doc
	for name, raw := range files {
		v, err := plainValue(t, raw)
		if err != nil {
			t.Fatal(name, err)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The schema sees the shape of a file; the table says which faults are of that
// kind, so that neither side changes unnoticed.
func TestSchemaAndCheckerAgree(t *testing.T) {
	t.Parallel()
	s := compiledSchema(t)
	for _, b := range brokenFiles {
		v, err := plainValue(t, []byte(b.apply(t)))
		if err != nil && b.shape {
			t.Errorf("%s: %v", b.name, err)
		}
		if err != nil {
			continue // a name that stands twice is no value at all
		}
		if err := s.Validate(v); (err != nil) != b.shape {
			t.Errorf("%s: the schema says %v; want a fault: %v", b.name, err, b.shape)
		}
	}
}

func TestSchemaListsPractices(t *testing.T) {
	t.Parallel()
	var doc struct {
		Defs struct {
			Question struct {
				Properties struct {
					Practice struct{ Enum []string }
				}
			}
		} `json:"$defs"`
	}
	if err := json.Unmarshal(Schema(), &doc); err != nil {
		t.Fatal(err)
	}
	if got := doc.Defs.Question.Properties.Practice.Enum; !slices.Equal(got, practiceKeys()) {
		t.Errorf("the schema knows practices %q, want %q", got, practiceKeys())
	}
}
