# Two commands matter: `make run` opens the dashboard, `make test` proves that all works.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test setup setup-dev lint types unit fuzz lock clean

run: setup
	$(BIN)/python app.py --port $(PORT)

test: setup-dev lint types unit

setup: $(VENV)/.run-ready

setup-dev: $(VENV)/.dev-ready

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# The stamps make a second start take no time: pip runs again only when a requirement changed.
$(VENV)/.run-ready: requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(VENV)/.dev-ready: requirements-dev.txt $(VENV)/.run-ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

unit:
	$(BIN)/python -m pytest

fuzz: ## The geoparser on tens of thousands of made-up texts (about ten minutes).
	DATELINE_FUZZ=20000 $(BIN)/python -m pytest tests/geoparse/test_robustness.py

lock: ## Pin everything that requirements.in and requirements-dev.in need (wants uv).
	uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header requirements.in -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header -c requirements.txt requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf $(VENV) var build .mypy_cache .ruff_cache .pytest_cache
