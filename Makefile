# Each target sets up what it needs and repeats nothing that is done.
PYTHON = .venv/bin/python
PORT ?= 8000
REPORT = out/sprawozdanie-2015.pdf

.PHONY: demo setup report test check bench clean forget

demo: setup  ## load the demonstration year and serve it at http://127.0.0.1:8000/
	$(PYTHON) manage.py demo --port $(PORT)

setup:  ## system libraries, virtual environment, pinned requirements
	@bin/setup

report: setup  ## write the demonstration year's PDF
	$(PYTHON) manage.py migrate --verbosity 0
	$(PYTHON) manage.py load_demo
	@mkdir -p out
	$(PYTHON) manage.py report 2015 --output $(REPORT)

test: setup-tests  ## the whole suite on real PostgreSQL and Chromium
	$(PYTHON) -m pytest -n auto $(ARGS)

check: setup-tests  ## lint Python and templates; migrations in step with models
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m djlint --lint --quiet templates
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) manage.py check

bench: setup  ## times on generated cities: figures of 100 000 people, pages and lists of 1 000 000
	$(PYTHON) manage.py bench

.PHONY: setup-tests
setup-tests:
	@bin/setup --tests

clean:  ## remove what can be made again; the private database stays
	rm -rf .venv out staticfiles .hypothesis .pytest_cache .ruff_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

forget:  ## delete the private database of this checkout
	$(PYTHON) -m mops.private_server forget
