package api

// Words is the message under which a problem is told.
func Words(key string) string {
	if said, ok := inWords[key]; ok {
		return said
	}
	return key
}
