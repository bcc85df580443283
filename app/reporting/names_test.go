package reporting

import (
	"testing"

	"michinori/app/maturity"
)

func TestNamesAreBlottedOut(t *testing.T) {
	t.Parallel()
	teams := map[string]maturity.Team{"a": {Name: "決済"}, "b": {Name: "決済基盤"}, "c": {Name: "配送"}}
	for text, want := range map[string]string{
		"決済基盤に一人": "＊＊＊に一人", "決済と配送に一人ずつ": "＊＊＊と＊＊＊に一人ずつ", "時間をください": "時間をください",
	} {
		if got := withoutNames(text, teams); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}
