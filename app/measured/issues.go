package measured

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Issue is one row of an export, counted and then forgotten.
type Issue struct {
	Created, Closed time.Time // Closed is zero where it is open
	Labels          []string
	Spent           time.Duration // 0 where nobody said
}

// Issues are what an export of issues comes to: how many of them carry which
// labels together, month by month. With that, whoever reads it can say later
// which labels mean toil.
type Issues struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
	// ByCreation is set where the file knows no end of any issue, so that months
	// are those in which issues were made; else they are those in which issues
	// were finished, and Open are left out.
	ByCreation bool         `json:"by_creation,omitempty"`
	Open       int          `json:"open"`
	Labels     []string     `json:"labels"`
	Groups     []IssueGroup `json:"groups"`
	LeftOut    int          `json:"left_out,omitempty"` // labels beyond the most frequent ones
}

// IssueGroup is the issues of one month that carry exactly these labels.
type IssueGroup struct {
	Month  string  `json:"month"`
	Labels []int   `json:"labels,omitempty"` // places in Issues.Labels
	Count  int     `json:"count"`
	Timed  int     `json:"timed,omitempty"` // those with hours
	Hours  float64 `json:"hours,omitempty"`
}

// What is kept of one file at most.
const (
	maxLabels = 60
	maxGroups = 6000
)

// IssueTally counts issues one by one.
type IssueTally struct {
	zone   *time.Location
	issues []talliedIssue
	labels map[string]int // frequency
	closed bool
}

type talliedIssue struct {
	created, closed time.Time
	labels          string
	spent           time.Duration
}

const labelSign = "\x00"

// NewIssueTally counts months as the calendars of zone show them.
func NewIssueTally(zone *time.Location) *IssueTally {
	return &IssueTally{zone: zone, labels: map[string]int{}}
}

// Add counts one issue.
func (t *IssueTally) Add(i Issue) {
	labels := slices.Clone(i.Labels)
	slices.Sort(labels)
	labels = slices.Compact(labels)
	for _, l := range labels {
		t.labels[l]++
	}
	t.closed = t.closed || !i.Closed.IsZero()
	t.issues = append(t.issues, talliedIssue{i.Created, i.Closed, strings.Join(labels, labelSign), i.Spent})
}

// Sum returns what was counted so far. Where labels go together in too many
// ways only the most frequent ones are kept.
func (t *IssueTally) Sum() Issues {
	names := make([]string, 0, len(t.labels))
	for name := range t.labels {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(t.labels[b], t.labels[a]), cmp.Compare(a, b))
	})
	for keep := min(maxLabels, len(names)); ; keep /= 2 {
		out := t.grouped(names[:keep])
		if len(out.Groups) <= maxGroups || keep == 0 {
			out.LeftOut = len(names) - keep
			return out
		}
	}
}

func (t *IssueTally) grouped(names []string) Issues {
	out := Issues{ByCreation: !t.closed, Labels: names}
	place := map[string]int{}
	for i, name := range names {
		place[name] = i
	}
	groups := map[string]*IssueGroup{}
	for _, i := range t.issues {
		at := i.closed
		if out.ByCreation {
			at = i.created
		}
		if at.IsZero() {
			out.Open++
			continue
		}
		local := at.In(t.zone)
		out.include(time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC))
		addToGroup(groups, local.Format(monthForm), i, place)
	}
	for _, g := range groups {
		out.Groups = append(out.Groups, *g)
	}
	slices.SortFunc(out.Groups, func(a, b IssueGroup) int {
		return cmp.Or(cmp.Compare(a.Month, b.Month), slices.Compare(a.Labels, b.Labels))
	})
	return out
}

func (s *Issues) include(day time.Time) {
	if s.From.IsZero() || day.Before(s.From) {
		s.From = day
	}
	if day.After(s.To) {
		s.To = day
	}
}

func addToGroup(groups map[string]*IssueGroup, month string, i talliedIssue, place map[string]int) {
	var labels []int
	key := month
	if i.labels != "" {
		for name := range strings.SplitSeq(i.labels, labelSign) {
			if at, kept := place[name]; kept {
				labels = append(labels, at)
				key += labelSign + name
			}
		}
	}
	g := groups[key]
	if g == nil {
		slices.Sort(labels)
		g = &IssueGroup{Month: month, Labels: labels}
		groups[key] = g
	}
	g.Count++
	if i.spent > 0 {
		g.Timed++
		g.Hours += i.spent.Hours()
	}
}

// ToilWords are labels that mean toil until a team says otherwise.
var ToilWords = []string{
	"toil", "ops", "operation", "operations", "request", "requests", "support", "alert", "alerts", "interrupt", "maintenance", "manual", "chore",
	"トイル", "運用", "運用作業", "依頼", "問い合わせ", "問合せ", "アラート", "割り込み", "保守", "手作業", "定常作業",
}

// LooksLikeToil reports whether a label is one of ToilWords, whichever way it
// is written.
func LooksLikeToil(label string) bool {
	plain := strings.ToLower(strings.TrimSpace(label))
	_, after, cut := strings.Cut(plain, "/")
	if !cut {
		_, after, _ = strings.Cut(plain, ":")
	}
	return slices.Contains(ToilWords, plain) || slices.Contains(ToilWords, strings.TrimSpace(after))
}

// ToilCount is how much of some issues was toil.
type ToilCount struct {
	Month            string // "" for all months together
	Toil, Count      int
	ToilHours, Hours float64 // of those with hours
	ToilTimed, Timed int
}

// Toil counts issues with a label that means toil: one that toil says, or one
// that looks like it where toil says nothing of it. The first is of all months.
func (s Issues) Toil(toil map[string]bool) (ToilCount, []ToilCount) {
	means := make([]bool, len(s.Labels))
	for i, l := range s.Labels {
		means[i] = IsToil(l, toil)
	}
	var all ToilCount
	var months []ToilCount
	for _, g := range s.Groups {
		if len(months) == 0 || months[len(months)-1].Month != g.Month {
			months = append(months, ToilCount{Month: g.Month})
		}
		is := slices.ContainsFunc(g.Labels, func(at int) bool { return at >= 0 && at < len(means) && means[at] })
		all.add(g, is)
		months[len(months)-1].add(g, is)
	}
	return all, months
}

// IsToil reports whether a label means toil to a team that said so or not.
func IsToil(label string, said map[string]bool) bool {
	if is, known := said[label]; known {
		return is
	}
	return LooksLikeToil(label)
}

func (c *ToilCount) add(g IssueGroup, toil bool) {
	c.Count += g.Count
	c.Timed += g.Timed
	c.Hours += g.Hours
	if toil {
		c.Toil += g.Count
		c.ToilTimed += g.Timed
		c.ToilHours += g.Hours
	}
}

// LabelCounts is how many issues carry each label.
func (s Issues) LabelCounts() []int {
	out := make([]int, len(s.Labels))
	for _, g := range s.Groups {
		for _, at := range g.Labels {
			out[at] += g.Count
		}
	}
	return out
}
