package request

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// Proxies are the networks whose word counts on where a request comes from.
type Proxies []netip.Prefix

// Trust reports whether an address is one of them.
func (ps Proxies) Trust(a netip.Addr) bool {
	return slices.ContainsFunc(ps, func(p netip.Prefix) bool { return p.Contains(a) })
}

// Network is the network that a request comes from, for limits. What a proxy
// says of it counts only from the proxies that are trusted, read from the right:
// whoever asks can write anything to the left of what they add.
func (ps Proxies) Network(c *fiber.Ctx) string {
	from := Peer(c)
	if !ps.Trust(from) {
		return network(from)
	}
	hops := strings.Split(c.Get(fiber.HeaderXForwardedFor), ",")
	for _, hop := range slices.Backward(hops) {
		a, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break
		}
		from = a.Unmap()
		if !ps.Trust(from) {
			break
		}
	}
	return network(from)
}

// Peer is the other end of the connection, whatever any header says.
func Peer(c *fiber.Ctx) netip.Addr {
	a, _ := netip.AddrFromSlice(c.Context().RemoteIP())
	return a.Unmap()
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
