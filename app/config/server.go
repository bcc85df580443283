package config

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path"
	"strings"
	"time"
)

// Database says where the data is. The address may hold a password, so it can
// come from a file.
type Database struct {
	Database     string `default:"sqlite:michinori.db" help:"sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME." placeholder:"URL"`
	DatabaseFile string `help:"File that holds the database address." placeholder:"FILE" type:"path"`
}

const defaultDatabase = "sqlite:michinori.db"

// Address returns the database address. Naming it twice is an error.
func (d Database) Address() (string, error) {
	if d.DatabaseFile == "" {
		return d.Database, nil
	}
	if d.Database != "" && d.Database != defaultDatabase {
		return "", errors.New("MICHINORI_DATABASE and MICHINORI_DATABASE_FILE are both set; keep one")
	}
	raw, err := os.ReadFile(d.DatabaseFile)
	if err != nil {
		return "", fmt.Errorf("database address: %w", err)
	}
	return strings.TrimSpace(string(raw)), nil
}

// Server is how the application is reached.
type Server struct {
	Listen         string        `default:"127.0.0.1:8080" help:"Address and port to listen on." placeholder:"HOST:PORT"`
	BasePath       string        `default:"/" help:"Path below which the pages live." placeholder:"PATH"`
	BaseURL        string        `help:"Address people reach it under, for links; https:// turns on secure cookies." placeholder:"URL"`
	Session        time.Duration `default:"720h" help:"How long somebody stays signed in."`
	APILimit       int           `default:"1200" help:"How many requests each API token may send a minute; 0 does not limit them." placeholder:"N"`
	Questionnaires string        `help:"Folder with own questionnaires." placeholder:"DIR" type:"path"`
	LogFormat      string        `default:"auto" enum:"auto,text,json" help:"Form of the log: text, json, or auto (text on a terminal)."`
	LogLevel       string        `default:"info" enum:"debug,info,warn,error" help:"What the log leaves out: whatever is less than this."`
	StopDelay      time.Duration `default:"0s" help:"How long to go on serving when told to stop, with /readyz saying no, until whoever sends people here has noticed."`
	StopWithin     time.Duration `default:"15s" help:"How long requests under way may take to finish after that."`
	SignIn
	Metrics
}

// Check returns what is wrong with the settings, in words an operator can act
// on, and brings the base path into its one form.
func (s *Server) Check() error {
	if _, port, err := net.SplitHostPort(s.Listen); err != nil || port == "" {
		return fmt.Errorf("listen address %q: want HOST:PORT, such as 127.0.0.1:8080", s.Listen)
	}
	if !strings.HasPrefix(s.BasePath, "/") {
		return fmt.Errorf("base path %q: must begin with /", s.BasePath)
	}
	s.BasePath = strings.TrimSuffix(path.Clean(s.BasePath), "/")
	if s.Session < time.Minute {
		return fmt.Errorf("session %s: at least a minute", s.Session)
	}
	if s.APILimit < 0 {
		return fmt.Errorf("API limit %d: not below zero", s.APILimit)
	}
	if err := s.SignIn.Check(s.BaseURL); err != nil {
		return err
	}
	if _, err := s.Metrics.Readers(); err != nil {
		return err
	}
	if s.StopDelay < 0 || s.StopWithin <= 0 {
		return fmt.Errorf("stop delay %s and stop within %s: not below zero", s.StopDelay, s.StopWithin)
	}
	if s.BaseURL == "" {
		return nil
	}
	u, err := url.Parse(s.BaseURL)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return fmt.Errorf("base URL %q: want http://HOST or https://HOST", s.BaseURL)
	}
	if p := strings.TrimSuffix(u.Path, "/"); p != "" && p != s.BasePath {
		return fmt.Errorf("base URL %q ends in another path than the base path %q", s.BaseURL, s.BasePath)
	}
	s.BaseURL = u.Scheme + "://" + u.Host
	return nil
}
