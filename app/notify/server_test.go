package notify

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"net"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// mailServer speaks as much SMTP as a server that takes mail must.
type mailServer struct {
	listener net.Listener
	tls      *tls.Config
	offer    []string          // extensions
	answers  map[string]string // by command, or "." for the end of a mail, instead of its own; "" hangs up

	mu       sync.Mutex
	mails    []string
	sessions []string // what was said, without the mails
}

// newMailServer listens until the test ends; its certificate is good for
// 127.0.0.1 and signed by what it returns.
func newMailServer(t *testing.T, answers map[string]string, offer ...string) (*mailServer, *tls.Config) {
	t.Helper()
	web := httptest.NewTLSServer(nil)
	t.Cleanup(web.Close)
	roots := x509.NewCertPool()
	roots.AddCert(web.Certificate())
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	s := &mailServer{listener: l, tls: &tls.Config{Certificates: web.TLS.Certificates}, offer: offer, answers: answers}
	go s.accept()
	return s, &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
}

func (s *mailServer) accept() {
	for {
		c, err := s.listener.Accept()
		if err != nil {
			return
		}
		go s.serve(c)
	}
}

func (s *mailServer) serve(c net.Conn) {
	defer func() { c.Close() }()
	r := bufio.NewReader(c)
	say := func(line string) { _, _ = c.Write([]byte(line + "\r\n")) }
	say("220 test")
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimSpace(line)
		word, _, _ := strings.Cut(strings.ToUpper(line), " ")
		s.mu.Lock()
		s.sessions = append(s.sessions, line)
		s.mu.Unlock()
		if answer, ok := s.answers[word]; ok {
			if answer == "" {
				return
			}
			say(answer)
			continue
		}
		switch word {
		case "EHLO":
			say("250-test")
			for _, x := range s.offer {
				say("250-" + x)
			}
			say("250 8BITMIME")
		case "STARTTLS":
			say("220 go")
			secure := tls.Server(c, s.tls)
			c, r = secure, bufio.NewReader(secure)
		case "AUTH":
			s.auth(line, r, say)
		case "DATA":
			say("354 go")
			if !s.take(r, say) {
				return
			}
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

func (s *mailServer) auth(line string, r *bufio.Reader, say func(string)) {
	said := strings.Fields(line)
	if said[1] == "LOGIN" {
		say("334 " + base64.StdEncoding.EncodeToString([]byte("Username:")))
		user, _ := r.ReadString('\n')
		say("334 " + base64.StdEncoding.EncodeToString([]byte("Password:")))
		password, _ := r.ReadString('\n')
		s.keep("LOGIN", strings.TrimSpace(user), strings.TrimSpace(password))
	}
	say("235 in")
}

func (s *mailServer) keep(lines ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sessions = append(s.sessions, lines...)
}

// take reads a mail and reports whether the session goes on.
func (s *mailServer) take(r *bufio.Reader, say func(string)) bool {
	var b strings.Builder
	for {
		line, err := r.ReadString('\n')
		if err != nil || line == ".\r\n" {
			break
		}
		b.WriteString(line)
	}
	if answer, ok := s.answers["."]; ok {
		if answer != "" {
			say(answer)
		}
		return answer != ""
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mails = append(s.mails, b.String())
	say("250 taken")
	return true
}

func (s *mailServer) said() (mails []string, session string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.mails, strings.Join(s.sessions, "\n")
}

func (s *mailServer) address() string { return s.listener.Addr().String() }
