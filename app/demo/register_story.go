package demo

import "michinori/app/knowledge"

// registerStory is what becomes of the register of a team. Its areas and claims
// are told as tracks: a character for each quarter of the story.
type registerStory struct {
	areas []areaStory
	// leaves and returns are seats with a last or a first day in the team, in
	// days from the day on which the demo is looked at.
	leaves, returns map[int]int
	code            *codeStory     // nil: nobody has read the repository
	evidence        *evidenceStory // nil: nothing was exported
}

// areaStory is one area of a register, from the quarter in which the team named
// it to the one in which it was archived; 0: it is still there.
type areaStory struct {
	area     knowledge.Area
	from, to int
	claims   []claimStory
	// runbook and others tell when the runbook was tested, and when somebody
	// other than the owner did the work: 't' in that quarter, 'n' never yet,
	// '.' nothing new.
	runbook, others string
	next            int // days until the next step; 0: none is planned
}

// claimStory is what one person says of an area. Of the level, '.' is nothing.
// Of the proof, 'o' stands for operated, 'd' for a drill, 't' for taught and 'r'
// for reviewed, shortly before the team talked; it holds in that quarter and in
// the next.
type claimStory struct {
	seat          int
	levels, proof string
}

// newcomer is the seat of who came after somebody left.
const newcomer = -1

// proofs are the kinds of evidence by their letters.
var proofs = map[byte]knowledge.EvidenceKind{
	'o': knowledge.Operated, 'd': knowledge.Drilled, 't': knowledge.Taught, 'r': knowledge.Reviewed,
}

// levelAt returns the level said in a quarter; false where nothing is.
func (c claimStory) levelAt(quarter int) (int, bool) {
	if c.levels[quarter] == '.' {
		return 0, false
	}
	return int(c.levels[quarter] - '0'), true
}

// there reports whether the area is in the register in that quarter.
func (a areaStory) there(quarter int) bool {
	return a.from <= quarter && (a.to == 0 || quarter < a.to)
}
