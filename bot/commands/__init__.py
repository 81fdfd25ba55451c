"""One module a command, imported when it was chosen: `add_arguments(parser)` and `run(args) -> int`."""
