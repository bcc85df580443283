package archive

// Kind is what a column holds.
type Kind string

// The kinds of column.
const (
	Text    Kind = "text"
	Integer Kind = "integer"
	Real    Kind = "real"
	Boolean Kind = "boolean"
	Time    Kind = "time"
	Bytes   Kind = "bytes"
)

// Column is one column of a table.
type Column struct {
	Name string `json:"name"`
	Kind Kind   `json:"kind"`
	Null bool   `json:"null,omitempty"` // may be empty
}

// Table is what a file of rows holds: the columns of its key first, in which
// order rows stand, then the others by name.
type Table struct {
	Name    string
	Columns []Column
}

// Row holds one value a column: string, int64, float64, bool, time.Time, []byte
// or nil.
type Row []any
