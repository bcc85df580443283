// Package telemetry is what the program tells a Prometheus server of itself:
// how long requests and use cases take, how the database and the queue of
// notices do. Labels are routes, names of use cases and states. It knows no
// person, no team, no id, no answer and no address anybody asked for.
package telemetry
