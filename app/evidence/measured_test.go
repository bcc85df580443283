package evidence

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/japanese"

	"michinori/app/measured"
)

func itoa(n int) string { return strconv.Itoa(n) }

func lineReason(p Problem) string { return fmt.Sprintf("%d:%s", p.Line, p.Reason) }

const pagerDutyFile = `id,incident_number,description,service_id,service_name,created_on,resolved_on,seconds_to_first_ack,seconds_to_resolve,auto_resolved,acknowledged_by_user_ids,acknowledged_by_user_names,urgency
Q1,1,"secret words, here",P1,Checkout,2026-07-01T01:00:00+09:00,2026-07-01T02:00:00+09:00,120,3600,false,U1,Aoki,high
Q2,2,disk,P1,Checkout,2026-07-02T12:00:00+09:00,2026-07-02T12:10:00+09:00,,600,true,,,low
Q3,3,disk,P1,Checkout,2026-08-03T23:30:00+09:00,,60,,false,"U1,U2","Aoki,Baba",high
`

func TestReadPagerDuty(t *testing.T) {
	t.Parallel()
	f := readMeasured(t, pagerDutyFile)
	if f.Kind != measured.OfIncidents || f.Format != measured.PagerDuty {
		t.Fatalf("got %+v", f)
	}
	in := *f.Incidents
	if in.Count != 3 || in.Night != 2 || in.Open != 1 || in.Auto != 1 || !in.AutoKnown {
		t.Errorf("counts %+v", in)
	}
	// Ids and names are the same people: two of them, one in both incidents.
	if in.Responders != 2 || in.Taken != 2 || in.Largest != 2 {
		t.Errorf("responders %d, taken %d, largest %d", in.Responders, in.Taken, in.Largest)
	}
	if want := (measured.Spread{N: 2, Median: 90, P90: 120}); in.Acknowledged != want {
		t.Errorf("acknowledged %+v, want %+v", in.Acknowledged, want)
	}
	if want := (measured.Spread{N: 2, Median: 2100, P90: 3600}); in.Resolved != want {
		t.Errorf("resolved %+v, want %+v", in.Resolved, want)
	}
	if len(in.Months) != 2 || in.Months[0].Month != "2026-07" || in.Months[0].Count != 2 {
		t.Errorf("months %+v", in.Months)
	}
	if got := in.From.Format(time.DateOnly) + " " + in.To.Format(time.DateOnly); got != "2026-07-01 2026-08-03" {
		t.Errorf("days %s", got)
	}
}

func TestReadJapaneseIncidents(t *testing.T) {
	t.Parallel()
	text := "障害番号;発生日時;検知日時;対応開始日時;復旧日時;対応者;内容\r\n" +
		"1;2026/07/01 2:00;2026/7/1 2:05;2026年7月1日 2時15分;2026/07/01 午前3:00;青木、馬場;請求が止まった\r\n"
	raw, err := japanese.ShiftJIS.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	in := *readMeasured(t, Text(raw)).Incidents
	if in.Acknowledged.Median != 600 || in.Resolved.Median != 3600 || in.Night != 1 || in.Responders != 2 || in.AutoKnown {
		t.Errorf("got %+v", in)
	}
}

// Sheets that people keep by hand: a title above the table, the day and the time
// of it apart, only the day, a dash for what has not happened yet.
func TestReadIncidentsKeptByHand(t *testing.T) {
	t.Parallel()
	in := *readMeasured(t, "障害管理表,,,,,\n,,,,,\nNo,発生日,発生時刻,復旧日,復旧時刻,インシデント番号\n"+
		"1,2026/11/3,9:05,2026/11/3,10:05,A\n2,2026/11/4(水),,2026/11/4,,B\n3,46330,23:30,－,,C\n").Incidents
	if in.Count != 3 || in.DayOnly != 1 || in.Night != 1 || in.Open != 1 || in.Resolved != (measured.Spread{N: 1, Median: 3600, P90: 3600}) {
		t.Errorf("got %+v", in)
	}
	in = *readMeasured(t, "障害番号,発生日時,対応開始日時,復旧日時\n1,2026/11/3 9:05,2026/11/3,2026/11/3\n").Incidents
	if in.Count != 1 || in.DayOnly != 0 || in.Open != 0 || in.Resolved.N != 0 || in.Acknowledged.N != 0 {
		t.Errorf("got %+v", in)
	}
}

