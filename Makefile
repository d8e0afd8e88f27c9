# A new user needs `make run` and `make test` only; README.md has the plain commands for Windows.
PYTHON := .venv/bin/python
SAMPLE := .sample
LOCK   := $(PYTHON) -m uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
          --no-header --no-emit-index-url --no-emit-find-links pyproject.toml

.PHONY: run test cover rest check bench mutants lock

run: setup-run $(SAMPLE)/made  ## the window on the sample office; without a display the tour
	@if [ "$$(uname -s)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  QT_QPA_PLATFORM=offscreen $(PYTHON) main.py --tour $(SAMPLE)/tour && \
	  echo "There is no display here: pictures of every screen, documents and Excel files are in $(SAMPLE)/tour"; \
	else \
	  $(PYTHON) main.py --office $(SAMPLE)/office; \
	fi

test: cover rest  ## every test, on both cores

cover: setup-test  ## the tests of what decides and what counts, which must run its every branch
	$(PYTHON) -m pytest tests/unit tests/contract -m covered -n 2 --dist worksteal --cov

rest: setup-test  ## all others
	$(PYTHON) -m pytest --ignore tests/unit -m 'not covered' -n 2 --dist worksteal

check: setup-test  ## lint, types, layers
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports

bench: setup-test  ## what is measured, against what
	$(PYTHON) -m benchmarks

mutants: setup-test  ## merge, fold and bundle code changed here and there: does a test notice?
	$(PYTHON) -m mutmut run
	$(PYTHON) -m mutmut results

lock: setup-test  ## the two locks anew from pyproject.toml
	$(LOCK) -o requirements.lock
	$(LOCK) --all-extras -c requirements.lock -o .ci/requirements-dev.lock

# A half-made sample office has no `made` and is made again.
$(SAMPLE)/made:
	rm -rf $(SAMPLE)
	mkdir $(SAMPLE)
	$(PYTHON) -m kmcase sample $(SAMPLE)/office
	touch $@

.PHONY: setup-run setup-test
setup-run setup-test: setup-%:
	@python3 .ci/setup $*
