package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"path"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/reports/draw/echarts"
	"michinori/reports/talk"
)

//go:embed static
var staticFiles embed.FS

// assets are the files of static/, each under an address that holds the hash of
// its contents, so that browsers keep them for ever.
type assets struct {
	prefix string
	byName map[string]*asset
}

type asset struct {
	url, kind string
	body      []byte
	packed    func() []byte // gzip, made at the first request
}

func newAssets(basePath string) (*assets, error) {
	a := &assets{prefix: basePath + "/static/", byName: map[string]*asset{}}
	err := fs.WalkDir(staticFiles, "static", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := staticFiles.ReadFile(name)
		if err != nil {
			return err
		}
		a.add(strings.TrimPrefix(name, "static/"), body)
		return nil
	})
	// Drawings on paper are made by the same copy of the library.
	a.add("vendor/echarts.min.js", []byte(echarts.Script()))
	// A slide looks on a page as it does where it is shown.
	a.add("slide.css", []byte(talk.Style()))
	return a, err
}

func (a *assets) add(name string, body []byte) {
	sum := sha256.Sum256(body)
	a.byName[name] = &asset{
		url:    a.prefix + hex.EncodeToString(sum[:6]) + "/" + name,
		kind:   mime.TypeByExtension(path.Ext(name)),
		body:   body,
		packed: sync.OnceValue(func() []byte { return pack(body) }),
	}
}

func pack(body []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is valid
	_, _ = w.Write(body)                                  // a buffer takes everything
	_ = w.Close()
	return b.Bytes()
}

// url returns the address of a file in static/; a name that is not there is a
// mistake in a template.
func (a *assets) url(name string) (string, error) {
	f, ok := a.byName[name]
	if !ok {
		return "", fmt.Errorf("no asset %s", name)
	}
	return f.url, nil
}

func (a *assets) serve(c *fiber.Ctx) error {
	f, ok := a.byName[c.Params("*")]
	if !ok {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	c.Set(fiber.HeaderContentType, f.kind)
	c.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	if strings.Contains(c.Get(fiber.HeaderAcceptEncoding), "gzip") {
		c.Set(fiber.HeaderContentEncoding, "gzip")
		return c.Send(f.packed())
	}
	return c.Send(f.body)
}
