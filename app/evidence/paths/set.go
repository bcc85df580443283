package paths

// Set is the patterns of one area. The zero Set matches nothing.
type Set struct{ patterns []Pattern }

// Compile understands patterns; the first that it cannot use is an *Error that
// names it.
func Compile(patterns []string) (Set, error) {
	out := Set{patterns: make([]Pattern, 0, len(patterns))}
	for _, text := range patterns {
		p, err := Parse(text)
		if err != nil {
			return Set{}, err
		}
		out.patterns = append(out.patterns, p)
	}
	return out, nil
}

// Match reports whether one of the patterns names the path, which is written
// as git writes it: from the top of the repository, without a slash before it.
func (s Set) Match(path string) bool {
	for _, p := range s.patterns {
		if p.Match(path) {
			return true
		}
	}
	return false
}
