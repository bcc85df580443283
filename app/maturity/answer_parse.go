package maturity

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"
)

// ParseAnswer makes an answer to the question from plain values, as a JSON or
// YAML reader gives them: numbers (json.Number, any integer, float64), strings,
// map[string]any and []any. What does not fit is an *AnswerProblem.
func ParseAnswer(q Question, raw any) (Answer, error) {
	a, p := q.parse(raw)
	if p == nil {
		p = q.check(a)
	}
	if p != nil {
		return Answer{}, p
	}
	return a, nil
}

// ParseAgreement makes an agreed level from a plain number.
func ParseAgreement(q Question, raw any) (float64, error) {
	level, p := parseNumber(raw)
	if p != nil {
		return 0, problem("agreement.not_a_level")
	}
	return level, q.CheckAgreement(level)
}

func (q Question) parse(raw any) (Answer, *AnswerProblem) {
	if q.Respondent == System || q.Type == Register {
		return Answer{}, problem("answer.asked_system")
	}
	switch v := raw.(type) {
	case nil:
		return Answer{}, problem("answer.missing")
	case string:
		return q.parseWord(v)
	case map[string]any:
		return q.parseMap(v)
	case []any:
		if q.Type != Checklist {
			return Answer{}, q.expected()
		}
		ticked, p := parseItems(v)
		return Answer{Kind: ChecklistAnswer, Ticked: ticked}, p
	}
	return q.parseScalar(raw)
}

func (q Question) parseWord(word string) (Answer, *AnswerProblem) {
	if word == string(Unsure) {
		return Answer{Kind: Unsure}, nil
	}
	if slices.ContainsFunc(q.Words, func(w Word) bool { return w.Key == word }) {
		return Answer{Kind: WordAnswer, Word: word}, nil
	}
	return Answer{}, problem("answer.word_unknown", "word", clip(word))
}

func (q Question) parseScalar(raw any) (Answer, *AnswerProblem) {
	if q.Type != Scale5 && q.Type != Number {
		return Answer{}, q.expected()
	}
	n, p := parseNumber(raw)
	if p != nil && p.Key == "answer.not_number" {
		p = q.expected()
	}
	if q.Type == Number || p != nil {
		return Answer{Kind: NumberAnswer, Number: n}, p
	}
	level, p := wholeLevel(n)
	return Answer{Kind: LevelAnswer, Level: level}, p
}

// parseMap sorts the answers made of named fields by the field that tells them
// apart.
func (q Question) parseMap(m map[string]any) (Answer, *AnswerProblem) {
	_, ticked := m["ticked"]
	switch {
	case m["na"] != nil && !ticked:
		return parseNA(m)
	case m["provided_by"] != nil:
		return parseProvided(m)
	}
	switch {
	case q.Type == Checklist && ticked:
		return parseChecklist(m)
	case q.Type == Number && q.Measure == ShareOfContracted:
		return parseHours(m)
	case q.Type == Ratio && m["tiers"] != nil && q.Measure == TierWeighted:
		return parseTiers(m)
	case q.Type == Ratio:
		return parseRatio(m)
	}
	return Answer{}, q.expected()
}

func parseNA(m map[string]any) (Answer, *AnswerProblem) {
	reason, ok := m["na"].(string)
	if !ok {
		return Answer{}, problem("answer.reason_unknown", "reason", "this")
	}
	note, noted := m["note"].(string)
	if m["note"] != nil && !noted {
		return Answer{}, problem("answer.text")
	}
	return Answer{Kind: NotApplicable, Reason: NAReason(reason), Note: note}, only(m, "na", "note")
}

func parseProvided(m map[string]any) (Answer, *AnswerProblem) {
	if p := exactly(m, "provided_by", "level"); p != nil {
		return Answer{}, p
	}
	team, ok := m["provided_by"].(string)
	if !ok {
		return Answer{}, problem("answer.provided_by", "limit", strconv.Itoa(maxName))
	}
	n, p := parseNumber(m["level"])
	if p != nil {
		return Answer{}, problem("answer.not_level")
	}
	level, p := wholeLevel(n)
	return Answer{Kind: Provided, ProvidedBy: team, Level: level}, p
}

