"""From published documents to rows in SQLite, and back out read-only."""
