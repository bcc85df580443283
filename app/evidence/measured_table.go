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
	colPart   measuredColumn = "components"
	colSpent  measuredColumn = "time_spent"
	colHours  measuredColumn = "hours_spent"
	colIssue  measuredColumn = "issue"
)

// The words of the tools in their columns, folded. Jira names its own in the
// language of whoever exports.
var measuredWords = map[string]measuredColumn{
	"createdon": colStarted, "createdat": colStarted, "created": colStarted, "startedat": colStarted, "starttime": colStarted, "started": colStarted, "start": colStarted,
	"openedat": colStarted, "opened": colStarted, "発生日時": colStarted, "発生時刻": colStarted, "開始日時": colStarted, "作成日": colStarted, "作成日時": colStarted, "作成": colStarted,
	"起票日時": colStarted, "起票日": colStarted, "登録日時": colStarted, "登録日": colStarted,
	"発生日": colStarted, "発生時間": colStarted, "開始時刻": colStarted, "障害発生日時": colStarted, "障害発生日": colStarted, "障害発生時刻": colStarted,
	"detectedat": colDetected, "detected": colDetected, "検知日時": colDetected, "検知時刻": colDetected, "検出日時": colDetected, "検知日": colDetected, "検知時間": colDetected,
	"acknowledgedat": colAcked, "acknowledgedon": colAcked, "acknowledged": colAcked, "firstackat": colAcked, "respondedat": colAcked,
	"対応開始日時": colAcked, "対応開始": colAcked, "確認日時": colAcked, "受付日時": colAcked, "一次対応日時": colAcked, "対応開始日": colAcked, "対応開始時刻": colAcked, "対応開始時間": colAcked,
	"resolvedon": colEnded, "resolvedat": colEnded, "resolved": colEnded, "resolutiondate": colEnded, "closedat": colEnded, "closed": colEnded, "endedat": colEnded, "endtime": colEnded, "end": colEnded,
	"復旧日時": colEnded, "復旧時刻": colEnded, "解決日時": colEnded, "解決日": colEnded, "終了日時": colEnded, "完了日時": colEnded, "完了日": colEnded, "クローズ日時": colEnded, "解決済み": colEnded,
	"復旧日": colEnded, "復旧時間": colEnded, "復旧完了日時": colEnded, "解決時刻": colEnded, "終了日": colEnded, "終了時刻": colEnded, "対応完了日時": colEnded, "対応完了日": colEnded, "対応完了時刻": colEnded,
	"secondstofirstack": colAckSecs, "timetofirstackseconds": colAckSecs, "timetoacknowledgeseconds": colAckSecs,
	"secondstoresolve": colEndSecs, "timetoresolveseconds": colEndSecs,
	"autoresolved": colAuto, "resolvedautomatically": colAuto, "自動復旧": colAuto, "自動解決": colAuto,
	"acknowledgedbyuserids": colWhoID, "acknowledgedbyusernames": colWho, "acknowledgedby": colWho, "responder": colWho, "responders": colWho, "resolvedbyuserid": colWhoID,
	"resolvedbyusername": colWho, "resolvedby": colWho, "対応者": colWho, "対応者名": colWho, "対応担当": colWho,
	"incidentnumber": colIncident, "incidentid": colIncident, "incident": colIncident, "障害番号": colIncident, "障害id": colIncident, "インシデント番号": colIncident, "インシデントid": colIncident,

	"labels": colLabels, "label": colLabels, "tags": colLabels, "ラベル": colLabels, "タグ": colLabels,
	"issuetype": colType, "worktype": colType, "課題タイプ": colType, "作業タイプ": colType, "種別": colType, "トラッカー": colType,
	"components": colPart, "component": colPart, "コンポーネント": colPart, "category": colPart, "カテゴリ": colPart, "カテゴリー": colPart, "カテゴリー名": colPart,
	"timespent": colSpent, "timespentseconds": colSpent, "消費時間": colSpent,
	// Jira counts seconds; Redmine and Backlog count hours.
	"spenttime": colHours, "作業時間": colHours, "実績時間": colHours,
	"issuekey": colIssue, "issueid": colIssue, "key": colIssue, "課題キー": colIssue, "課題id": colIssue, "キー": colIssue, "課題番号": colIssue, "number": colIssue,
	"#": colIssue, "チケット番号": colIssue, "tracker": colType,
}

