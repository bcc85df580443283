package maturity_test

import (
	"fmt"
	"maps"
	"math/big"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"michinori/app/maturity"
)

func answered(ns ...int) maturity.TallyNode {
	g := maturity.TallyNode{Key: "department"}
	for i, n := range ns {
		g.Children = append(g.Children, maturity.TallyNode{
			Key: fmt.Sprint(i), Own: maturity.Tally{Levels: [5]int{0, 0, n, 0, 0}},
		})
	}
	return g
}

func TestProtectHidesSmallGroupsAndWhatWouldGiveThemAway(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		children []int
		k        int
		shown    bool
		hidden   []int
	}{
		{"all large", []int{5, 6, 7}, 5, true, nil},
		{"one small: the next smallest too", []int{9, 4, 6, 7}, 5, true, []int{1, 2}},
		{"two small that are enough", []int{4, 3, 9}, 5, true, []int{0, 1}},
		{"two small that are not enough", []int{1, 2, 9, 8}, 5, true, []int{0, 1, 3}},
		{"a team that nobody answered in", []int{0, 4, 9, 8}, 5, true, []int{1, 3}},
		{"all small", []int{4, 4}, 5, true, []int{0, 1}},
		{"the whole is small", []int{2, 2}, 5, false, []int{0, 1}},
		{"three or four show no spread", []int{3, 9, 9}, 3, true, []int{0, 1}},
		{"answered together", []int{1, 1}, 1, true, nil},
		{"a larger k", []int{7, 9, 12}, 8, true, []int{0, 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := maturity.Protect(answered(tt.children...), tt.k)
			if (got.Tally != nil) != tt.shown {
				t.Fatalf("whole shown: %v, want %v", got.Tally != nil, tt.shown)
			}
			var hidden []int
			for i, c := range got.Children {
				if c.Tally == nil {
					hidden = append(hidden, i)
				}
			}
			if fmt.Sprint(hidden) != fmt.Sprint(tt.hidden) {
				t.Errorf("hidden %v, want %v", hidden, tt.hidden)
			}
		})
	}
}

// TestNothingHiddenFollowsFromWhatIsShown plays the curious colleague who
// knows the tree, adds and subtracts whatever is shown, and must never come to
// the answers of fewer than k people.
func TestNothingHiddenFollowsFromWhatIsShown(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(3, 8).Draw(t, "k")
		tree := drawGroup(t, 2, "g")
		leaves := leafSizes(tree)
		if len(leaves) > 9 {
			t.Skip("too many groups to try every set")
		}
		known := shownSets(tree, maturity.Protect(tree, k), len(leaves))
		for set := 1; set < 1<<len(leaves); set++ {
			size, vector := 0, make([]int64, len(leaves))
			for i, n := range leaves {
				if set>>i&1 == 1 {
					size, vector[i] = size+n, 1
				}
			}
			if size > 0 && size < max(k, 5) && follows(known, vector) {
				t.Fatalf("k %d: the %d answers of groups %b of %v follow from what is shown", k, size, set, leaves)
			}
		}
	})
}

func drawGroup(t *rapid.T, depth int, name string) maturity.TallyNode {
	g := maturity.TallyNode{Key: name}
	if depth > 0 {
		for i := range rapid.IntRange(0, 4).Draw(t, name+" children") {
			g.Children = append(g.Children, drawGroup(t, depth-1, fmt.Sprint(name, ".", i)))
		}
	}
	if len(g.Children) == 0 || rapid.Bool().Draw(t, name+" own people") {
		for range rapid.IntRange(0, 9).Draw(t, name+" answers") {
			g.Own.Levels[rapid.IntRange(0, 4).Draw(t, "level")]++
		}
	}
	return g
}

// leafSizes lists the answers of each group's own people, depth first.
func leafSizes(g maturity.TallyNode) []int {
	out := []int{g.Own.Answered()}
	for _, c := range g.Children {
		out = append(out, leafSizes(c)...)
	}
	return out
}

// shownSets lists which leaves each shown group sums.
func shownSets(g maturity.TallyNode, s maturity.ShownTally, leaves int) [][]int64 {
	var out [][]int64
	var walk func(g maturity.TallyNode, s maturity.ShownTally, from int) int
	walk = func(g maturity.TallyNode, s maturity.ShownTally, from int) int {
		to := from + 1
		for i, c := range g.Children {
			to = walk(c, s.Children[i], to)
		}
		if s.Tally != nil {
			row := make([]int64, leaves)
			for i := from; i < to; i++ {
				row[i] = 1
			}
			out = append(out, row)
		}
		return to
	}
	walk(g, s, 0)
	return out
}

// follows reports whether the vector is a sum of multiples of the rows.
func follows(rows [][]int64, vector []int64) bool {
	return rank(append(rows[:len(rows):len(rows)], vector)) == rank(rows)
}

