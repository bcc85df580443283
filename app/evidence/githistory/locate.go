package githistory

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// place is where a repository keeps its parts. A linked work tree has a git
// directory of its own beside the common one.
type place struct {
	gitDir, commonDir string
}

// The most that is read of small files that somebody else wrote.
const (
	maxLink   = 64 << 10
	maxConfig = 1 << 20
	maxPacked = 64 << 20
)

// locate finds the repository of a folder: the folder itself if it is bare, or
// the nearest .git at or above it.
func locate(path string) (place, error) {
	start, err := filepath.Abs(path)
	if err != nil {
		return place{}, fmt.Errorf("find %s: %w", quote(path), err)
	}
	if info, err := os.Stat(start); err != nil {
		return place{}, fmt.Errorf("%s cannot be opened; give the folder of a git repository", quote(path))
	} else if !info.IsDir() {
		return place{}, fmt.Errorf("%s is no folder; give the folder of a git repository", quote(path))
	}
	// What lies above is looked for in the real tree, as git does.
	if real, err := filepath.EvalSymlinks(start); err == nil {
		start = real
	}
	if isGitDir(start) {
		return newPlace(start)
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		gitDir, err := gitDirIn(dir)
		if err != nil {
			return place{}, err
		}
		if gitDir != "" {
			return newPlace(gitDir)
		}
		if dir == filepath.Dir(dir) {
			return place{}, fmt.Errorf("%s is not a git repository; give the folder of one", quote(path))
		}
	}
}

// gitDirIn returns the git directory that a folder names with .git, or nothing.
func gitDirIn(dir string) (string, error) {
	dotGit := filepath.Join(dir, ".git")
	info, err := os.Stat(dotGit)
	switch {
	case err != nil:
		return "", nil //nolint:nilerr // no .git here is an answer
	case info.IsDir():
		if isGitDir(dotGit) {
			return dotGit, nil
		}
		return "", nil
	}
	text, err := readSmall(dotGit, maxLink)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", quote(dotGit), err)
	}
	target, ok := strings.CutPrefix(strings.TrimRight(string(text), "\r\n"), "gitdir: ")
	if !ok {
		return "", nil
	}
	if !filepath.IsAbs(target) {
		target = filepath.Join(dir, target)
	}
	if !isGitDir(target) {
		return "", fmt.Errorf("%s points to %s, which is no git directory; the repository was moved or deleted", quote(dotGit), quote(target))
	}
	return target, nil
}

// isGitDir recognises a git directory by its parts, as git does.
func isGitDir(dir string) bool {
	if _, err := os.Lstat(filepath.Join(dir, "HEAD")); err != nil {
		return false
	}
	common, err := commonDir(dir)
	return err == nil && isDir(filepath.Join(common, "objects")) && isDir(filepath.Join(common, "refs"))
}

func newPlace(gitDir string) (place, error) {
	common, err := commonDir(gitDir)
	if err != nil {
		return place{}, err
	}
	return place{gitDir: gitDir, commonDir: common}, nil
}

func commonDir(gitDir string) (string, error) {
	text, err := readSmall(filepath.Join(gitDir, "commondir"), maxLink)
	if errors.Is(err, os.ErrNotExist) {
		return gitDir, nil
	}
	if err != nil {
		return "", fmt.Errorf("read the git directory %s: %w", quote(gitDir), err)
	}
	target := strings.TrimRight(string(text), "\r\n")
	if !filepath.IsAbs(target) {
		target = filepath.Join(gitDir, target)
	}
	return target, nil
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

var errNotSmall = errors.New("is no ordinary file, or too large")

// readSmall reads an ordinary file up to a limit. Pipes and devices could hang
// the reader for ever, and links could lead anywhere.
func readSmall(path string, limit int64) ([]byte, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > limit {
		return nil, errNotSmall
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was only read
	return io.ReadAll(io.LimitReader(f, limit))
}
