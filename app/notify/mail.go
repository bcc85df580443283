package notify

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/smtp"
	"net/textproto"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"michinori/app/adoption"
)

// mailer speaks SMTP. The standard library does: it lacks nothing that notices
// need, and lets the address be checked as it connects.
type mailer struct {
	host, port string
	implicit   bool // TLS from the first byte
	plain      bool // no TLS at all, by explicit wish
	user       *url.Userinfo
	from       mail.Address
	dialer     *net.Dialer
	clock      func() time.Time
	roots      *tls.Config // of tests; nil means those of the system
}

func newMailer(s Settings, d *net.Dialer) (*mailer, error) {
	from, err := mail.ParseAddress(s.From)
	if err != nil {
		return nil, fmt.Errorf("mail sender %q: want an address, such as Michinori <michinori@example.com>", s.From)
	}
	u, err := url.Parse(s.SMTP)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		// Not the address itself: it may hold a password.
		return nil, errors.New("mail server: want smtp://USER:PASSWORD@HOST:587 or smtps://USER:PASSWORD@HOST:465")
	}
	m := &mailer{host: u.Hostname(), port: u.Port(), implicit: u.Scheme == "smtps", user: u.User, from: *from, dialer: d, clock: s.Clock}
	switch u.Query().Get("tls") {
	case "":
	case "none":
		m.plain = true
	default:
		return nil, errors.New("mail server: tls may only be none")
	}
	if m.plain && (m.implicit || m.user != nil) {
		return nil, errors.New("mail server: without TLS neither smtps nor a password goes")
	}
	if m.port == "" {
		m.port = map[bool]string{true: "465", false: "587"}[m.implicit]
	}
	return m, nil
}

// send hands one mail over. Until the server has taken it, an error means that
// it did not arrive.
func (m *mailer) send(ctx context.Context, l adoption.Letter, link string) error {
	message, err := m.message(l, link)
	if err != nil {
		return &adoption.Undelivered{Problem: "address unusable", Final: true}
	}
	c, err := m.connect(ctx)
	if err != nil {
		return m.trouble(err, false)
	}
	defer func() { _ = c.Close() }() // after the good-bye it is closed already
	if err := c.Mail(m.from.Address); err != nil {
		return m.trouble(err, true)
	}
	if err := c.Rcpt(l.To); err != nil {
		return m.trouble(err, true)
	}
	w, err := c.Data()
	if err != nil {
		return m.trouble(err, true)
	}
	if _, err := w.Write(message); err != nil {
		return m.trouble(err, false)
	}
	if err := w.Close(); err != nil {
		return m.trouble(err, true)
	}
	// The server has it: how the good-bye goes changes nothing.
	_ = c.Quit()
	return nil
}

