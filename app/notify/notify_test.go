package notify

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
)

var noon = time.Date(2026, 7, 6, 12, 0, 0, 0, time.UTC)

func letter(channel string) adoption.Letter {
	return adoption.Letter{
		Key: "round.opened/r1/p1/" + channel, Channel: channel, To: "baba@example.com",
		Notice: adoption.Notice{
			Kind: adoption.RoundOpened, Language: maturity.Japanese, Organisation: "株式会社みちのり", Person: "馬場",
			Round: "2026-Q3", Day: "2026-07-31", Path: "/l/secret",
		},
	}
}

func settings(change func(*Settings)) Settings {
	s := Settings{
		Pages: "https://michinori.example.com/base/", From: "道のり <michinori@example.com>", AllowPrivate: true,
		Clock: func() time.Time { return noon },
	}
	change(&s)
	return s
}

func sender(t *testing.T, s Settings) *Sender {
	t.Helper()
	out, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func problem(t *testing.T, err error) adoption.Undelivered {
	t.Helper()
	var u *adoption.Undelivered
	if !errors.As(err, &u) {
		t.Fatalf("%v is no Undelivered", err)
	}
	return *u
}

func TestMailArrivesEncryptedInJapanese(t *testing.T) {
	t.Parallel()
	for _, offered := range []string{"AUTH PLAIN LOGIN", "AUTH LOGIN"} {
		server, roots := newMailServer(t, nil, "STARTTLS", offered)
		s := sender(t, settings(func(s *Settings) { s.SMTP = "smtp://me:pass%20word@" + server.address() }))
		s.mail.roots = roots
		if err := s.Send(t.Context(), letter("mail")); err != nil {
			t.Fatal(offered, err)
		}
		mails, session := server.said()
		if len(mails) != 1 {
			t.Fatalf("%d mails", len(mails))
		}
		if at, secret := strings.Index(session, "STARTTLS"), strings.Index(session, "AUTH"); at < 0 || secret < at {
			t.Errorf("the password went before the encryption:\n%s", session)
		}
		if offered == "AUTH LOGIN" && !strings.Contains(session, base64.StdEncoding.EncodeToString([]byte("pass word"))) {
			t.Errorf("no sign-in:\n%s", session)
		}
		for _, line := range strings.Split(mails[0], "\r\n") {
			if len(line) > 78 {
				t.Errorf("a line of %d: %s", len(line), line)
			}
		}
		m, err := mail.ReadMessage(strings.NewReader(mails[0]))
		if err != nil {
			t.Fatal(err)
		}
		subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if err != nil || subject != "2026-Q3のラウンドが始まりました" {
			t.Errorf("subject %q %v", subject, err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
		if err != nil || !strings.Contains(string(body), "馬場 さん") || !strings.Contains(string(body), "2026年7月31日") || !strings.Contains(string(body), "https://michinori.example.com/base/l/secret\r\n") {
			t.Errorf("%v\n%s", err, body)
		}
		if m.Header.Get("Auto-Submitted") != "auto-generated" || m.Header.Get("Message-ID") == "" {
			t.Errorf("headers %v", m.Header)
		}
		if err := s.Send(t.Context(), letter("mail")); err != nil {
			t.Fatal(err)
		}
		mails, _ = server.said()
		again, err := mail.ReadMessage(strings.NewReader(mails[1]))
		if err != nil || again.Header.Get("Message-ID") != m.Header.Get("Message-ID") {
			t.Error("the same letter has two ids")
		}
	}
}

func TestMailThatDoesNotArrive(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		answers map[string]string
		offer   []string
		trusted bool
		want    string
		final   bool
	}{
		"no encryption":    {offer: []string{"AUTH PLAIN"}, want: "no STARTTLS"},
		"not trusted":      {offer: []string{"STARTTLS"}, want: "certificate not trusted"},
		"unknown receiver": {answers: map[string]string{"RCPT": "550 no <baba@example.com> here"}, offer: []string{"STARTTLS"}, trusted: true, want: "SMTP 550", final: true},
		"busy":             {answers: map[string]string{"RCPT": "451 later"}, offer: []string{"STARTTLS"}, trusted: true, want: "SMTP 451"},
		"full":             {answers: map[string]string{".": "452 no room"}, offer: []string{"STARTTLS"}, trusted: true, want: "SMTP 452"},
		"too large":        {answers: map[string]string{".": "552 too large"}, offer: []string{"STARTTLS"}, trusted: true, want: "SMTP 552", final: true},
		"gone before":      {answers: map[string]string{"DATA": ""}, offer: []string{"STARTTLS"}, trusted: true, want: "connection failed"},
		"gone within":      {answers: map[string]string{".": ""}, offer: []string{"STARTTLS"}, trusted: true, want: "connection failed"},
		"bad password":     {answers: map[string]string{"AUTH": "535 no"}, offer: []string{"STARTTLS", "AUTH PLAIN"}, trusted: true, want: "sign-in refused"},
	} {
		server, roots := newMailServer(t, x.answers, x.offer...)
		s := sender(t, settings(func(s *Settings) { s.SMTP = "smtp://me:secret@" + server.address() }))
		if !strings.Contains(strings.Join(x.offer, " "), "AUTH") {
			s.mail.user = nil
		}
		if x.trusted {
			s.mail.roots = roots
		}
		u := problem(t, s.Send(t.Context(), letter("mail")))
		if u.Problem != x.want || u.Final != x.final {
			t.Errorf("%s: %+v", name, u)
		}
		if mails, _ := server.said(); len(mails) > 0 {
			t.Errorf("%s: a mail arrived", name)
		}
	}
}

// A mail server that takes the connection and says nothing is waited for no longer
// than a notice may take.
func TestAMailServerThatSaysNothing(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	s := sender(t, settings(func(s *Settings) { s.SMTP = "smtp://" + l.Addr().String() }))
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if u := problem(t, s.Send(ctx, letter("mail"))); u.Final || u.Problem != "timeout" {
		t.Errorf("%+v", u)
	}
}

func TestSettingsOfMailNameNoSecret(t *testing.T) {
	t.Parallel()
	for _, address := range []string{
		"ftp://me:hush@host", "smtp://", "smtp://me:hush@host?tls=maybe", "smtp://me:hush@host?tls=none", "smtps://host?tls=none", "smtp://me:hush@ho st",
	} {
		_, err := New(settings(func(s *Settings) { s.SMTP = address }))
		if err == nil || strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: %v", address, err)
		}
	}
	if _, err := New(settings(func(s *Settings) { s.SMTP, s.From = "smtp://host", "nobody" })); err == nil {
		t.Error("a sender without an address passed")
	}
}

func TestPostsAreWhatEachReceiverTakes(t *testing.T) {
	t.Parallel()
	got := map[string]*http.Request{}
	bodies := map[string][]byte{}
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got[r.URL.Path] = r
		bodies[r.URL.Path], _ = io.ReadAll(r.Body)
		w.WriteHeader(http.StatusAccepted)
	}))
	defer receiver.Close()
	s := sender(t, settings(func(s *Settings) {
		s.Slack, s.Teams, s.Webhook, s.Secret = receiver.URL+"/slack", receiver.URL+"/teams", receiver.URL+"/webhook", "0123456789abcdef"
	}))
	for _, c := range s.Channels() {
		l := letter(c)
		l.Notice.Person, l.Notice.Organisation, l.Notice.Round = "", "A <b> & C", "<!channel> 2026-Q3"
		if err := s.Send(t.Context(), l); err != nil {
			t.Fatal(c, err)
		}
	}
	var slack struct{ Text string }
	if err := json.Unmarshal(bodies["/slack"], &slack); err != nil || strings.Contains(slack.Text, "<!channel>") ||
		!strings.Contains(slack.Text, "<https://michinori.example.com/base/l/secret|回答する>") {
		t.Errorf("%v %s", err, slack.Text)
	}
	var teams struct {
		Type        string
		Attachments []struct {
			ContentType string
			Content     struct {
				Type    string
				Actions []struct{ Type, URL string }
			}
		}
	}
	if err := json.Unmarshal(bodies["/teams"], &teams); err != nil || teams.Type != "message" || len(teams.Attachments) != 1 ||
		teams.Attachments[0].ContentType != "application/vnd.microsoft.card.adaptive" || teams.Attachments[0].Content.Type != "AdaptiveCard" ||
		teams.Attachments[0].Content.Actions[0].URL != "https://michinori.example.com/base/l/secret" {
		t.Errorf("%v %+v", err, teams)
	}
	h := got["/webhook"].Header
	want := "v1=" + sign("0123456789abcdef", h.Get("Michinori-Timestamp"), bodies["/webhook"])
	if h.Get("Michinori-Signature") != want || h.Get("Michinori-Id") != "round.opened/r1/p1/webhook" || h.Get("Michinori-Timestamp") != "1783339200" {
		t.Errorf("headers %v, want %s", h, want)
	}
}

