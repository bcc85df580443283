package evidence

import (
	"encoding/json"
	"regexp"
	"strings"
	"time"

	"michinori/app/measured"
)

// MaxMeasuredBytes is how large a file may be that is counted row by row.
const MaxMeasuredBytes = 30 << 20

// ReadMeasured finds out what a text is, whatever its name, and counts what it
// says: definitions of SLOs (OpenSLO, Sloth, Pyrra), incidents (CSV), issues
// (CSV, JSON). It is all or nothing: one row that cannot be read refuses the
// file, with Problems that name each. Days and nights are those of zone.
func ReadMeasured(text string, zone *time.Location) (measured.File, error) {
	if len(text) > MaxMeasuredBytes {
		return measured.File{}, Problems{tooLarge(MaxMeasuredBytes, "measured.too_large")}
	}
	text = strings.TrimPrefix(text, "\uFEFF")
	switch start := strings.TrimSpace(text); {
	case start == "":
		return measured.File{}, Problems{{Message: "the file is empty", Reason: "measured.empty"}}
	case start[0] == '{' || start[0] == '[':
		return readMeasuredJSON(text, zone)
	case sloLine.MatchString(text):
		return readSLOs(text)
	case yamlKey.MatchString(start):
		return measured.File{}, Problems{{Message: "the file defines no service and no SLO", Reason: "slo_file.nothing"}}
	}
	return readMeasuredTable(text, zone)
}

// sloLine begins a document that may define SLOs.
var sloLine = regexp.MustCompile(`(?m)^(-\s+|  )?(apiVersion:\s*["']?(openslo|sloth\.slok\.dev|pyrra\.dev|v1)\b|version:\s*["']?prometheus/v\d)`)

// yamlKey is how a document begins that is YAML and no table.
var yamlKey = regexp.MustCompile(`^(?:(?:#[^\n]*|---)\s*\n\s*)*[A-Za-z_][\w./-]*:(?:\s|$)`)

func readMeasuredJSON(text string, zone *time.Location) (measured.File, error) {
	if namesVersion(text) {
		return readSLOs(text)
	}
	return readIssuesJSON(text, zone)
}

// firstTokens are enough to see what a JSON file is.
const firstTokens = 60

// namesVersion looks in the first objects of a JSON file for what documents
// that define something begin with.
func namesVersion(text string) bool {
	d := json.NewDecoder(strings.NewReader(text))
	for range firstTokens {
		token, err := d.Token()
		if err != nil {
			return false
		}
		if s, is := token.(string); is && (s == "apiVersion" || strings.HasPrefix(s, "prometheus/v")) {
			return true
		}
	}
	return false
}
