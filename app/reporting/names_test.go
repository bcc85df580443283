package reporting

import (
	"testing"

	"michinori/app/maturity"
)

func TestNamesAreBlottedOut(t *testing.T) {
	t.Parallel()
	teams := []maturity.Team{{Name: "決済", Key: "pay"}, {Name: "決済基盤", Key: "pay-platform"}, {Name: "配送"}, {Name: "Team 3"}, {Name: "A"}}
	for text, want := range map[string]string{
		"決済基盤に一人": "＊＊＊に一人", "決済と配送に一人ずつ": "＊＊＊と＊＊＊に一人ずつ", "時間をください": "時間をください",
		"PAYが止まり、team 3とＴｅａｍ　３が対応": "＊＊＊が止まり、＊＊＊と＊＊＊が対応", "Pay-Platform and team 3s": "＊＊＊ and ＊＊＊s",
		"A failure of a: say what was paid": "＊＊＊ failure of ＊＊＊: say what was paid", "Aが決済した": "＊＊＊が＊＊＊した",
	} {
		if got := withoutNames(text, teams); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}