func TestReceiversThatRefuse(t *testing.T) {
	t.Parallel()
	var beyond atomic.Int32
	private := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { beyond.Add(1) }))
	defer private.Close()
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/redirect":
			http.Redirect(w, r, private.URL, http.StatusTemporaryRedirect)
		case "/busy":
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(http.StatusTooManyRequests)
		case "/date":
			w.Header().Set("Retry-After", noon.Add(time.Hour).Format(http.TimeFormat))
			w.WriteHeader(http.StatusServiceUnavailable)
		case "/gone":
			w.WriteHeader(http.StatusNotFound)
		case "/slow":
			_, _ = io.Copy(io.Discard, r.Body) // a server notices that somebody went only after that
			<-r.Context().Done()
		}
	}))
	defer receiver.Close()
	for path, want := range map[string]adoption.Undelivered{
		"/redirect": {Problem: "redirect not followed", Final: true},
		"/busy":     {Problem: "HTTP 429", After: 2 * time.Minute},
		"/date":     {Problem: "HTTP 503", After: time.Hour},
		"/gone":     {Problem: "HTTP 404", Final: true},
		"/slow":     {Problem: "timeout"},
	} {
		s := sender(t, settings(func(s *Settings) { s.Slack = receiver.URL + path }))
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		if got := problem(t, s.Send(ctx, letter("slack"))); got != want {
			t.Errorf("%s: %+v", path, got)
		}
		cancel()
	}
	if beyond.Load() > 0 {
		t.Error("a redirect was followed")
	}

	private.Close()
	s := sender(t, settings(func(s *Settings) { s.Slack = private.URL }))
	if got := problem(t, s.Send(t.Context(), letter("slack"))); got.Final || got.Problem != "connection failed" {
		t.Errorf("down: %+v", got)
	}
}

