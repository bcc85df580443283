// Package locale holds the words of the pages: a folder a language, a file an
// area. Every key stands in every language, with the same placeholders.
package locale
