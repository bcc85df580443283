package web

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

// browser is where a request to sign in comes from.
func (s *Server) browser(c *fiber.Ctx) tracker.Browser {
	session, _ := c.Locals(sessionKey).(string)
	return tracker.Browser{Address: s.clientNetwork(c), Device: device(c.Get(fiber.HeaderUserAgent)), Session: session}
}

// clientNetwork is the network that a request comes from, for limits. What a proxy
// says of it counts only from the proxies that are named in the settings, read
// from the right: whoever asks can write anything to the left of what they add.
func (s *Server) clientNetwork(c *fiber.Ctx) string {
	from := peer(c)
	if !s.trusted(from) {
		return network(from)
	}
	hops := strings.Split(c.Get(fiber.HeaderXForwardedFor), ",")
	for _, hop := range slices.Backward(hops) {
		a, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break
		}
		from = a.Unmap()
		if !s.trusted(from) {
			break
		}
	}
	return network(from)
}

// peer is the other end of the connection, whatever any header says.
func peer(c *fiber.Ctx) netip.Addr {
	a, _ := netip.AddrFromSlice(c.Context().RemoteIP())
	return a.Unmap()
}

// trusted reports whether an address is one of a proxy named in the settings.
func (s *Server) trusted(a netip.Addr) bool {
	return slices.ContainsFunc(s.config.TrustedProxies, func(p netip.Prefix) bool { return p.Contains(a) })
}

// network takes what one customer of a provider has for one: an address, and of
// the many that IPv6 gives everybody, the first half.
func network(a netip.Addr) string {
	if a.Is6() {
		if p, err := a.WithZone("").Prefix(64); err == nil {
			return p.String()
		}
	}
	return a.String()
}

// namedByProxy returns whom a trusted proxy says is signed in. The header counts
// only once and only from such a proxy; from anywhere else it is ignored, and
// the log says so, as somebody may be trying.
func (s *Server) namedByProxy(c *fiber.Ctx) (v maturity.Viewer, named bool, err error) {
	if s.config.ProxyHeader == "" {
		return v, false, nil
	}
	values := c.Request().Header.PeekAll(s.config.ProxyHeader)
	if len(values) == 0 {
		return v, false, nil
	}
	if from := peer(c); !s.trusted(from) || len(values) != 1 {
		s.log.Warn("ignored the header that names who is signed in", "request", requestID(c),
			"header", s.config.ProxyHeader, "times", len(values), "from", from.String())
		return v, false, nil
	}
	address := strings.TrimSpace(string(values[0]))
	if address == "" {
		return v, false, nil
	}
	v, err = s.tracker.ViewerByProxy(c.UserContext(), address)
	return v, true, err
}

// device says in a few words what kind of browser asks, so that people can tell
// their sessions apart. It keeps less than browsers tell.
func device(agent string) string {
	first := func(names ...[2]string) string {
		for _, n := range names {
			if strings.Contains(agent, n[0]) {
				return n[1]
			}
		}
		return ""
	}
	browser := first([2]string{"Edg/", "Edge"}, [2]string{"Firefox/", "Firefox"}, [2]string{"Chrome/", "Chrome"}, [2]string{"Safari/", "Safari"})
	system := first([2]string{"iPhone", "iPhone"}, [2]string{"iPad", "iPad"}, [2]string{"Android", "Android"},
		[2]string{"Windows", "Windows"}, [2]string{"Mac OS X", "macOS"}, [2]string{"Linux", "Linux"})
	return strings.Trim(browser+", "+system, ", ")
}
