package maturity_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"michinori/app/maturity"
)

// drawInput draws a round of a team: some answer, some do not know, some
// questions nobody touches.
func drawInput(t *rapid.T) maturity.Input {
	q := core()
	in := maturity.Input{
		Questionnaire: q, Team: "payments", Period: "2026-Q3",
		Facts: map[string]maturity.Answer{}, Agreements: map[string]float64{},
		MinAnswers: rapid.SampledFrom([]int{0, 1, 3, 5}).Draw(t, "k"),
	}
	for i := range rapid.IntRange(0, 8).Draw(t, "people") {
		r := maturity.Response{}
		for _, x := range q.AskedOf(maturity.Each) {
			if a, ok := drawAnswer(t, x, fmt.Sprint(x.Key, " of ", i)); ok {
				r[x.Key] = a
			}
		}
		in.Responses = append(in.Responses, r)
	}
	in.Members = len(in.Responses) + rapid.IntRange(0, 3).Draw(t, "silent")
	for _, x := range q.AskedOf(maturity.Lead) {
		if a, ok := drawAnswer(t, x, x.Key); ok {
			in.Facts[x.Key] = a
		}
	}
	if rapid.Bool().Draw(t, "register") {
		areas := rapid.IntRange(0, 9).Draw(t, "areas")
		in.Register = &maturity.RegisterFigures{
			CriticalAreas: areas, TeamFactor: rapid.IntRange(0, 5).Draw(t, "factor"),
			SingleOwner: rapid.IntRange(0, areas).Draw(t, "single"), CriticalOrphan: rapid.Bool().Draw(t, "orphan"),
		}
	}
	if rapid.Bool().Draw(t, "agreed") {
		in.Agreements["bus.docs"] = float64(rapid.IntRange(0, 8).Draw(t, "level")) / 2
	}
	return in
}

func drawAnswer(t *rapid.T, q maturity.Question, name string) (maturity.Answer, bool) {
	switch kind := rapid.IntRange(0, 11).Draw(t, name); {
	case kind == 0:
		return maturity.Answer{}, false
	case kind == 1:
		return na, true
	case kind == 2 && q.Respondent == maturity.Each:
		return unsure, true
	}
	n := rapid.IntRange(0, 8).Draw(t, name+" number")
	switch {
	case q.Type == maturity.Scale5:
		return at(n / 2), true
	case q.Measure == maturity.ShareOfContracted:
		return hours(float64(n)*2.3, []float64{0, 32, 17.5}[n%3]), true
	case q.Measure == maturity.TierWeighted && n%2 == 0:
		return tiers(float64(n/4), 2, 1, 3, float64(n), 8), true
	case q.Type == maturity.Ratio:
		return ratio(float64(n), 8), true
	case q.Type == maturity.Checklist:
		var items []string
		for _, item := range q.Items[:n] {
			items = append(items, item.Key)
		}
		return ticked(items...), true
	}
	return days(float64(n) * 50), true
}

func TestScoreIsSoundForEveryInput(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t)
		got := maturity.Score(in)
		for key, q := range got.Questions {
			if (q.State == maturity.Scored) != (q.Points != nil) {
				t.Fatalf("%s: %s with %v points", key, q.State, show(q.Points))
			}
			if q.Points != nil && !(*q.Points >= 0 && *q.Points <= 100) {
				t.Fatalf("%s: %v points", key, *q.Points)
			}
			if q.State == maturity.TooFew && in.MinAnswers <= 1 {
				t.Fatalf("%s hidden although the team answered together", key)
			}
		}
		for d, s := range got.Dimensions {
			checkDimension(t, d, s)
		}
		if len(got.NextSteps) > 3 {
			t.Fatalf("%d next steps", len(got.NextSteps))
		}
	})
}

func checkDimension(t *rapid.T, d maturity.Dimension, s maturity.DimensionScore) {
	switch {
	case s.Scored != (s.Score != nil) || s.Scored != (s.Level != nil):
		t.Fatalf("%s: scored %v with %v", d, s.Scored, show(s.Score))
	case s.Scored && !(*s.Score >= 0 && *s.Score <= 100):
		t.Fatalf("%s: score %v", d, *s.Score)
	case s.Scored && *s.Level > maturity.LevelOf(*s.Score):
		t.Fatalf("%s: level %d for %v", d, *s.Level, *s.Score)
	case s.Scored && (s.Gate != "") != (*s.Level < maturity.LevelOf(*s.Score)):
		t.Fatalf("%s: gate %q at level %d for %v", d, s.Gate, *s.Level, *s.Score)
	case s.Low != nil && !(*s.Low >= 0 && *s.Low <= *s.High && *s.High <= 100):
		t.Fatalf("%s: interval %v to %v", d, *s.Low, *s.High)
	case !(s.Coverage >= 0 && s.Coverage <= 1+1e-9):
		t.Fatalf("%s: coverage %v", d, s.Coverage)
	}
}

func TestTheOrderOfRespondentsNeverMatters(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t)
		want := maturity.Score(in)
		shuffled := in
		shuffled.Responses = append([]maturity.Response(nil), in.Responses...)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 1))
		r.Shuffle(len(shuffled.Responses), func(i, j int) {
			shuffled.Responses[i], shuffled.Responses[j] = shuffled.Responses[j], shuffled.Responses[i]
		})
		if got := maturity.Score(shuffled); !reflect.DeepEqual(got, want) {
			t.Fatalf("another order gave %+v, not %+v", got, want)
		}
	})
}

