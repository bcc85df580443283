package main

import (
	"context"
	"errors"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"michinori/questionnaires"
)

// settings looks for settings that contradict each other.
func (d *doctor) settings(c *DoctorCommand) {
	const check = "settings"
	before := len(d.findings)
	if err := c.Check(); err != nil {
		d.fail(check, "Correct it; `michinori serve --help` lists all settings.", "%s", oneLine(err))
		return
	}
	if err := c.Read(); err != nil {
		d.fail(check, "Correct it; docs/notices.md explains notices.", "%s", oneLine(err))
	}
	if c.On() && c.BaseURL == "" {
		d.fail(check, "Set MICHINORI_BASE_URL to the address people reach the pages under.", "notices are on, and nobody knows where their links lead")
	}
	d.address(c)
	if c.Questionnaires != "" {
		_, problems, err := questionnaires.OpenLibrary(c.Questionnaires)
		if err = errors.Join(err, problems.Err()); err != nil {
			d.fail(check, "Run `michinori questionnaire check` on the files.", "%s", oneLine(err))
		}
	}
	if len(d.findings) == before {
		d.ok(check, "nothing contradicts anything")
	}
}

// address compares where the server listens with how people reach it.
func (d *doctor) address(c *DoctorCommand) {
	host, _, _ := net.SplitHostPort(c.Listen) // checked already
	alone := isLoopback(host)
	u, _ := url.Parse(c.BaseURL)
	switch {
	case c.BaseURL == "" && !alone:
		d.warn("settings", "Set MICHINORI_BASE_URL to the address people reach the pages under.", "it listens on %s, and links in lists and mails need an address", c.Listen)
	case c.BaseURL != "" && u.Scheme == "http" && !isLoopback(u.Hostname()):
		d.warn("settings", "Put TLS in front, and set MICHINORI_BASE_URL to https://…", "people reach it by http://: links and sessions can be read on the way")
	}
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// mailWithin is how long a mail server may take to answer.
const mailWithin = 10 * time.Second

// mail opens a connection to the mail server, where that is asked for.
func (d *doctor) mail(ctx context.Context, c *DoctorCommand) {
	if !c.Mail || c.SMTPURL == "" {
		return
	}
	u, err := url.Parse(c.SMTPURL)
	if err != nil {
		return // said with the settings
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"smtps": "465"}[u.Scheme]
	}
	if port == "" {
		port = "587"
	}
	connection, err := (&net.Dialer{Timeout: mailWithin}).DialContext(ctx, "tcp", net.JoinHostPort(u.Hostname(), port))
	if err != nil {
		d.fail("mail", "Check MICHINORI_SMTP_URL and the network.", "%s", oneLine(err))
		return
	}
	_ = connection.Close()
	d.ok("mail", "%s answers at port %s", u.Hostname(), port)
}

// Below these a database cannot grow for long.
const (
	littleSpace = 1 << 30
	noSpace     = 100 << 20
)

// files looks at the file of a SQLite database, before it is opened; false where
// there is none to open.
func (d *doctor) files(address string) bool {
	name, ok := strings.CutPrefix(address, "sqlite:")
	if !ok {
		return true
	}
	_, err := os.Stat(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		d.fail("database", "Check the path, or start `michinori serve` to make it.", "there is no file %s", name)
		return false
	case err != nil:
		d.fail("database", "Check who may read the folder.", "%s", oneLine(err))
		return false
	}
	d.readers(name)
	d.space("files", filepath.Dir(name))
	if err := writable(filepath.Dir(name)); err != nil {
		d.fail("files", "Let the user of the server write there: SQLite keeps two more files beside the database.", "%s", oneLine(err))
	}
	return true
}

// readers tells of files with answers that others than their owner can read.
func (d *doctor) readers(database string) {
	for _, name := range []string{database, database + "-wal", database + "-shm"} {
		if info, err := os.Stat(name); err == nil && info.Mode().Perm()&^onlyOwner != 0 {
			d.warn("files", "chmod 600 "+name, "others than its owner can read or write %s", name)
		}
	}
}

// writable tries to make a file in a folder.
func writable(dir string) error {
	f, err := os.CreateTemp(dir, ".michinori-doctor-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func (d *doctor) space(check, dir string) {
	free, err := freeSpace(dir)
	const do = "Make room, or move the database."
	switch {
	case errors.Is(err, errors.ErrUnsupported):
	case err != nil:
		d.warn(check, "Check the disk.", "%s", oneLine(err))
	case free < noSpace:
		d.fail(check, do, "%d MB are free in %s", free>>20, dir)
	case free < littleSpace:
		d.warn(check, do, "%d MB are free in %s", free>>20, dir)
	default:
		d.ok(check, "%d GB are free in %s", free>>30, dir)
	}
}
