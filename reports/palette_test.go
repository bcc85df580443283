package reports

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"testing"

	"michinori/app/maturity"
)

const styleSheet = "../app/web/static/figure.css"

// sheetColours reads the custom properties of the style sheet: on paper and in
// light, and in the dark.
func sheetColours(t *testing.T) (inLight, inDark map[role]string) {
	t.Helper()
	source, err := os.ReadFile(styleSheet)
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile(`(?s):root \{(.*?)\}`).FindAllStringSubmatch(string(source), -1)
	if len(blocks) != 2 {
		t.Fatalf("%d blocks of colours, want light and dark", len(blocks))
	}
	read := func(block string) map[role]string {
		out := map[role]string{}
		for _, m := range regexp.MustCompile(`--figure-([a-z0-9-]+): (#[0-9a-f]{6});`).FindAllStringSubmatch(block, -1) {
			out[role(m[1])] = m[2]
		}
		return out
	}
	return read(blocks[0][1]), read(blocks[1][1])
}

func TestStyleSheetHasThePalette(t *testing.T) {
	t.Parallel()
	inLight, inDark := sheetColours(t)
	seen := map[string]role{}
	for r, c := range light {
		if inLight[r] != c {
			t.Errorf("%s is %s here and %s in the style sheet", r, c, inLight[r])
		}
		if inDark[r] == "" || dark[r] != inDark[r] {
			t.Errorf("in the dark %s is %s here and %s in the style sheet", r, dark[r], inDark[r])
		}
		if other, twice := seen[c]; twice {
			t.Errorf("%s and %s are both %s", r, other, c)
		}
		seen[c] = r
	}
	if len(inLight) != len(light) || len(inDark) != len(light) {
		t.Errorf("%d roles here, %d and %d in the style sheet", len(light), len(inLight), len(inDark))
	}
}

// TestContrast holds marks to 3:1 and text to 4.5:1 against what they stand on.
func TestContrast(t *testing.T) {
	t.Parallel()
	inLight, inDark := sheetColours(t)
	for name, colours := range map[string]map[role]string{"light": inLight, "dark": inDark} {
		check := func(least float64, front role, behind ...role) {
			for _, b := range behind {
				if got := contrast(t, colours[front], colours[b]); got < least {
					t.Errorf("%s: %s on %s has %.2f:1, want %v:1", name, front, b, got, least)
				}
			}
		}
		check(4.5, ink, surface, band)
		check(4.5, muted, surface, band)
		check(3, rule, surface, band)
		check(3, accent, surface, band)
		for _, d := range maturity.Dimensions {
			check(3, dimensionRole(d), surface, band)
		}
		for level := range levelNames {
			check(3, levelRole(level), surface)
			check(4.5, onLevel(level), levelRole(level))
		}
	}
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		v := float64(n) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}
