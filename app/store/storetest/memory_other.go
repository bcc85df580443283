//go:build !linux

package storetest

// inMemory returns "": the usual folder.
func inMemory() string { return "" }
