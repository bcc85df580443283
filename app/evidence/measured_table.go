package evidence

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"michinori/app/measured"
)

// measuredColumn is what a column of an export of incidents or issues means.
type measuredColumn string

const (
	colStarted  measuredColumn = "started"
	colDetected measuredColumn = "detected"
	colAcked    measuredColumn = "acknowledged"
	colEnded    measuredColumn = "resolved"
	colAckSecs  measuredColumn = "seconds_to_first_ack"
	colEndSecs  measuredColumn = "seconds_to_resolve"
	colAuto     measuredColumn = "auto_resolved"
	colWho      measuredColumn = "responders"
	colWhoID    measuredColumn = "responder_ids"
	colIncident measuredColumn = "incident"

	colLabels measuredColumn = "labels"
	colType   measuredColumn = "issue_type"
	colSpent  measuredColumn = "time_spent"
	colIssue  measuredColumn = "issue"
)

// The words of the tools in their columns, folded. Jira names its own in the
// language of whoever exports.
var measuredWords = map[string]measuredColumn{
	"createdon": colStarted, "createdat": colStarted, "created": colStarted, "startedat": colStarted, "starttime": colStarted, "started": colStarted, "start": colStarted,
	"openedat": colStarted, "opened": colStarted, "発生日時": colStarted, "発生時刻": colStarted, "開始日時": colStarted, "作成日": colStarted, "作成日時": colStarted, "作成": colStarted,
	"起票日時": colStarted, "起票日": colStarted,
	"detectedat": colDetected, "detected": colDetected, "検知日時": colDetected, "検知時刻": colDetected, "検出日時": colDetected,
	"acknowledgedat": colAcked, "acknowledgedon": colAcked, "acknowledged": colAcked, "firstackat": colAcked, "respondedat": colAcked,
	"対応開始日時": colAcked, "対応開始": colAcked, "確認日時": colAcked, "受付日時": colAcked, "一次対応日時": colAcked,
	"resolvedon": colEnded, "resolvedat": colEnded, "resolved": colEnded, "resolutiondate": colEnded, "closedat": colEnded, "closed": colEnded, "endedat": colEnded, "endtime": colEnded, "end": colEnded,
	"復旧日時": colEnded, "復旧時刻": colEnded, "解決日時": colEnded, "解決日": colEnded, "終了日時": colEnded, "完了日時": colEnded, "完了日": colEnded, "クローズ日時": colEnded, "解決済み": colEnded,
	"secondstofirstack": colAckSecs, "timetofirstackseconds": colAckSecs, "timetoacknowledgeseconds": colAckSecs,
	"secondstoresolve": colEndSecs, "timetoresolveseconds": colEndSecs,
	"autoresolved": colAuto, "resolvedautomatically": colAuto, "自動復旧": colAuto, "自動解決": colAuto,
	"acknowledgedbyuserids": colWhoID, "acknowledgedbyusernames": colWho, "acknowledgedby": colWho, "responder": colWho, "responders": colWho, "resolvedbyuserid": colWhoID,
	"resolvedbyusername": colWho, "resolvedby": colWho, "対応者": colWho, "対応者名": colWho, "対応担当": colWho,
	"incidentnumber": colIncident, "incidentid": colIncident, "incident": colIncident, "障害番号": colIncident, "障害id": colIncident, "インシデント番号": colIncident, "インシデントid": colIncident,

	"labels": colLabels, "label": colLabels, "tags": colLabels, "ラベル": colLabels, "タグ": colLabels,
	"issuetype": colType, "worktype": colType, "課題タイプ": colType, "作業タイプ": colType, "種別": colType, "トラッカー": colType,
	"timespent": colSpent, "timespentseconds": colSpent, "消費時間": colSpent, "作業時間": colSpent, "実績時間": colSpent,
	"issuekey": colIssue, "issueid": colIssue, "key": colIssue, "課題キー": colIssue, "課題id": colIssue, "キー": colIssue, "課題番号": colIssue, "number": colIssue,
}

// severalTimes are the columns of which a table may have more than one.
var severalTimes = map[measuredColumn]bool{colLabels: true, colWho: true, colWhoID: true}

