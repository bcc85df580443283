package page

import "michinori/app/tracker"

// SetUp is the first page of an empty instance.
type SetUp struct {
	Base
	Input  tracker.SetUp
	Errors Errors
}

// Link asks whether to sign in as the person a link belongs to.
type Link struct {
	Base
	Person string
	Secret string
}
