// Package adoption is what teams take up and keep alive: practices proved by
// dated occurrences, the stages that follow from them, drills, and the path to
// being on call alone. Everything is computed from what happened and when;
// nothing here is typed in as a stage. It knows no clock, no file and no person
// but by id, and it ranks nobody.
package adoption
