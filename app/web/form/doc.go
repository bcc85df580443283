// Package form turns what a browser sends into typed input, and typed input
// into what a form shows again. It checks shapes; whether an answer is allowed
// is the domain's to say.
package form