// clockWords are titles of columns that hold only a time of day where the day
// stands in a column before them.
var clockWords = map[string]bool{
	"発生時刻": true, "発生時間": true, "開始時刻": true, "障害発生時刻": true, "starttime": true, "検知時刻": true, "検知時間": true, "対応開始時刻": true, "対応開始時間": true,
	"復旧時刻": true, "復旧時間": true, "解決時刻": true, "終了時刻": true, "対応完了時刻": true, "endtime": true,
}

// severalTimes are the columns of which a table may have more than one.
var severalTimes = map[measuredColumn]bool{colLabels: true, colPart: true, colWho: true, colWhoID: true}

// measuredReader counts the rows of one table.
type measuredReader struct {
	zone    *time.Location
	columns []measuredColumn
	titles  []string // in the words of the file
	has     map[measuredColumn]bool
	notes   Problems
	line    int
	rows    int

	incidents *measured.IncidentTally
	issues    *measured.IssueTally
}

// readMeasuredTable reads an export of incidents or of issues: which of them,
// its columns say.
func readMeasuredTable(text string, zone *time.Location) (measured.File, error) {
	r := &measuredReader{zone: zone, has: map[measuredColumn]bool{}}
	t := table{kind: "measured", maxBytes: MaxMeasuredBytes, refuse: r.refuse}
	t.head = func(cells []string, line int) bool { return isHeading(cells) || r.head(cells, line) }
	t.row = func(cells []string, line int) bool { return r.row(t, cells, line) }
	t.read(text)
	switch {
	case len(r.notes) > 0:
	case r.titles == nil:
		r.refuse(0, "measured.columns")
	case r.rows == 0:
		r.refuse(0, "measured.empty")
	}
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

// isHeading reports whether a line is the title that people put above a table.
func isHeading(cells []string) bool {
	filled := slices.DeleteFunc(slices.Clone(cells), func(c string) bool { return cell(c) == "" })
	return len(filled) == 1 && measuredWords[fold(cell(filled[0]))] == ""
}

func (r *measuredReader) head(cells []string, line int) bool {
	r.columns, r.titles = make([]measuredColumn, len(cells)), make([]string, len(cells))
	for i, title := range cells {
		column, known := measuredWords[fold(cell(title))]
		r.titles[i] = clip(strings.ToValidUTF8(cell(title), replacement))
		if !known || r.has[column] && !severalTimes[column] && !clockWords[fold(cell(title))] {
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
	if r.titles == nil {
		return isHeading(cells) || r.head(cells, line)
	}
	if len(r.notes) >= maxNotes {
		r.refuse(line, "measured.too_many_problems")
		return false
	}
	r.line, r.rows = line, r.rows+1
	row, before := measuredRow{reader: r}, len(r.notes)
	fits := t.readCells(cells, len(r.columns), line, row.set)
	for _, at := range []*dated{&row.started, &row.detected, &row.acked, &row.ended} {
		r.date(at)
	}
	if !fits || len(r.notes) > before {
		return true
	}
	if row.started.at.IsZero() {
		row.started = row.detected
	}
	switch {
	case row.started.at.IsZero():
		r.refuse(line, "measured.no_time")
	case r.issues != nil:
		r.issues.Add(measured.Issue{Created: row.started.at, Closed: row.ended.at, Labels: row.labels, Spent: row.spent})
	default:
		r.incident(row)
	}
	return true
}

func (r *measuredReader) incident(row measuredRow) {
	i := measured.Incident{
		Started: row.started.at, DayOnly: row.started.onlyDay, Ended: !row.ended.at.IsZero(), Acknowledged: -1, Resolved: -1, Auto: row.auto, Who: row.who,
	}
	from := row.started
	if !row.detected.at.IsZero() {
		from = row.detected // nobody can acknowledge what nobody has seen
	}
	if row.ackAfter > 0 {
		i.Acknowledged = row.ackAfter
	} else if after, known := row.acked.after(from); known {
		i.Acknowledged = after
	}
	if row.endAfter > 0 {
		i.Resolved = row.endAfter
	} else if after, known := row.ended.after(row.started); known {
		i.Resolved = after
	}
	if row.acked.before(from) || row.ended.before(row.started) {
		r.refuse(r.line, "measured.backwards")
		return
	}
	r.incidents.Add(i)
}

// measuredRow is what one line says.
type measuredRow struct {
	reader                          *measuredReader
	started, detected, acked, ended dated
	ackAfter, endAfter, spent       time.Duration
	auto                            bool
	who, labels                     []string
}

// dated is a time as one cell or two say it.
type dated struct {
	column  int // the first of them
	text    string
	at      time.Time
	onlyDay bool
}

// put takes a cell in; the time of day may stand in a cell of its own. A dash
// stands for nothing.
func (d *dated) put(column int, value string) {
	switch {
	case strings.Trim(value, "-－‐–—―ー") == "":
	case d.text == "":
		d.column, d.text = column, value
	default:
		d.text += " " + value
	}
}

// after is how long after another time it was, where both are known well enough.
func (d dated) after(from dated) (time.Duration, bool) {
	if d.at.IsZero() || from.at.IsZero() || d.onlyDay || from.onlyDay {
		return 0, false
	}
	return d.at.Sub(from.at), true
}

func (d dated) before(from dated) bool {
	if d.at.IsZero() || !d.at.Before(from.at) {
		return false
	}
	sameDay := d.at.Format(time.DateOnly) == from.at.In(d.at.Location()).Format(time.DateOnly)
	return !sameDay || !d.onlyDay
}

func (r *measuredReader) date(d *dated) {
	if d.text == "" {
		return
	}
	var reason string
	if d.at, reason = moment(d.text, r.zone); reason != "" {
		r.wrong(d.column, reason, d.text)
	}
	d.onlyDay = onlyDay(d.text)
}

func (row *measuredRow) set(column int, value string) {
	r := row.reader
	if r.columns[column] != "" && strings.Contains(value, replacement) {
		r.wrong(column, "field.encoding", value)
		return
	}
	switch r.columns[column] {
	case colStarted:
		row.started.put(column, value)
	case colDetected:
		row.detected.put(column, value)
	case colAcked:
		row.acked.put(column, value)
	case colEnded:
		row.ended.put(column, value)
	case colAckSecs:
		row.ackAfter = r.span(column, value, time.Second)
	case colEndSecs:
		row.endAfter = r.span(column, value, time.Second)
	case colSpent:
		row.spent = r.span(column, value, time.Second)
	case colHours:
		row.spent = r.span(column, value, time.Hour)
	case colAuto:
		row.auto = r.yes(column, value)
	case colWho, colWhoID:
		row.who = append(row.who, words(value)...)
	case colLabels, colPart:
		row.labels = appendLabels(row.labels, words(value)...)
	case colType:
		row.labels = appendLabels(row.labels, value)
	}
}

// mostSeconds is ten years: more is another unit.
const mostSeconds = 10 * 366 * 24 * 60 * 60

// span reads a length of time that is counted in units.
func (r *measuredReader) span(column int, value string, unit time.Duration) time.Duration {
	f, err := strconv.ParseFloat(strings.ReplaceAll(halfWidth(value), ",", ""), 64)
	if err != nil || !(f >= 0 && f*unit.Seconds() <= mostSeconds) {
		r.wrong(column, "measured.seconds", value)
		return 0
	}
	return time.Duration(f * float64(unit))
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
