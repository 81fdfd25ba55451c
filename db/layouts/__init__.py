"""One module a table layout: tables to project records."""
