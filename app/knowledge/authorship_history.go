package knowledge

import "time"

// CodeHistory is what a history of code says about who did what, up to one
// revision. Developers are known by their place in the list.
type CodeHistory struct {
	Revision   string
	AsOf       time.Time // when the revision was committed
	Since      time.Time // where the latest time begins, which is looked at beside the whole
	Commits    int
	Developers []Developer
	Files      []CodeFile // source code that is there at the revision
	// Absent and Skipped tell what could not be read: files that the
	// repository lacks, and changes to paths too long for any file system.
	Absent, Skipped int
}

// Developer is one person by all the names the history has for them. Programs
// are none.
type Developer struct {
	Name, Email            string
	Commits, RecentCommits int
	Last                   time.Time
}

// CodeFile is one file with what was done to it under all its names.
type CodeFile struct {
	Path  string
	Works []Work // one for each developer
	// Recent are the single changes of the latest time.
	Recent []Touch
}

// Touch is one change of one file.
type Touch struct {
	Developer, Commit int
	Created           bool
}

// CodePart is a part of the files, by their paths.
type CodePart struct {
	Key   string   // of the area of a register, if it is one
	Label string   // how it is called in lists
	Paths []string // the patterns that Match stands for
	Match func(path string) bool
}
