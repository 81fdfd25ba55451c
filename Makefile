# The one task runner. Each task builds .venv by itself (requirements/install.sh); paths are relative, so that the
# checkout may stand anywhere, also where its path holds a space.
#
#   make demo   the bundled document, loaded and shown            make bench  speed, as medians and ratios
#   make test   all checks and tests: python3 and make suffice    make soak   long runs: memory, leftovers
#   make e2e    the tests that need tmux, sqlite3, node, …        make check  format, lint, types, contracts
#   make fix    repair what the linter can                        make lock   write the locks anew
#   make matrix the documents of the tests, format by layout
bin := .venv/bin

# Read and write Chinese whatever the locale says.
export PYTHONUTF8 := 1

.PHONY: demo test e2e clients bench soak check fix lock matrix run dev
.DEFAULT_GOAL := demo

run dev:
	@sh requirements/install.sh $@

demo: run
	@$(bin)/jixiao demo

check: dev
	$(bin)/ruff format --check .
	$(bin)/ruff check .
	$(bin)/mypy
	$(bin)/lint-imports

test: check
	$(bin)/python -m pytest -n 2

e2e: dev
	$(bin)/python -m pytest tests/e2e

# Other people's programs for `make e2e`, in folders of their own: what opens the database (400 MB), a mock Bot API.
clients: run
	@rm -rf .venv-clients .venv-telemelya
	@$(bin)/python -m venv .venv-telemelya
	@.venv-telemelya/bin/python -m pip install -qq --require-hashes -r requirements/telemelya.txt
	@$(bin)/python -m venv .venv-clients
	@.venv-clients/bin/python -m pip install -qq --require-hashes -r requirements/clients.txt

bench: dev
	$(bin)/python -m tests.bench.start
	$(bin)/python -m tests.bench
	$(bin)/python -m tests.bench.each_question

soak: dev
	$(bin)/python -m tests.soak

fix: dev
	$(bin)/ruff check --fix .
	$(bin)/ruff format .

matrix: dev
	@$(bin)/python -m tests.documents.matrix

lock:
	sh requirements/lock.sh
