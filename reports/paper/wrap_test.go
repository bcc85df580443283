package paper

import (
	"strings"
	"testing"
)

// TestHeadlinesBreakBetweenWords: as a headline has few lines, each is looked at.
func TestHeadlinesBreakBetweenWords(t *testing.T) {
	t.Parallel()
	st := style{size: 26, bold: true}
	for text, want := range map[string]string{
		"バスファクターが1の知識領域は、10件から4件に減りました":                          "バスファクターが1の知識領域は、|10件から4件に減りました",
		"いちばん弱いのは、8チーム中5チームでSLOの普及です":                            "いちばん弱いのは、8チーム中5チームで|SLOの普及です",
		"働く時間の30.2%が、トイル（手作業の繰り返し）です":                            "働く時間の30.2%が、|トイル（手作業の繰り返し）です",
		"Two thirds of all teams have agreed on their next step": "Two thirds of all teams have |agreed on their next step",
	} {
		if got := strings.Join(balanced(st, text, 224), "|"); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestSharedFillsNoMoreThanTheRoom(t *testing.T) {
	t.Parallel()
	for _, natural := range [][]float64{{10, 20, 30}, {300}, {10, 500, 400, 20}, {90, 90, 90}} {
		sum, asked := 0.0, 0.0
		for i, w := range shared(natural, 174) {
			sum += w
			asked += natural[i]
			if w > natural[i] || w <= 0 {
				t.Errorf("%v: column %d is %.1f", natural, i, w)
			}
		}
		if sum > 174.001 || (asked >= 174 && sum < 173.9) {
			t.Errorf("%v: the columns take %.1f", natural, sum)
		}
	}
}
