// Package page holds one struct a page: all that its template may use. Whatever
// a template would have to work out is a method here.
package page
