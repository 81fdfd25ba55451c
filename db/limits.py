"""Limits on what is loaded; each can be set by an environment variable of the same name with JIXIAO_ before it."""

import os

MEGABYTE = 1024 * 1024
MOST_COLUMNS = 1000  # of a table; published ones have some thirty


def _limit(name: str, default: int) -> int:
    """Read a whole positive number from the environment, else take the default."""
    value = os.environ.get(f"JIXIAO_{name}", "")
    return int(value) if value.isdecimal() and int(value) > 0 else default


def max_file_bytes() -> int:
    """Largest file on disk (JIXIAO_MAX_FILE_MB)."""
    return _limit("MAX_FILE_MB", 50) * MEGABYTE


def max_unpacked_bytes() -> int:
    """Largest content once unpacked or decoded (JIXIAO_MAX_UNPACKED_MB)."""
    return _limit("MAX_UNPACKED_MB", 200) * MEGABYTE


def max_files() -> int:
    """Most files taken from folders and patterns in one call (JIXIAO_MAX_FILES)."""
    return _limit("MAX_FILES", 10_000)


def max_seconds() -> int:
    """Longest time that the machine may work at reading one file (JIXIAO_MAX_SECONDS)."""
    return _limit("MAX_SECONDS", 18)  # two of the twenty are left for starting and for saying so


def longest_wait() -> int:
    """Seconds after which reading is given up on a machine that has other things to do."""
    return 4 * max_seconds()


def max_memory_bytes() -> int:
    """Most memory for reading one file (JIXIAO_MAX_MEMORY_MB)."""
    return _limit("MAX_MEMORY_MB", 500) * MEGABYTE
