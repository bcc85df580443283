package reports

import (
	"strings"

	"michinori/reports/typeface"
)

// textWidth estimates the width of a text: nothing here knows the font.
func textWidth(s string, size float64) float64 {
	ems := 0.0
	for _, r := range s {
		if r < 0x2e80 || r >= '｡' && r <= 'ﾟ' { // katakana of half the width
			ems += 0.56
		} else {
			ems++
		}
	}
	return ems * size
}

// fitted breaks a name of any length into at most two lines for the margin,
// where it reads best; what has no room is cut, as the table has the whole name.
func fitted(name string) string {
	letters := []rune(strings.Join(strings.Fields(name), " "))
	first := inMargin(letters)
	if first == len(letters) {
		return string(letters)
	}
	first = fold(letters, first)
	rest := []rune(strings.TrimSpace(string(letters[first:])))
	if n := inMargin(rest); n < len(rest) {
		rest = append(rest[:max(n-1, 0)], '…')
	}
	return strings.TrimSpace(string(letters[:first])) + "\n" + string(rest)
}

// fittedPractice is fitted for the name of a practice, which stays itself without
// what it says at its end in brackets: that goes where all of it has no room.
func fittedPractice(name string) string {
	whole := fitted(name)
	ends := strings.HasSuffix(name, ")") || strings.HasSuffix(name, "）")
	if aside := strings.LastIndexAny(name, "(（"); ends && aside > 0 && strings.HasSuffix(whole, "…") {
		return fitted(name[:aside])
	}
	return whole
}

// inMargin returns how many of the letters have room on a line of the margin.
func inMargin(letters []rune) int {
	const room, size = 84.1, 10 // fifteen small letters fill it
	n := 0
	for n < len(letters) && textWidth(string(letters[:n+1]), size) <= room {
		n++
	}
	return n
}

// fold returns where the first of two lines ends, of which no more than most
// letters have room: where the second has room for the rest, then in the best
// place. Katakana is broken between the words it is made of, as far as they are
// known; what is one long word is cut, with no less than three letters behind.
func fold(letters []rune, most int) int {
	if letters[most] == ' ' {
		most++ // it has no width there
	}
	breaks := typeface.Breaks(letters)
	best, score := most, -1
	for i := most; i > 1; i-- {
		within, between := breaks[i] == typeface.NoBreak, betweenWords(letters, i)
		if i == len(letters) || i <= most/3 && !between ||
			within && !between && (letters[i] < 'ァ' || i > len(letters)-3 || !typeface.MayStand(letters[i-1], letters[i])) {
			continue
		}
		worth := int(breaks[i])
		if between {
			worth = int(typeface.FairBreak)
		}
		if inMargin(letters[i:]) == len(letters)-i {
			worth += int(typeface.BestBreak) + 1
		}
		if worth > score {
			best, score = i, worth
		}
	}
	return best
}

// heads are words that end names written in katakana: 「ペアオペレーション」 is
// 「ペア」 and 「オペレーション」.
var heads = []string{
	"アーキテクチャ", "アプリケーション", "インシデント", "インフラ", "エンジニア", "オペレーション", "グループ", "コミュニティ", "サービス", "サポート",
	"シェア", "システム", "シャドウイング", "スキルマップ", "セキュリティ", "センター", "ソリューション", "チーム", "ツール", "ディビジョン", "トレーニング",
	"ドキュメント", "バジェット", "パイプライン", "プラットフォーム", "プログラミング", "プロジェクト", "プロダクト", "ポリシー", "マネジメント", "ミーティング",
	"モニタリング", "ユニット", "ラボ", "リファクタリング", "レビュー", "ローテーション",
}

// betweenWords reports whether one of the words begins at i, behind katakana, and
// ends where the katakana does or where another of them begins.
func betweenWords(letters []rune, i int) bool {
	if i >= len(letters) || !isKatakana(letters[i-1]) {
		return false
	}
	rest := string(letters[i:])
	for _, head := range heads {
		if after, found := strings.CutPrefix(rest, head); found {
			next := []rune(after)
			return len(next) == 0 || !isKatakana(next[0]) || betweenWords(letters, len(letters)-len(next))
		}
	}
	return false
}

func isKatakana(r rune) bool { return r >= 'ァ' && r <= 'ヿ' && r != '・' }
