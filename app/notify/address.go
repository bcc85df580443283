package notify

import (
	"errors"
	"net"
	"net/netip"
	"syscall"
	"time"
)

const dialWithin = 10 * time.Second

// errPrivate says that a name led to an address inside some network.
var errPrivate = errors.New("private address")

// inside lists what is not on the public internet beside what net/netip knows:
// private, loopback, link-local, multicast and unspecified addresses.
var inside = prefixes(
	"0.0.0.0/8",       // this network
	"100.64.0.0/10",   // carrier-grade NAT
	"192.0.0.0/24",    // protocol assignments
	"192.0.2.0/24",    // documentation
	"192.88.99.0/24",  // the former 6to4 relays
	"198.18.0.0/15",   // measuring of devices
	"198.51.100.0/24", // documentation
	"203.0.113.0/24",  // documentation
	"240.0.0.0/4",     // reserved, and broadcast
	"::/96",           // IPv4-compatible
	"64:ff9b:1::/48",  // local NAT64
	"100::/64",        // discard
	"2001::/23",       // protocol assignments, Teredo among them
	"2001:db8::/32",   // documentation
	"3fff::/20",       // documentation
	"5f00::/16",       // segment routing
	"fec0::/10",       // the former site-local ones
	"::ffff:0:0:0/96", // IPv4-translated
)

var (
	nat64  = netip.MustParsePrefix("64:ff9b::/96") // holds an IPv4 address at its end
	sixTo4 = netip.MustParsePrefix("2002::/16")    // and after its first two bytes
)

func prefixes(all ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(all))
	for i, s := range all {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

// public reports whether an address is on the public internet. An address that
// wraps an IPv4 one is as public as that.
func public(a netip.Addr) bool {
	a = a.Unmap()
	raw := a.As16()
	switch {
	case !a.IsValid(), a.Zone() != "":
		return false
	case nat64.Contains(a):
		return public(netip.AddrFrom4([4]byte(raw[12:16])))
	case sixTo4.Contains(a):
		return public(netip.AddrFrom4([4]byte(raw[2:6])))
	case a.IsPrivate(), a.IsLoopback(), a.IsLinkLocalUnicast(), a.IsMulticast(), a.IsUnspecified():
		return false
	}
	for _, p := range inside {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// newDialer returns a dialer that checks the very address it connects to, after
// names were resolved: a name that changes its address in between gains
// nothing.
func newDialer(allowPrivate bool) *net.Dialer {
	d := &net.Dialer{Timeout: dialWithin}
	if allowPrivate {
		return d
	}
	d.Control = func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil || !public(at.Addr()) {
			return errPrivate
		}
		return nil
	}
	return d
}
