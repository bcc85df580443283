package typeface_test

import (
	"strings"
	"testing"

	"michinori/reports/typeface"
)

// TestBreaks: _ is the best place to end a line, | a good one, / a fair one, ~ a
// poor one.
// Everywhere else none may end.
func TestBreaks(t *testing.T) {
	t.Parallel()
	unmarked := strings.NewReplacer("_", "", "|", "", "/", "", "~", "")
	for _, marked := range []string{
		"バスファクター~が|1の|知~識~領~域",
		"10件~の~う~ち、_3チーム~で~も|50%",
		"「ま~だ」|（手~作~業~の|繰~り~返~し）~は|SLO~の|対~応",
		"お願~い~し~ま~す",
		"前~の|四~半~期~よ~り|上~が~り~ま~し~た。_第3回",
		"取~り~組~み|チーム/SRE/推~進",
		"数~は/ま~だ|少~な~い",
		"We |need |two |people |by |2026-Q3.",
	} {
		var got strings.Builder
		text := []rune(unmarked.Replace(marked))
		for i, k := range typeface.Breaks(text) {
			got.WriteString([]string{"", "~", "/", "|", "_"}[k])
			got.WriteRune(text[i])
		}
		if got.String() != marked {
			t.Errorf("got  %s\nwant %s", got.String(), marked)
		}
	}
}
