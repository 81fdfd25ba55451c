"""Writes 000_ce4dfbf79bb214a4.expected.json: what the seed document says, by a method of its own.

    python3 tests/documents/expect_seed.py          writes the file
    python3 tests/documents/expect_seed.py --check  compares it with what the document says

Imports nothing of the product and works another way: the product recognises the heads of items by a pattern, this
script counts.  Item n of a cell is looked for as the literal text "n、1-产出指标," (or 2-效益指标, 3-满意度指标), its
parts are cut at the literal labels, and at the end every character of the cell is accounted for: the parts put
together again must be the cell, separators aside.  The result was then read beside the document by hand.
"""

import json
import sys
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEED = HERE.parent.parent / "db" / "sample" / "000_ce4dfbf79bb214a4.txt"
EXPECTED = HERE / "000_ce4dfbf79bb214a4.expected.json"
LEVELS = ("1-产出指标,", "2-效益指标,", "3-满意度指标,")
LOOSE = " ;；,，:："


def main() -> int:
    """Write or compare."""
    text = json.dumps(document(), ensure_ascii=False, indent=1) + "\n"
    if "--check" in sys.argv[1:]:
        return 0 if EXPECTED.read_text(encoding="utf-8") == text else 1
    EXPECTED.write_text(text, encoding="utf-8")
    return 0


def document() -> dict[str, object]:
    """The document as `dump --json` should print it."""
    lines = SEED.read_text(encoding="utf-8").split("\n")
    projects = []
    printed = None
    for number, line in enumerate(lines, 1):
        if "\t" not in line or line.startswith("项目名称"):
            continue
        name, total, fiscal, special, other, goal, packed = line.split("\t")
        if name == "合计":
            printed = money(total)
            continue
        projects.append(
            {
                "name": name,
                "total": money(total),
                "fiscal": money(fiscal),
                "special": money(special),
                "other": money(other),
                "goal": goal,
                "indicators": indicators(packed, number),
            }
        )
    return {
        "department": lines[4].split("：")[1],
        "year": None,
        "unit": lines[6].split("：")[1],
        "kind": "预算目标表",
        "document_total": printed,
        "projects": projects,
    }


def money(cell: str) -> str | None:
    """The printed figure without its thousands separators; all of them have two decimals."""
    return str(Decimal(cell.replace(",", ""))) if cell else None


def indicators(cell: str, line: int) -> list[dict[str, str | None]]:
    """Count up the items of a cell, then prove that nothing was lost."""
    starts: list[int] = []
    while True:
        count = len(starts) + 1
        after = starts[-1] + 1 if starts else 0
        places = [place for level in LEVELS if (place := cell.find(f"{count}、{level}", after)) >= 0]
        if not places:
            break
        starts.append(min(places))
    items = [cell[start:end] for start, end in zip(starts, [*starts[1:], len(cell)], strict=True)]
    found = [indicator(item) for item in items]
    again = "".join(
        f"{count}、{one['level1']}{one['level2']}{one['name']}"
        + "".join(f"{label}{one[key]}" for label, key in LABELS if one[key] is not None)
        for count, one in enumerate(found, 1)
    )
    assert bare(again) == bare(cell), f"line {line}: characters were lost"
    return found


LABELS = (("实施周期指标值", "cycle"), ("年度指标值", "annual"))


def indicator(item: str) -> dict[str, str | None]:
    """Cut an item at its first two commas, then at the literal labels."""
    _, _, rest = item.partition("、")
    level1, level2, rest = rest.split(",", 2)
    name, _, values = rest.partition("实施周期指标值")
    cycle, has_annual, annual = values.partition("年度指标值")
    return {
        "level1": level1,
        "level2": level2,
        "name": name.rstrip(LOOSE),
        "cycle": cycle[1:].rstrip(LOOSE),  # [1:]: the colon behind the label
        "annual": annual[1:].rstrip(LOOSE) if has_annual else None,
        "actual": None,
        "score": None,
    }


def bare(text: str) -> str:
    """The text without anything that may be a separator."""
    return "".join(letter for letter in text if letter not in LOOSE)


if __name__ == "__main__":
    sys.exit(main())
