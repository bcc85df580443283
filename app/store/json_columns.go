package store

import (
	"encoding/json"

	"michinori/app/adoption"
	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/measured"
)

// jsonColumn is a column that holds JSON, and reads it as the program does.
type jsonColumn struct {
	column string
	read   func(text string) error
}

// jsonColumns are those columns, by table. Results have a check of their own, and
// counts are made again.
var jsonColumns = map[string]jsonColumn{
	"code_evidence":      {"document", decoded[knowledge.CodeEvidence]},
	"decks":              {"document", decoded[maturity.DeckEdits]},
	"earlier_results":    {"document", func(text string) error { _, err := readEarlier(text); return err }},
	"drills":             {"scenario", decoded[adoption.Scenario]},
	"evidence_files":     {"document", decoded[measured.File]},
	"practices":          {"dimensions", decoded[[]maturity.Dimension]},
	"register_snapshots": {"document", func(text string) error { _, err := decodeRegister(text); return err }},
}

// JSONColumn returns which column of a table holds JSON, and what tells whether a
// text there can be read back; "" where none does.
func JSONColumn(table string) (column string, read func(text string) error) {
	d := jsonColumns[table]
	return d.column, d.read
}

func decoded[T any](text string) error {
	var v T
	return json.Unmarshal([]byte(text), &v)
}
