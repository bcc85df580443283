package draw

import "testing"

// FuzzPicture: whatever stands in an SVG, it is a picture or an error.
func FuzzPicture(f *testing.F) {
	for _, seed := range []string{
		`<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0L1 1A2 3 0 0 1 4 5Z" fill="#123456" stroke="rgb(1,2,3)"/></svg>`,
		`<svg width="10" height="10"><g transform="matrix(1 0 0 1 2 3) rotate(30)" opacity=".5"><text x="1" y="2" style="font-size:12px">道<tspan>のり</tspan></text></g></svg>`,
		`<svg width="10" height="10"><defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient><clipPath id="c"><rect width="3" height="1e9"/></clipPath></defs>` +
			`<rect clip-path="url(#c)" fill="url(#a)" stroke-dasharray="4,2"/></svg>`,
		`<svg width="1e309" height="NaN"><path d="M1e400 0h-5v1c1"/></svg>`, `<svg>`, ``,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		picture, err := parse(raw)
		if (err == nil) == (picture == nil) {
			t.Fatalf("a picture: %v, an error: %v", picture != nil, err)
		}
	})
}
