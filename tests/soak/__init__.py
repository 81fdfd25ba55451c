"""Long runs: what grows, and what is left lying about (`make soak`); never part of a test."""
