"""People: one answer service, and the doors to it (command line, conversation, messenger)."""
