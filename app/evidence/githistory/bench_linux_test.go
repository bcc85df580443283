package githistory_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"michinori/app/evidence/githistory"
)

// readAlone names a repository: the test program then reads it, says what it
// took, and ends. Memory can only be told of a process that did nothing else.
const readAlone = "MICHINORI_TEST_READ_HISTORY"

func TestMain(m *testing.M) {
	if dir := os.Getenv(readAlone); dir != "" {
		if err := readAndTell(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func readAndTell(dir string) error {
	start := time.Now()
	h, err := githistory.Read(context.Background(), dir, githistory.Options{})
	if err != nil {
		return err
	}
	factor := h.Report(nil).TruckFactor
	took := time.Since(start)
	var self, children syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &self); err != nil {
		return err
	}
	if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &children); err != nil {
		return err
	}
	_, err = fmt.Println(took.Seconds(), self.Maxrss, children.Maxrss, h.Commits, factor)
	return err
}

// BenchmarkHistory reads 100,000 commits and holds time and memory against
// those of git log --numstat -M over the same history, in turn.
func BenchmarkHistory(b *testing.B) {
	const commits = 100_000
	r := newRepository(b)
	r.synthetic(commits)
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	var ours, theirs, own, child, gitLog float64
	for b.Loop() {
		start := time.Now()
		cmd := exec.Command("git", "--git-dir="+r.dir, "log", "--numstat", "-M", "main")
		cmd.Stdout = io.Discard
		if err := cmd.Run(); err != nil {
			b.Fatal(err)
		}
		theirs += time.Since(start).Seconds()
		if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			gitLog = max(gitLog, float64(usage.Maxrss))
		}
		cmd = exec.Command(self)
		cmd.Env = append(os.Environ(), readAlone+"="+r.dir)
		out, err := cmd.Output()
		if err != nil {
			b.Fatal(err)
		}
		var took, mine, git float64
		var read, factor int
		if _, err := fmt.Sscan(string(out), &took, &mine, &git, &read, &factor); err != nil || read != commits {
			b.Fatalf("%v: %s", err, out)
		}
		ours += took
		own, child = max(own, mine), max(child, git)
	}
	const perMB = 1024.0
	b.ReportMetric(ours/theirs, "×git-log")
	b.ReportMetric(ours/float64(b.N), "s/read")
	b.ReportMetric(own/perMB, "MB-peak")
	b.ReportMetric(child/perMB, "MB-peak-of-git")
	b.ReportMetric(gitLog/perMB, "MB-peak-of-git-log")
}

// synthetic makes a history of small changes to 3,000 files by 300 people,
// with a rename now and then.
func (r repository) synthetic(commits int) {
	r.Helper()
	cmd := exec.Command("git", "--git-dir="+r.dir, "fast-import", "--quiet", "--date-format=raw", "--depth=20")
	pipe, err := cmd.StdinPipe()
	if err != nil {
		r.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		r.Fatal(err)
	}
	w := bufio.NewWriterSize(pipe, 1<<20)
	const files, people, lines = 3000, 300, 20
	version, name := make([]int, files), make([]int, files)
	path := func(f int) string { return fmt.Sprintf("src/p%d/f%d_%d.go", f%40, f, name[f]) }
	for c := range commits {
		who := c * c % people
		fmt.Fprintf(w, "commit refs/heads/main\ncommitter p%d <p%d@example.org> %d +0000\ndata 2\nx\n", who, who, newYear+c*300)
		for i := range 3 {
			f := (c*7 + i*131 + c/files) % files
			if version[f] > 0 && c%50 == 0 {
				old := path(f)
				name[f]++
				fmt.Fprintf(w, "R %s %s\n", old, path(f))
			}
			version[f]++
			var text strings.Builder
			for l := range lines {
				text.WriteString("var v" + strconv.Itoa(l) + "_" + strconv.Itoa(f) + " = " + strconv.Itoa((version[f]+l)/lines) + "\n")
			}
			fmt.Fprintf(w, "M 100644 inline %s\ndata %d\n%s\n", path(f), text.Len(), text.String())
		}
	}
	if err := w.Flush(); err != nil {
		r.Fatal(err)
	}
	pipe.Close()
	if err := cmd.Wait(); err != nil {
		r.Fatal(err)
	}
}
