package githistory

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// shadow is a git directory of our own: the references of the repository and a
// pointer to its objects, without its configuration.
type shadow struct {
	dir string
	git string // the program
}

const (
	maxRefs    = 200_000
	maxRefSize = 4096
)

// newShadow makes one in a temporary folder; remove deletes it.
func newShadow(ctx context.Context, p place) (*shadow, error) {
	git, err := findGit()
	if err != nil {
		return nil, err
	}
	if info, err := os.Lstat(filepath.Join(p.commonDir, "shallow")); err == nil && info.Size() > 0 {
		return nil, errors.New("the repository is a shallow clone, so the count would be wrong; fetch the rest first: git fetch --unshallow")
	}
	dir, err := os.MkdirTemp("", "michinori-git-")
	if err != nil {
		return nil, fmt.Errorf("make a temporary folder: %w; let TMPDIR name a folder that can be written to", err)
	}
	s := &shadow{dir: dir, git: git}
	if err := s.fill(ctx, p); err != nil {
		return nil, errors.Join(err, s.remove())
	}
	return s, nil
}

func (s *shadow) remove() error { return os.RemoveAll(s.dir) }

func (s *shadow) fill(ctx context.Context, p place) error {
	objects, err := filepath.EvalSymlinks(filepath.Join(p.commonDir, "objects"))
	if err != nil {
		return fmt.Errorf("find the objects of the repository: %w", err)
	}
	config, err := s.config(ctx, p)
	if err != nil {
		return err
	}
	head, err := readHead(p.gitDir)
	if err != nil {
		return err
	}
	for path, text := range map[string]string{
		"config":                  config,
		"HEAD":                    head,
		"objects/info/alternates": quoteC(objects) + "\n",
	} {
		if err := s.write(path, []byte(text)); err != nil {
			return err
		}
	}
	// Without the folder git does not recognise its own directory.
	if err := os.MkdirAll(filepath.Join(s.dir, "refs", "heads"), 0o700); err != nil {
		return err
	}
	return s.copyRefs(p)
}

func (s *shadow) write(name string, text []byte) error {
	path := filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o600)
}

// config returns the few lines that say how to read the objects. git itself
// reads them out of the file of the repository, without what it includes.
func (s *shadow) config(ctx context.Context, p place) (string, error) {
	out := "[core]\n\trepositoryformatversion = 1\n\tbare = true\n"
	text, err := readSmall(filepath.Join(p.commonDir, "config"), maxConfig)
	if errors.Is(err, os.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return "", fmt.Errorf("the configuration of the repository: %w", err)
	}
	if err := s.write("theirs", text); err != nil {
		return "", err
	}
	if refs := s.setting(ctx, "extensions.refstorage"); refs != "" && refs != "files" {
		return "", fmt.Errorf("the repository keeps its references as %s, which is not read; give a clone of it", quote(refs))
	}
	format := s.setting(ctx, "extensions.objectformat")
	if format != "" && format != "sha1" && format != "sha256" {
		return "", fmt.Errorf("the repository names its objects by %s, which is not known here", quote(format))
	}
	if format != "" {
		out += "[extensions]\n\tobjectformat = " + format + "\n"
	}
	return out, os.Remove(filepath.Join(s.dir, "theirs"))
}

func (s *shadow) setting(ctx context.Context, key string) string {
	cmd := s.command(ctx, "config", "--file", filepath.Join(s.dir, "theirs"), "--no-includes", "--get", key)
	out, err := cmd.Output()
	if err != nil {
		return "" // not set, or not to be understood: then git reads it no better
	}
	return strings.TrimSpace(string(out))
}

var (
	objectName   = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`)
	symbolicName = regexp.MustCompile(`^ref: refs/[^\x00-\x20\x7f]+$`)
)

func readHead(gitDir string) (string, error) {
	path := filepath.Join(gitDir, "HEAD")
	// In old repositories HEAD is a link with the name of the branch.
	if target, err := os.Readlink(path); err == nil && strings.HasPrefix(target, "refs/") {
		return checkedRef("ref: " + target)
	}
	text, err := readSmall(path, maxRefSize)
	if err != nil {
		return "", fmt.Errorf("HEAD of the repository: %w", err)
	}
	return checkedRef(strings.TrimSpace(string(text)))
}

func checkedRef(text string) (string, error) {
	if !objectName.MatchString(text) && !symbolicName.MatchString(text) {
		return "", errors.New("HEAD of the repository names neither a branch nor a commit; the repository is damaged")
	}
	return text + "\n", nil
}

// copyRefs copies what is an ordinary, small file and reads like a reference.
func (s *shadow) copyRefs(p place) error {
	packed, err := readSmall(filepath.Join(p.commonDir, "packed-refs"), maxPacked)
	switch {
	case err == nil:
		if err := s.write("packed-refs", packed); err != nil {
			return err
		}
	case !errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("packed-refs of the repository: %w", err)
	}
	root, err := filepath.EvalSymlinks(filepath.Join(p.commonDir, "refs"))
	if err != nil {
		return fmt.Errorf("find the references of the repository: %w", err)
	}
	n := 0
	return filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return nil //nolint:nilerr // what cannot be read is not there; a revision that is missed says so
		}
		if n++; n > maxRefs {
			return fmt.Errorf("the repository has more than %d loose references; run git pack-refs in a clone of it", maxRefs)
		}
		text, err := readSmall(path, maxRefSize)
		if err != nil {
			return nil //nolint:nilerr // as above
		}
		ref, err := checkedRef(strings.TrimSpace(string(text)))
		name, relErr := filepath.Rel(root, path)
		if err != nil || relErr != nil {
			return nil //nolint:nilerr // as above
		}
		return s.write("refs/"+filepath.ToSlash(name), []byte(ref))
	})
}
