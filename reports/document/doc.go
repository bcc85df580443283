// Package document holds a report as headings, sentences and figures, and
// writes it as a page, a printed document, a workbook, a table, data or
// Markdown. Every form prints the same words and the same numbers.
//
// It must never know what a report says, nor a database, a request or a clock.
package document
