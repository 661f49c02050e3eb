# make run: set everything up and serve the dashboard.   make test: set everything up and run all checks.
PORT ?= 8501
BIN := .venv/bin

.PHONY: run test test-full lint format example
.DEFAULT_GOAL := run

run: .venv/run.stamp
	@$(BIN)/python -m wir dashboard --poort $(PORT)

test: lint
	@$(BIN)/python -m pytest -m "not full"

test-full: lint
	@$(BIN)/python -m pytest

lint: .venv/test.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: .venv/test.stamp
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

example: .venv/run.stamp
	@$(BIN)/python -m wir voorbeeld

# A stamp is newer than what it was made from; another requirements.txt installs again.
.venv/run.stamp: requirements.txt
	@sh .ci/environment requirements.txt
	@touch $@

.venv/test.stamp: requirements.txt requirements-dev.txt
	@sh .ci/environment requirements-dev.txt
	@sh .ci/chromium
	@touch .venv/run.stamp $@