// connect returns a session that is encrypted and signed in, as the settings
// say. A server that offers no encryption gets nothing.
func (m *mailer) connect(ctx context.Context) (*smtp.Client, error) {
	conn, err := m.dialer.DialContext(ctx, "tcp", net.JoinHostPort(m.host, m.port))
	if err != nil {
		return nil, err
	}
	if deadline, ok := ctx.Deadline(); ok {
		if err := conn.SetDeadline(deadline); err != nil {
			return nil, errors.Join(err, conn.Close())
		}
	}
	if m.implicit {
		conn = tls.Client(conn, m.tls())
	}
	c, err := smtp.NewClient(conn, m.host)
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	if err := m.open(c); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

func (m *mailer) open(c *smtp.Client) error {
	if err := c.Hello(domain(m.from.Address)); err != nil {
		return err
	}
	if !m.implicit && !m.plain {
		if ok, _ := c.Extension("STARTTLS"); !ok {
			return &adoption.Undelivered{Problem: "no STARTTLS"}
		}
		if err := c.StartTLS(m.tls()); err != nil {
			return err
		}
	}
	if m.user == nil {
		return nil
	}
	password, _ := m.user.Password()
	_, offered := c.Extension("AUTH")
	var auth smtp.Auth = smtp.PlainAuth("", m.user.Username(), password, m.host)
	if !strings.Contains(" "+offered+" ", " PLAIN ") && strings.Contains(" "+offered+" ", " LOGIN ") {
		auth = &loginAuth{user: m.user.Username(), password: password}
	}
	if err := c.Auth(auth); err != nil {
		return &adoption.Undelivered{Problem: "sign-in refused"}
	}
	return nil
}

func (m *mailer) tls() *tls.Config {
	cfg := &tls.Config{MinVersion: tls.VersionTLS12}
	if m.roots != nil {
		cfg = m.roots.Clone()
	}
	cfg.ServerName = m.host
	return cfg
}

// trouble sorts what went wrong. A 5yz answer is final where it is about this
// mail; about the session, it is about the settings, which somebody will mend.
func (m *mailer) trouble(err error, aboutMail bool) error {
	var answer *textproto.Error
	if errors.As(err, &answer) {
		return refused("SMTP", answer.Code, aboutMail && answer.Code >= 500)
	}
	return err
}

// message is the mail as it travels. Its id is made of the key, so that it is
// the same at each attempt.
func (m *mailer) message(l adoption.Letter, link string) ([]byte, error) {
	to, err := mail.ParseAddress(l.To)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(l.Key))
	w := wordsOf(l.Notice)
	var b strings.Builder
	for _, h := range [][2]string{
		{"From", m.from.String()},
		{"To", to.String()},
		{"Subject", header(w.subject)},
		{"Date", m.clock().Format(time.RFC1123Z)},
		{"Message-ID", "<" + hex.EncodeToString(sum[:16]) + "@" + domain(m.from.Address) + ">"},
		{"Auto-Submitted", "auto-generated"},
		{"X-Auto-Response-Suppress", "All"},
		{"Content-Language", string(l.Notice.Language)},
		{"MIME-Version", "1.0"},
		{"Content-Type", "text/plain; charset=utf-8"},
		{"Content-Transfer-Encoding", "quoted-printable"},
	} {
		b.WriteString(h[0] + ": " + h[1] + "\r\n")
	}
	b.WriteString("\r\n")
	q := quotedprintable.NewWriter(&b)
	if _, err := q.Write([]byte(strings.ReplaceAll(letterText(l.Notice, w, link), "\n", "\r\n"))); err != nil {
		return nil, err
	}
	return []byte(b.String()), q.Close()
}

// piece is how many bytes of a header go into one encoded word, so that no line
// is longer than the 76 characters that are allowed where there is one.
const piece = 36

// header encodes a text for a header, one encoded word a line.
func header(s string) string {
	var words []string
	for len(s) > piece {
		cut := piece
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		words, s = append(words, s[:cut]), s[cut:]
	}
	words = append(words, s)
	for i, w := range words {
		words[i] = "=?utf-8?b?" + base64.StdEncoding.EncodeToString([]byte(w)) + "?="
	}
	return strings.Join(words, "\r\n ")
}

func domain(address string) string { return address[strings.LastIndex(address, "@")+1:] }

// loginAuth is the older way to sign in, which some servers offer alone.
type loginAuth struct{ user, password string }

func (a *loginAuth) Start(s *smtp.ServerInfo) (string, []byte, error) {
	if !s.TLS {
		return "", nil, errors.New("no password without TLS")
	}
	return "LOGIN", nil, nil
}

func (a *loginAuth) Next(asked []byte, more bool) ([]byte, error) {
	switch {
	case !more:
		return nil, nil
	case strings.HasPrefix(strings.ToLower(string(asked)), "user"):
		return []byte(a.user), nil
	case strings.HasPrefix(strings.ToLower(string(asked)), "pass"):
		return []byte(a.password), nil
	}
	return nil, errors.New("unknown question at sign-in")
}
