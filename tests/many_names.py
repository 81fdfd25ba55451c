"""A catalogue of as many made-up project names as are wanted, for what must not slow down with their number."""

import random
from functools import cache

from querylang.catalogue import LoadedDocument, Subject
from querylang.vocabulary import Lexicon, shipped_lexicon
from tests.big_corpus import MATTERS, SUBJECTS, TAILS

DEPARTMENT = "青岚市教育局"
PLACES = tuple(
    first + second for first in "青云白临望东西南北中新平安长宁永昌" for second in "岚溪石江川山河湖海州原阳泉林陵"
)
KINDS_OF_PLACE = ("镇", "乡", "街道", "社区", "村")


@cache
def many_names(count: int) -> tuple[str, ...]:
    """Distinct names, the same for the same count."""
    dice = random.Random(3)  # noqa: S311 - made-up data
    found: dict[str, None] = {}
    while len(found) < count:
        place = dice.choice(PLACES) + dice.choice(KINDS_OF_PLACE) if dice.random() < 0.8 else ""
        batch = f"（{dice.randrange(2015, 2025)}年第{dice.randrange(1, 40)}批）" if dice.random() < 0.5 else ""
        found[place + dice.choice(SUBJECTS) + dice.choice(MATTERS) + batch + dice.choice(TAILS)] = None
    return tuple(found)


class ManyNames:
    """A catalogue of these projects, all of one department."""

    def __init__(self, projects: tuple[str, ...], lexicon: Lexicon | None = None) -> None:
        self._names: dict[Subject, tuple[str, ...]] = {
            "project": projects,
            "indicator": ("完工率", "验收合格率"),
            "department": (DEPARTMENT,),
        }
        self._lexicon = lexicon

    @property
    def lexicon(self) -> Lexicon:
        """The words in force."""
        return self._lexicon or shipped_lexicon()

    def names(self, subject: Subject) -> tuple[str, ...]:
        """Every name of a subject."""
        return self._names[subject]

    def candidates(self, subject: Subject, text: str, limit: int) -> tuple[str, ...]:
        """Names that share a character with the text."""
        return tuple(name for name in self._names[subject] if set(name) & set(text))[:limit]

    def documents(self) -> tuple[LoadedDocument, ...]:
        """One document."""
        return (LoadedDocument(DEPARTMENT, 2024, "预算目标表", "万元", True),)

    def owners(self, project: str, kind: str = "预算目标表") -> tuple[tuple[str, int | None], ...]:
        """The one department."""
        return ((DEPARTMENT, 2024),)

    def has_values(self, field: str) -> bool:
        """Budget tables alone."""
        return field not in {"actual", "score"}

    def stating(self, value: str) -> tuple[str, ...]:
        """No target is a text alone."""
        return ()

    def holds(self, text: str) -> bool:
        """The names of projects alone."""
        return any(text in name for name in self._names["project"])
