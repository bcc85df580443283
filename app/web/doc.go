// Package web makes the pages. Routes are listed in one file; a handler reads
// the request, calls one use case or reads what is stored, and names a page. It
// holds no rule about scores, privacy or permission: it asks for them.
package web
