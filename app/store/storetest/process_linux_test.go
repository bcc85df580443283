package storetest

import (
	"os"
	"path/filepath"
	"testing"
)

// TestEndedServerLeavesItsThread holds launch to giving its thread back: with a
// thread the kernel ends what it has started to end with this process.
func TestEndedServerLeavesItsThread(t *testing.T) {
	t.Parallel()
	for range 5 {
		p := &process{cmd: account{}.command(t.TempDir(), "sleep", "60"), ended: make(chan struct{})}
		if err := p.launch(); err != nil {
			t.Fatal(err)
		}
		threads, err := filepath.Glob("/proc/self/task/*")
		if err != nil || len(threads) == 0 {
			t.Fatalf("no threads: %v", err)
		}
		p.kill()
		for _, thread := range threads {
			if _, err := os.Stat(thread); err != nil {
				t.Fatalf("a thread has ended with a server: %v", err)
			}
		}
	}
}
