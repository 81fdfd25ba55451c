"""The corpus: published tables of every kind, and the records expected of each."""
