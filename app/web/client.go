package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/request"
	"michinori/app/tracker"
)

// browser is where a request to sign in comes from.
func (s *Server) browser(c *fiber.Ctx) tracker.Browser {
	session, _ := c.Locals(sessionKey).(string)
	return tracker.Browser{Address: s.config.TrustedProxies.Network(c), Device: device(c.Get(fiber.HeaderUserAgent)), Session: session}
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
	if from := request.Peer(c); !s.config.TrustedProxies.Trust(from) || len(values) != 1 {
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
