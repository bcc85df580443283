package questionnaires

import "testing"

// frozen holds the checksum of every edition that has been published. Rounds
// point at these editions; teams answered exactly these words.
var frozen = map[string]string{
	"sre-core@1":    "f6a85b55b52c483b3e502d677c2372b76ede88f121937279ed7718ef5bfd6298",
	"sre-starter@1": "d466dcdc89a7e63a2a83b9bcca401e9a33ecd5e16dc75d1a8243ac427ce13834",
}

func TestPublishedEditionsAreFrozen(t *testing.T) {
	t.Parallel()
	s, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, key := range s.keys() {
		for _, q := range s.all[key] {
			name := q.Key + "@" + q.Edition
			doc, err := Document(q)
			if err != nil {
				t.Fatal(err)
			}
			want, ok := frozen[name]
			if got := Checksum(doc); got != want && ok {
				t.Errorf("%s edition %s is frozen: add an edition (a new file with a higher edition) instead of changing this one; checksum %s, want %s",
					q.Key, q.Edition, got, want)
			} else if !ok {
				t.Errorf("%s is new: once it is published, freeze it here with checksum %s", name, got)
			}
			found++
		}
	}
	if found < len(frozen) {
		t.Errorf("%d of %d frozen editions are left; rounds of the past need them all", found, len(frozen))
	}
}
