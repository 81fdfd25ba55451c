"""What to ask instead, after a refusal.

The same question without the words that were not understood, near names, and questions that always work.
"""

from collections.abc import Callable, Sequence

from querylang.known import Names
from querylang.text import Text

MOST = 3
EXAMPLES = ("预算最高的3个项目", "预算超过100万的项目", "有哪些部门")


def without(text: Text, spans: Sequence[tuple[int, int]]) -> str:
    """The plain question without some spans."""
    kept: list[str] = []
    at = 0
    for start, end in sorted(spans):
        kept.append(text.plain[at:start])
        at = max(at, end)
    return "".join([*kept, text.plain[at:]])


def suggestions(
    text: Text, spans: Sequence[tuple[int, int]], names: Names, sentence_of: Callable[[str], str | None]
) -> tuple[str, ...]:
    """Up to three; `sentence_of` gives the sentence of a question that is understood, else None."""
    found: list[str] = []
    if spans:
        rest = without(text, spans)
        sentence = sentence_of(rest) if rest else None
        if sentence is not None:
            found.append(sentence)
        for start, end in spans:
            found.extend(names.projects.nearest(text.plain[start:end], MOST))
    else:
        found.extend(names.projects.nearest(text.plain, 1))
    found.extend(EXAMPLES)
    return tuple(dict.fromkeys(found))[:MOST]
