package questionnaires

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"michinori/app/maturity"
)

// The shapes below are those of the file format, so that a document is itself
// a questionnaire file in JSON with nothing left to resolve.
type (
	document struct {
		Format    int                `json:"format"`
		Key       string             `json:"key"`
		Edition   string             `json:"edition"`
		Title     maturity.Text      `json:"title"`
		Intro     maturity.Text      `json:"intro"`
		Minutes   int                `json:"minutes"`
		Questions []documentQuestion `json:"questions"`
		Gates     []documentGate     `json:"gates,omitempty"`
	}
	documentQuestion struct {
		Key        string                `json:"key"`
		Dimension  maturity.Dimension    `json:"dimension"`
		Type       maturity.QuestionType `json:"type"`
		Respondent maturity.Respondent   `json:"respondent"`
		Measure    maturity.Measure      `json:"measure,omitempty"`
		Anchor     bool                  `json:"anchor"`
		Weight     float64               `json:"weight"`
		Revision   int                   `json:"revision"`
		Supersedes string                `json:"supersedes,omitempty"`
		Prompt     maturity.Text         `json:"prompt"`
		Unit       maturity.Text         `json:"unit,omitzero"`
		Part       maturity.Text         `json:"part,omitzero"`
		Whole      maturity.Text         `json:"whole,omitzero"`
		Levels     []maturity.Text       `json:"levels"`
		Items      []documentItem        `json:"items,omitempty"`
		Words      []documentWord        `json:"words,omitempty"`
		Scale      *documentScale        `json:"scale,omitempty"`
		Caps       []documentCap         `json:"caps,omitempty"`
		Why        maturity.Text         `json:"why"`
		Source     maturity.Text         `json:"source,omitzero"`
		Practice   string                `json:"practice"`
		Next       maturity.Text         `json:"next"`
	}
	documentItem struct {
		Key  string        `json:"key"`
		Gate bool          `json:"gate,omitempty"`
		Text maturity.Text `json:"text"`
	}
	documentWord struct {
		Key  string        `json:"key"`
		Text maturity.Text `json:"text"`
	}
	documentScale struct {
		Line      []documentCorner `json:"line,omitempty"`
		AboveZero *float64         `json:"above_zero,omitempty"`
		Beyond    *float64         `json:"beyond,omitempty"`
		Counts    []float64        `json:"counts,omitempty"`
		GateCap   *float64         `json:"gate_cap,omitempty"`
	}
	documentCorner struct {
		At     float64 `json:"at"`
		Points float64 `json:"points"`
	}
	documentCap struct {
		When   maturity.CapCondition `json:"when"`
		Points float64               `json:"points"`
	}
	documentGate struct {
		Name     string                 `json:"name"`
		When     maturity.GateCondition `json:"when"`
		Limit    *float64               `json:"limit,omitempty"`
		MaxLevel int                    `json:"max_level"`
	}
)

// Document returns the canonical bytes of an edition: JSON with nothing left to
// look up, always the same for the same edition. It is what a round pins. Keep
// the bytes as they are; a database that reformats JSON would break the
// checksum.
func Document(q *maturity.Questionnaire) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(documentOf(q)); err != nil {
		return nil, fmt.Errorf("document of %s edition %s: %w", q.Key, q.Edition, err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Checksum returns the SHA-256 of a document in hexadecimal.
func Checksum(document []byte) string {
	sum := sha256.Sum256(document)
	return hex.EncodeToString(sum[:])
}

// FromDocument returns the edition that Document wrote. It checks the shape but
// not the rules for new files: what was published under older rules stays
// readable.
func FromDocument(raw []byte) (*maturity.Questionnaire, error) {
	var doc document
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&doc); err != nil {
		return nil, fmt.Errorf("questionnaire document: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("questionnaire document: something follows it")
	}
	if doc.Format != formatVersion {
		return nil, fmt.Errorf("questionnaire document: format %d is not known to this version of the program", doc.Format)
	}
	q := doc.questionnaire()
	q.Index()
	return q, nil
}
