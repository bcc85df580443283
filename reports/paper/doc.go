// Package paper sets headings, paragraphs, tables and figures on A4 pages, and
// slides on pages of 16:9, with
// the line breaking that Japanese asks for.
//
// It must never know what a report is about, and never read the clock.
package paper
