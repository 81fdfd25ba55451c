"""What README.md shows is what the program prints."""

import re

from tests import console

README = (console.ROOT / "README.md").read_text("utf-8")
MAKEFILE = (console.ROOT / "Makefile").read_text("utf-8")


def test_the_demo_is_shown_as_it_is() -> None:
    """The first thing a newcomer compares with the screen."""
    shown = re.search(r"```console\n\$ make demo\n(.*?)```", README, re.DOTALL)
    assert shown
    assert shown[1] == console.run("demo").stdout


def test_every_task_is_explained() -> None:
    """README names each task of the Makefile; `run` and `dev` only build .venv."""
    phony = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    assert phony
    tasks = set(phony[1].split()) - {"run", "dev"}
    assert set(re.findall(r"^\| `make (\w+)`", README, re.MULTILINE)) == tasks
