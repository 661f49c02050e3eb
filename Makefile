# make run: set everything up and serve the dashboard.   make test: set everything up and run all checks.
PORT ?= 8501
BIN := .venv/bin

.PHONY: run test test-full bench lint format example dutch
.DEFAULT_GOAL := run

run: .venv/run.stamp
	@$(BIN)/python -m wir dashboard --poort $(PORT)

test: lint
	@$(BIN)/python -m pytest -m "not full" -n auto --dist loadfile

test-full: lint
	@sh .ci/libreoffice
	@$(BIN)/python -m pytest -n auto --dist loadfile

bench: .venv/test.stamp
	@$(BIN)/python -m tests.benchmark
	@cat docs/prestaties.md

lint: .venv/test.stamp
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy

format: .venv/test.stamp
	@$(BIN)/python -m ruff check --fix .
	@$(BIN)/python -m ruff format .

example: .venv/run.stamp
	@$(BIN)/python -m wir voorbeeld

dutch: .venv/run.stamp
	@$(BIN)/python -m babel.messages.frontend compile --directory wir/taal

# A .venv whose Python is gone (a newer Debian, say) is made again.
ifneq ($(shell $(BIN)/python -c '' >/dev/null 2>&1 || echo gone),)
.PHONY: .venv/run.stamp .venv/test.stamp
endif

# A stamp is newer than what it was made from; another requirements.txt installs again.
.venv/run.stamp: requirements.txt
	@sh .ci/environment requirements.txt
	@touch $@

.venv/test.stamp: requirements.txt requirements-dev.txt
	@sh .ci/environment requirements-dev.txt
	@sh .ci/chromium
	@touch .venv/run.stamp $@
