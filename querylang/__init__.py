"""What words mean: pure, with no file but its own lexicon, no database and no network."""
