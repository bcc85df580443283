package main

import "io"

// Streams are where a command reads from and writes to: results to Out, talk to
// Err.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}
