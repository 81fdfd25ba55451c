"""Places behind an answer, put together: 「a.txt 第12行」 and 「a.txt 第14行」 are 「a.txt 第12、14行」."""

import re
from collections.abc import Iterable

_LAST_NUMBER = re.compile(r"(.*?第)(\d+)(\D*)", re.DOTALL)
MOST_PLACES = 12  # of one file, before the rest is only counted


def join_sources(sources: Iterable[str]) -> list[str]:
    """One line a file (and sheet, page or table), in the order given; consecutive numbers become a range.

    >>> join_sources(["a.txt 第12行", "a.txt 第13行", "a.txt 第14行", "b.xlsx 表1 第3行", "c.pdf"])
    ['a.txt 第12–14行', 'b.xlsx 表1 第3行', 'c.pdf']
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for source in sources:
        match = _LAST_NUMBER.fullmatch(source)
        key, numbers = ((match[1], match[3]), [int(match[2])]) if match else ((source, ""), [])
        groups.setdefault(key, []).extend(numbers)
    return [_line(lead, tail, numbers) for (lead, tail), numbers in groups.items()]


def _line(lead: str, tail: str, numbers: list[int]) -> str:
    if not numbers:
        return lead + tail
    ranges = _ranges(sorted(set(numbers)))
    if len(ranges) > MOST_PLACES:
        return f"{lead}{'、'.join(ranges[:MOST_PLACES])}{tail}等{len(set(numbers))}处"
    return f"{lead}{'、'.join(ranges)}{tail}"


def _ranges(numbers: list[int]) -> list[str]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    # Two neighbours are clearer as two numbers.
    return [
        part
        for first, last in runs
        for part in ([f"{first}–{last}"] if last - first > 1 else [str(number) for number in range(first, last + 1)])
    ]
