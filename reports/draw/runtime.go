package draw

import (
	"context"
	_ "embed" // for the script
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"michinori/reports"
	"michinori/reports/draw/echarts"
	"michinori/reports/typeface"
)

var (
	//go:embed render.js
	renderScript string
	//go:embed marks.js
	marksScript string
)

// fonts are the families of a picture, for whoever opens it as a file. They
// need no quotes, and so none can be lost.
const fonts = "Noto Sans JP, Noto Sans CJK JP, Hiragino Sans, Yu Gothic UI, Meiryo, sans-serif"

var programs = sync.OnceValues(func() (out [3]*goja.Program, err error) {
	for i, script := range []string{echarts.Script(), marksScript, renderScript} {
		if out[i], err = goja.Compile("script"+strconv.Itoa(i), script, false); err != nil {
			return out, fmt.Errorf("read the chart library: %w", err)
		}
	}
	return out, nil
})

// runtime is one JavaScript engine that has read the chart library. One
// goroutine uses it at a time.
type runtime struct {
	vm     *goja.Runtime
	render goja.Callable
	drawn  int
}

func newRuntime() (*runtime, error) {
	scripts, err := programs()
	if err != nil {
		return nil, err
	}
	vm := goja.New()
	vm.SetMaxCallStackSize(2000)
	// The library asks for these while it starts; a still picture uses neither.
	nothing := func(goja.FunctionCall) goja.Value { return vm.ToValue(0) }
	for _, name := range []string{"setTimeout", "clearTimeout"} {
		if err := vm.Set(name, nothing); err != nil {
			return nil, err
		}
	}
	if _, err := vm.RunProgram(scripts[0]); err != nil {
		return nil, fmt.Errorf("start the chart library: %w", err)
	}
	marks, err := vm.RunProgram(scripts[1])
	if err != nil {
		return nil, fmt.Errorf("start drawing: %w", err)
	}
	made, err := vm.RunProgram(scripts[2])
	if err != nil {
		return nil, fmt.Errorf("start drawing: %w", err)
	}
	start, ok := goja.AssertFunction(made)
	if !ok {
		return nil, errors.New("start drawing: no function")
	}
	render, err := start(goja.Undefined(), vm.Get("echarts"), vm.ToValue(measure), marks, vm.ToValue(fonts))
	if err != nil {
		return nil, fmt.Errorf("start drawing: %w", err)
	}
	r := &runtime{vm: vm}
	if r.render, ok = goja.AssertFunction(render); !ok {
		return nil, errors.New("start drawing: no function")
	}
	return r, nil
}

// svg draws a figure, and gives up when ctx ends. After an error the engine
// must not be used again.
func (r *runtime) svg(ctx context.Context, f reports.Figure, width, height int) (out string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("draw: %v", p)
		}
	}()
	stop := context.AfterFunc(ctx, func() { r.vm.Interrupt(ctx.Err()) })
	defer stop()
	r.drawn++
	v, err := r.render(goja.Undefined(), r.vm.ToValue(string(f.Option)), r.vm.ToValue(width), r.vm.ToValue(height), r.vm.ToValue(f.ID))
	if cause := ctx.Err(); cause != nil {
		return "", fmt.Errorf("draw: %w", cause)
	}
	if err != nil {
		return "", fmt.Errorf("draw: %w", err)
	}
	return v.String(), nil
}

var fontSize = regexp.MustCompile(`([\d.]+)px`)

// measure is how wide a line of text is in CSS pixels under a CSS font.
func measure(text, font string) float64 {
	size, bold := fontOf(font)
	return typeface.Weight(bold).Width(text) * size
}

func fontOf(font string) (size float64, bold bool) {
	size = 12
	if m := fontSize.FindStringSubmatch(font); m != nil {
		size, _ = strconv.ParseFloat(m[1], 64) // digits, as the pattern says
	}
	return size, strings.Contains(font, "bold") || strings.Contains(font, "700")
}
