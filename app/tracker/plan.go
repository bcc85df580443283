package tracker

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"michinori/app/maturity"
)

// fingerprint stands for what a file would change, so that what somebody agreed
// to can be told from what would happen now.
func fingerprint(changes any) (string, error) {
	raw, err := json.Marshal(changes)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:12]), nil
}

// agreed returns nil when a plan without problems is the one somebody agreed
// to; seen "" agrees to anything. refused and changed name the messages.
func agreed(problems int, now func() (string, error), seen, refused, changed string) error {
	if problems > 0 {
		return maturity.Fail(maturity.Invalid, refused)
	}
	is, err := now()
	if err != nil {
		return err
	}
	if seen != "" && seen != is {
		return maturity.Fail(maturity.Conflict, changed)
	}
	return nil
}
