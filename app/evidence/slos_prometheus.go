package evidence

import (
	"cmp"
	"regexp"

	"go.yaml.in/yaml/v3"

	"michinori/app/measured"
)

// slothResource reads the form of Sloth for Kubernetes.
func (r *sloReader) slothResource(n *yaml.Node, version string) {
	switch kind := scalarAt(n, "kind"); {
	case kind != "PrometheusServiceLevel":
		r.ignored++
	default:
		spec := valueAt(n, "spec")
		if spec == nil {
			r.note(n, "spec", "slo_file.missing", "spec", "spec is missing")
			return
		}
		r.sloth(n, spec, version == "sloth.slok.dev/v1")
	}
}

// sloth reads the SLOs of one service.
func (r *sloReader) sloth(n, spec *yaml.Node, known bool) {
	if !known {
		r.version(n, cmp.Or(scalarAt(n, "apiVersion"), scalarAt(n, "version")))
		return
	}
	list := valueAt(spec, "slos")
	if list == nil || list.Kind != yaml.SequenceNode || len(list.Content) == 0 {
		r.note(spec, "slos", "slo_file.missing", "slos", "the service has no SLOs")
		return
	}
	before := len(r.notes)
	for i, slo := range list.Content {
		where := indexed("slos", i)
		objective := valueAt(slo, "objective")
		switch {
		case objective == nil:
			r.note(slo, where, "slo_file.missing", "objective", "the SLO has no objective")
		default:
			r.target(objective, where+".objective", 100)
		}
		if valueAt(slo, "sli") == nil {
			r.note(slo, where, "slo_file.missing", "sli", "the SLO has no indicator")
		}
	}
	if len(r.notes) > before {
		return
	}
	labels := valueAt(spec, "labels")
	r.add(spec, "service", measured.Sloth, measured.Service{
		Name: scalarAt(spec, "service"), SLOs: len(list.Content), Tier: tierOf(labels), Owned: ownedBy(labels),
	})
}

// pyrraService are the labels that say of which service a Pyrra objective is.
// Pyrra itself knows no service.
var pyrraService = []string{"pyrra.dev/service", "service", "app.kubernetes.io/name"}

var pyrraWindow = regexp.MustCompile(`^([0-9]+(ms|[smhdwy]))+$`)

// pyrra reads one ServiceLevelObjective.
func (r *sloReader) pyrra(n *yaml.Node, version string) {
	if version != "pyrra.dev/v1alpha1" {
		r.version(n, version)
		return
	}
	if scalarAt(n, "kind") != "ServiceLevelObjective" {
		r.ignored++
		return
	}
	spec, meta := valueAt(n, "spec"), valueAt(n, "metadata")
	before := len(r.notes)
	r.pyrraSpec(n, spec)
	if len(r.notes) > before {
		return
	}
	labels, notes := valueAt(meta, "labels"), valueAt(meta, "annotations")
	s := measured.Service{Name: scalarAt(meta, "name"), SLOs: 1, Tier: tierOf(labels, prefixed(labels), notes), Owned: ownedBy(labels, notes), Alone: true}
	for _, key := range pyrraService {
		if name := scalarAt(labels, key); name != "" {
			s.Name, s.Alone = name, false
			break
		}
	}
	if scalarAt(labels, "pyrra.dev/team") != "" || scalarAt(labels, "pyrra.dev/owner") != "" {
		s.Owned = true
	}
	r.add(n, "metadata.name", measured.Pyrra, s)
}

func (r *sloReader) pyrraSpec(n, spec *yaml.Node) {
	if spec == nil || spec.Kind != yaml.MappingNode {
		r.note(n, "spec", "slo_file.missing", "spec", "spec is missing")
		return
	}
	if target := valueAt(spec, "target"); target != nil {
		r.target(target, "spec.target", 100)
	} else {
		r.note(spec, "spec.target", "slo_file.missing", "target", "the objective has no target")
	}
	if w := scalarAt(spec, "window"); !pyrraWindow.MatchString(w) {
		r.note(spec, "spec.window", "slo_file.window", w, "expected a window such as 4w")
	}
	if valueAt(spec, "indicator") == nil {
		r.note(spec, "spec.indicator", "slo_file.missing", "indicator", "the objective has no indicator")
	}
}

// prefixed returns the labels with Pyrra's own prefix as if they had none.
func prefixed(labels *yaml.Node) *yaml.Node {
	v := valueAt(labels, "pyrra.dev/tier")
	if v == nil {
		return nil
	}
	return &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: "tier"}, v}}
}
