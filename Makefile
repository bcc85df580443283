# Shortcuts; make help lists them. Nothing here is needed to run the program or
# its tests: `go run ./cmd/michinori serve` and `go test ./...` do that.
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

.DEFAULT_GOAL := help
.PHONY: help check ci test run demo lint cover build image echarts

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

check: ## what to run before a commit: format, vet, lint, tidy, tests, build
	bash .ci/run tools format lint modules
	go test ./...
	CGO_ENABLED=0 go build -o /dev/null ./cmd/michinori

ci: ## the full check, on both databases and in a browser; installs what it needs
	bash .ci/run

test: ## tests, on SQLite and, where it is installed, PostgreSQL
	go test ./...

run: ## the application on http://127.0.0.1:8080, with michinori.db in this folder
	go run ./cmd/michinori serve

demo: ## the same with a fictional organisation in a throw-away database
	go run ./cmd/michinori demo

lint: ## vet and the linter, with the import rules
	bash .ci/run tools lint

cover: ## test coverage of each function, in coverage.out
	go test -coverpkg=./... -coverprofile=coverage.out ./...
	go tool cover -func=coverage.out | tail -n 1

build: ## one static binary, dist/michinori
	CGO_ENABLED=0 go build -trimpath -tags timetzdata -ldflags "-s -w -X main.version=$(VERSION)" -o dist/michinori ./cmd/michinori

image: ## the container image michinori:local
	docker build --build-arg VERSION=$(VERSION) --tag michinori:local .

echarts: ## the chart library in the parts that figures use, with Node.js; after a change of build.js or a version
	cd reports/draw/echarts && npm ci && npm run build
