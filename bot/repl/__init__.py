"""The conversation at a terminal: `session` answers lines, `terminal` and `plain` read them."""
