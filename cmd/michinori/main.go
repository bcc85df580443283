package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"michinori/app/store"
)

// version is set at build time.
var version = "dev"

// commands is the whole command line.
type commands struct {
	Serve         ServeCommand         `cmd:"" help:"Run the application."`
	Demo          DemoCommand          `cmd:"" help:"Run it with a fictional organisation that goes when it stops."`
	Score         ScoreCommand         `cmd:"" help:"Score an answers file, without server or database."`
	BusFactor     BusFactorCommand     `cmd:"" help:"Bus factor of a register file or of a git repository."`
	Questionnaire QuestionnaireCommand `cmd:"" help:"Check questionnaire files, print their schema."`
	Report        ReportCommand        `cmd:"" help:"Make a report as a file: of the organisation, a group or a team."`
	Talk          TalkCommand          `cmd:"" help:"Make the talk about a quarter: ten slides, or four."`
	Export        ExportCommand        `cmd:"" help:"Write everything to a file that other programs can read."`
	Import        ImportCommand        `cmd:"" help:"Read an export into an empty database, or a spreadsheet into this one."`
	Backup        BackupCommand        `cmd:"" help:"Write a consistent copy of everything while the server runs."`
	Restore       RestoreCommand       `cmd:"" help:"Read a backup into an empty database."`
	Setup         SetupCommand         `cmd:"" help:"Set up an empty database without a browser, and print an API token."`
	Token         TokenCommand         `cmd:"" help:"Make API tokens without the pages."`
	User          UserCommand          `cmd:"" help:"Make personal links without the pages."`
	Notices       NoticesCommand       `cmd:"" help:"Show the notices that would be sent now, and those that wait."`
	Migrate       MigrateCommand       `cmd:"" help:"Show or bring up to date the schema of a database."`
	Doctor        DoctorCommand        `cmd:"" help:"Check database, settings and machine, and say what to do."`
	Healthcheck   HealthcheckCommand   `cmd:"" help:"Ask a running server whether it is alive."`
	Version       VersionCommand       `cmd:"" help:"Print the version."`
}

// Exit codes.
const (
	exitFailure = 1
	exitUsage   = 2
)

func main() {
	collectSeldom()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], &Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
	stop()
	os.Exit(code)
}

// collectSeldom lets garbage lie until there is three times as much as is in use,
// up to a size: to draw a picture takes much memory for a moment, and looking
// for garbage in between a quarter of the time. An operator who sets GOGC or
// GOMEMLIMIT knows better.
func collectSeldom() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(300)
		debug.SetMemoryLimit(256 << 20)
	}
}

// run carries out one command line and returns the exit code.
func run(ctx context.Context, args []string, streams *Streams) (code int) {
	var cli commands
	exited := -1
	parser, err := kong.New(&cli,
		kong.Name("michinori"),
		kong.Description("Spread SRE practice, team by team: ask, agree, take one next step, see the trend."),
		kong.DefaultEnvars("MICHINORI"),
		kong.Writers(streams.Out, streams.Err),
		kong.Exit(func(c int) { exited = c }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		fmt.Fprintln(streams.Err, "michinori:", err)
		return exitFailure
	}
	parsed, err := parser.Parse(args)
	if exited >= 0 {
		return exited
	}
	if err != nil {
		fmt.Fprintf(streams.Err, "michinori: %s; see michinori --help\n", oneLine(err))
		return exitUsage
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	err = parsed.Run(streams)
	var usage *usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &usage), errors.Is(err, store.ErrAddress):
		fmt.Fprintf(streams.Err, "michinori: %s; see michinori --help\n", oneLine(err))
		return exitUsage
	default:
		fmt.Fprintf(streams.Err, "michinori: %s\n", plainly(err))
		return exitFailure
	}
}

// usageError is a mistake in how the command was called.
type usageError struct{ error }

func (e *usageError) Unwrap() error { return e.error }

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }
