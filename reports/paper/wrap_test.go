package paper

import (
	"strings"
	"testing"
	"unicode/utf8"

	"michinori/reports/typeface"
)

const sample = "みちのりは、チームの信頼性（SRE）を四半期ごとに確かめます。「前より良くなったか」を、数字と言葉の両方で答えます…ー々 incident-management $100 (see above) 50% とても長いERRORBUDGETPOLICYDOCUMENTNAMEWITHOUTANYSPACEです。"

func TestWrapHoldsWidthTextAndKinsoku(t *testing.T) {
	t.Parallel()
	for room := 12.0; room < 180; room += 1.7 {
		lines := wrap(body, sample, room)
		if got, want := strip(strings.Join(lines, "")), strip(sample); got != want {
			t.Fatalf("room %.1f: text became %q", room, got)
		}
		for i, line := range lines {
			if w := body.width(strings.TrimRight(line, " ")); w > room+0.001 {
				t.Errorf("room %.1f: %q is %.1f wide", room, line, w)
			}
			if i == 0 || room < 60 {
				continue
			}
			last, _ := utf8.DecodeLastRuneInString(lines[i-1])
			if first, _ := utf8.DecodeRuneInString(line); !typeface.MayStand(last, first) {
				t.Errorf("room %.1f: %q is followed by %q", room, lines[i-1], line)
			}
		}
	}
}

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

// TestNoLetterOrTwoStandAlone: what ends a sentence is not left to a line of its
// own, where the word it belongs to can come along.
func TestNoLetterOrTwoStandAlone(t *testing.T) {
	t.Parallel()
	const text = "訓練は、7チームのうち3チームが90日以内に行い、0チームは1年以上していないか、一度もしていません。"
	tried := 0
	for room := 30.0; room < 120; room += 0.5 {
		lines := wrap(body, text, room)
		if last := lines[len(lines)-1]; utf8.RuneCountInString(last) < alone {
			t.Errorf("room %.1f: %q", room, lines)
		}
		if strings.HasSuffix(lines[len(lines)-1], "一度もしていません。") {
			tried++
		}
	}
	if tried == 0 {
		t.Error("no line was that long: nothing was tried")
	}
}

func strip(s string) string { return strings.ReplaceAll(s, " ", "") }

func TestWrapReplacesWhatPaperCannotShow(t *testing.T) {
	t.Parallel()
	lines := wrap(body, "決済\u202e🚀 שלום\x00\n\n次の行", 100)
	if len(lines) != 2 || lines[0] != "決済〓 〓" || lines[1] != "次の行" {
		t.Errorf("lines are %q", lines)
	}
	if lines := wrap(body, " \n\t", 100); len(lines) != 0 {
		t.Errorf("an empty text has lines %q", lines)
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
