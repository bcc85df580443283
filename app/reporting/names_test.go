package reporting

import (
	"testing"

	"michinori/app/maturity"
)

func TestNamesAreBlottedOut(t *testing.T) {
	t.Parallel()
	teams := []maturity.Team{{Name: "決済", Key: "pay"}, {Name: "決済基盤", Key: "pay-platform"}, {Name: "配送"}, {Name: "Team 3"}, {Name: "A"}, {Name: "ペイチーム"}, {Name: "Café Bleu"}, {Name: "ハ"}}
	for text, want := range map[string]string{
		"決済基盤に一人": "＊＊＊に一人", "決済と配送に一人ずつ": "＊＊＊と＊＊＊に一人ずつ", "時間をください": "時間をください",
		"PAYが止まり、team 3とＴｅａｍ　３が対応": "＊＊＊が止まり、＊＊＊と＊＊＊が対応", "Pay-Platform and team 3s": "＊＊＊ and ＊＊＊s",
		"ﾍﾟｲチームへ": "＊＊＊へ", "ヘ\u309aイチーム": "＊＊＊", "ペイ チーム": "＊＊＊", "ペイ\u200bチーム": "＊＊＊", "ペイチームズ": "＊＊＊ズ",
		"Ｔｅａｍ-3とTEAM_3とteam3": "＊＊＊と＊＊＊と＊＊＊", "pay platformが止まった": "＊＊＊が止まった", "パス": "パス", "cafe\u0301 Bleuで": "＊＊＊で",
		"ハは 決　済 の話": "＊＊＊は ＊＊＊ の話", "バハ": "バ＊＊＊",
		"A failure of a: say what was paid": "＊＊＊ failure of ＊＊＊: say what was paid", "Aが決済した": "＊＊＊が＊＊＊した",
	} {
		if got := withoutNames(text, teams); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}