func rank(rows [][]int64) int {
	m := make([][]*big.Rat, len(rows))
	for i, row := range rows {
		for _, v := range row {
			m[i] = append(m[i], big.NewRat(v, 1))
		}
	}
	rank := 0
	for column := 0; len(m) > 0 && column < len(m[0]) && rank < len(m); column++ {
		pivot := -1
		for i := rank; i < len(m) && pivot < 0; i++ {
			if m[i][column].Sign() != 0 {
				pivot = i
			}
		}
		if pivot < 0 {
			continue
		}
		m[rank], m[pivot] = m[pivot], m[rank]
		for i := rank + 1; i < len(m); i++ {
			subtract(m[i], m[rank], column)
		}
		rank++
	}
	return rank
}

func subtract(row, from []*big.Rat, column int) {
	f := new(big.Rat).Quo(row[column], from[column])
	for i := range row {
		row[i] = new(big.Rat).Sub(row[i], new(big.Rat).Mul(f, from[i]))
	}
}

func TestAQuestionOfTooFewAnswersIsUnanswered(t *testing.T) {
	t.Parallel()
	in := everywhere(3)
	in.Members, in.MinAnswers = 6, 5
	in.Responses = nil
	for range 5 {
		in.Responses = append(in.Responses, everywhere(3).Responses[0])
	}
	delete(in.Responses[0], "learn.allies")
	got := maturity.Score(in)
	q := got.Questions["learn.allies"]
	if q.State != maturity.TooFew || q.Points != nil || q.N+q.Unsure+q.NA+q.Answered != 0 || q.Counts != nil {
		t.Errorf("%+v: four answers show", q)
	}
	if c := got.Dimensions[maturity.Learn].Coverage; c >= 5./6 {
		t.Errorf("coverage %v counts the hidden question", c)
	}
	in.Responses[0]["toil.hours"] = unsure
	if h := maturity.Score(in).Questions["toil.hours"]; h.N != 4 || h.Unsure != 1 || h.Answered != 5 {
		t.Errorf("%+v: hours are answers too", h)
	}
	if full := got.Questions["learn.sharing"]; full.N != 5 || full.Counts == nil || full.Agreement == nil {
		t.Errorf("%+v: five answers do not show", full)
	}
}

// TestNumbersOfTwoPeopleAreNotTold: five answered, but of their hours two speak,
// and each of them would know the other's.
func TestNumbersOfTwoPeopleAreNotTold(t *testing.T) {
	t.Parallel()
	for gave, want := range []maturity.QuestionState{maturity.Unanswered, maturity.TooFew, maturity.TooFew, maturity.Scored, maturity.Scored} {
		in := everywhere(3)
		in.Members, in.MinAnswers, in.Responses = 6, 5, nil
		for i := range 5 {
			given := maps.Clone(everywhere(3).Responses[0])
			if i >= gave {
				given["toil.hours"] = unsure
			}
			in.Responses = append(in.Responses, given)
		}
		if q := maturity.Score(in).Questions["toil.hours"]; q.State != want || want == maturity.TooFew && (q.Value != nil || q.N+q.Answered > 0) {
			t.Errorf("of the hours of %d is told %+v", gave, q)
		}
		in.MinAnswers = 1
		if q := maturity.Score(in).Questions["toil.hours"]; gave > 0 && q.State != maturity.Scored {
			t.Errorf("a team that answers together keeps %d hours from itself", gave)
		}
	}
}

func TestThreeOrFourAnswersShowTheirMedianAlone(t *testing.T) {
	t.Parallel()
	in := everywhere(3)
	in.Members, in.MinAnswers = 6, 3
	in.Responses = []maturity.Response{
		everywhere(0).Responses[0], everywhere(4).Responses[0], everywhere(4).Responses[0], {"learn.allies": unsure},
	}
	got := maturity.Score(in)
	q := got.Questions["learn.allies"]
	near(t, "median", q.Value, 4)
	if q.Counts != nil || q.Agreement != nil || q.Discuss || q.Unsure != 0 || q.NA != 0 {
		t.Errorf("%+v: more than the median shows", q)
	}
	if d := got.Dimensions[maturity.Learn]; d.Low != nil || d.High != nil {
		t.Errorf("%+v: single views show", d)
	}
	notTold(t, got, "learn.allies")
}

// notTold: where it is not told how many answered "don't know" or "not
// applicable", programs read null. A zero would be a count.
func notTold(t *testing.T, r maturity.Result, question string) {
	t.Helper()
	if q := r.Public().Questions[question]; q.Unsure != nil || q.NA != nil {
		t.Errorf("%s: unsure %v, na %v are told", question, q.Unsure, q.NA)
	}
}

