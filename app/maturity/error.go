package maturity

import "strings"

// Kind sorts errors by what can be done about them; each maps to one HTTP
// status in one table.
type Kind string

// The kinds of error.
const (
	Invalid         Kind = "invalid"         // the input can be mended; see Fields
	NotFound        Kind = "not_found"       // or nothing this viewer may know of
	Conflict        Kind = "conflict"        // somebody else was faster, or the state has moved on
	Forbidden       Kind = "forbidden"       // known, but not this viewer's to do
	Unauthenticated Kind = "unauthenticated" // nobody is signed in
	Gone            Kind = "gone"            // a link that was used or has expired
	TooLarge        Kind = "too_large"
	TooMany         Kind = "too_many"    // tried too often; see SecondsArg
	Unavailable     Kind = "unavailable" // try again later
)

// Error is the one error type that reaches people. Key names a message, never
// holds one; Err is the hidden cause, for the log alone.
type Error struct {
	Kind   Kind
	Key    string
	Args   map[string]string
	Fields Fields
	Err    error
}

// Field is one message beside one input.
type Field struct {
	Name string
	Key  string
	Args map[string]string
}

// LineArg is the argument that names the line of a text a message is about,
// from 1.
const LineArg = "line"

// SecondsArg is the argument of a TooMany error that says after how many seconds
// to try again.
const SecondsArg = "seconds"

// Fields are messages in the order of the page.
type Fields []Field

// Add appends a message; args are pairs of name and value.
func (f *Fields) Add(name, key string, args ...string) {
	*f = append(*f, Field{Name: name, Key: key, Args: pairs(args)})
}

// Err returns an Invalid error holding the fields, or nil when there is none.
func (f Fields) Err() error {
	if len(f) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Key: "error.invalid", Fields: f}
}

// Error implements error, for logs: kind, key, cause.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Kind) + ": " + e.Key)
	for _, f := range e.Fields {
		b.WriteString(" " + f.Name + "=" + f.Key)
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Unwrap returns the hidden cause.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether target is an *Error of the same kind and, where target
// names a key, of the same key.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Kind == e.Kind && (t.Key == "" || t.Key == e.Key)
}

// Fail returns an error of that kind; args are pairs of name and value for the
// message.
func Fail(kind Kind, key string, args ...string) *Error {
	return &Error{Kind: kind, Key: key, Args: pairs(args)}
}

func pairs(args []string) map[string]string {
	if len(args) == 0 {
		return nil
	}
	m := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		m[args[i]] = args[i+1]
	}
	return m
}
