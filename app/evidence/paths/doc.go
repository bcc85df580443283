// Package paths matches the paths of a repository against the patterns people
// write for an area: "batch/billing/**", "lib/", "*.sql". The rules are those
// of gitignore, read as code owner files read them: a pattern that names a
// folder means everything below, one that ends in "/*" means the files of that
// folder alone, and nothing can be taken out again. It reads no files.
package paths
