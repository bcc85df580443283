// Package draw makes still pictures of figures: SVG, by running the chart
// library of the pages in a JavaScript engine, and from that SVG vectors for
// paper and pixels. All forms come from one drawing and so show the same.
//
// It must never know what a figure says, nor a database, a request or a clock.
package draw
