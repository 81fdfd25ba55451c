"""The longest characters in order that two short texts share, and where each of them stands.

Hyyrö's bit-parallel algorithm ("A Note on Bit-Parallel Alignment Computation", 2004) on Python's long integers: the
length of a text is the width of a number, so that a step of the inner loop takes a whole row of the matrix.  rapidfuzz
has the same in C++ and is as exact (a test compares them), but its import costs more than all alignments of a question.
"""


def align(text: str, key: str) -> list[tuple[int, int]]:
    """Position in the text, position in the key of each shared character, in order; of several ways always the same.

    >>> align("应急周转斤", "欠薪应急周转金")
    [(0, 2), (1, 3), (2, 4), (3, 5)]
    """
    shortest = min(len(text), len(key))
    head = 0
    while head < shortest and text[head] == key[head]:
        head += 1
    tail = 0
    while tail < shortest - head and text[-1 - tail] == key[-1 - tail]:
        tail += 1
    inner = _inner(text[head : len(text) - tail], key[head : len(key) - tail])
    shared = [(place, place) for place in range(head)]
    shared += [(i + head, j + head) for i, j in inner] if head else inner
    shared += [(len(text) - place, len(key) - place) for place in range(tail, 0, -1)]
    return shared


def _inner(text: str, key: str) -> list[tuple[int, int]]:
    """The same between what both begin and end with."""
    places: dict[str, int] = {}
    bit = 1
    for char in text:
        places[char] = places.get(char, 0) | bit
        bit <<= 1
    state = bit - 1
    rows = []
    for char in key:
        matches = state & places.get(char, 0)
        if matches:
            state = (state + matches) | (state - matches)
        rows.append(state)
    return _walk_back(rows, len(text))


def _walk_back(rows: list[int], column: int) -> list[tuple[int, int]]:
    """From the end of both texts to their beginning: a bit that is not set is a step of the subsequence."""
    shared = []
    row = len(rows)
    while row and column:
        bit = 1 << (column - 1)
        if rows[row - 1] & bit:
            column -= 1
            continue
        row -= 1
        if not row or rows[row - 1] & bit:
            column -= 1
            shared.append((column, row))
    shared.reverse()
    return shared
