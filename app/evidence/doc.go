// Package evidence reads files from outside: answers and registers that people
// keep beside the program. Every problem names the key and the line. It knows
// no database and no clock, and reads no file by name.
package evidence
