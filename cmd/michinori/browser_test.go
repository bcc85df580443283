package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"michinori/app/store/storetest"
)

// chromium is the one browser of this test binary. It starts with the first
// test that wants it; everybody in a test has a window of their own.
var chromium struct {
	once sync.Once
	ctx  context.Context
	quit context.CancelFunc
	err  error

	output string // file of what it says
}

var errNoChromium = errors.New("no chromium on the path")

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main() // this process is the program of a test
	}
	code := storetest.Run(m)
	if chromium.ctx != nil && chromium.ctx.Err() != nil {
		said, err := os.ReadFile(chromium.output)
		fmt.Fprintf(os.Stderr, "the browser ended by itself, after it said: %s (%v)\n", tail(string(said)), err)
	}
	if chromium.quit != nil {
		chromium.quit()
	}
	os.Exit(code)
}

// theBrowser returns the context of the running browser. Tests that want one
// are named for it: the check runs them apart, without the race detector.
func theBrowser(t testing.TB) context.Context {
	t.Helper()
	if name, _, _ := strings.Cut(t.Name(), "/"); !strings.HasSuffix(name, "InBrowser") {
		t.Fatalf("the name of %s must end in InBrowser", name)
	}
	chromium.once.Do(func() { chromium.err = startChromium() })
	if errors.Is(chromium.err, errNoChromium) {
		storetest.Missing(t, "chromium", chromium.err.Error())
	}
	if chromium.err != nil {
		t.Fatal(chromium.err)
	}
	return chromium.ctx
}

func startChromium() error {
	program, err := findChromium()
	if err != nil {
		return err
	}
	profile, err := os.MkdirTemp("", "michinori-browser")
	if err != nil {
		return err
	}
	said, err := os.Create(filepath.Join(profile, "said"))
	if err != nil {
		return err
	}
	chromium.output = said.Name()
	options := []chromedp.ExecAllocatorOption{
		chromedp.CombinedOutput(said), // else it writes to nobody
		chromedp.ExecPath(program), chromedp.UserDataDir(profile), chromedp.Headless, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.WSURLReadTimeout(time.Minute),
		chromedp.NoSandbox, // as root, and in most containers, there is no other way
	}
	for _, flag := range []string{
		"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync", "disable-default-apps",
		"disable-extensions", "disable-dev-shm-usage", "disable-background-timer-throttling", "disable-renderer-backgrounding",
		"disable-backgrounding-occluded-windows", "disable-breakpad", "hide-scrollbars", "mute-audio",
		"force-prefers-reduced-motion", "in-process-gpu", // a page that still glides is clicked in the wrong place
	} {
		options = append(options, chromedp.Flag(flag, true))
	}
	// Processes that stand by for a page, and for parts of a window that nobody sees
	// or types an address into.
	options = append(options, chromedp.Flag("disable-features",
		"SpareRendererForSitePerProcess,PreloadTopChromeWebUI,WebUIOmniboxPopup,WebUIOmniboxAimPopup"))
	allocator, free := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	if err := chromedp.Run(ctx); err != nil {
		cancel()
		free()
		return errors.Join(fmt.Errorf("start %s: %w", program, err), os.RemoveAll(profile))
	}
	chromium.ctx = ctx
	chromium.quit = func() {
		cancel()
		free()
		_ = said.Close()
		_ = os.RemoveAll(profile) // the system clears what a slow browser still holds
	}
	return nil
}

// findChromium prefers what has no windows at all and takes less of the processor,
// unless the browser that people use is Required. Debian's script around it would
// stand between us and its end, so that is passed by.
func findChromium() (string, error) {
	names := []string{"chromium", "chromium-browser", "google-chrome"}
	if !storetest.Required("chromium") {
		names = append([]string{"chrome-headless-shell", "/usr/lib/chromium/chromium-headless-shell"}, names...)
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errNoChromium
}
