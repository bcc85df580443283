package evidence

import (
	"strconv"
	"strings"

	"michinori/app/maturity"
)

// What past answers may be at most.
const (
	maxPastBytes    = 64 << 20
	maxPastProblems = 1000
)

// The words people use in files of past answers, folded.
var pastWords = map[string]string{
	"round": maturity.PastRound, "period": maturity.PastRound, "quarter": maturity.PastRound,
	"回": maturity.PastRound, "ラウンド": maturity.PastRound, "期間": maturity.PastRound, "四半期": maturity.PastRound,
	"team": maturity.PastTeam, "teamkey": maturity.PastTeam, "teamname": maturity.PastTeam, "チーム": maturity.PastTeam, "チーム名": maturity.PastTeam,
	"member": maturity.PastMember, "person": maturity.PastMember, "email": maturity.PastMember, "mail": maturity.PastMember,
	"メンバー": maturity.PastMember, "回答者": maturity.PastMember, "メール": maturity.PastMember, "メールアドレス": maturity.PastMember,
	"question": maturity.PastQuestion, "questionkey": maturity.PastQuestion, "質問": maturity.PastQuestion, "設問": maturity.PastQuestion, "質問のキー": maturity.PastQuestion,
	"answer": maturity.PastAnswer, "value": maturity.PastAnswer, "level": maturity.PastAnswer, "回答": maturity.PastAnswer, "値": maturity.PastAnswer, "レベル": maturity.PastAnswer,
}

// agreedWords mark what a team settled on.
var agreedWords = map[string]bool{"agreed": true, "agreement": true, "合意": true, "合意したレベル": true}

// ReadPastAnswers reads answers of earlier rounds from text whose first line
// names the columns, in English or Japanese, in any order: round, team,
// question and answer, and member where people answered each for themselves.
// Every line that cannot be read is a problem of its own, whose message begins
// with "past."; whether rounds, teams and questions exist is for whoever knows
// the database to say.
func ReadPastAnswers(text string) maturity.PastAnswers {
	var out maturity.PastAnswers
	var columns []string
	t := table{kind: "past", maxBytes: maxPastBytes, refuse: func(line int, key string, args ...string) { out.Refuse(line, "", key, args...) }}
	t.head = func(cells []string, line int) bool {
		columns = readPastHead(&out, cells, line)
		return len(out.Problems) == 0
	}
	t.row = func(cells []string, line int) bool {
		readPastRow(t, &out, columns, cells, line)
		if len(out.Problems) < maxPastProblems {
			return true
		}
		out.Refuse(line, "", "past.too_many_problems", "max", strconv.Itoa(maxPastProblems))
		return false
	}
	t.read(text)
	return out
}

func readPastHead(out *maturity.PastAnswers, head []string, line int) []string {
	columns, seen := readTitles(head, pastWords,
		func(c string) { out.Refuse(line, c, "past.column_twice") },
		func(_ int, title string) {
			if title != "" {
				out.Ignored = append(out.Ignored, clip(title))
			}
		})
	for _, needed := range []string{maturity.PastRound, maturity.PastTeam, maturity.PastQuestion, maturity.PastAnswer} {
		if !seen[needed] {
			out.Refuse(line, needed, "past.no_column")
		}
	}
	return columns
}

func readPastRow(t table, out *maturity.PastAnswers, columns, cells []string, line int) {
	row, before := maturity.PastRow{Line: line}, len(out.Problems)
	fields := map[string]*string{
		maturity.PastRound: &row.Round, maturity.PastTeam: &row.Team, maturity.PastMember: &row.Member,
		maturity.PastQuestion: &row.Question, maturity.PastAnswer: &row.Answer,
	}
	t.readCells(cells, len(columns), line, func(i int, s string) {
		switch {
		case columns[i] == "":
		case strings.Contains(s, replacement):
			out.Refuse(line, columns[i], "field.encoding")
		default:
			// Cells come from a reader that keeps whole records alive.
			*fields[columns[i]] = strings.Clone(s)
		}
	})
	if agreedWords[fold(row.Member)] {
		row.Member = maturity.PastAgreed
	}
	for _, needed := range []string{maturity.PastRound, maturity.PastTeam, maturity.PastQuestion, maturity.PastAnswer} {
		if *fields[needed] == "" && len(out.Problems) == before {
			out.Refuse(line, needed, "field.required")
		}
	}
	if len(out.Problems) == before {
		out.Rows = append(out.Rows, row)
	}
}
