// Package notify turns letters into mails, posts and calls, and sends them. It
// reaches public addresses alone unless it is told otherwise, follows no
// redirect and repeats nothing that a receiver said. It must never know the
// database: what is sent when, and tried again, is decided by its caller.
package notify
