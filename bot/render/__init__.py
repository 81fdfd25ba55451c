"""An Answer for its reader: one small module a form, none of which decides about meaning."""
