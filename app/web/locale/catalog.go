package locale

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"michinori/app/maturity"
)

//go:embed ja en
var files embed.FS

// Catalog holds the texts of all languages.
type Catalog struct {
	byLanguage map[maturity.Language]*Texts
}

// Texts are the texts of one language.
type Texts struct {
	Language  maturity.Language
	localizer *i18n.Localizer
	plain     map[string]string // messages without placeholders or plural forms
}

// Load returns all texts.
func Load() (*Catalog, error) { return builtIn() }

// builtIn reads the texts once: they are part of the program and never change.
var builtIn = sync.OnceValues(func() (*Catalog, error) {
	bundle := i18n.NewBundle(language.Japanese)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	c := &Catalog{byLanguage: map[maturity.Language]*Texts{}}
	for _, l := range maturity.Languages {
		t := &Texts{Language: l, plain: map[string]string{}}
		if err := t.load(bundle); err != nil {
			return nil, err
		}
		t.localizer = i18n.NewLocalizer(bundle, string(l))
		c.byLanguage[l] = t
	}
	return c, nil
})

// In returns the texts of a language.
func (c *Catalog) In(l maturity.Language) *Texts { return c.byLanguage[l] }

func (t *Texts) load(bundle *i18n.Bundle) error {
	names, err := fs.Glob(files, string(t.Language)+"/*.json")
	if err != nil {
		return err
	}
	for _, name := range names {
		raw, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		area := strings.TrimSuffix(strings.TrimPrefix(name, string(t.Language)+"/"), ".json")
		if _, err := bundle.ParseMessageFileBytes(raw, area+"."+string(t.Language)+".json"); err != nil {
			return fmt.Errorf("texts %s: %w", name, err)
		}
		var messages map[string]any
		if err := json.Unmarshal(raw, &messages); err != nil {
			return fmt.Errorf("texts %s: %w", name, err)
		}
		for key, m := range messages {
			if s, ok := m.(string); ok && !strings.Contains(s, "{{") {
				t.plain[key] = s
			}
		}
	}
	return nil
}

// Text returns a message with its placeholders filled. A key that is missing
// comes back as it is: visible, and found by the test that compares languages.
func (t *Texts) Text(key string, args map[string]string) string {
	if s, ok := t.plain[key]; ok {
		return s
	}
	s, err := t.localizer.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: args})
	if err != nil {
		return key
	}
	return s
}

// Count returns a message in the plural form of n, which it may name as {{.n}}.
func (t *Texts) Count(key string, n int, args map[string]any) string {
	data := map[string]any{"n": n}
	for k, v := range args {
		data[k] = v
	}
	s, err := t.localizer.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: data, PluralCount: n})
	if err != nil {
		return key
	}
	return s
}
