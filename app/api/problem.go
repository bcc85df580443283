package api

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"

	"michinori/app/evidence"
	"michinori/app/maturity"
	"michinori/app/request"
)

const problemType = "application/problem+json"

// Problem is what went wrong, as RFC 9457 has it.
type Problem struct {
	Title   string          `json:"title" doc:"What went wrong, in the language of the token's person or of Accept-Language"`
	Status  int             `json:"status"`
	Kind    maturity.Kind   `json:"kind" doc:"What can be done about it: invalid, not_found, conflict, forbidden, unauthenticated, gone, too_large, too_many, unavailable, internal"`
	Code    string          `json:"code" doc:"Which message it is, the same in every language"`
	Request string          `json:"request,omitempty" doc:"The id of the request, as the log has it"`
	Errors  []ProblemField  `json:"errors,omitempty"`
	Current json.RawMessage `json:"current,omitempty" doc:"What If-Match did not match, as it stands now"`

	headers http.Header
}

// ProblemField is one message about one part of the request.
type ProblemField struct {
	Pointer  string `json:"pointer" doc:"The part of the body, as a JSON pointer in a fragment; #/query/NAME and #/header/NAME for parameters"`
	Line     int    `json:"line,omitempty" doc:"The line of a file within that part, from 1"`
	Code     string `json:"code"`
	Detail   string `json:"detail"`
	Expected string `json:"expected,omitempty" doc:"What the document says of it"`
}

// Error implements error with what a log may hold.
func (p *Problem) Error() string { return string(p.Kind) + ": " + p.Code }

// GetStatus implements huma.StatusError.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders implements huma.HeadersError.
func (p *Problem) GetHeaders() http.Header { return p.headers }

// ContentType implements huma.ContentTypeFilter.
func (p *Problem) ContentType(string) string { return problemType }

func (p *Problem) bytes() []byte {
	raw, err := json.Marshal(p)
	if err != nil {
		return []byte(`{"title":"internal error","status":500,"kind":"internal","code":"error.internal"}`)
	}
	return raw
}

// problem turns an error into what a program is told of it, and logs it where
// nobody foresaw it.
func (a *API) problem(v visit, err error) *Problem {
	e, status := request.Classify(err)
	if status >= http.StatusInternalServerError {
		a.log.Error("request failed", "request", v.request, "error", err)
	}
	p := &Problem{
		Title: v.title(e), Status: status, Kind: e.Kind, Code: e.Key, Request: v.request, headers: http.Header{},
	}
	for _, f := range e.Fields {
		p.Errors = append(p.Errors, ProblemField{Pointer: pointer(placeOf(f.Name)), Code: f.Key, Detail: v.message(f.Key, f.Args)})
	}
	p.Errors = append(p.Errors, linesOf(v, err)...)
	var stale *staleError
	if errors.As(err, &stale) {
		p.Status, p.Current = stale.status, stale.current
		if stale.etag != "" {
			p.headers.Set(fiber.HeaderETag, stale.etag)
		}
	}
	switch {
	case e.Kind == maturity.Unauthenticated:
		p.headers.Set(fiber.HeaderWWWAuthenticate, `Bearer realm="michinori"`)
	case e.Kind == maturity.Unavailable:
		p.headers.Set(fiber.HeaderRetryAfter, "5")
	case e.Kind == maturity.TooMany:
		p.headers.Set(fiber.HeaderRetryAfter, e.Args[maturity.SecondsArg])
	case e.Key == "error.under_way":
		p.headers.Set(fiber.HeaderRetryAfter, "1")
	}
	return p
}

// placed are the fields of use cases that bodies hold in another place.
var placed = map[string]string{
	"name_ja": "/name/ja", "name_en": "/name/en", "about_ja": "/about/ja", "about_en": "/about/en", "first_ja": "/first/ja", "first_en": "/first/en",
	"cadence": "/cadence_days", "active_from": "/from", "active_to": "/to", "wish": "/wishes", "ask": "/text",
}

// placedBelow are those of which there is one for each key.
var placedBelow = map[string]string{"headline-": "/headlines/", "notes-": "/notes/", "slot-": "/slots/"}

