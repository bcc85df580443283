package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"michinori/app/adoption"
)

// Bounds on a receiver.
const (
	answerWithin = 15 * time.Second
	readAtMost   = 4 << 10 // of an answer nobody reads
	headAtMost   = 32 << 10
)

// newClient returns a client that goes straight to where it is told, through no
// proxy and after no redirect.
func newClient(d *net.Dialer) *http.Client {
	return &http.Client{
		Timeout: answerWithin,
		Transport: &http.Transport{
			DialContext: d.DialContext, TLSHandshakeTimeout: dialWithin, ResponseHeaderTimeout: answerWithin,
			MaxResponseHeaderBytes: headAtMost, DisableKeepAlives: true, DisableCompression: true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func (s *Sender) post(ctx context.Context, address string, l adoption.Letter, content any) error {
	body, err := json.Marshal(content)
	if err != nil {
		return &adoption.Undelivered{Problem: "unreadable", Final: true}
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return &adoption.Undelivered{Problem: "address unusable", Final: true}
	}
	request.Header.Set("Content-Type", "application/json; charset=utf-8")
	request.Header.Set("User-Agent", "michinori")
	request.Header.Set("Michinori-Id", l.Key)
	if l.Channel == "webhook" {
		at := strconv.FormatInt(s.settings.Clock().Unix(), 10)
		request.Header.Set("Michinori-Timestamp", at)
		request.Header.Set("Michinori-Signature", "v1="+sign(s.settings.Secret, at, body))
	}
	response, err := s.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	// The status has decided; what the rest says, or that it stops, is nothing.
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, readAtMost))
	return s.judge(response)
}

// judge says what a status means: servers in trouble and busy ones are asked
// again, the others have refused.
func (s *Sender) judge(r *http.Response) error {
	code := r.StatusCode
	switch {
	case code >= 200 && code < 300:
		return nil
	case code >= 300 && code < 400:
		return &adoption.Undelivered{Problem: "redirect not followed", Final: true}
	case code == http.StatusTooManyRequests, code == http.StatusRequestTimeout, code == http.StatusTooEarly, code >= 500:
		u := refused("HTTP", code, false)
		u.After = s.wish(r.Header.Get("Retry-After"))
		return u
	}
	return refused("HTTP", code, true)
}

// wish reads Retry-After: seconds, or a date.
func (s *Sender) wish(header string) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(header)); err == nil {
		return time.Duration(min(max(n, 0), 7*24*3600)) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(at.Sub(s.settings.Clock()), 0)
	}
	return 0
}

// sign is what proves who sent a call and when.
func sign(secret, at string, body []byte) string {
	m := hmac.New(sha256.New, []byte(secret))
	m.Write([]byte(at + "."))
	m.Write(body)
	return hex.EncodeToString(m.Sum(nil))
}

func webhookBody(l adoption.Letter, link string) any {
	n := l.Notice
	return struct {
		ID           string `json:"id"`
		Kind         string `json:"kind"`
		Organisation string `json:"organisation"`
		Round        string `json:"round,omitempty"`
		Day          string `json:"day,omitempty"`
		Text         string `json:"text"`
		URL          string `json:"url"`
	}{l.Key, string(n.Kind), n.Organisation, n.Round, n.Day, wordsOf(n).text, link}
}

func slackBody(l adoption.Letter, link string) any {
	w := wordsOf(l.Notice)
	plain := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	return map[string]any{
		"text":         "*" + plain.Replace(w.subject) + "*\n" + plain.Replace(w.text) + "\n<" + link + "|" + w.open + ">",
		"unfurl_links": false,
	}
}

// teamsBody is the message that the webhook of a Teams workflow takes: one
// adaptive card.
func teamsBody(l adoption.Letter, link string) any {
	w := wordsOf(l.Notice)
	type object = map[string]any
	block := func(text, weight string) object {
		return object{"type": "TextBlock", "text": unmarked(text), "weight": weight, "wrap": true}
	}
	return object{"type": "message", "attachments": []object{{
		"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": nil,
		"content": object{
			"$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.4",
			"body":    []object{block(w.subject, "Bolder"), block(w.text, "Default")},
			"actions": []object{{"type": "Action.OpenUrl", "title": w.open, "url": link}},
		},
	}}}
}

// unmarked keeps a text from being read as marks and links by a card.
func unmarked(s string) string {
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, "*", `\*`, "_", `\_`, "#", `\#`).Replace(s)
}
