package password

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Cost is how much work a hash is.
type Cost struct {
	Memory  uint32 // KiB
	Passes  uint32
	Threads uint8
}

// Recommended is what OWASP's password storage cheat sheet names first for
// Argon2id: 19 MiB, two passes, one thread.
var Recommended = Cost{Memory: 19 * 1024, Passes: 2, Threads: 1}

// Bounds on what a stored hash may ask for, so that one from a damaged database
// cannot take all memory.
const (
	mostMemory = 256 * 1024
	mostPasses = 16
	saltLength = 16
	keyLength  = 32
)

// Hasher hashes with one cost, a few at a time.
type Hasher struct {
	cost  Cost
	slots chan struct{}
	dummy string // hash of no password
}

// New returns a Hasher that does at most so many at once; more wait, so that a
// crowd at the sign-in page takes time and not memory.
func New(cost Cost, atOnce int) *Hasher {
	h := &Hasher{cost: cost, slots: make(chan struct{}, atOnce)}
	h.dummy = h.encode(make([]byte, saltLength), make([]byte, keyLength))
	return h
}

// Hash returns the hash of a password with its parameters, in the form that
// other programs use too: $argon2id$v=19$m=…,t=…,p=…$salt$hash.
func (h *Hasher) Hash(ctx context.Context, plain string) (string, error) {
	salt := make([]byte, saltLength)
	_, _ = rand.Read(salt) // never fails, as its documentation says
	key, err := h.derive(ctx, plain, salt, h.cost)
	if err != nil {
		return "", err
	}
	return h.encode(salt, key), nil
}

// Verify reports whether the password is the one of the hash, and whether the
// hash was made with another cost than that of today. With the hash "" it works
// as long and says no, so that nobody learns by the time who has a password.
func (h *Hasher) Verify(ctx context.Context, hash, plain string) (same, outdated bool, err error) {
	known := hash != ""
	if !known {
		hash = h.dummy
	}
	cost, salt, want, err := decode(hash)
	if err != nil {
		return false, false, err
	}
	got, err := h.derive(ctx, plain, salt, cost)
	if err != nil {
		return false, false, err
	}
	same = subtle.ConstantTimeCompare(got, want) == 1 && known
	return same, cost != h.cost, nil
}

func (h *Hasher) derive(ctx context.Context, plain string, salt []byte, c Cost) ([]byte, error) {
	select {
	case h.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-h.slots }()
	return argon2.IDKey([]byte(Normal(plain)), salt, c.Passes, c.Memory, c.Threads, keyLength), nil
}

func (h *Hasher) encode(salt, key []byte) string {
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s",
		argon2.Version, h.cost.Memory, h.cost.Passes, h.cost.Threads, b64(salt), b64(key))
}

var errHash = errors.New("stored password hash cannot be read")

func decode(hash string) (Cost, []byte, []byte, error) {
	var c Cost
	var version int
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return c, nil, nil, errHash
	}
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return c, nil, nil, errHash
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.Memory, &c.Passes, &c.Threads); err != nil {
		return c, nil, nil, errHash
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return c, nil, nil, errHash
	}
	key, err := base64.RawStdEncoding.DecodeString(parts[5])
	inBounds := c.Memory <= mostMemory && c.Passes >= 1 && c.Passes <= mostPasses && c.Threads >= 1
	if err != nil || len(key) != keyLength || len(salt) < 8 || !inBounds {
		return c, nil, nil, errHash
	}
	return c, salt, key, nil
}

// Normal returns a password in the one form in which it is hashed: the same
// signs typed on another keyboard or system are the same password.
func Normal(plain string) string { return norm.NFKC.String(plain) }
