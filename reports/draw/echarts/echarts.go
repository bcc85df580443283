// Package echarts holds the one copy of Apache ECharts in the program. Pages
// serve it to browsers, and package draw runs it for pictures on paper, so that
// both show the same.
package echarts

import _ "embed" // for the script

//go:embed echarts.min.js
var script string

// Script returns the library as it is served.
func Script() string { return script }
