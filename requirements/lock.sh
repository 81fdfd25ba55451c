#!/bin/sh
# Writes the two locks anew from pyproject.toml: for every Python from 3.11 on and every platform, with hashes and
# without the address of a registry. uv lives in a folder of its own for that moment, never in .venv.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch"
"$scratch/bin/pip" install -q uv
lock() {
    "$scratch/bin/uv" pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
        --group build "$@" pyproject.toml
}
lock -o requirements/run.txt
# The same versions to develop with as to run with.
lock --group dev --extra charts -c requirements/run.txt -o requirements/dev.txt
# What the end-to-end tests open the database with stands apart: it is ten times as large.
"$scratch/bin/uv" pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
    --group clients -o requirements/clients.txt pyproject.toml
"$scratch/bin/uv" pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
    --group telemelya -o requirements/telemelya.txt pyproject.toml