// Names are checked by the address they lead to.
func TestPrivateAddressesAreRefused(t *testing.T) {
	t.Parallel()
	var reached atomic.Int32
	receiver := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	defer receiver.Close()
	server, _ := newMailServer(t, nil, "STARTTLS")
	port := receiver.URL[strings.LastIndex(receiver.URL, ":"):]
	s := sender(t, settings(func(s *Settings) {
		s.AllowPrivate, s.Slack, s.Teams, s.SMTP = false, "http://localhost"+port, receiver.URL, "smtp://"+server.address()
	}))
	for _, c := range []string{"slack", "teams", "mail"} {
		if got := problem(t, s.Send(t.Context(), letter(c))); !got.Final || got.Problem != "private address refused" {
			t.Errorf("%s: %+v", c, got)
		}
	}
	if _, session := server.said(); reached.Load() > 0 || session != "" {
		t.Error("a private address was reached")
	}
}

func TestEveryKindHasItsWords(t *testing.T) {
	t.Parallel()
	for _, kind := range adoption.NoticeKinds {
		for _, l := range maturity.Languages {
			for _, person := range []string{"", "馬場"} {
				w := wordsOf(adoption.Notice{Kind: kind, Language: l, Person: person, Round: "R", Team: "T", Title: "X", Day: "D"})
				if w.subject == "" || w.text == "" || w.open == "" || strings.ContainsAny(w.subject+w.text, "{}") {
					t.Errorf("%s %s: %+v", kind, l, w)
				}
				if person == "" && (strings.Contains(w.subject+w.text, "「X」") || strings.Contains(w.subject, "X")) {
					t.Errorf("%s %s names a title to a channel: %+v", kind, l, w)
				}
			}
		}
	}
}
