package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
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
	return writeFile(o.File, 0o644, func(w io.Writer) error {
		_, err := w.Write(made)
		return err
	})
}

// writeFile makes a file: the whole of it or nothing. It is on the disk under
// its name only once make has written all of it, and nobody but its owner can
// read it before. What is there and is no file, such as a pipe or /dev/null, is
// written to and stays what it is, and so does a link.
func writeFile(name string, mode os.FileMode, make func(w io.Writer) error) error {
	there, err := os.Stat(name)
	switch {
	case err == nil && there.IsDir():
		return fmt.Errorf("%s is a folder: name a file", name)
	case err == nil && !there.Mode().IsRegular():
		return writeInto(name, make)
	}
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	defer func() { _ = os.Remove(f.Name()) }() // gone already when all went well
	err = make(f)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(f.Name(), mode)
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(name))
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

func writeInto(name string, make func(w io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err == nil {
		err = errors.Join(make(f), f.Close())
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// syncFolder keeps a new name over a power cut. Systems on which folders cannot
// be synced keep it by themselves.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }() // nothing was written to it
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, os.ErrInvalid) {
		return err
	}
	return nil
}
