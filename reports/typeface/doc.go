// Package typeface holds the letters that pictures and paper are set in, Noto
// Sans JP in two weights, and says how wide they are, which it lacks and where a
// line of them may end. Its licence lies beside the files.
//
// It must never know what is written in it.
package typeface
