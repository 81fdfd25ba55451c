"""The corpus as a table, format by layout: `make matrix`."""

import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
FORMATS = ("txt", "csv", "html", "xlsx", "xls", "docx", "pdf")
LAYOUTS = {
    "packed": "one cell of indicators",
    "rows": "one row an indicator",
    "columns": "value in three columns",
    "forms": "one form a project",
    "lists": "long-term and yearly",
    "evaluation": "self-evaluation",
    "whole": "whole department",
    "bad": "to be refused",
}


class Entry(NamedTuple):
    """One document, as `matrix.toml` says."""

    name: str
    format: str
    layout: str
    trap: str
    made_with: str
    expected: str | None
    refused: str | None

    @property
    def path(self) -> Path:
        """Where it is."""
        return HERE / self.name


def entries() -> tuple[Entry, ...]:
    """Every document of the corpus."""
    content: dict[str, dict[str, str]] = tomllib.loads((HERE / "matrix.toml").read_text(encoding="utf-8"))
    return tuple(
        Entry(
            name,
            fields["format"],
            fields["layout"],
            fields["trap"],
            fields["made_with"],
            fields.get("expected", None if "refused" in fields else f"{name}.expected.json"),
            fields.get("refused"),
        )
        for name, fields in content.items()
    )


def table() -> str:
    """Formats across, layouts down, how many documents there are in each cell; below, the traps."""
    documents = entries()
    lines = ["".join(f"{head:<26}" if not number else f"{head:>6}" for number, head in enumerate(("", *FORMATS)))]
    for layout, meaning in LAYOUTS.items():
        counts = [sum(one.layout == layout and one.format == format_ for one in documents) for format_ in FORMATS]
        lines.append(f"{meaning:<26}" + "".join(f"{count or '–':>6}" for count in counts))
    lines.append("")
    lines += [f"{one.name:<28} {one.trap} [{one.made_with}]" for one in documents]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
