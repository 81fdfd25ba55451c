"""One module a file format: path to tables."""