func TestAMissingAnswerNeverChangesALevel(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t)
		before := maturity.Score(in)
		asked := append(in.Questionnaire.AskedOf(maturity.Lead), in.Questionnaire.AskedOf(maturity.Each)...)
		question := rapid.SampledFrom(asked).Draw(t, "question")
		missing := without(in, question)
		after := maturity.Score(missing)
		for key, q := range after.Questions {
			if key != question.Key && !reflect.DeepEqual(q.Points, before.Questions[key].Points) {
				t.Fatalf("%s changed with %s", key, question.Key)
			}
		}
		if q := after.Questions[question.Key]; q.Points != nil {
			t.Fatalf("the missing %s has %v points", question.Key, *q.Points)
		}
		for d, s := range after.Dimensions {
			if d != question.Dimension && !reflect.DeepEqual(s, before.Dimensions[d]) {
				t.Fatalf("%s changed with %s", d, question.Key)
			}
			if s.Scored && s.Coverage < .6-1e-9 {
				t.Fatalf("%s scored at coverage %v", d, s.Coverage)
			}
		}
	})
}

// without leaves a question to nobody.
func without(in maturity.Input, q maturity.Question) maturity.Input {
	out := in
	out.Facts, out.Agreements, out.Responses = map[string]maturity.Answer{}, map[string]float64{}, nil
	for key, a := range in.Facts {
		out.Facts[key] = a
	}
	for key, l := range in.Agreements {
		out.Agreements[key] = l
	}
	delete(out.Facts, q.Key)
	delete(out.Agreements, q.Key)
	for _, r := range in.Responses {
		copied := maturity.Response{}
		for key, a := range r {
			if key != q.Key {
				copied[key] = a
			}
		}
		out.Responses = append(out.Responses, copied)
	}
	return out
}

func TestOnePersonsMissingAnswerStaysWithinItsQuestion(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t)
		if len(in.Responses) == 0 {
			t.Skip("nobody answered")
		}
		before := maturity.Score(in)
		key := rapid.SampledFrom(in.Questionnaire.AskedOf(maturity.Each)).Draw(t, "question").Key
		missing := without(in, maturity.Question{Key: "nothing"})
		delete(missing.Responses[rapid.IntRange(0, len(in.Responses)-1).Draw(t, "person")], key)
		for other, q := range maturity.Score(missing).Questions {
			if other != key && !reflect.DeepEqual(q, before.Questions[other]) {
				t.Fatalf("%s changed with %s", other, key)
			}
		}
	})
}

func TestABetterAnswerNeverLowersAScore(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t)
		before := maturity.Score(in)
		better, d, ok := improve(t, in)
		if !ok {
			t.Skip("nothing to improve")
		}
		after := maturity.Score(better)
		b, a := before.Dimensions[d], after.Dimensions[d]
		if b.Scored != a.Scored {
			t.Fatalf("%s: scored %v, then %v", d, b.Scored, a.Scored)
		}
		if b.Scored && (*a.Score < *b.Score-1e-9 || *a.Level < *b.Level) {
			t.Fatalf("%s fell from %v (level %d) to %v (level %d)", d, *b.Score, *b.Level, *a.Score, *a.Level)
		}
	})
}

// improve makes one given answer better.
func improve(t *rapid.T, in maturity.Input) (maturity.Input, maturity.Dimension, bool) {
	q := rapid.SampledFrom(in.Questionnaire.Questions).Draw(t, "question to improve")
	out := without(in, maturity.Question{Key: "nothing"})
	if q.Respondent == maturity.Each && len(out.Responses) > 0 {
		r := out.Responses[rapid.IntRange(0, len(out.Responses)-1).Draw(t, "person")]
		a, ok := better(q, r[q.Key])
		if ok {
			r[q.Key] = a
		}
		return out, q.Dimension, ok
	}
	a, ok := better(q, out.Facts[q.Key])
	if ok {
		out.Facts[q.Key] = a
	}
	return out, q.Dimension, ok
}

func better(q maturity.Question, a maturity.Answer) (maturity.Answer, bool) {
	switch {
	case a.Kind == maturity.LevelAnswer && a.Level < 4:
		a.Level++
	case a.Kind == maturity.NumberAnswer && a.Number > 0:
		a.Number /= 2 // fewer hours, fewer days
	case a.Kind == maturity.RatioAnswer && a.Part < a.Whole:
		a.Part++
	case a.Kind == maturity.TiersAnswer && a.Tiers[0].Covered < a.Tiers[0].Of:
		a.Tiers = append([]maturity.Tier(nil), a.Tiers...)
		a.Tiers[0].Covered++
	case a.Kind == maturity.ChecklistAnswer && len(a.Ticked) < len(q.Items):
		a.Ticked = append(append([]string(nil), a.Ticked...), q.Items[len(a.Ticked)].Key)
	default:
		return a, false
	}
	return a, true
}

func BenchmarkScore(b *testing.B) {
	in := everywhere(2)
	in.Members, in.Responses = 12, nil
	for i := range 10 {
		in.Responses = append(in.Responses, everywhere(i % 5).Responses[0])
	}
	for b.Loop() {
		maturity.Score(in)
	}
}
