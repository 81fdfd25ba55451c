"""Answer to reply, one module a form; no meaning is decided here."""
