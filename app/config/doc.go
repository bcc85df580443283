// Package config is what an operator can set: one struct a command, declared
// once with its flag, environment variable, default and help, and checked here.
// It knows nothing of what the settings are used for.
package config