// measuredReader counts the rows of one table.
type measuredReader struct {
	zone    *time.Location
	columns []measuredColumn
	titles  []string // in the words of the file
	has     map[measuredColumn]bool
	notes   Problems
	line    int

	incidents *measured.IncidentTally
	issues    *measured.IssueTally
}

// readMeasuredTable reads an export of incidents or of issues: which of them,
// its columns say.
func readMeasuredTable(text string, zone *time.Location) (measured.File, error) {
	r := &measuredReader{zone: zone, has: map[measuredColumn]bool{}}
	t := table{kind: "measured", maxBytes: MaxMeasuredBytes, refuse: r.refuse}
	t.head = func(cells []string, line int) bool { return r.head(cells, line) }
	t.row = func(cells []string, line int) bool { return r.row(t, cells, line) }
	t.read(text)
	if len(r.notes) > 0 {
		return measured.File{}, r.notes.sorted()
	}
	if r.issues != nil {
		all := r.issues.Sum()
		return measured.File{Kind: measured.OfIssues, Format: r.issueFormat(), Issues: &all}, nil
	}
	all := r.incidents.Sum()
	return measured.File{Kind: measured.OfIncidents, Format: r.incidentFormat(), Incidents: &all}, nil
}

// refuse notes what a table as a whole, or a line, has against it.
func (r *measuredReader) refuse(line int, key string, _ ...string) {
	message := strings.ReplaceAll(strings.TrimPrefix(key, "measured."), "_", " ")
	r.notes = append(r.notes, Problem{Line: line, Reason: key, Message: message})
}

// wrong notes a cell that cannot be read, by the title of its column.
func (r *measuredReader) wrong(column int, reason, word string) {
	p := Problem{Line: r.line, Column: column + 1, Key: r.titles[column], Reason: reason, Detail: clip(r.titles[column] + ": " + word), Message: "cannot be read"}
	r.notes = append(r.notes, p)
}

func (r *measuredReader) head(cells []string, line int) bool {
	r.columns, r.titles = make([]measuredColumn, len(cells)), make([]string, len(cells))
	for i, title := range cells {
		column, known := measuredWords[fold(cell(title))]
		r.titles[i] = clip(strings.ToValidUTF8(cell(title), replacement))
		if !known || r.has[column] && !severalTimes[column] {
			continue
		}
		r.columns[i], r.has[column] = column, true
	}
	if r.has[colWhoID] { // the names beside them are the same people once more
		for i, column := range r.columns {
			if column == colWho {
				r.columns[i] = ""
			}
		}
	}
	start := r.has[colStarted] || r.has[colDetected]
	switch {
	case r.has[colLabels] || r.has[colIssue] && r.has[colType]:
		r.issues = measured.NewIssueTally(r.zone)
	case start && (r.has[colIncident] || r.has[colAckSecs] || r.has[colEndSecs] || r.has[colAcked] || r.has[colEnded]):
		r.incidents = measured.NewIncidentTally(r.zone, r.has[colAuto])
	default:
		r.refuse(line, "measured.columns")
		return false
	}
	if !start {
		r.refuse(line, "measured.no_start")
	}
	return start
}

func (r *measuredReader) incidentFormat() measured.Format {
	if r.has[colAckSecs] && r.has[colEndSecs] {
		return measured.PagerDuty
	}
	return measured.IncidentCSV
}

func (r *measuredReader) issueFormat() measured.Format {
	if r.has[colIssue] && r.has[colType] {
		return measured.Jira
	}
	return measured.IssueCSV
}

func (r *measuredReader) row(t table, cells []string, line int) bool {
	if len(r.notes) >= maxNotes {
		r.refuse(line, "measured.too_many_problems")
		return false
	}
	r.line = line
	row, before := measuredRow{reader: r}, len(r.notes)
	fits := t.readCells(cells, len(r.columns), line, row.set)
	if !fits || len(r.notes) > before {
		return true
	}
	if row.started.IsZero() {
		row.started = row.detected
	}
	switch {
	case row.started.IsZero():
		r.refuse(line, "measured.no_time")
	case r.issues != nil:
		r.issues.Add(measured.Issue{Created: row.started, Closed: row.ended, Labels: row.labels, Spent: row.spent})
	default:
		r.incident(row)
	}
	return true
}

func (r *measuredReader) incident(row measuredRow) {
	i := measured.Incident{Started: row.started, Acknowledged: -1, Resolved: -1, Auto: row.auto, Who: row.who}
	from := row.started
	if !row.detected.IsZero() {
		from = row.detected // nobody can acknowledge what nobody has seen
	}
	if row.ackAfter > 0 {
		i.Acknowledged = row.ackAfter
	} else if !row.acked.IsZero() {
		i.Acknowledged = row.acked.Sub(from)
	}
	if row.endAfter > 0 {
		i.Resolved = row.endAfter
	} else if !row.ended.IsZero() {
		i.Resolved = row.ended.Sub(row.started)
	}
	if !row.acked.IsZero() && row.acked.Before(from) || !row.ended.IsZero() && row.ended.Before(row.started) {
		r.refuse(r.line, "measured.backwards")
		return
	}
	r.incidents.Add(i)
}

// measuredRow is what one line says.
type measuredRow struct {
	reader                          *measuredReader
	started, detected, acked, ended time.Time
	ackAfter, endAfter, spent       time.Duration
	auto                            bool
	who, labels                     []string
}

func (row *measuredRow) set(column int, value string) {
	r := row.reader
	if r.columns[column] != "" && strings.Contains(value, replacement) {
		r.wrong(column, "field.encoding", value)
		return
	}
	switch r.columns[column] {
	case colStarted:
		row.started = r.moment(column, value)
	case colDetected:
		row.detected = r.moment(column, value)
	case colAcked:
		row.acked = r.moment(column, value)
	case colEnded:
		row.ended = r.moment(column, value)
	case colAckSecs:
		row.ackAfter = r.seconds(column, value)
	case colEndSecs:
		row.endAfter = r.seconds(column, value)
	case colSpent:
		row.spent = r.seconds(column, value)
	case colAuto:
		row.auto = r.yes(column, value)
	case colWho, colWhoID:
		row.who = append(row.who, words(value)...)
	case colLabels:
		row.labels = appendLabels(row.labels, words(value)...)
	case colType:
		row.labels = appendLabels(row.labels, value)
	}
}

func (r *measuredReader) moment(column int, value string) time.Time {
	t, reason := moment(value, r.zone)
	if reason != "" {
		r.wrong(column, reason, value)
	}
	return t
}

// mostSeconds is ten years: more is another unit.
const mostSeconds = 10 * 366 * 24 * 60 * 60

func (r *measuredReader) seconds(column int, value string) time.Duration {
	f, err := strconv.ParseFloat(strings.ReplaceAll(value, ",", ""), 64)
	if err != nil || !(f >= 0 && f <= mostSeconds) {
		r.wrong(column, "measured.seconds", value)
		return 0
	}
	return time.Duration(f * float64(time.Second))
}

var yesWords = map[string]bool{
	"true": true, "yes": true, "1": true, "t": true, "y": true, "はい": true, "○": true, "有": true, "する": true,
	"false": false, "no": false, "0": false, "f": false, "n": false, "いいえ": false, "×": false, "無": false, "しない": false,
}

func (r *measuredReader) yes(column int, value string) bool {
	yes, known := yesWords[fold(value)]
	if !known {
		r.wrong(column, "measured.yes_no", value)
	}
	return yes
}

// words parts a cell that holds several values.
func words(value string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(",;|、；\n", r) }) {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// What is kept of the labels of one issue.
const (
	maxLabelLength   = 60
	maxLabelsOfIssue = 30
)

// appendLabels adds labels that can be shown, each once.
func appendLabels(have []string, labels ...string) []string {
	for _, l := range labels {
		l = strings.TrimSpace(l)
		if l == "" || !readable(l) || len([]rune(l)) > maxLabelLength || len(have) >= maxLabelsOfIssue || slices.Contains(have, l) {
			continue
		}
		have = append(have, l)
	}
	return have
}
