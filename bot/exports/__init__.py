"""Whole views as files: CSV for spreadsheets, Parquet for pandas, DuckDB and their like."""
