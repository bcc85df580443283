package typeface

import (
	"strings"
	"testing"
	"unicode/utf8"
)

const sample = "みちのりは、チームの信頼性（SRE）を四半期ごとに確かめます。「前より良くなったか」を、数字と言葉の両方で答えます…ー々 incident-management $100 (see above) 50% とても長いERRORBUDGETPOLICYDOCUMENTNAMEWITHOUTANYSPACEです。"

// small is the type of a report, in mm: ten points.
var small = Type{Size: 10 * 25.4 / 72}

// wrapped breaks as paper does.
func wrapped(text string, room float64) []string {
	lines, _ := small.Lines(text, room, max(room/7, 4.5*small.Size))
	return lines
}

func TestLinesHoldWidthTextAndKinsoku(t *testing.T) {
	t.Parallel()
	for room := 12.0; room < 180; room += 1.7 {
		lines := wrapped(sample, room)
		if got, want := strip(strings.Join(lines, "")), strip(sample); got != want {
			t.Fatalf("room %.1f: text became %q", room, got)
		}
		for i, line := range lines {
			if w := Weight(false).Width(strings.TrimRight(line, " ")) * small.Size; w > room+0.001 {
				t.Errorf("room %.1f: %q is %.1f wide", room, line, w)
			}
			if i == 0 || room < 60 {
				continue
			}
			last, _ := utf8.DecodeLastRuneInString(lines[i-1])
			if first, _ := utf8.DecodeRuneInString(line); !MayStand(last, first) {
				t.Errorf("room %.1f: %q is followed by %q", room, lines[i-1], line)
			}
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
		lines := wrapped(text, room)
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

func TestLinesReplaceWhatTheFaceCannotShow(t *testing.T) {
	t.Parallel()
	lines := wrapped("決済\u202e🚀 שלום\x00\n\n次の行", 100)
	if len(lines) != 2 || lines[0] != "決済〓 〓" || lines[1] != "次の行" {
		t.Errorf("lines are %q", lines)
	}
	if lines := wrapped("髙﨑𠮷", 100); len(lines) != 1 || lines[0] != "髙﨑吉" || Lacks("𠮷") {
		t.Errorf("a name is %q", lines)
	}
	if lines := wrapped(" \n\t", 100); len(lines) != 0 {
		t.Errorf("an empty text has lines %q", lines)
	}
}
