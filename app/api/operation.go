package api

import (
	"cmp"
	"context"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"michinori/app/access"
	"michinori/app/evidence"
	"michinori/app/maturity"
)

// The rules, as operations name them.
var (
	everybody = access.Everybody
	signedIn  = access.SignedIn
	ownOnly   = access.OwnOnly
	ofTeam    = access.OfTeam
	leadOnly  = access.LeadOnly
	shared    = access.Shared
	above     = access.Above
	runs      = access.Runs
	drilling  = access.Drilling
	directing = access.Directing
	teamOrRun = access.TeamOrRun
)

// operation is one operation with all that decides who may use it.
type operation struct {
	method, path, id, summary string
	tag                       string
	may                       access.Rule
	scope                     maturity.Scope // "" for what is public
	status                    int
	// logs is the verb under which reading it is noted; "" notes nothing.
	logs string
	most int64 // bytes of a body, 0 for as much as usual
}

// read declares an operation that changes nothing.
func read(path, id, summary string, may access.Rule, tag string) operation {
	return operation{
		method: http.MethodGet, path: path, id: id, summary: summary, may: may, tag: tag,
		scope: maturity.ScopeRead, status: http.StatusOK,
	}
}

// logged is read of what somebody else's is: that it was read is noted.
func logged(o operation, verb string) operation {
	o.logs = verb
	return o
}

// needing raises the scope of an operation.
func needing(o operation, s maturity.Scope) operation {
	o.scope = s
	return o
}

// large lets an operation take files of the size of an export.
func large(o operation) operation {
	o.most = maxUpload
	return o
}

// write declares an operation that changes something. What only champions do
// takes the scope for running things.
func write(method, path, id, summary string, may access.Rule, tag string, status int) operation {
	o := operation{
		method: method, path: path, id: id, summary: summary, may: may, tag: tag, scope: maturity.ScopeWrite, status: status,
	}
	if len(may) == 1 && may[0] == access.Champion {
		o.scope = maturity.ScopeAdmin
	}
	return o
}

// create answers 201 with what was made.
func create(path, id, summary string, may access.Rule, tag string) operation {
	return write(http.MethodPost, path, id, summary, may, tag, http.StatusCreated)
}

// act carries out a step and answers 200.
func act(path, id, summary string, may access.Rule, tag string) operation {
	return write(http.MethodPost, path, id, summary, may, tag, http.StatusOK)
}

// step carries out a step and answers 204.
func step(path, id, summary string, may access.Rule, tag string) operation {
	return write(http.MethodPost, path, id, summary, may, tag, http.StatusNoContent)
}

// put sets something to what is sent.
func put(path, id, summary string, may access.Rule, tag string) operation {
	return write(http.MethodPut, path, id, summary, may, tag, http.StatusOK)
}

// remove takes something away.
func remove(path, id, summary string, may access.Rule, tag string) operation {
	return write(http.MethodDelete, path, id, summary, may, tag, http.StatusNoContent)
}

// check panics where the operation does not say who may use it.
func (o operation) check() {
	if len(o.may) == 0 {
		panic(fmt.Sprintf("operation %s does not say who may use it", o.id))
	}
	if public := o.may.Public(); o.scope == "" || public && !safe(o.method) {
		panic(fmt.Sprintf("operation %s does not say which scope it takes", o.id))
	}
}

// call is one request as a handler meets it: its context, and who asks.
type call struct {
	context.Context
	viewer   maturity.Viewer
	language maturity.Language
	scope    maturity.Scope
}

// maxBody is how much a request may carry, as on pages; maxUpload is
// that of files from outside.
const (
	maxBody   = 4 << 20
	maxUpload = evidence.MaxMeasuredBytes + 1<<20
)

// add registers an operation with its handler.
func add[I, O any](a *API, o operation, handle func(c call, in *I) (*O, error)) {
	o.check()
	a.operations = append(a.operations, o)
	described := huma.Operation{
		OperationID: o.id, Method: o.method, Path: o.path, Summary: o.summary, Tags: []string{o.tag},
		DefaultStatus: o.status, Errors: o.refusals(), MaxBodyBytes: cmp.Or(o.most, maxBody), BodyReadTimeout: -1,
		Middlewares: huma.Middlewares{a.enter(o)},
		Extensions:  map[string]any{"x-may": o.may},
	}
	described.Security = []map[string][]string{} // none, said aloud
	if !o.may.Public() {
		described.Security = []map[string][]string{{"token": {string(o.scope)}}}
		described.Extensions["x-scope"] = o.scope
	}
	if !safe(o.method) {
		described.Parameters = append(described.Parameters, &huma.Param{
			Name: "Idempotency-Key", In: "header", Schema: &huma.Schema{Type: huma.TypeString},
			Description: "Sent again within a day under the same key, the write is answered as before and not carried out again.",
		})
	}
	described.Responses = map[string]*huma.Response{}
	defer a.sayRetryAfter(described.Responses)
	huma.Register(a.huma, described, func(ctx context.Context, in *I) (*O, error) {
		v := visitOf(ctx)
		out, err := handle(call{Context: ctx, viewer: v.viewer, language: v.language, scope: v.scope}, in)
		if err != nil {
			return nil, a.problem(v, err)
		}
		return out, nil
	})
}

// sayRetryAfter documents the header of the answers that bear it.
func (a *API) sayRetryAfter(responses map[string]*huma.Response) {
	for _, status := range []string{"429", "503"} {
		if r := responses[status]; r != nil {
			r.Headers = map[string]*huma.Header{"Retry-After": {
				Description: "Seconds until it is worth trying again", Schema: &huma.Schema{Type: huma.TypeInteger},
			}}
		}
	}
}

// refusals are the statuses an operation may answer beside those of every one.
func (o operation) refusals() []int {
	out := []int{http.StatusServiceUnavailable}
	if o.may.Public() {
		return out
	}
	out = append(out, http.StatusTooManyRequests, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound)
	if !safe(o.method) {
		out = append(out, http.StatusConflict, http.StatusPreconditionFailed, http.StatusPreconditionRequired, http.StatusUnprocessableEntity)
	}
	return out
}
