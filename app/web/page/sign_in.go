package page

import (
	"michinori/app/store"
	"michinori/app/tracker"
)

// Ways are those of signing in that are switched on.
type Ways struct {
	Passwords bool
	Provider  string // name of the OpenID Connect provider, "" without one
	Mails     bool   // personal links come by mail on request
}

// SignIn offers every way of getting in.
type SignIn struct {
	Base
	Ways   Ways
	Return string // page to go on to, below the base path
	Leave  string // where to sign out at the provider too, or ""
	Email  string // as it was typed
	Errors Errors
}

// EmailField is the address that goes with the password.
func (p *SignIn) EmailField() Input { return p.email("email") }

// LinkField is the address to mail a link to.
func (p *SignIn) LinkField() Input { return p.email("link_email") }

func (p *SignIn) email(field string) Input {
	f := NewField(p, "sign_in", field, p.Email, p.Errors, true, "username")
	return Input{Field: f, Type: "email"}
}

// PasswordField never comes back filled.
func (p *SignIn) PasswordField() Input {
	return Input{Field: NewField(p, "sign_in", "password", "", p.Errors, true, "current-password"), Type: "password"}
}

// Account is what people see of how they sign in.
type Account struct {
	Base
	Passwords bool // are switched on
	Password  tracker.PasswordState
	Sessions  []store.Session
	Here      string // hash of the session of this browser
	Errors    Errors
}

// Fields are those of a new password, with the old one where it is needed.
func (p *Account) Fields() []Input {
	var out []Input
	add := func(name, autocomplete string) {
		out = append(out, Input{Field: NewField(p, "account", name, "", p.Errors, true, autocomplete), Type: "password"})
	}
	if !p.Password.Fresh {
		add("current", "current-password")
	}
	add("new", "new-password")
	add("again", "new-password")
	return out
}

// NeedsLink reports whether the page can set no password now: there is no old
// one to prove anything with, and signing in was too long ago.
func (p *Account) NeedsLink() bool { return !p.Password.Has && !p.Password.Fresh }

// Way says how a session began.
func (p *Account) Way(s store.Session) string {
	if s.Way == "" {
		return p.T("account.way.unknown")
	}
	return p.T("account.way." + string(s.Way))
}

// Device says in what browser it is.
func (p *Account) Device(s store.Session) string {
	if s.Device == "" {
		return p.T("account.device_unknown")
	}
	return s.Device
}

// IsHere reports whether it is the one of this browser.
func (p *Account) IsHere(s store.Session) bool { return s.Hash == p.Here }
