package page

import (
	"slices"
	"strings"

	"michinori/app/maturity"
)

// Groups is the tree of groups, with a form to add one or to change one.
type Groups struct {
	Base
	Guard
	Top    []*GroupNode
	Size   int
	Edit   string // name of the group the form changes, "" where it adds one
	Input  maturity.Group
	Errors Errors
	lines  []GroupLine
}

// GroupNode is a group with what stands below it.
type GroupNode struct {
	maturity.Group
	Page     *Groups
	Teams    int // of the group itself
	Children []*GroupNode
}

// GroupLine is a group with its place in the tree.
type GroupLine struct {
	ID, Path string
	above    []string // ids, from the top, with its own
}

// Below reports whether the group stands below another, or is that one.
func (l GroupLine) Below(id string) bool { return slices.Contains(l.above, id) }

// GroupLines returns the groups in the order of their paths.
func GroupLines(groups []maturity.Group) []GroupLine {
	byID := map[string]maturity.Group{}
	for _, g := range groups {
		byID[g.ID] = g
	}
	out := make([]GroupLine, 0, len(groups))
	for _, g := range groups {
		var names, ids []string
		for at := g.ID; at != "" && len(ids) <= len(groups); at = byID[at].ParentID {
			names, ids = append(names, byID[at].Name), append(ids, at)
		}
		slices.Reverse(names)
		slices.Reverse(ids)
		out = append(out, GroupLine{ID: g.ID, Path: strings.Join(names, " "+maturity.GroupSeparator+" "), above: ids})
	}
	slices.SortStableFunc(out, func(a, b GroupLine) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// Paths returns the path of each group by id.
func Paths(lines []GroupLine) map[string]string {
	out := make(map[string]string, len(lines))
	for _, l := range lines {
		out[l.ID] = l.Path
	}
	return out
}

// GroupPath names a group by its path; none is the name of no group.
func GroupPath(groups []maturity.Group, id, none string) string {
	if id == "" {
		return none
	}
	return Paths(GroupLines(groups))[id]
}

// Fill lays out the tree; teams counts the teams of each group.
func (g *Groups) Fill(groups []maturity.Group, teams map[string]int) {
	g.Size, g.lines = len(groups), GroupLines(groups)
	nodes := map[string]*GroupNode{}
	for _, x := range groups {
		nodes[x.ID] = &GroupNode{Group: x, Page: g, Teams: teams[x.ID]}
	}
	for _, x := range groups {
		if parent := nodes[x.ParentID]; parent != nil {
			parent.Children = append(parent.Children, nodes[x.ID])
		} else {
			g.Top = append(g.Top, nodes[x.ID])
		}
	}
}

// Action is where the form goes.
func (g *Groups) Action() string {
	if g.Edit != "" {
		return g.URL("/groups/", g.Input.ID)
	}
	return g.URL("/groups")
}

// NameField takes the name.
func (g *Groups) NameField() Field {
	return NewField(g.Base, "groups", "name", g.Input.Name, g.Errors, true, "off")
}

// ParentField chooses the group above; one cannot stand below itself.
func (g *Groups) ParentField() Select {
	options := []Option{{Label: g.T("groups.top")}}
	for _, l := range g.lines {
		if g.Edit != "" && l.Below(g.Input.ID) {
			continue
		}
		options = append(options, Option{Value: l.ID, Label: l.Path})
	}
	return newSelect(g.Base, "groups", "parent", g.Input.ParentID, g.Errors, options)
}

func groupOptions(none string, lines []GroupLine) []Option {
	out := []Option{{Label: none}}
	for _, l := range lines {
		out = append(out, Option{Value: l.ID, Label: l.Path})
	}
	return out
}