func TestReadIssues(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text   string
		format measured.Format
	}{
		"gh": {`[{"number":1,"createdAt":"2026-07-01T00:00:00Z","closedAt":"2026-07-02T00:00:00Z","labels":[{"name":"toil"},{"name":"bug"}]},
{"number":2,"createdAt":"2026-07-01T00:00:00Z","closedAt":"2026-07-05T00:00:00Z","labels":[]},
{"number":3,"createdAt":"2026-07-01T00:00:00Z","closedAt":null,"labels":[{"name":"toil"}]}]`, measured.GitHub},
		"REST": {`[{"created_at":"2026-07-01T00:00:00Z","closed_at":"2026-07-02T00:00:00Z","labels":["toil","bug"]},
{"created_at":"2026-07-01T00:00:00Z","closed_at":"2026-07-02T00:00:00Z","labels":[]},
{"created_at":"2026-07-01T00:00:00Z","closed_at":null,"labels":["toil"]},
{"created_at":"2026-07-01T00:00:00Z","closed_at":"2026-07-02T00:00:00Z","labels":["toil"],"pull_request":{"url":"x"}}]`, measured.GitHub},
		"Jira search": {`{"expand":"names","total":3,"issues":[
{"key":"A-1","fields":{"created":"2026-07-01T10:00:00.000+0900","resolutiondate":"2026-07-02T10:00:00.000+0900","labels":["toil"],"timespent":7200,"issuetype":{"name":"bug"}}},
{"key":"A-2","fields":{"created":"2026-07-01T10:00:00.000+0900","resolutiondate":"2026-07-03T10:00:00.000+0900","labels":[],"timespent":3600}},
{"key":"A-3","fields":{"created":"2026-07-01T10:00:00.000+0900","resolutiondate":null,"labels":["toil"]}}]}`, measured.Jira},
		"Jira CSV": {"Summary,Issue key,Issue Type,Created,Resolved,Labels,Labels,Time Spent\n" +
			"x,A-1,bug,01/Jul/26 10:00 AM,02/Jul/26 1:00 PM,toil,,7200\nx,A-2,,01/Jul/26 10:00 AM,02/Jul/26 1:00 PM,,,3600\nx,A-3,,01/Jul/26 10:00 AM,,toil,,\n", measured.Jira},
		"Jira CSV in Japanese": {"要約,課題キー,課題タイプ,作成日,解決日,ラベル,ラベル,消費時間\n" +
			"x,A-1,bug,2026/07/01 10:00,2026/07/02 13:00,toil,,7200\nx,A-2,,01/7月/26 10:00 午前,02/7月/26 1:00 午後,,,3600\nx,A-3,,2026/07/01 10:00,,toil,,\n", measured.Jira},
		"pages put together": {`[{"created_at":"2026-07-01T00:00:00Z","closed_at":"2026-07-02T00:00:00Z","labels":["toil","bug"]}]
[{"created_at":"2026-07-01T00:00:00Z","closed_at":"2026-07-02T00:00:00Z","labels":[]}][
{"created_at":"2026-07-01T00:00:00Z","closed_at":null,"labels":["toil"]}]`, measured.GitHub},
		"pages in a list": {`[[{"created_at":"2026-07-01T00:00:00Z","closed_at":"2026-07-02T00:00:00Z","labels":["toil","bug"]}],
[{"created_at":"2026-07-01T00:00:00Z","closed_at":"2026-07-02T00:00:00Z","labels":[]},
{"created_at":"2026-07-01T00:00:00Z","closed_at":null,"labels":["toil"]}]]`, measured.GitHub},
		"GitHub search": {`{"total_count":3,"items":[{"created_at":"2026-07-01T00:00:00Z","closed_at":"2026-07-02T00:00:00Z","labels":["toil","bug"]},
{"created_at":"2026-07-01T00:00:00Z","closed_at":"2026-07-02T00:00:00Z","labels":[]},
{"created_at":"2026-07-01T00:00:00Z","closed_at":null,"labels":["toil"]}],"incomplete_results":false}`, measured.GitHub},
		"Redmine": {"#,プロジェクト,トラッカー,ステータス,題名,作業時間,作成日,終了日,カテゴリ\n" +
			"1,基盤,bug,終了,x,2.0,2026/07/01 10:00,2026/07/02 13:00,toil\n2,基盤,,終了,x,1.0,2026/07/01 10:00,2026/07/02 13:00,\n3,基盤,,新規,x,,2026/07/01 10:00,,toil\n", measured.Jira},
		"Jira with components": {"Summary,Issue key,Issue Type,Created,Resolved,Component/s,Component/s,Time Spent\n" +
			"x,A-1,bug,01/Jul/26 10:00 AM,02/Jul/26 1:00 PM,,toil,7200\nx,A-2,,01/Jul/26 10:00 AM,02/Jul/26 1:00 PM,,,3600\nx,A-3,,01/Jul/26 10:00 AM,,toil,,\n", measured.Jira},
		"any CSV": {"number,created,closed,labels\n1,2026-07-01,2026-07-02,\"toil, bug\"\n2,2026-07-01,2026-07-02,\n3,2026-07-01,,toil\n", measured.IssueCSV},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := readMeasured(t, test.text)
			if f.Kind != measured.OfIssues || f.Format != test.format {
				t.Fatalf("%s %s", f.Kind, f.Format)
			}
			all, months := f.Issues.Toil(nil)
			if f.Issues.Open != 1 || all.Toil != 1 || all.Count != 2 || len(months) != 1 || !slices.Equal(f.Issues.Labels, []string{"toil", "bug"}) {
				t.Errorf("got %+v of %+v", all, f.Issues)
			}
			if all.Hours > 0 && (all.Hours != 3 || all.ToilHours != 2) {
				t.Errorf("hours %+v", all)
			}
		})
	}
}

