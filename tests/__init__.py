"""Tests: the rest of the tree is split as the product is; see README.md for what runs where."""
