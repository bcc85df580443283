package form

import (
	"reflect"
	"strconv"
	"testing"
	"time"
	"unicode/utf8"

	"michinori/app/maturity"
	"michinori/questionnaires"
)

var today = time.Date(2026, 7, 6, 12, 0, 0, 0, time.UTC)

func core(t testing.TB) *maturity.Questionnaire {
	t.Helper()
	q, err := questionnaires.BuiltIn("sre-core")
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func question(t testing.TB, key string) maturity.Question {
	t.Helper()
	q, ok := core(t).Question(key)
	if !ok {
		t.Fatalf("no question %s", key)
	}
	return q
}

// values is a sent form.
func values(m map[string][]string) Values { return func(name string) []string { return m[name] } }

// send is what a browser sends of what a form shows.
func send(s Sticky, key string) Values {
	m := map[string][]string{}
	put := func(suffix, v string) {
		if v != "" {
			m[key+suffix] = []string{v}
		}
	}
	put("", s.Choice)
	put(".number", s.Number)
	put(".of", s.Of)
	put(".date", s.Date)
	put(".part", s.Part)
	put(".whole", s.Whole)
	put(".reason", s.Reason)
	put(".other", s.Other)
	put(".provided_by", s.ProvidedBy)
	put(".provided_level", s.ProvidedLevel)
	for tier := 1; tier <= 3; tier++ {
		put(".part"+strconv.Itoa(tier), s.Parts[tier])
		put(".whole"+strconv.Itoa(tier), s.Wholes[tier])
	}
	for item := range s.Ticked {
		m[key+".tick"] = append(m[key+".tick"], item)
	}
	for item := range s.Without {
		m[key+".without"] = append(m[key+".without"], item)
	}
	return values(m)
}

// TestWhatIsShownIsReadBack sends every kind of answer as its form shows it.
func TestWhatIsShownIsReadBack(t *testing.T) {
	t.Parallel()
	cases := map[string]maturity.Answer{
		"learn.allies":           {Kind: maturity.LevelAnswer, Level: 0},
		"learn.blameless":        {Kind: maturity.Unsure},
		"learn.sharing":          {Kind: maturity.NotApplicable, Reason: maturity.OtherReason, Note: "まだ一人"},
		"learn.outreach":         {Kind: maturity.Provided, ProvidedBy: "platform", Level: 3},
		"toil.hours":             {Kind: maturity.NumberAnswer, Number: 6.5, Of: 32},
		"incident.drill_recency": {Kind: maturity.NumberAnswer, Number: 45},
		"toil.alert_actionable":  {Kind: maturity.RatioAnswer, Part: 0, Whole: 40},
		"learn.actions":          {Kind: maturity.WordAnswer, Word: "not_tracked"},
		"incident.roles":         {Kind: maturity.ChecklistAnswer, Ticked: []string{"scribe"}, Without: []string{"backup"}},
		"slo.document":           {Kind: maturity.ChecklistAnswer, Ticked: []string{}, Without: []string{}},
		"slo.coverage":           {Kind: maturity.TiersAnswer, Tiers: []maturity.Tier{{Tier: 1, Covered: 2, Of: 3}, {Tier: 3, Of: 4}}},
	}
	for key, want := range cases {
		q := question(t, key)
		got, wrong := ReadAnswer(send(FromAnswer(&want, q, today), key), q, today)
		if wrong != nil || got == nil || !reflect.DeepEqual(*got, want) {
			t.Errorf("%s: sent %+v, read %+v, %+v", key, want, got, wrong)
		}
	}
}

func TestAnswersAsPeopleTypeThem(t *testing.T) {
	t.Parallel()
	hours := question(t, "toil.hours")
	got, wrong := ReadAnswer(values(map[string][]string{"toil.hours.number": {" \uFF11\uFF12\uFF0E\uFF15 "}}), hours, today)
	if wrong != nil || got == nil || got.Number != 12.5 {
		t.Errorf("full-width 12.5 without a choice: %+v, %+v", got, wrong)
	}
	for _, typed := range []string{"", "たくさん", "NaN", "1e999", "0x10", "1_0", "--1"} {
		v := values(map[string][]string{"toil.hours": {"value"}, "toil.hours.number": {typed}})
		if got, wrong := ReadAnswer(v, hours, today); wrong == nil {
			t.Errorf("%q hours read as %+v", typed, got)
		}
	}
	drill := question(t, "incident.drill_recency")
	for _, typed := range []string{"2026-07-07", "yesterday", "2026-13-01"} {
		v := values(map[string][]string{"incident.drill_recency": {"value"}, "incident.drill_recency.date": {typed}})
		if got, wrong := ReadAnswer(v, drill, today); wrong == nil {
			t.Errorf("a drill on %q read as %+v", typed, got)
		}
	}
}

// FuzzReadAnswer holds that whatever is sent is an answer, no answer or a
// message, and that an answer the domain accepts can be stored.
func FuzzReadAnswer(f *testing.F) {
	q := core(f)
	for i := range q.Questions {
		f.Add(i, "value", "3", "7", "2026-07-01", "no_oncall")
		f.Add(i, "na", "", "\xff", "</script>", "other")
		f.Add(i, "4", "NaN", "-1", "", "")
	}
	f.Fuzz(func(t *testing.T, i int, choice, a, b, date, word string) {
		x := q.Questions[((i%len(q.Questions))+len(q.Questions))%len(q.Questions)]
		m := map[string][]string{x.Key: {choice}}
		for _, suffix := range []string{".number", ".part", ".part1", ".provided_level"} {
			m[x.Key+suffix] = []string{a}
		}
		for _, suffix := range []string{".of", ".whole", ".whole1", ".provided_by"} {
			m[x.Key+suffix] = []string{b}
		}
		m[x.Key+".date"], m[x.Key+".reason"], m[x.Key+".tick"] = []string{date}, []string{word}, []string{word, a}
		got, wrong := ReadAnswer(values(m), x, today)
		if got == nil || wrong != nil || x.Check(*got) != nil {
			return
		}
		raw, err := maturity.EncodeAnswer(*got)
		if err != nil || !utf8.Valid(raw) {
			t.Fatalf("%+v cannot be stored: %v", got, err)
		}
		if back, err := maturity.DecodeAnswer(x, raw); err != nil || !reflect.DeepEqual(back, *got) {
			t.Fatalf("%+v came back as %+v, %v", *got, back, err)
		}
	})
}
