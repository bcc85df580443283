package maturity

import (
	"cmp"
	"slices"
)

// Tally is how many people gave which answer to one question.
type Tally struct {
	Levels     [maxLevel + 1]int
	Numbers    int // hours, where the question asks for them instead of a level
	Unsure, NA int
}

// Answered is how many people gave any answer.
func (t Tally) Answered() int {
	sum := t.Numbers + t.Unsure + t.NA
	for _, n := range t.Levels {
		sum += n
	}
	return sum
}

// Merge adds what other people answered.
func (t *Tally) Merge(other Tally) {
	for level, n := range other.Levels {
		t.Levels[level] += n
	}
	t.Unsure += other.Unsure
	t.NA += other.NA
}

// apart is how many people at least answered otherwise in one of two tallies.
func (t Tally) apart(other Tally) int {
	more, less := 0, 0
	count := func(a, b int) {
		more, less = more+max(0, a-b), less+max(0, b-a)
	}
	for level, n := range t.Levels {
		count(n, other.Levels[level])
	}
	count(t.Unsure, other.Unsure)
	count(t.NA, other.NA)
	return max(more, less)
}

// betrays reports whether beside one that was told before this tally would tell
// how fewer than k people answered, and in any case fewer than 5; where a team
// answers together, nothing is kept from it.
func (t Tally) betrays(told []Tally, k int) bool {
	if k <= 1 {
		return false
	}
	k = max(k, distributionK)
	return slices.ContainsFunc(told, func(before Tally) bool {
		n := t.apart(before)
		return n > 0 && n < k
	})
}

// TallyNode is a group of people with what they answered: a team, or a
// department whose answers are those of its children together.
type TallyNode struct {
	Key      string
	Own      Tally // of people in no child
	Children []TallyNode
	// Teams, where answers of several teams are put together, is what each of
	// them gave of Own. A pool that names teams shows none of them: see
	// ProtectPools.
	Teams []TeamAnswers
}

// Tally is what everybody in the group answered.
func (g TallyNode) Tally() Tally {
	sum := g.Own
	for _, c := range g.Children {
		sum.Merge(c.Tally())
	}
	return sum
}

// ShownTally is what may be shown of a TallyNode; a nil Tally is hidden.
type ShownTally struct {
	Key      string
	Tally    *Tally
	Children []ShownTally
}

// Protect is the one gate between people's answers and everything that shows
// how they are spread: page, chart, table, export, interface. It hides every
// group of fewer than k people who answered and, beside those, as many others
// as it takes so that nothing hidden can be had by subtraction: what a shown
// group has beyond its shown children comes from nobody, or from at least two
// groups and k answers. With a k of 0 or 1, where a team answered together,
// nothing is hidden; otherwise it takes at least 5 answers, since 3 or 4 may
// show their median alone.
func Protect(g TallyNode, k int) ShownTally {
	if k <= 1 {
		return show(g, func(pool) bool { return true })
	}
	return protect(g, func(p pool) bool { return p.answered >= max(k, distributionK) })
}

// ProtectPools is the same gate where the groups are pools of teams. Whatever
// is shown or left over keeps k answers of at least 2 teams without those of
// any team, or of all teams together that one person belongs to: who knows the
// answers of some must not find those of another by taking them away, nor by
// reasoning with what teams share. insiders are the teams of each person who
// belongs to several.
func ProtectPools(g TallyNode, k int, insiders [][]string) ShownTally {
	return protect(g, insight{k: k, insiders: insiders}.protects)
}

// rule reports whether nobody in a pool can be told from its figures.
type rule func(pool) bool

func protect(g TallyNode, protects rule) ShownTally {
	if !protects(g.pool()) {
		return hide(g)
	}
	return show(g, protects)
}

// leastTeams is the least number of teams of which counts are told that no team
// has chosen to tell.
const leastTeams = 2

// ProtectTeams is the same gate where what is counted is teams, one each, and
// not people: which practices they have taken up, for example. It hides every
// group of a single team and, beside it, as many others as it takes so that no
// single team can be had by subtraction.
func ProtectTeams(g TallyNode) ShownTally {
	return protect(g, func(p pool) bool { return p.answered >= leastTeams })
}

// Shown returns the keys of the groups that may be shown.
func (s ShownTally) Shown() map[string]bool {
	out := map[string]bool{}
	var walk func(ShownTally)
	walk = func(s ShownTally) {
		if s.Tally != nil {
			out[s.Key] = true
		}
		for _, c := range s.Children {
			walk(c)
		}
	}
	walk(s)
	return out
}

// GroupTree is the tree of groups under "", the organisation. put adds to the
// node of a group what is counted of one of its teams; of no other teams.
func GroupTree(groups []Group, teams []Team, put func(node *TallyNode, team Team)) TallyNode {
	below, in := map[string][]string{}, map[string][]Team{}
	for _, g := range groups {
		below[g.ParentID] = append(below[g.ParentID], g.ID)
	}
	for _, t := range teams {
		in[t.GroupID] = append(in[t.GroupID], t)
	}
	var node func(key string) TallyNode
	node = func(key string) TallyNode {
		out := TallyNode{Key: key}
		for _, t := range in[key] {
			put(&out, t)
		}
		for _, g := range below[key] {
			out.Children = append(out.Children, node(g))
		}
		return out
	}
	return node("")
}

// show shows a group that may be shown, and of its children what may.
func show(g TallyNode, protects rule) ShownTally {
	t := g.Tally()
	out := ShownTally{Key: g.Key, Tally: &t, Children: make([]ShownTally, len(g.Children))}
	hidden := hiddenChildren(g, protects)
	for i, c := range g.Children {
		if hidden[i] {
			out.Children[i] = hide(c)
		} else {
			out.Children[i] = show(c, protects)
		}
	}
	return out
}

// hide hides a group with everything below it: a shown grandchild would give
// its parent away.
func hide(g TallyNode) ShownTally {
	out := ShownTally{Key: g.Key, Children: make([]ShownTally, len(g.Children))}
	for i, c := range g.Children {
		out.Children[i] = hide(c)
	}
	return out
}

// hiddenChildren chooses what to hide below a shown group: whatever protects
// nobody by itself, and then more, smallest first, until what is left over
// comes from nobody or protects those in it. A child that nobody answered in
// holds no secret and protects none.
func hiddenChildren(g TallyNode, protects rule) map[int]bool {
	type child struct {
		at int
		pool
	}
	var children []child
	for i, c := range g.Children {
		if p := c.pool(); p.answered > 0 {
			children = append(children, child{i, p})
		}
	}
	slices.SortStableFunc(children, func(a, b child) int { return cmp.Compare(a.answered, b.answered) })
	hidden := map[int]bool{}
	left := ownPool(g)
	for _, c := range children {
		if !protects(c.pool) {
			hidden[c.at] = true
			left = left.with(c.pool)
		}
	}
	for _, c := range children {
		if left.answered == 0 || protects(left) {
			break
		}
		if !hidden[c.at] {
			hidden[c.at] = true
			left = left.with(c.pool)
		}
	}
	return hidden
}
