package main

import (
	"strings"
	"testing"

	"michinori/app/maturity"
)

// Names that must stay names, whatever page shows them.
const (
	scriptName  = `</script><script>window.harmed = 1</script>`
	imageName   = `"><img src=x onerror="window.harmed = 1">`
	formulaName = `=1+1`
	rtlName     = "فريق الدفع"
	emojiName   = "👩‍💻 {{.Name}} 🚑"
)

var (
	// In a list of people, what follows < is an address.
	plainNames = []string{formulaName, rtlName, emojiName}
	oddNames   = append([]string{scriptName, imageName}, plainNames...)
)

// TestNamesAreOnlyNamesInBrowser puts what could be taken for something else into every
// field for a name or a note, and reads it back as text on every page.
func TestNamesAreOnlyNamesInBrowser(t *testing.T) {
	t.Parallel()
	b := newSite(t).window(t, maturity.English)
	b.open(b.site.setUpLink())
	b.write(field("organisation", ""), scriptName)
	b.write(field("name", ""), imageName)
	b.write(field("team", ""), scriptName)
	// A mark that turns the direction round is taken out of a name.
	b.write(field("members", ""), strings.ReplaceAll(strings.Join(plainNames, "\n"), rtlName, "\u202E"+rtlName))
	b.follow(`main form button.primary`)
	b.shows(imageName, scriptName)
	b.createOddly()
	b.answerOddly()
	for _, page := range []string{"/", "/organisation", "/groups", "/teams", "/people", "/rounds", "/rounds/new", "/overview"} {
		b.open(page)
		b.shows()
	}
	b.follow(`.nav a[href$="/rounds"]`)
	b.follow(`main table a[href^="/rounds/"]`)
	b.shows(scriptName)
	b.follow(`.hand form[action$="/links"] button`)
	b.shows(append(plainNames, imageName)...)
	for line := range strings.Lines(b.values("#links-csv")[0]) {
		if strings.HasPrefix(strings.TrimLeft(line, `"`), "=") {
			t.Errorf("a spreadsheet would calculate %q", line)
		}
	}
}

// createOddly makes a group, a team and a person of each name.
func (b *tab) createOddly() {
	b.t.Helper()
	for _, name := range oddNames {
		for _, page := range []string{"/groups", "/teams/new", "/people/new"} {
			b.open(page)
			b.write(`main form `+field("name", ""), name)
			b.follow(`main form button.primary`)
			b.shows(name)
		}
	}
}

// answerOddly plays the round with odd words in every note.
func (b *tab) answerOddly() {
	b.t.Helper()
	b.open("/")
	b.follow(`.step a.primary`)
	b.fill(companies[0].responses()[0], mouse)
	b.answer("bus.docs", provided{By: scriptName, Level: 2}, mouse)
	b.answer("slo.review", na{Reason: maturity.OtherReason, Note: imageName}, mouse)
	b.status("saved")
	b.follow(`button[name=finish]`)
	b.shows()
	b.fill(companies[0].facts(), mouse)
	b.follow(`button[name=finish]`)
	b.follow(`form[action$="/reveal"] button`)
	b.click(`details:has(` + radio(settled, "4") + `) > summary`)
	b.click(radio(settled, "4"))
	b.write(field(settled, ".reason"), scriptName)
	b.follow(`form#agreement button.primary`)
	b.shows(scriptName)
	b.click(`.steps > li summary`)
	b.write(`.steps > li textarea`, imageName+scriptName)
	b.follow(`.steps > li form button.primary`)
	b.shows(imageName + scriptName)
	b.follow(`form[action$="/share"] button`)
	b.follow(`main a[href$="/trend"]`)
	b.shows(scriptName)
}

// shows finds the names as text, and nothing come alive.
func (b *tab) shows(names ...string) {
	b.t.Helper()
	if evaluate[bool](b, `"harmed" in window || document.querySelector('img[src="x"]') !== null`) {
		b.t.Fatalf("%s runs what was typed as a name", b.path())
	}
	body := evaluate[string](b, "document.body.textContent")
	for _, name := range names {
		if !strings.Contains(body, name) {
			b.t.Errorf("%s does not show %q", b.path(), name)
		}
	}
}