func TestWrongRowsAreRefusedByLine(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, want string }{
		"two ways to read":            {"incident_number,created_on,resolved_on\n1,2026-07-01 10:00,3/4/2026\n", "2:measured.two_ways"},
		"no time":                     {"incident_number,created_on,resolved_on\n1,soon,\n2,2026-07-01,tomorrow\n", "2:measured.time 3:measured.time"},
		"ends before":                 {"incident_number,created_on,resolved_on\n1,2026-07-02,2026-07-01\n", "2:measured.backwards"},
		"seconds":                     {"created_on,seconds_to_resolve\n2026-07-02,NaN\n2026-07-02,-1\n2026-07-02,1e300\n", "2:measured.seconds 3:measured.seconds 4:measured.seconds"},
		"nothing begins":              {"incident_number,created_on,resolved_on\n1,,2026-07-01\n", "2:measured.no_time"},
		"unknown columns":             {"a,b\n1,2\n", "1:measured.columns"},
		"no start":                    {"labels,issue key\ntoil,A-1\n", "1:measured.no_start"},
		"definitions of other things": {"# generated\n---\ngroups:\n- name: x\n  rules:\n  - record: \"a\"\n", "0:slo_file.nothing"},
		"Sloth of tomorrow":           {"version: \"prometheus/v999\"\nservice: x\nslos: []\n", "1:slo_file.version"},
		"lists in lists in lists":     {"[[[{\"createdAt\":\"2026-07-01T00:00:00Z\"}]]]", "1:measured.shape"},
		"junk after the list":         {"[{\"createdAt\":\"2026-07-01T00:00:00Z\",\"labels\":[]}]\n}", "1:measured.json"},
		"a title and nothing else":    {"障害の一覧\n\n", "0:measured.empty"},
		"no rows":                     {"incident_number,created_on,resolved_on\n", "0:measured.empty"},
		"blank":                       {" \n", "0:measured.empty"},
		"JSON cut off":                {"[\n{\"createdAt\":\"2026-07-01T00:00:00Z\",\"labels\":[]},\n{\"created", "3:measured.json"},
		"no list of issues":           {`{"issues": 3}`, "1:measured.json"},
		"other JSON":                  {`{"a": 1}`, "0:measured.no_issues"},
		"labels as number":            {"[\n{\"createdAt\":\"2026-07-01T00:00:00Z\",\"labels\":3},\n{\"createdAt\":\"x\"}]", "2:measured.shape 3:measured.time"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(refusedFor(t, test.text), " "); got != test.want {
				t.Errorf("refused for %s, want %s", got, test.want)
			}
		})
	}
}

// A file of the size that is promised is read, and one row more is not.
func TestAsManyRowsAsPromised(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("incident_number,created_on,seconds_to_first_ack,seconds_to_resolve,acknowledged_by_user_ids\n")
	start := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range maxTableRows {
		fmt.Fprintf(&b, "%d,%s,%d,%d,U%d\n", i, start.Add(time.Duration(i)*time.Minute).Format(time.RFC3339), i%500+1, i%9000+1, i%40)
	}
	if in := readMeasured(t, b.String()).Incidents; in.Count != maxTableRows || in.Responders != 40 {
		t.Errorf("count %d, responders %d", in.Count, in.Responders)
	}
	b.WriteString("x,2026-01-01,1,1,U1\n")
	if got := refusedFor(t, b.String()); !slices.Equal(got, []string{itoa(maxTableRows+2) + ":measured.too_many_rows"}) {
		t.Errorf("refused for %v", got)
	}
}
