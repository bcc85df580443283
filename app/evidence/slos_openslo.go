package evidence

import (
	"cmp"
	"slices"

	"go.yaml.in/yaml/v3"

	"michinori/app/measured"
)

// The kinds of OpenSLO that say nothing of coverage by themselves.
var openSLOKinds = []string{"SLI", "DataSource", "AlertPolicy", "AlertCondition", "AlertNotificationTarget"}

// openSLO reads one document of OpenSLO. A service that no SLO speaks of is
// known, and not covered.
func (r *sloReader) openSLO(n *yaml.Node, version string) {
	if version != "openslo/v1" && version != "openslo/v1alpha" {
		r.version(n, version)
		return
	}
	meta, spec := valueAt(n, "metadata"), valueAt(n, "spec")
	labels, notes := valueAt(meta, "labels"), valueAt(meta, "annotations")
	switch kind := scalarAt(n, "kind"); {
	case kind == "Service":
		r.add(n, "metadata.name", measured.OpenSLO, measured.Service{
			Name: scalarAt(meta, "name"), Title: scalarAt(meta, "displayName"), Tier: tierOf(labels, notes), Owned: ownedBy(labels, notes),
		})
	case kind == "SLO":
		if r.openSLOIsWhole(n, spec, version) {
			r.add(n, "spec.service", measured.OpenSLO, measured.Service{
				Name: scalarAt(spec, "service"), SLOs: 1, Tier: tierOf(labels, notes), Owned: ownedBy(labels, notes),
			})
		}
	case slices.Contains(openSLOKinds, kind):
		r.ignored++
	default:
		r.note(n, "kind", "slo_file.kind", kind, "this kind is not one of OpenSLO")
	}
}

// openSLOIsWhole reports whether an SLO has what makes it one: a service, one
// indicator, one window, and objectives with a target.
func (r *sloReader) openSLOIsWhole(n, spec *yaml.Node, version string) bool {
	before := len(r.notes)
	if spec == nil || spec.Kind != yaml.MappingNode {
		r.note(n, "spec", "slo_file.missing", "spec", "spec is missing")
		return false
	}
	if scalarAt(spec, "service") == "" {
		r.note(spec, "spec.service", "slo_file.missing", "service", "the SLO names no service")
	}
	switch method := scalarAt(spec, "budgetingMethod"); method {
	case "Occurrences", "Timeslices", "RatioTimeslices":
	default:
		r.note(spec, "spec.budgetingMethod", "slo_file.budgeting", method, "expected Occurrences, Timeslices or RatioTimeslices")
	}
	window := "timeWindow"
	if version == "openslo/v1alpha" {
		window = "timeWindows"
	}
	r.oneWindow(spec, window)
	r.openSLOObjectives(spec, version)
	return len(r.notes) == before
}

func (r *sloReader) oneWindow(spec *yaml.Node, key string) {
	v := valueAt(spec, key)
	switch {
	case v == nil:
		r.note(spec, "spec."+key, "slo_file.missing", key, "the SLO has no time window")
	case v.Kind == yaml.SequenceNode && len(v.Content) != 1:
		r.note(v, "spec."+key, "slo_file.window", key, "expected exactly one time window")
	}
}

func (r *sloReader) openSLOObjectives(spec *yaml.Node, version string) {
	list := valueAt(spec, "objectives")
	if list == nil || list.Kind != yaml.SequenceNode || len(list.Content) == 0 {
		r.note(cmp.Or(list, spec), "spec.objectives", "slo_file.missing", "objectives", "the SLO has no objectives")
		return
	}
	whole := valueAt(spec, "indicator") != nil || valueAt(spec, "indicatorRef") != nil
	for i, o := range list.Content {
		where := indexed("spec.objectives", i)
		target, percent := valueAt(o, "target"), valueAt(o, "targetPercent")
		switch {
		case target != nil && percent != nil:
			r.note(o, where, "slo_file.two_targets", "", "target and targetPercent exclude each other")
		case percent != nil:
			r.target(percent, where+".targetPercent", 100)
		case target != nil:
			r.target(target, where+".target", 1)
		default:
			r.note(o, where, "slo_file.missing", "target", "the objective has no target")
		}
		own := valueAt(o, "indicator") != nil || valueAt(o, "indicatorRef") != nil
		if version == "openslo/v1" && !whole && !own {
			r.note(o, where, "slo_file.missing", "indicator", "neither the SLO nor this objective has an indicator")
		}
	}
}

// target reads a share below most, which must leave some room for failure.
func (r *sloReader) target(n *yaml.Node, key string, most float64) {
	if f, ok := number(n); !ok || f <= 0 || f >= most {
		r.note(n, key, "slo_file.target", n.Value, "expected a target above 0 and below the whole")
	}
}
