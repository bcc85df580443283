// Package echarts holds the one copy of Apache ECharts in the program, in the
// parts that figures use. Pages serve it to browsers, and package draw runs it
// for pictures on paper, so that both show the same. build.js says what is in it,
// and how it is made.
package echarts

import _ "embed" // for the script

//go:embed echarts.min.js
var script string

// Script returns the library as it is served.
func Script() string { return script }
