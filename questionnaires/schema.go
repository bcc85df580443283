package questionnaires

import (
	"bytes"
	_ "embed"
)

//go:embed schema.json
var schema []byte

// Schema returns the JSON Schema (2020-12) of the questionnaire format, for
// editors and other programs. It describes the shape of a file; sums, order and
// references between parts are checked by Parse alone.
func Schema() []byte { return bytes.Clone(schema) }
