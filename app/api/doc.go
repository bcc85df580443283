// Package api serves programs: JSON under /api/v1, for everything that pages
// do, from the same use cases and with the same numbers, and the OpenAPI
// document made from the code that serves it. It knows no page, and no text but
// by key.
package api
