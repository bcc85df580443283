package evidence

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"time"

	"michinori/app/measured"
)

// readIssuesJSON reads what gh issue list --json and the REST interface of
// GitHub print (lists, also several in a row or in one), and what a search of
// Jira or GitHub answers (an object with issues or items). Pull requests are left out. Issues are read one after the other.
func readIssuesJSON(text string, zone *time.Location) (measured.File, error) {
	raw := []byte(text)
	r := issueReader{raw: raw, zone: zone, tally: measured.NewIssueTally(zone), decoder: json.NewDecoder(bytes.NewReader(raw)), line: 1}
	if err := r.read(); err != nil {
		r.note("measured.json", "", "the file is not whole JSON")
	}
	if len(r.notes) == 0 && r.count == 0 {
		return measured.File{}, Problems{{Message: "the file holds no issues", Reason: "measured.no_issues"}}
	}
	if len(r.notes) > 0 {
		return measured.File{}, r.notes
	}
	all := r.tally.Sum()
	return measured.File{Kind: measured.OfIssues, Format: r.format, Issues: &all}, nil
}

type issueReader struct {
	raw     []byte
	decoder *json.Decoder
	zone    *time.Location
	tally   *measured.IssueTally
	format  measured.Format
	notes   Problems
	count   int

	line, offset int // how far lines were counted
}

// note says what is wrong where the reader stands.
func (r *issueReader) note(reason, word, message string) {
	if len(r.notes) < maxNotes {
		r.notes = append(r.notes, Problem{Line: r.line, Message: message, Reason: reason, Detail: clip(word)})
	}
}

// where counts lines up to what is read next.
func (r *issueReader) where() {
	to := int(r.decoder.InputOffset())
	for to < len(r.raw) && strings.IndexByte(" \t\r\n,:", r.raw[to]) >= 0 {
		to++
	}
	r.line += bytes.Count(r.raw[r.offset:to], []byte("\n"))
	r.offset = to
}

// read takes one value after the other: what is fetched page by page and put
// together by the shell is several lists in a row.
func (r *issueReader) read() error {
	for {
		token, err := r.decoder.Token()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case token == json.Delim('['):
			r.format = measured.GitHub
			err = r.list(true)
		case token == json.Delim('{'):
			err = r.object()
		default:
			err = errors.New("neither a list nor an object")
		}
		if errors.Is(err, errEnough) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// object reads what the searches of Jira (issues) and GitHub (items) answer.
func (r *issueReader) object() error {
	r.format = measured.Jira
	for r.decoder.More() {
		key, err := r.decoder.Token()
		if err != nil {
			return err
		}
		if key != "issues" && key != "items" {
			var skipped json.RawMessage
			if err := r.decoder.Decode(&skipped); err != nil {
				return err
			}
			continue
		}
		if token, err := r.decoder.Token(); err != nil || token != json.Delim('[') {
			return errors.Join(err, errors.New("issues is no list"))
		}
		if key == "items" {
			r.format = measured.GitHub
		}
		if err := r.list(false); err != nil {
			return err
		}
	}
	_, err := r.decoder.Token()
	return err
}

// errEnough ends the reading of a file that holds more than is read.
var errEnough = errors.New("enough")

// list reads issues, or with pages also lists of them.
func (r *issueReader) list(pages bool) error {
	for r.decoder.More() {
		r.where()
		if pages && r.offset < len(r.raw) && r.raw[r.offset] == '[' {
			if _, err := r.decoder.Token(); err != nil {
				return err
			}
			if err := r.list(false); err != nil {
				return err
			}
			continue
		}
		if r.count == maxTableRows {
			r.note("measured.too_many_rows", "", "more than 100,000 issues")
			return errEnough
		}
		var raw jsonIssue
		if err := r.decoder.Decode(&raw); err != nil {
			var shape *json.UnmarshalTypeError
			if !errors.As(err, &shape) {
				return err
			}
			r.note("measured.shape", shape.Field, "has another shape than an issue")
			continue
		}
		r.count++
		if raw.PullRequest == nil || bytes.Equal(raw.PullRequest, []byte("null")) {
			r.issue(raw)
		}
	}
	_, err := r.decoder.Token()
	return err
}

// jsonIssue is an issue of GitHub, or in Fields one of Jira.
type jsonIssue struct {
	CreatedAt   string          `json:"createdAt"`
	ClosedAt    *string         `json:"closedAt"`
	CreatedREST string          `json:"created_at"`
	ClosedREST  *string         `json:"closed_at"`
	PullRequest json.RawMessage `json:"pull_request"`
	Labels      []jsonLabel     `json:"labels"`
	Fields      *jiraFields     `json:"fields"`
}

type jiraFields struct {
	Created    string      `json:"created"`
	Resolved   *string     `json:"resolutiondate"`
	Labels     []jsonLabel `json:"labels"`
	TimeSpent  *float64    `json:"timespent"`
	IssueType  jsonLabel   `json:"issuetype"`
	Components []jsonLabel `json:"components"`
}

// jsonLabel is a name, written as a text or as an object with one.
type jsonLabel string

// UnmarshalJSON reads both forms.
func (l *jsonLabel) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '"' {
		return json.Unmarshal(raw, (*string)(l))
	}
	var named struct {
		Name string `json:"name"`
	}
	err := json.Unmarshal(raw, &named)
	*l = jsonLabel(named.Name)
	return err
}

func (r *issueReader) issue(raw jsonIssue) {
	created, closed, labels := firstText(raw.CreatedAt, raw.CreatedREST), firstText(deref(raw.ClosedAt), deref(raw.ClosedREST)), raw.Labels
	var spent time.Duration
	if f := raw.Fields; f != nil {
		r.format = measured.Jira
		created, closed = f.Created, deref(f.Resolved)
		labels = append(append(append([]jsonLabel{}, f.Labels...), f.Components...), f.IssueType)
		if f.TimeSpent != nil && *f.TimeSpent >= 0 && *f.TimeSpent <= mostSeconds {
			spent = time.Duration(*f.TimeSpent * float64(time.Second))
		}
	}
	i := measured.Issue{Created: r.moment(created, true), Closed: r.moment(closed, false), Spent: spent}
	for _, l := range labels {
		i.Labels = appendLabels(i.Labels, string(l))
	}
	if len(r.notes) == 0 {
		r.tally.Add(i)
	}
}

func (r *issueReader) moment(text string, needed bool) time.Time {
	if text == "" {
		if needed {
			r.note("measured.no_time", "", "the issue says not when it was made")
		}
		return time.Time{}
	}
	t, reason := moment(text, r.zone)
	if reason != "" {
		r.note(reason, text, "expected a time")
	}
	return t
}

func firstText(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