func parseHours(m map[string]any) (Answer, *AnswerProblem) {
	if p := exactly(m, "value", "of"); p != nil {
		return Answer{}, p
	}
	hours, p := parseNumber(m["value"])
	if p != nil {
		return Answer{}, p
	}
	of, p := parseNumber(m["of"])
	if p == nil && of == 0 {
		// 0 would mean the team's default, which nobody wrote here.
		p = problem("answer.contracted", "limit", number(weekHours))
	}
	return Answer{Kind: NumberAnswer, Number: hours, Of: of}, p
}

func parseRatio(m map[string]any) (Answer, *AnswerProblem) {
	part, whole, p := parsePair(m, "numerator", "denominator")
	return Answer{Kind: RatioAnswer, Part: part, Whole: whole}, p
}

func parseTiers(m map[string]any) (Answer, *AnswerProblem) {
	tiers, ok := m["tiers"].(map[string]any)
	if !ok {
		return Answer{}, problem("answer.not_tiers")
	}
	a := Answer{Kind: TiersAnswer}
	for _, key := range slices.Sorted(maps.Keys(tiers)) {
		tier, err := strconv.Atoi(key)
		if err != nil || strconv.Itoa(tier) != key {
			return Answer{}, problem("answer.tier_unknown", "tier", clip(key))
		}
		fields, ok := tiers[key].(map[string]any)
		if !ok {
			return Answer{}, problem("answer.not_tiers")
		}
		covered, of, p := parsePair(fields, "covered", "of")
		if p != nil {
			return Answer{}, p
		}
		a.Tiers = append(a.Tiers, Tier{Tier: tier, Covered: covered, Of: of})
	}
	return a, only(m, "tiers")
}

func parseChecklist(m map[string]any) (Answer, *AnswerProblem) {
	ticked, p := parseItems(m["ticked"])
	if p != nil {
		return Answer{}, p
	}
	a := Answer{Kind: ChecklistAnswer, Ticked: ticked}
	if without, ok := m["na"]; ok {
		if a.Without, p = parseItems(without); p != nil {
			return Answer{}, p
		}
	}
	return a, only(m, "ticked", "na")
}

func parseItems(raw any) ([]string, *AnswerProblem) {
	list, ok := raw.([]any)
	if !ok {
		return nil, problem("answer.not_checklist")
	}
	items := make([]string, len(list))
	for i, item := range list {
		if items[i], ok = item.(string); !ok {
			return nil, problem("answer.not_checklist")
		}
	}
	return items, nil
}

func parsePair(m map[string]any, first, second string) (a, b float64, p *AnswerProblem) {
	if p = exactly(m, first, second); p != nil {
		return 0, 0, p
	}
	if a, p = parseNumber(m[first]); p != nil {
		return 0, 0, p
	}
	b, p = parseNumber(m[second])
	return a, b, p
}

// parseNumber takes a number of any plain type. Digits that no float64 can
// hold in their size are refused, never turned into infinity.
func parseNumber(raw any) (float64, *AnswerProblem) {
	var v float64
	switch n := raw.(type) {
	case json.Number:
		f, err := strconv.ParseFloat(n.String(), 64)
		if err != nil {
			return 0, problem("answer.not_finite")
		}
		v = f
	case float64:
		v = n
	case int:
		v = float64(n)
	case int64:
		v = float64(n)
	case uint64:
		v = float64(n)
	default:
		return 0, problem("answer.not_number")
	}
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, problem("answer.not_finite")
	}
	return v + 0, nil // -0 becomes 0
}

func wholeLevel(v float64) (int, *AnswerProblem) {
	if v != math.Trunc(v) || v < 0 || v > maxLevel {
		return 0, problem("answer.level_range", "level", number(v))
	}
	return int(v), nil
}

// expected says what the question takes, for something of another shape.
func (q Question) expected() *AnswerProblem {
	switch q.Type {
	case Scale5:
		return problem("answer.not_level")
	case Ratio:
		return problem("answer.not_ratio")
	case Checklist:
		return problem("answer.not_checklist")
	}
	return problem("answer.not_number")
}

// only refuses fields beyond those named.
func only(m map[string]any, fields ...string) *AnswerProblem {
	for _, key := range slices.Sorted(maps.Keys(m)) {
		if !slices.Contains(fields, key) {
			return problem("answer.field_unknown", "field", clip(key))
		}
	}
	return nil
}

// exactly refuses missing fields and fields beyond those named.
func exactly(m map[string]any, fields ...string) *AnswerProblem {
	for _, field := range fields {
		if m[field] == nil {
			return problem("answer.field_missing", "field", field)
		}
	}
	return only(m, fields...)
}
