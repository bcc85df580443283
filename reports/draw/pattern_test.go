package draw

import "testing"

// A shape of a pattern that stands beside its tile is laid by the next tile, and
// by no other: hatching of two layers is darker than the same in one.
func TestPatternsAreLaidOnce(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		shapes string
		want   int
	}{
		"one":                          {`<path d="M0 0H1V1H0Z"/>`, 1},
		"the same beside and above":    {`<path d="M0 0H1V1H0Z"/><path d="M1 0H2V1H1Z"/><path d="M0 -6H1V-5H0Z"/>`, 1},
		"two":                          {`<path d="M0 0H1V1H0Z"/><path d="M0 3H1V4H0Z"/>`, 2},
		"one that sticks out of below": {`<path d="M0 5.5H1V7H0Z"/>`, 1},
	} {
		p, err := parse([]byte(`<svg width="40" height="40"><defs><pattern id="a" width="1" height="6" patternUnits="userSpaceOnUse">` + c.shapes +
			`</pattern></defs><path d="M0 0H40V40H0Z" fill="url(#a)"/></svg>`))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(p.items); got != c.want {
			t.Errorf("%s: %d shapes are laid, want %d", name, got, c.want)
		}
	}
}
