"""End to end: the product beside the programs people use with it (`make e2e`)."""