func TestWhatStaysInTheTeamIsNullOutside(t *testing.T) {
	t.Parallel()
	in := everywhere(3)
	in.Members, in.MinAnswers = 6, 5
	in.Responses = nil
	for range 6 {
		in.Responses = append(in.Responses, maps.Clone(everywhere(3).Responses[0]))
	}
	in.Responses[0]["learn.allies"], in.Responses[0]["toil.hours"] = unsure, unsure
	inside := maturity.Score(in)
	for _, question := range []string{"learn.allies", "toil.hours"} {
		if q := inside.Public().Questions[question]; q.Unsure == nil || *q.Unsure != 1 || q.NA == nil || *q.NA != 0 {
			t.Errorf("%s: unsure %v, na %v inside the team", question, q.Unsure, q.NA)
		}
		notTold(t, inside.WithoutSpread(in.Questionnaire), question)
	}
	if q := inside.WithoutSpread(in.Questionnaire).Public().Questions["slo.coverage"]; q.Unsure == nil || *q.Unsure != 0 {
		t.Errorf("a fact, which nobody is unsure of, is told as %v", q.Unsure)
	}
}

// TestAFewWhoAnswerAgainAreNotTold: though k is 3, a spread is one of at least 5
// people, and so is what two of them tell together.
func TestAFewWhoAnswerAgainAreNotTold(t *testing.T) {
	t.Parallel()
	for changed, withheld := range map[int]bool{0: false, 1: true, 3: true, 4: true, 5: false} {
		in := everywhere(3)
		in.Members, in.MinAnswers, in.Responses = 6, 3, nil
		for range 6 {
			in.Responses = append(in.Responses, everywhere(3).Responses[0])
		}
		in.Told = map[string][]maturity.Tally{"learn.allies": {{Levels: [5]int{1: changed, 3: 6 - changed}}}}
		got := maturity.Score(in)
		if q := got.Questions["learn.allies"]; q.Withheld != withheld || (q.Counts == nil) != withheld {
			t.Errorf("%d answered again: %+v", changed, q)
		}
		if d := got.Dimensions[maturity.Learn]; (d.Low == nil) != withheld {
			t.Errorf("%d answered again, and of their views is told %+v", changed, d)
		}
		if d := got.Dimensions[maturity.Toil]; d.Low == nil {
			t.Errorf("%d answered again, and nothing is told of what it is not about: %+v", changed, d)
		}
	}
}

// TestASharedResultLeavesOutTheSpread lists what a team shares of a question, so
// that whoever adds a figure decides which it is.
func TestASharedResultLeavesOutTheSpread(t *testing.T) {
	t.Parallel()
	points, value, agreement := 50., 2., 0.5
	r := maturity.Result{Questions: map[string]maturity.QuestionScore{"q": {
		State: maturity.Scored, Points: &points, Value: &value, N: 5, Unsure: 1, NA: 1, Answered: 7, Agreement: &agreement,
		Discuss: true, Counts: []int{1, 1, 1, 1, 1}, Agreed: true, GateHolds: true, Withheld: true,
	}}}
	want := maturity.QuestionScore{State: maturity.Scored, Points: &points, Value: &value, N: 5, Answered: 7, Agreed: true, GateHolds: true, Untold: true}
	if got := r.WithoutSpread(&maturity.Questionnaire{}).Questions["q"]; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v is shared", got)
	}
}

// TestStepsOfASharedResultKeepWhetherPeopleDisagree: which question comes first,
// and by how much, tells outside the team nothing of how far its people are
// apart: two teams of one median are suggested the same.
func TestStepsOfASharedResultKeepWhetherPeopleDisagree(t *testing.T) {
	t.Parallel()
	score := func(levels ...int) (inside, outside []maturity.NextStep) {
		in := everywhere(1)
		in.Members, in.MinAnswers, in.Responses = 5, 5, nil
		for _, level := range levels {
			given := maps.Clone(everywhere(1).Responses[0])
			given["incident.procedure"] = maturity.Answer{Kind: maturity.LevelAnswer, Level: level}
			in.Responses = append(in.Responses, given)
		}
		r := maturity.Score(in)
		return r.NextSteps, r.WithoutSpread(in.Questionnaire).NextSteps
	}
	agreeing, ofAgreeing := score(1, 1, 1, 1, 1)
	apart, ofApart := score(0, 1, 1, 1, 4)
	if reflect.DeepEqual(agreeing, apart) {
		t.Fatalf("%v whether they agree or not: nothing was tried", apart)
	}
	if len(ofApart) == 0 || !reflect.DeepEqual(ofAgreeing, ofApart) {
		t.Errorf("outside the team %v, where people agree %v", ofApart, ofAgreeing)
	}
}
