// Package request holds what pages and API answer alike: which HTTP status an
// error has, and which language a client asks for. It knows no page, no
// operation and no database.
package request
