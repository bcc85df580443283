package config

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// SignIn is how people get in beside their personal links.
type SignIn struct {
	Passwords   bool          `default:"true" negatable:"" help:"Let people set a password and sign in with it."`
	SessionIdle time.Duration `default:"336h" help:"How long somebody stays signed in without coming back; 0 is as long as --session."`

	OIDCIssuer           string   `name:"oidc-issuer" help:"OpenID Connect provider, such as https://login.example.com/realms/main." placeholder:"URL"`
	OIDCName             string   `name:"oidc-name" help:"Name of the provider on the sign-in page." placeholder:"NAME"`
	OIDCClientID         string   `name:"oidc-client-id" help:"How this program is known there." placeholder:"ID"`
	OIDCClientSecret     string   `name:"oidc-client-secret" help:"What it proves that with; none for a public client." placeholder:"SECRET"`
	OIDCClientSecretFile string   `name:"oidc-client-secret-file" help:"File that holds it." placeholder:"FILE" type:"path"`
	OIDCScopes           []string `name:"oidc-scopes" default:"email,profile" help:"What to ask for beside openid."`
	OIDCGroupsClaim      string   `name:"oidc-groups-claim" default:"groups" help:"Claim that lists groups."`
	OIDCGroups           []string `name:"oidc-groups" help:"What groups mean here: GROUP=champion, GROUP=leader, GROUP=team:KEY or GROUP=lead:KEY." placeholder:"GROUP=MEANING"`
	OIDCTrustEmail       bool     `name:"oidc-trust-email" help:"Take addresses for verified although the provider does not say so."`

	CreatePeople bool `help:"Let in as a new person whom the provider or the proxy vouches for and nobody has entered."`

	TrustedProxies     []string `help:"Networks of the proxies in front, such as 10.0.0.0/8: their X-Forwarded-For tells who asks." placeholder:"NETWORK"`
	TrustedProxyHeader string   `help:"Header in which they name by e-mail address who is signed in, such as X-Remote-User; from anywhere else it is ignored." placeholder:"HEADER"`
}

// GroupMeaning is what belonging to a group at the provider means here.
type GroupMeaning struct {
	Group string
	Role  string // champion or leader, "" where it is about a team
	Team  string // key
	Part  string // lead or member
}

// Check takes what lies in files into its fields and returns what is wrong with
// the settings. No message repeats a secret.
func (s *SignIn) Check(baseURL string) error {
	if err := fromFile("OIDC_CLIENT_SECRET", &s.OIDCClientSecret, s.OIDCClientSecretFile); err != nil {
		return err
	}
	if s.SessionIdle != 0 && s.SessionIdle < time.Minute {
		return fmt.Errorf("session idle %s: at least a minute, or 0", s.SessionIdle)
	}
	if _, err := s.Networks(); err != nil {
		return err
	}
	if s.TrustedProxyHeader != "" && len(s.TrustedProxies) == 0 {
		return errors.New("MICHINORI_TRUSTED_PROXY_HEADER needs MICHINORI_TRUSTED_PROXIES: say from which networks it is to be believed")
	}
	if h := strings.ToLower(s.TrustedProxyHeader); strings.HasPrefix(h, "x-forwarded-") || h == "forwarded" || h == "cookie" {
		return fmt.Errorf("trusted proxy header %q: browsers and proxies send that for other ends; use one like X-Remote-User", s.TrustedProxyHeader)
	}
	return s.checkProvider(baseURL)
}

func (s *SignIn) checkProvider(baseURL string) error {
	if s.OIDCIssuer == "" {
		if s.OIDCClientID != "" || len(s.OIDCGroups) > 0 {
			return errors.New("MICHINORI_OIDC_CLIENT_ID or MICHINORI_OIDC_GROUPS is set without MICHINORI_OIDC_ISSUER")
		}
		return nil
	}
	u, err := url.Parse(s.OIDCIssuer)
	if err != nil || u.Host == "" || u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())) {
		return fmt.Errorf("OIDC issuer %q: want https://HOST/…; http:// only on this machine", s.OIDCIssuer)
	}
	if s.OIDCClientID == "" {
		return errors.New("MICHINORI_OIDC_ISSUER needs MICHINORI_OIDC_CLIENT_ID")
	}
	if baseURL == "" {
		return errors.New("MICHINORI_OIDC_ISSUER needs MICHINORI_BASE_URL: the provider sends people back there")
	}
	_, err = s.Groups()
	return err
}

func loopback(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.IsLoopback()
}

// Networks returns the networks of trusted proxies; a single address is a
// network of one.
func (s *SignIn) Networks() ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, n := range s.TrustedProxies {
		n = strings.TrimSpace(n)
		p, err := netip.ParsePrefix(n)
		if err != nil {
			a, single := netip.ParseAddr(n)
			if single != nil {
				return nil, fmt.Errorf("trusted proxy %q: want a network such as 10.0.0.0/8, or an address", n)
			}
			p = netip.PrefixFrom(a, a.BitLen())
		}
		if p.Bits() == 0 {
			return nil, fmt.Errorf("trusted proxy %q: that is everybody", n)
		}
		out = append(out, p.Masked())
	}
	return out, nil
}

// Groups reads what groups mean.
func (s *SignIn) Groups() ([]GroupMeaning, error) {
	var out []GroupMeaning
	for _, line := range s.OIDCGroups {
		at := strings.LastIndex(line, "=") // a group may hold one itself
		if at <= 0 {
			return nil, groupError(line)
		}
		m := GroupMeaning{Group: strings.TrimSpace(line[:at])}
		meaning := strings.TrimSpace(line[at+1:])
		kind, key, _ := strings.Cut(meaning, ":")
		switch {
		case meaning == "champion" || meaning == "leader":
			m.Role = meaning
		case kind == "team" && key != "":
			m.Team, m.Part = key, "member"
		case kind == "lead" && key != "":
			m.Team, m.Part = key, "lead"
		default:
			return nil, groupError(line)
		}
		out = append(out, m)
	}
	return out, nil
}

func groupError(line string) error {
	return fmt.Errorf("OIDC group %q: want GROUP=champion, GROUP=leader, GROUP=team:KEY or GROUP=lead:KEY", line)
}
