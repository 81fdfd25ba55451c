"""The published document that ships with the program, for a first look and for the tests."""

from pathlib import Path

FILE = "000_ce4dfbf79bb214a4.txt"


def sample_path() -> Path:
    """Where the bundled document lies, in a checkout and in an installed wheel alike."""
    return Path(__file__).with_name(FILE)
