// Package access says who may do something as data: the relations that let
// somebody in, for routes of pages and operations of the API alike. It knows no
// request, no database and no state of what is asked for; use cases check that.
package access
