# make run and make test do everything on a machine that has Python 3.11 or newer (with venv) and make.
SHELL := /bin/sh
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
export PORT

.PHONY: run pictures test test-long check bench lock messages clean

run: $(VENV)/.run-ready
	@exec $(PY) -m schakel up --demo

test: $(VENV)/.dev-ready
	@$(PY) -m pytest -q -n auto --dist loadgroup -m "not long" tests
	@echo "make test: not run here: the lane 'long' (kills, fuzz, large properties, the second database): make test-long"

test-long: $(VENV)/.dev-ready
	@$(PY) .ci/long.py

check: $(VENV)/.dev-ready
	@$(PY) .ci/check.py

bench: $(VENV)/.dev-ready
	@$(PY) -m tests.bench

lock: $(VENV)/.dev-ready
	@for lane in run dev; do \
	  extra=""; if [ $$lane = dev ]; then extra="--extra saml --group dev"; fi; \
	  $(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	    --extra postgres --extra redis --group build $$extra pyproject.toml -o lock/$$lane.txt; \
	done

messages: $(VENV)/.dev-ready
	@$(PY) .ci/messages.py
	@$(PY) .ci/reference.py

clean:
	rm -rf $(VENV) var dist

$(VENV)/.run-ready: lock/run.txt pyproject.toml
	@sh .ci/install run

$(VENV)/.dev-ready: lock/dev.txt pyproject.toml
	@sh .ci/install dev

pictures: $(VENV)/.dev-ready
	@$(PY) -m pytest -q -n 0 -m browser tests/browser && $(PY) .ci/pictures.py
