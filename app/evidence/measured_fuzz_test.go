package evidence

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"michinori/app/measured"
)

// FuzzMeasured: whatever a file holds, it is refused with problems that have a
// text in each language, or comes to counts that fit together and can be
// stored.
func FuzzMeasured(f *testing.F) {
	for _, seed := range []string{
		openSLOFile, pagerDutyFile, "version: prometheus/v1\nservice: s\nlabels: {tier: 1}\nslos: [{objective: 99.9, sli: {}}]\n",
		"apiVersion: pyrra.dev/v1alpha1\nkind: ServiceLevelObjective\nmetadata: {name: a}\nspec: {target: '99', window: 4w, indicator: {}}\n",
		"apiVersion: v1\nkind: List\nitems: &a [*a]\n", "- apiVersion: openslo/v1\n", "障害番号,発生日時,復旧日時,対応者\n1,2026/07/01 2:00,2026年7月1日 3時,青木\n",
		"要約,課題キー,課題タイプ,作成日,解決日,ラベル,消費時間\nx,A-1,bug,01/7月/26 10:00 午前,,toil,7200\n",
		`[{"createdAt":"2026-07-01T00:00:00Z","closedAt":null,"labels":[{"name":"toil"}]}]`,
		`{"issues":[{"fields":{"created":"2026-07-01T10:00:00.000+0900","labels":["a"],"timespent":3600}}]}`, "\uFEFF", "created,labels\n9999-12-31,\x00\n",
	} {
		f.Add([]byte(seed))
	}
	known, zone := ProblemReasons(), tokyo(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := ReadMeasured(Text(raw), zone)
		var problems Problems
		if errors.As(err, &problems) {
			for _, p := range problems {
				if !slices.Contains(known, p.Reason) {
					t.Fatalf("no text for %q: %s", p.Reason, p)
				}
			}
			return
		}
		if err != nil {
			t.Fatalf("neither read nor refused: %v", err)
		}
		checkMeasured(t, got)
		stored, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		var back measured.File
		if err := json.Unmarshal(stored, &back); err != nil || !reflect.DeepEqual(normal(got), normal(back)) {
			t.Fatalf("stored %s, got back %+v (%v)", stored, back, err)
		}
	})
}

// normal leaves out the difference between no list and an empty one.
func normal(f measured.File) string {
	raw, err := json.Marshal(f)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}

func checkMeasured(t *testing.T, f measured.File) {
	t.Helper()
	switch {
	case f.Kind == measured.OfSLOs && f.SLOs != nil && len(f.SLOs.Services) > 0:
	case f.Kind == measured.OfIncidents && f.Incidents != nil:
		in, months := f.Incidents, 0
		for _, m := range in.Months {
			months += m.Count
		}
		if months != in.Count || in.Night > in.Count || in.Open > in.Count || in.Taken > in.Count || in.Largest > in.Taken || in.Acknowledged.N > in.Count {
			t.Fatalf("counts that do not fit: %+v", in)
		}
		if in.Acknowledged.Median < 0 || in.Acknowledged.P90 < in.Acknowledged.Median || in.Resolved.P90 < in.Resolved.Median {
			t.Fatalf("times that do not fit: %+v", in)
		}
	case f.Kind == measured.OfIssues && f.Issues != nil:
		all, months := f.Issues.Toil(nil)
		sum := 0
		for _, m := range months {
			sum += m.Count
		}
		if sum != all.Count || all.Toil > all.Count || all.ToilHours > all.Hours {
			t.Fatalf("counts that do not fit: %+v", all)
		}
	default:
		t.Fatalf("%s without its part", f.Kind)
	}
}

// FuzzMoment: a text is a time of our days or has a reason why not, and what was
// read reads the same when it is written out.
func FuzzMoment(f *testing.F) {
	for _, seed := range []string{
		"2026-07-01 09:30", "2026/7/1 午後3:00", "2026年7月1日 9時30分", "01/7月/26 10:00 午前", "30/Oct/26 5:00 PM", "3/4/2026",
		"2026-07-01T10:00:00.000+0900", "2026-07-01 10:00:00 UTC", "/13月/", "",
	} {
		f.Add(seed)
	}
	zone := tokyo(f)
	f.Fuzz(func(t *testing.T, text string) {
		at, reason := moment(text, zone)
		if (reason == "") != !at.IsZero() {
			t.Fatalf("%q: %v and %q", text, at, reason)
		}
		if reason != "" {
			return
		}
		if again, reason := moment(at.Format(time.RFC3339Nano), zone); reason != "" || !again.Equal(at) {
			t.Fatalf("%q is %v, and that is %v (%s)", text, at, again, reason)
		}
	})
}
