package evidence

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"michinori/app/evidence/paths"
)

const (
	// maxCatalog is how large the text of a catalogue may be.
	maxCatalog = 2 << 20
	// maxNotes is how many problems a file lists; more help nobody.
	maxNotes = 1000
	// sourceLocation says where the files of an entity are.
	sourceLocation = "backstage.io/source-location"
)

// Catalog is what descriptor files of a Backstage catalogue say of a system.
type Catalog struct{ entities []entity }

type entity struct {
	kind, namespace, name, title string
	owner, system, parent        string
	folder                       string // pattern of the files, "" where the file does not say
}

// The kinds that are areas, and those that are none.
var (
	catalogKinds = []string{"Component", "API", "Resource", "System", "Domain"}
	ignoredKinds = []string{"Template", "User", "Group", "Location"}
	catalogName  = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$`)
	urlFolder    = regexp.MustCompile(`/(?:-/)?(tree|blob|src)/[^/]+/(.+)$`)
	globSigns    = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`)
)

// ReadCatalog reads catalog-info.yaml: any number of documents, one entity
// each. Nothing is fetched, so $text, $json and $yaml stay what they are; the
// problems name them, kinds that mean nothing here, and what cannot be read.
// Templates, users, groups and locations are passed over. A file of which no
// document can be read is an error.
//
// Source: "Descriptor Format of Catalog Entities", backstage.io.
func ReadCatalog(text string) (Catalog, Problems, error) {
	if len(text) > maxCatalog {
		return Catalog{}, nil, Problems{tooLarge(maxCatalog, "catalog.too_large")}
	}
	text = strings.TrimPrefix(text, "\uFEFF")
	if !utf8.ValidString(text) {
		p := Problem{Line: invalidLine([]byte(text)), Message: "the file is not valid UTF-8", Reason: "catalog.text"}
		return Catalog{}, nil, Problems{p}
	}
	r := catalogReader{seen: map[string]bool{}}
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
		r.document(&doc)
	}
	if r.read == 0 {
		return Catalog{}, nil, r.nothing()
	}
	return r.out, r.notes.sorted(), nil
}

// catalogReader understands one file.
type catalogReader struct {
	yamlNotes

	out  Catalog
	seen map[string]bool
	read int // documents that are entities of any kind
}

// yamlNotes is what is wrong with a file of YAML documents, of which the others
// are still read.
type yamlNotes struct{ notes Problems }

func (r *yamlNotes) note(n *yaml.Node, key, reason, word, message string) {
	if len(r.notes) < maxNotes {
		p := at(n, key, "%s", message)
		p.Reason, p.Detail = reason, clip(word)
		r.notes = append(r.notes, p)
	}
}

func (r *yamlNotes) broken(err error) {
	p := syntaxProblem(err)[0]
	p.Reason, p.Detail = "catalog.yaml", clip(p.Message)
	r.notes = append(r.notes, p)
}

func (r *catalogReader) nothing() Problems {
	if len(r.notes) > 0 {
		return r.notes.sorted()
	}
	return Problems{{Message: "the file holds no entity", Reason: "catalog.empty"}}
}

func (r *catalogReader) document(doc *yaml.Node) {
	if len(doc.Content) == 0 || isNull(doc.Content[0]) {
		return
	}
	root := doc.Content[0]
	kind := scalarAt(root, "kind")
	switch {
	case kind == "" || scalarAt(root, "apiVersion") == "":
		r.note(root, "", "catalog.no_entity", "", "this is no entity: it needs apiVersion and kind")
		return
	case contains(ignoredKinds, kind):
		r.read++
		return
	case !contains(catalogKinds, kind):
		r.note(root, "kind", "catalog.kind", kind, fmt.Sprintf("entities of kind %q mean nothing here", clip(kind)))
		return
	}
	r.read++
	r.entity(root, kind)
}

func contains(list []string, word string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return strings.EqualFold(s, word) })
}

func (r *catalogReader) entity(root *yaml.Node, kind string) {
	meta, spec := valueAt(root, "metadata"), valueAt(root, "spec")
	e := entity{
		kind: strings.ToLower(kind), name: scalarAt(meta, "name"), title: scalarAt(meta, "title"), namespace: strings.ToLower(scalarAt(meta, "namespace")),
		owner: scalarAt(spec, "owner"), system: scalarAt(spec, "system"), parent: scalarAt(spec, "subcomponentOf"),
		folder: folderOf(scalarAt(valueAt(meta, "annotations"), sourceLocation)),
	}
	if !catalogName.MatchString(e.name) {
		r.note(root, "metadata.name", "catalog.name", e.name, fmt.Sprintf("%q is no name of an entity", clip(e.name)))
		return
	}
	if e.title == "" || !readable(e.title) {
		e.title = e.name
	}
	if !readable(e.owner) {
		e.owner = ""
	}
	id := strings.ToLower(e.kind + ":" + e.namespace + "/" + e.name)
	if r.seen[id] {
		r.note(root, "metadata.name", "catalog.twice", e.name, fmt.Sprintf("%s %s stands here twice", e.kind, e.name))
		return
	}
	r.seen[id] = true
	r.placeholders(root, "")
	r.out.entities = append(r.out.entities, e)
}

// placeholders notes what stands for the content of another file.
func (r *catalogReader) placeholders(n *yaml.Node, key string) {
	for i := 0; i+1 < len(n.Content) && n.Kind == yaml.MappingNode; i += 2 {
		name := n.Content[i].Value
		if strings.HasPrefix(name, "$") {
			r.note(n.Content[i], key, "catalog.placeholder", name, fmt.Sprintf("%s is not followed", clip(name)))
			continue
		}
		r.placeholders(n.Content[i+1], join(key, name))
	}
	for i := 0; i < len(n.Content) && n.Kind == yaml.SequenceNode; i++ {
		r.placeholders(n.Content[i], indexed(key, i))
	}
}

// valueAt returns the value of a key, or nil. An alias is followed one step,
// and nothing is ever written out, so that small files stay small.
func valueAt(n *yaml.Node, key string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if v := n.Content[i+1]; n.Content[i].Value == key {
			if v.Kind == yaml.AliasNode {
				return v.Alias
			}
			return v
		}
	}
	return nil
}

func scalarAt(n *yaml.Node, key string) string {
	v := valueAt(n, key)
	if v == nil || v.Kind != yaml.ScalarNode || isNull(v) {
		return ""
	}
	return strings.TrimSpace(v.Value)
}

// folderOf takes the folder of a repository out of the address of its page, as
// a pattern of its files; "" where it names none.
func folderOf(source string) string {
	u, err := url.Parse(strings.TrimPrefix(source, "url:"))
	if err != nil || u.Host == "" {
		return ""
	}
	folder := u.Query().Get("path") // Azure DevOps
	if m := urlFolder.FindStringSubmatch(u.Path); m != nil {
		folder = m[2]
		if m[1] == "blob" {
			folder = path.Dir(folder)
		}
	}
	folder = strings.Trim(folder, "/")
	if folder == "" || folder == "." || !readable(folder) {
		return ""
	}
	pattern := "/" + globSigns.Replace(folder) + "/"
	if _, err := paths.Parse(pattern); err != nil {
		return ""
	}
	return pattern
}
