package config

import (
	"fmt"
	"net/netip"
	"strings"
)

// Metrics says who may read /metrics: whoever has the token, and whoever
// connects from one of the networks. Without either nobody may.
type Metrics struct {
	MetricsToken     string   `help:"Token that lets a Prometheus server read /metrics; at least 16 characters." placeholder:"SECRET"`
	MetricsTokenFile string   `help:"File that holds it." placeholder:"FILE" type:"path"`
	MetricsNetworks  []string `help:"Networks whose connections may read /metrics without a token, such as 10.0.0.0/8,::1." placeholder:"CIDR"`
}

// MetricsReaders is Metrics, understood.
type MetricsReaders struct {
	Token    string
	Networks []netip.Prefix
}

// On reports whether anybody may read the metrics.
func (m MetricsReaders) On() bool { return m.Token != "" || len(m.Networks) > 0 }

// Readers returns who may read the metrics, or what is wrong with the settings.
// No message repeats the token.
func (m Metrics) Readers() (MetricsReaders, error) {
	out := MetricsReaders{Token: m.MetricsToken}
	if err := fromFile("METRICS_TOKEN", &out.Token, m.MetricsTokenFile); err != nil {
		return out, err
	}
	if out.Token != "" && len(out.Token) < shortestSecret {
		return out, fmt.Errorf("MICHINORI_METRICS_TOKEN: at least %d characters", shortestSecret)
	}
	for _, text := range m.MetricsNetworks {
		network, err := network(strings.TrimSpace(text))
		if err != nil {
			return out, fmt.Errorf("MICHINORI_METRICS_NETWORKS: %q is no network; want something like 10.0.0.0/8", text)
		}
		out.Networks = append(out.Networks, network)
	}
	return out, nil
}

// network reads a network, or a single address.
func network(text string) (netip.Prefix, error) {
	if !strings.Contains(text, "/") {
		a, err := netip.ParseAddr(text)
		if err != nil {
			return netip.Prefix{}, err
		}
		return netip.PrefixFrom(a, a.BitLen()), nil
	}
	p, err := netip.ParsePrefix(text)
	return p.Masked(), err
}
