package maturity

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// Plain returns the answer as plain values (numbers, texts, maps, lists), the
// form of an answers file: ParseAnswer reads it back.
func (a Answer) Plain() any {
	switch a.Kind {
	case LevelAnswer:
		return a.Level
	case NumberAnswer:
		if a.Of == 0 {
			return a.Number
		}
		return map[string]any{"value": a.Number, "of": a.Of}
	case RatioAnswer:
		return map[string]any{"numerator": a.Part, "denominator": a.Whole}
	case TiersAnswer:
		return map[string]any{"tiers": plainTiers(a.Tiers)}
	case ChecklistAnswer:
		return plainChecklist(a)
	case WordAnswer:
		return a.Word
	case Unsure:
		return string(Unsure)
	case NotApplicable:
		if a.Note == "" {
			return map[string]any{"na": string(a.Reason)}
		}
		return map[string]any{"na": string(a.Reason), "note": a.Note}
	case Provided:
		return map[string]any{"provided_by": a.ProvidedBy, "level": a.Level}
	}
	return nil
}

func plainTiers(tiers []Tier) map[string]any {
	out := make(map[string]any, len(tiers))
	for _, t := range tiers {
		out[strconv.Itoa(t.Tier)] = map[string]any{"covered": t.Covered, "of": t.Of}
	}
	return out
}

func plainChecklist(a Answer) any {
	if len(a.Without) == 0 {
		return plainList(a.Ticked)
	}
	return map[string]any{"ticked": plainList(a.Ticked), "na": plainList(a.Without)}
}

func plainList(items []string) []any {
	out := make([]any, len(items))
	for i, item := range items {
		out[i] = item
	}
	return out
}

// MarshalJSON implements json.Marshaler with the form of an answers file.
func (a Answer) MarshalJSON() ([]byte, error) { return EncodeAnswer(a) }

// UnmarshalJSON always fails: 3 is a level, hours or days, depending on the
// question. Use DecodeAnswer.
func (a *Answer) UnmarshalJSON([]byte) error {
	return errors.New("an answer is read with its question")
}

// EncodeAnswer returns the answer as JSON, in the form of an answers file. The
// same answer gives the same bytes.
func EncodeAnswer(a Answer) ([]byte, error) {
	plain := a.Plain()
	if plain == nil {
		return nil, fmt.Errorf("encode answer of kind %q", a.Kind)
	}
	return json.Marshal(plain)
}

// DecodeAnswer reads what EncodeAnswer wrote, and everything else an answers
// file may hold for the question. An answer that does not fit the question is
// an *AnswerProblem; bytes that are not JSON are another error.
func DecodeAnswer(q Question, raw []byte) (Answer, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var plain any
	if err := d.Decode(&plain); err != nil {
		return Answer{}, fmt.Errorf("decode answer to %s: %w", q.Key, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Answer{}, fmt.Errorf("decode answer to %s: more than one value", q.Key)
	}
	return ParseAnswer(q, plain)
}
