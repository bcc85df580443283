package password

import (
	"context"
	"strings"
	"testing"
	"time"
)

// cheap is for tests of other things than the cost.
var cheap = Cost{Memory: 64, Passes: 1, Threads: 1}

func TestHashAndVerify(t *testing.T) {
	t.Parallel()
	h := New(Recommended, 1)
	hash, err := h.Hash(t.Context(), "かぎのかかった部屋で待つ")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("hash %s does not name its parameters", hash)
	}
	for plain, want := range map[string]bool{"かぎのかかった部屋で待つ": true, "かき\u3099のかかった部屋で待つ": true, "かぎのかかった部屋で待った": false, "": false} {
		same, outdated, err := h.Verify(t.Context(), hash, plain)
		if err != nil || same != want || outdated {
			t.Errorf("%q: same %v, outdated %v, %v", plain, same, outdated, err)
		}
	}
	again, err := h.Hash(t.Context(), "かぎのかかった部屋で待つ")
	if err != nil || again == hash {
		t.Errorf("the same password twice gives the same hash: %v", err)
	}
}

func TestHashOfAnotherCost(t *testing.T) {
	t.Parallel()
	old, err := New(cheap, 1).Hash(t.Context(), "correct horse battery")
	if err != nil {
		t.Fatal(err)
	}
	dearer := New(Cost{Memory: 128, Passes: 1, Threads: 1}, 1)
	same, outdated, err := dearer.Verify(t.Context(), old, "correct horse battery")
	if err != nil || !same || !outdated {
		t.Errorf("same %v, outdated %v, %v", same, outdated, err)
	}
}

// Nobody has the password of nobody.
func TestVerifyWithoutHash(t *testing.T) {
	t.Parallel()
	for _, plain := range []string{"", "anything at all"} {
		if same, _, err := New(cheap, 1).Verify(t.Context(), "", plain); same || err != nil {
			t.Errorf("%q: same %v, %v", plain, same, err)
		}
	}
}

func TestDamagedHashes(t *testing.T) {
	t.Parallel()
	h := New(cheap, 1)
	good, err := h.Hash(t.Context(), "correct horse battery")
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{
		"x", "$$$$$", strings.Replace(good, "argon2id", "argon2i", 1), strings.Replace(good, "v=19", "v=16", 1),
		strings.Replace(good, "m=64", "m=4194304", 1), strings.Replace(good, "t=1", "t=99", 1),
		strings.Replace(good, "t=1", "t=0", 1), strings.Replace(good, "p=1", "p=0", 1), good[:len(good)-8], good + "!",
	} {
		if same, _, err := h.Verify(t.Context(), bad, "correct horse battery"); err == nil || same {
			t.Errorf("%s: passes", bad)
		}
	}
}

// Those who wait for their turn take no memory, and give up with their request.
func TestAtMostSoManyAtOnce(t *testing.T) {
	t.Parallel()
	h := New(cheap, 1)
	h.slots <- struct{}{}
	ctx, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	if _, err := h.Hash(ctx, "correct horse battery"); err == nil {
		t.Error("a second one works beside the only one allowed")
	}
	<-h.slots
	if _, err := h.Hash(t.Context(), "correct horse battery"); err != nil {
		t.Error(err)
	}
}

func TestWeak(t *testing.T) {
	t.Parallel()
	names := []string{"株式会社みちのり Sakura Trading", "aoki@sakura-trading.example", "青木 花"}
	for plain, want := range map[string]Weakness{
		"short":                     TooShort,
		strings.Repeat("あ", 11):     TooShort,
		strings.Repeat("ab3-é", 26): TooLong,
		"aaaaaaaaaaaa\xff":          NotText,
		"aaaaaaaaaaaaaa":            Guessable,
		"121212121212":              Guessable,
		"abcdefghijklmn":            Guessable,
		"123456789012":              Guessable,
		"Password1234":              Guessable,
		"PasswordPassword":          Guessable,
		"qwertyuiop2026!":           Guessable,
		"Michinori2026!":            Guessable,
		"sakura-trading-1":          Guessable,
		"SakuraTrading99":           Guessable,
		"aoki.sakura.2026":          Guessable,
		"ｐａｓｓｗｏｒｄ２０２６":              Guessable,
		"correct horse battery":     None,
		"あさごはんはパンとたまごです":             None,
		"tr4in-at-7-from-Ueno":       None,
		"password of my grandmother": None,
		strings.Repeat("ab3-é", 25):  None,
	} {
		if got := Weak(plain, names...); got != want {
			t.Errorf("%q: %q, want %q", plain, got, want)
		}
	}
}
