package formula_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"michinori/app/evidence/formula"
)

func TestFormulas(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"=1+1": "'=1+1", "+81": "'+81", "-1": "'-1", "@x": "'@x", "＝1": "'＝1", "\u0020\u200b=1": "' \u200b=1", "\tx": "'\tx",
		"決済チーム": "決済チーム", "a=b": "a=b", "'quoted": "'quoted", "": "", "a\x00b\xff": "ab\ufffd",
	} {
		if got := formula.Harmless(s); got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	}
	if got := formula.Undone("'quoted"); got != "'quoted" {
		t.Errorf("an apostrophe of somebody's own is lost: %q", got)
	}
}

// What is written and read again is what it was, and no formula in between.
func TestThereAndBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("=+-@＝ \u200ba決'"))).Draw(t, "text")
		written := formula.Harmless(s)
		if formula.Like(written) {
			t.Fatalf("%q is a formula", written)
		}
		if back := formula.Undone(written); back != s && !strings.HasPrefix(s, "'") {
			t.Fatalf("%q came back as %q", s, back)
		}
	})
}
