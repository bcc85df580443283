package evidence

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"michinori/app/measured"
)

const (
	// maxSLOs is how large the text of definitions may be.
	maxSLOs = 4 << 20
	// maxServiceName is how many characters are kept of a name.
	maxServiceName = 120
)

// readSLOs reads definitions of SLOs: any number of documents of OpenSLO v1
// (and v1alpha), Sloth (its own form and the one of Kubernetes) and Pyrra, also
// in lists. Documents of other kinds are passed over; a definition that is
// wrong is a problem, and then nothing is returned. Nothing is fetched, and no
// alias is written out, so a small file stays small.
//
// Sources: "OpenSLO Specification" v1, sloth.dev "Prometheus service level",
// pyrra.dev "ServiceLevelObjective".
func readSLOs(text string) (measured.File, error) {
	if len(text) > maxSLOs {
		return measured.File{}, Problems{tooLarge(maxSLOs, "measured.too_large")}
	}
	if !utf8.ValidString(text) || strings.Contains(text, replacement) {
		return measured.File{}, Problems{{Line: invalidLine([]byte(text)), Message: "the file is not valid text", Reason: "measured.text"}}
	}
	r := sloReader{formats: map[measured.Format]bool{}}
	if raw := []byte(text); json.Valid(raw) {
		root, err := parseJSON(raw)
		if err != nil {
			return measured.File{}, err
		}
		r.document(root)
		return r.sum()
	}
	d := yaml.NewDecoder(strings.NewReader(text))
	for {
		var doc yaml.Node
		err := d.Decode(&doc)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			r.broken(err)
			break
		}
		if len(doc.Content) > 0 && !isNull(doc.Content[0]) {
			r.document(doc.Content[0])
		}
	}
	return r.sum()
}

// sloReader understands one file.
type sloReader struct {
	yamlNotes

	services []measured.Service
	formats  map[measured.Format]bool
	ignored  int
}

func (r *sloReader) sum() (measured.File, error) {
	if len(r.notes) > 0 {
		return measured.File{}, r.notes.sorted()
	}
	if len(r.services) == 0 {
		return measured.File{}, Problems{{Message: "the file defines no service and no SLO", Reason: "slo_file.nothing"}}
	}
	all := measured.Merge([]measured.SLOs{{Services: r.services, Ignored: r.ignored}})
	if len(all.Services) > measured.MaxServices {
		return measured.File{}, Problems{{
			Message: fmt.Sprintf("the file names more than %d services", measured.MaxServices), Reason: "slo_file.too_many", Detail: strconv.Itoa(measured.MaxServices),
		}}
	}
	out := measured.File{Kind: measured.OfSLOs, Format: measured.MixedSLOs, SLOs: &all}
	if len(r.formats) == 1 {
		for f := range r.formats {
			out.Format = f
		}
	}
	return out, nil
}

// document reads one document, or each of a list of them.
func (r *sloReader) document(n *yaml.Node) {
	if n.Kind == yaml.SequenceNode {
		r.documents(n)
		return
	}
	if n.Kind != yaml.MappingNode {
		r.note(n, "", "slo_file.document", "", "expected a definition: keys with values")
		return
	}
	version := scalarAt(n, "apiVersion")
	family, _, _ := strings.Cut(version, "/")
	switch {
	case version == "" && strings.HasPrefix(scalarAt(n, "version"), "prometheus/"):
		r.sloth(n, n, scalarAt(n, "version") == "prometheus/v1")
	case family == "sloth.slok.dev":
		r.slothResource(n, version)
	case family == "openslo" || strings.HasPrefix(family, "openslo."):
		r.openSLO(n, version)
	case family == "pyrra.dev":
		r.pyrra(n, version)
	case version == "v1" && scalarAt(n, "kind") == "List":
		if items := valueAt(n, "items"); items != nil {
			r.documents(items)
		}
	case version == "":
		r.note(n, "", "slo_file.no_version", "", "this document names no apiVersion")
	default:
		r.ignored++
	}
}

func (r *sloReader) documents(list *yaml.Node) {
	for _, n := range list.Content {
		if n.Kind == yaml.SequenceNode {
			r.note(n, "", "slo_file.document", "", "a list inside a list defines nothing")
			continue
		}
		r.document(n)
	}
}

func (r *sloReader) version(n *yaml.Node, version string) {
	r.note(n, "apiVersion", "slo_file.version", version, fmt.Sprintf("version %q is not read", clip(version)))
}

// add keeps a service; a name that nobody can read is a problem.
func (r *sloReader) add(n *yaml.Node, key string, format measured.Format, s measured.Service) {
	if s.Name == "" || !readable(s.Name) || utf8.RuneCountInString(s.Name) > maxServiceName {
		r.note(n, key, "slo_file.name", s.Name, fmt.Sprintf("%q is no name of a service", clip(s.Name)))
		return
	}
	if !readable(s.Title) || utf8.RuneCountInString(s.Title) > maxServiceName || s.Title == s.Name {
		s.Title = ""
	}
	r.formats[format] = true
	r.services = append(r.services, s)
}

// tierOf reads the tier that labels or annotations give: 1, "tier-1", T2.
func tierOf(where ...*yaml.Node) int {
	for _, n := range where {
		for _, key := range []string{"tier", "service-tier", "service_tier", "michinori/tier"} {
			word := strings.ToLower(scalarOrFirst(n, key))
			digits := strings.TrimLeft(word, "tier-_ ")
			if tier, err := strconv.Atoi(digits); err == nil && tier >= 1 && tier <= 3 {
				return tier
			}
		}
	}
	return 0
}

// scalarOrFirst is the value of a key, or the first of its list: labels of
// OpenSLO may hold several values.
func scalarOrFirst(n *yaml.Node, key string) string {
	v := valueAt(n, key)
	if v != nil && v.Kind == yaml.SequenceNode && len(v.Content) > 0 && v.Content[0].Kind == yaml.ScalarNode {
		return strings.TrimSpace(v.Content[0].Value)
	}
	return scalarAt(n, key)
}

func ownedBy(where ...*yaml.Node) bool {
	for _, n := range where {
		if scalarOrFirst(n, "owner") != "" || scalarOrFirst(n, "team") != "" {
			return true
		}
	}
	return false
}

// number reads a number that may be written as a text.
func number(n *yaml.Node) (float64, bool) {
	if n == nil || n.Kind != yaml.ScalarNode {
		return 0, false
	}
	text := strings.TrimSuffix(strings.TrimSpace(n.Value), "%")
	if !decimal.MatchString(text) {
		return 0, false
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil
}
