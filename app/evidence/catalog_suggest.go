package evidence

import (
	"strings"

	"michinori/app/knowledge"
	"michinori/app/maturity"
)

// SuggestFromCatalog finds areas in a catalog-info.yaml: see Suggest. It is an
// error, of Problems, where nothing of the file can be used.
func SuggestFromCatalog(text string) ([]knowledge.Suggestion, error) {
	catalog, notes, err := ReadCatalog(text)
	if err == nil && len(catalog.entities) == 0 && len(notes) > 0 {
		err = notes
	}
	if err != nil {
		return nil, err
	}
	return catalog.Suggest(), nil
}

var areaKindOf = map[string]knowledge.AreaKind{
	"component": knowledge.Code, "api": knowledge.Code, "resource": knowledge.Operation,
	"system": knowledge.Domain, "domain": knowledge.Domain,
}

// Suggest makes an area of each entity, in the order of the file, with its
// owner as it stands there. A part of a component that stands in the same file
// belongs to the area of the whole; a system lists the components that say they
// are of it.
func (c Catalog) Suggest() []knowledge.Suggestion {
	var out []knowledge.Suggestion
	at, taken, byID := map[string]int{}, map[string]bool{}, c.byID()
	for _, e := range c.entities {
		if len(out) == maxAreas {
			break
		}
		if _, part := whole(e, byID); part {
			continue
		}
		key := areaKey(e.name)
		if taken[key] {
			key = areaKey(e.name + "-" + e.kind)
		}
		taken[key] = true
		at[e.id()] = len(out)
		out = append(out, e.suggestion(key))
	}
	for _, e := range c.entities {
		if _, found := at[e.id()]; found {
			if system, found := at[refID("system", e.namespace, e.system)]; found && e.kind == "component" {
				out[system].Services = with(out[system].Services, e.name)
			}
			continue
		}
		of, _ := whole(e, byID)
		if n, found := at[of.id()]; found {
			out[n].Paths, out[n].Services = with(out[n].Paths, e.patterns()...), with(out[n].Services, e.name)
		}
	}
	return keyed(out)
}

func (e entity) suggestion(key string) knowledge.Suggestion {
	s := knowledge.Suggestion{
		Key: key, Name: nameText(e.title), Kind: areaKindOf[e.kind], Paths: e.patterns(), Source: knowledge.FromCatalog,
	}
	if s.Name.EN == "" {
		s.Name = maturity.Text{JA: s.Name.JA, EN: e.name}
	}
	if e.kind == "component" {
		s.Services = []string{e.name}
	}
	if e.owner != "" {
		s.Owners = []string{e.owner}
	}
	return s
}

func (e entity) patterns() []string {
	if e.folder == "" {
		return nil
	}
	return []string{e.folder}
}

func (e entity) id() string { return refID(e.kind, e.namespace, e.name) }

// refID brings a reference such as "component:default/name", of which kind and
// namespace may be missing, into one form.
func refID(kind, namespace, ref string) string {
	if before, after, found := strings.Cut(ref, ":"); found {
		kind, ref = before, after
	}
	if before, after, found := strings.Cut(ref, "/"); found {
		namespace, ref = before, after
	}
	if namespace == "" {
		namespace = "default"
	}
	return strings.ToLower(kind + ":" + namespace + "/" + ref)
}

func (c Catalog) byID() map[string]entity {
	out := map[string]entity{}
	for _, e := range c.entities {
		out[e.id()] = e
	}
	return out
}

// whole returns the component of the file that e is in the end a part of.
func whole(e entity, byID map[string]entity) (entity, bool) {
	out, part := e, false
	// Nobody nests deeper than this; what are parts of each other stay apart.
	for range 10 {
		parent, found := byID[refID("component", out.namespace, out.parent)]
		if out.parent == "" || !found {
			return out, part
		}
		out, part = parent, true
	}
	return e, false
}
