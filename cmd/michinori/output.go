package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Output is where a command puts the file it makes.
type Output struct {
	File string `name:"output" short:"o" placeholder:"FILE" help:"The file to write; - or nothing is standard output."`
}

// write puts what was made where it was asked for: the whole of it or nothing,
// with a file that was there before left as it was.
func (o Output) write(made []byte, streams *Streams) error {
	if o.File == "" || o.File == "-" {
		if isTerminal(streams.Out) && bytes.IndexByte(made, 0) >= 0 {
			return errors.New("this is no text for a terminal: name a file with -o FILE")
		}
		_, err := streams.Out.Write(made)
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(o.File), "."+filepath.Base(o.File)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", o.File, err)
	}
	defer func() { _ = os.Remove(f.Name()) }() // gone already when all went well
	_, err = f.Write(made)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(f.Name(), o.File)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", o.File, err)
	}
	return nil
}
