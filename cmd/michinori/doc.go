// Command michinori runs the application and everything an operator does
// without its pages. See michinori --help.
package main