// placeOf is where in a body a field stands, as a JSON pointer. A name that is
// one already stays so.
func placeOf(name string) string {
	if strings.HasPrefix(name, "/") {
		return name
	}
	if at, other := placed[name]; other {
		return at
	}
	for prefix, at := range placedBelow {
		if key, below := strings.CutPrefix(name, prefix); below {
			return at + escaped(key)
		}
	}
	return "/" + escaped(name)
}

// relocated is an error whose fields stand where at says; "" leaves one as it is.
func relocated(err error, at func(name string) string) error {
	var e *maturity.Error
	if !errors.As(err, &e) || len(e.Fields) == 0 {
		return err
	}
	out := *e
	out.Fields = slices.Clone(e.Fields)
	for i, f := range out.Fields {
		out.Fields[i].Name = cmp.Or(at(f.Name), f.Name)
	}
	return &out
}

// escaped is a name as a JSON pointer has it.
func escaped(name string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}

func pointer(path string) string { return "#" + path }

func fieldProblem(name, key string, args ...string) error {
	var f maturity.Fields
	f.Add(name, key, args...)
	return f.Err()
}

// fileError says that a file cannot be read, and where.
type fileError struct {
	at       string // JSON pointer of its text in the body
	problems evidence.Problems
}

func (e *fileError) Error() string { return e.problems.Error() }

// unreadable is the refusal of a file that a reader found wrong; any other
// error stays what it is.
func unreadable(at string, err error) error {
	var wrong evidence.Problems
	if !errors.As(err, &wrong) {
		return err
	}
	return &maturity.Error{Kind: maturity.Invalid, Key: "error.invalid", Err: &fileError{at: at, problems: wrong}}
}

// shownLines is how many problems of a file an answer names.
const shownLines = 100

// linesOf says what is wrong in a file, line by line, in the language of
// whoever asks.
func linesOf(v visit, err error) []ProblemField {
	var bad *fileError
	if !errors.As(err, &bad) {
		return nil
	}
	var out []ProblemField
	for _, x := range bad.problems[:min(len(bad.problems), shownLines)] {
		out = append(out, ProblemField{
			Pointer: pointer(bad.at), Line: x.Line, Code: cmp.Or(x.Reason, "file.problem"), Detail: x.In(v.message),
		})
	}
	return out
}

// These are variables of the library; it has no other way to say what a request
// is told that does not have the form it must have. They are set once, before
// anything is served.
func init() { //nolint:gochecknoinits // see above
	huma.NewError = func(status int, _ string, _ ...error) huma.StatusError { return malformed(visit{}, status, nil) }
	huma.NewErrorWithContext = func(hc huma.Context, status int, _ string, errs ...error) huma.StatusError {
		if hc == nil {
			return malformed(visit{}, status, errs)
		}
		return malformed(visitOf(hc.Context()), status, errs)
	}
}

// malformed is the answer to a request that the document does not allow. What
// was sent is not sent back: it may be an answer.
func malformed(v visit, status int, errs []error) *Problem {
	p := &Problem{Status: status, Kind: maturity.Invalid, Code: "error.form", Request: v.request, headers: http.Header{}}
	switch status {
	case http.StatusRequestEntityTooLarge:
		p.Kind, p.Code = maturity.TooLarge, "error.too_large"
	case http.StatusInternalServerError:
		p.Kind, p.Code = request.Internal, "error.internal"
	}
	said := ""
	if v.text != nil {
		p.Title, said = v.title(&maturity.Error{Key: p.Code}), v.message("field.form", nil)
	}
	for _, err := range errs {
		var d huma.ErrorDetailer
		if !errors.As(err, &d) {
			continue
		}
		detail := d.ErrorDetail()
		p.Errors = append(p.Errors, ProblemField{
			Pointer: pointer(located(detail.Location)), Code: "field.form", Detail: said, Expected: detail.Message,
		})
	}
	return p
}

// located turns body.items[3].tags into /items/3/tags, and query.limit into
// /query/limit.
func located(location string) string {
	location = strings.TrimPrefix(strings.TrimPrefix(location, "body"), ".")
	location = strings.NewReplacer("[", ".", "]", "").Replace(location)
	if location == "" {
		return ""
	}
	return "/" + strings.ReplaceAll(location, ".", "/")
}

func isConflict(err error) bool { return errors.Is(err, &maturity.Error{Kind: maturity.Conflict}) }

// orNull is JSON as it was kept, or null.
func orNull(raw json.RawMessage) any {
	if len(raw) == 0 {
		return nil
	}
	return raw
}
