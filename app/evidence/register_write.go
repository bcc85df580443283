package evidence

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"go.yaml.in/yaml/v3"

	"michinori/app/knowledge"
)

// WriteRegister writes a register as the YAML file that ReadRegister reads, and
// that "bus-factor register" and "bus-factor git --areas" take. Claims of people
// who are not of the register are left out: they count for nothing.
func WriteRegister(w io.Writer, r knowledge.Register) error {
	root := mapping()
	if !r.AsOf.IsZero() {
		put(root, "as_of", dateNode(r.AsOf))
	}
	people := &yaml.Node{Kind: yaml.SequenceNode}
	for _, p := range r.People {
		people.Content = append(people.Content, personNode(p))
	}
	areas := &yaml.Node{Kind: yaml.SequenceNode}
	for _, a := range r.Areas {
		areas.Content = append(areas.Content, areaNode(a, r.People))
	}
	put(root, "people", people)
	put(root, "areas", areas)
	e := yaml.NewEncoder(w)
	e.SetIndent(2)
	if err := e.Encode(root); err != nil {
		return fmt.Errorf("write register: %w", err)
	}
	return e.Close()
}

func personNode(p knowledge.Person) *yaml.Node {
	n := flow(mapping())
	put(n, "key", textNode(p.Key))
	putText(n, "name", p.Name)
	putDay(n, "active_from", p.ActiveFrom)
	putDay(n, "active_to", p.ActiveTo)
	return n
}

func areaNode(a knowledge.Area, people []knowledge.Person) *yaml.Node {
	n := mapping()
	put(n, "key", textNode(a.Key))
	if !a.Name.IsZero() {
		name := flow(mapping())
		putText(name, "ja", a.Name.JA)
		putText(name, "en", a.Name.EN)
		put(n, "name", name)
	}
	put(n, "criticality", plainNode("!!int", strconv.Itoa(a.Criticality)))
	putText(n, "kind", string(a.Kind))
	putTexts(n, "paths", a.Paths)
	putTexts(n, "services", a.Services)
	putOccasion(n, "runbook_tested_at", a.RunbookTested)
	putOccasion(n, "non_owner_run_at", a.NonOwnerRun)
	claims := mapping()
	for _, p := range people {
		if c, said := a.Claims[p.Key]; said {
			put(claims, p.Key, claimNode(c))
		}
	}
	if len(claims.Content) > 0 {
		put(n, "claims", claims)
	}
	return n
}

func claimNode(c knowledge.Claim) *yaml.Node {
	n := flow(mapping())
	put(n, "level", plainNode("!!int", strconv.Itoa(c.Level)))
	putDay(n, "claimed_at", c.ClaimedAt)
	putDay(n, "evidence_at", c.EvidenceAt)
	putText(n, "evidence_kind", string(c.EvidenceKind))
	putText(n, "evidence_link", c.EvidenceLink)
	return n
}

func mapping() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode} }

func flow(n *yaml.Node) *yaml.Node {
	n.Style = yaml.FlowStyle
	return n
}

func plainNode(tag, value string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: value}
}

// textNode is a text whatever it looks like; the writer puts quotes where
// another reader would take it for something else.
func textNode(s string) *yaml.Node { return plainNode("!!str", s) }

func dateNode(t time.Time) *yaml.Node { return plainNode("!!timestamp", t.Format(time.DateOnly)) }

func put(n *yaml.Node, key string, value *yaml.Node) {
	n.Content = append(n.Content, textNode(key), value)
}

func putText(n *yaml.Node, key, value string) {
	if value != "" {
		put(n, key, textNode(value))
	}
}

func putDay(n *yaml.Node, key string, day time.Time) {
	if !day.IsZero() {
		put(n, key, dateNode(day))
	}
}

func putOccasion(n *yaml.Node, key string, o *knowledge.Occasion) {
	switch {
	case o == nil:
	case o.Day.IsZero():
		put(n, key, textNode("never"))
	default:
		put(n, key, dateNode(o.Day))
	}
}

func putTexts(n *yaml.Node, key string, values []string) {
	if len(values) == 0 {
		return
	}
	list := flow(&yaml.Node{Kind: yaml.SequenceNode})
	for _, v := range values {
		list.Content = append(list.Content, textNode(v))
	}
	put(n, key, list)
}
