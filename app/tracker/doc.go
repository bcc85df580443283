// Package tracker holds the use cases: what people do that changes something.
// Each asks the viewer for permission, checks its input, and runs in one
// transaction. It knows no request and no page; time comes from its clock.
package tracker
