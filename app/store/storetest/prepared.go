package storetest

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// Prepared is Main, and every database that Databases, Each, SQLite and Postgres
// lend holds what prepare has made of an empty one, such as the schema. It is
// called once for each kind of database, and what it made is copied.
func Prepared(m *testing.M, prepare func(url string) error) {
	prepared.prepare = prepare
	Main(m)
}

// prepared is what is lent, made once. Like shared it is one for the process.
var prepared original

type original struct {
	prepare func(url string) error

	once   sync.Once
	sqlite []byte
	err    error
}

// file makes the file of SQLite that is lent, where one has been prepared.
func (o *original) file(name string) error {
	if o.prepare == nil {
		return nil
	}
	o.once.Do(func() { o.sqlite, o.err = o.makeFile() })
	if o.err != nil {
		return o.err
	}
	return os.WriteFile(name, o.sqlite, 0o600)
}

func (o *original) makeFile() ([]byte, error) {
	dir, err := os.MkdirTemp(inMemory(), "michinori-prepared-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	name := filepath.Join(dir, "michinori.db")
	if err := o.prepare("sqlite:" + name); err != nil {
		return nil, err
	}
	if _, err := os.Stat(name + "-wal"); err == nil {
		return nil, errors.New("what prepares a database must close it: it is copied")
	}
	return os.ReadFile(name)
}

// template makes the database on a server of ours that the others are copied
// from, and returns its name, or "" where nothing is prepared.
func (o *original) template(server string) (string, error) {
	if o.prepare == nil {
		return "", nil
	}
	address, _, err := create(server)
	if err != nil {
		return "", err
	}
	return nameOf(address), o.prepare(address)
}
