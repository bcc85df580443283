// Package reporting gathers what a viewer may see of many results at once, for
// reports, talks and figures: the one way from the database to such a number,
// for pages, files, commands and the API. It counts what teams share and keeps
// the counts; it knows no request and draws nothing.
package reporting
