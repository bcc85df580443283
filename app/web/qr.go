package web

import (
	"fmt"
	"strings"

	"rsc.io/qr"

	"michinori/app/web/page"
)

// quiet is the empty border a reader needs around a code, in modules.
const quiet = 4

// drawQR draws an address as a code: one path, a stroke of modules at a time.
func drawQR(address string) (*page.QR, error) {
	code, err := qr.Encode(address, qr.M)
	if err != nil {
		return nil, fmt.Errorf("draw code: %w", err)
	}
	var path strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			from := x
			for x < code.Size && code.Black(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", from+quiet, y+quiet, x-from, x-from)
			}
		}
	}
	return &page.QR{Side: code.Size + 2*quiet, Path: path.String()}, nil
}
