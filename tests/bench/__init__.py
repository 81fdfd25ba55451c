"""Speed as medians and ratios to a reference of the same run (`make bench`); never part of a test."""
