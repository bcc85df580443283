package draw

import (
	"container/list"
	"crypto/sha256"
	"encoding/binary"
	"sync"

	"michinori/reports"
)

// cacheBytes bounds the finished pictures that are kept.
const cacheBytes = 16 << 20

type key [sha256.Size]byte

// keyOf names a picture by its form and by all that it is made from.
func keyOf(form string, f reports.Figure, width, height int) key {
	h := sha256.New()
	for _, part := range []string{form, f.ID, string(f.Lang), f.Title, f.Summary, string(f.Option)} {
		var size [8]byte
		binary.LittleEndian.PutUint64(size[:], uint64(len(part)))
		h.Write(size[:])
		h.Write([]byte(part))
	}
	var sizes [16]byte
	binary.LittleEndian.PutUint64(sizes[:8], uint64(width))
	binary.LittleEndian.PutUint64(sizes[8:], uint64(height))
	h.Write(sizes[:])
	return key(h.Sum(nil))
}

// cache keeps the pictures used last, as many as fit into its bytes.
type cache struct {
	mu    sync.Mutex
	most  int
	bytes int
	order *list.List // of entries, the one used last in front
	byKey map[key]*list.Element
}

type entry struct {
	key  key
	body []byte
}

func newCache(most int) *cache {
	return &cache{most: most, order: list.New(), byKey: map[key]*list.Element{}}
}

// get returns a copy that the caller may change.
func (c *cache) get(k key) ([]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[k]
	if !ok {
		return nil, false
	}
	c.order.MoveToFront(e)
	return append([]byte(nil), e.Value.(entry).body...), true
}

func (c *cache) put(k key, body []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[k]; ok || len(body) > c.most/4 {
		return
	}
	c.byKey[k] = c.order.PushFront(entry{key: k, body: append([]byte(nil), body...)})
	c.bytes += len(body)
	for c.bytes > c.most {
		last := c.order.Back()
		old := c.order.Remove(last).(entry)
		delete(c.byKey, old.key)
		c.bytes -= len(old.body)
	}
}

func (c *cache) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.order.Init()
	clear(c.byKey)
	c.bytes = 0
}
