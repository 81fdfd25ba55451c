"""Writes what README.md shows of answers, and the man page, anew: `python -m tests.rewrite_readme`."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.console import ROOT, environment, run
from tests.loading import SEED, load

MAN_PAGE = ROOT / "docs" / "jixiao.1"
BLOCK = re.compile(r"(```console\n\$ (?P<command>make demo|jixiao ask \S+)\n)(?P<output>.*?)(```)", re.DOTALL)


def main() -> None:
    """Run each command over the bundled document; print the man page."""
    MAN_PAGE.write_text(run("man").stdout, encoding="utf-8")
    path = ROOT / "README.md"
    with TemporaryDirectory() as folder:
        database = Path(folder) / "a.db"
        load(database, SEED)
        settings = environment(JIXIAO_DB=str(database))

        def shown(found: re.Match[str]) -> str:
            _, *arguments = found["command"].split()
            return f"{found[1]}{run(*arguments, env=settings).stdout}{found[4]}"

        path.write_text(BLOCK.sub(shown, path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
