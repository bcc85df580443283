package search

import "strings"

// other is a word that people ask with and no page is written with, and one that
// pages have in its place.
type other struct{ asked, written string }

// others are such words: misspellings that are common enough to stand in
// talks, and what the same thing is called elsewhere. A Latin one of several
// words is met as a whole.
func others() []other {
	all := []other{
		{"俗人化", "属人化"},
		{"ぞくじんか", "属人化"},
		{"引継", "引き継"},
		{"当直", "当番"},
		{"障害報告", "ポストモーテム"},
		{"事後検証", "ポストモーテム"},
		{"反省会", "振り返り"},
		{"雑務", "トイル"},
		{"雑用", "トイル"},
		{"メトリクス", "指標"},
		{"火災訓練", "障害訓練"},
		{"避難訓練", "障害訓練"},
		{"防災訓練", "障害訓練"},
		{"アラート疲れ", "ノイズ"},
		{"リファクタリング", "設計の改善"},
		{"兼務", "ひとり目"},
		{"未経験", "ひとり目"},
		{"truck factor", "bus factor"},
		{"bus number", "bus factor"},
		{"fire drill", "drill"},
		{"alert fatigue", "noise"},
		{"root cause", "postmortem"},
		{"rca", "postmortem"},
		{"metrics", "indicator"},
	}
	for i, o := range all {
		all[i] = other{foldText(o.asked), foldText(o.written)}
	}
	return all
}

// inOurWords puts what pages call it for Latin words that only together mean it.
func (x *Index) inOurWords(query string) string {
	query = foldText(query)
	for _, o := range x.others {
		if strings.Contains(o.asked, " ") {
			query = strings.ReplaceAll(query, o.asked, o.written)
		}
	}
	return query
}

// called are the words that pages have for one that is asked for.
func (x *Index) called(w string) []string {
	var out []string
	for _, o := range x.others {
		if w == o.asked || !latin(w) && strings.Contains(w, o.asked) {
			out = append(out, o.written)
		}
	}
	return out
}
