"""What one question may import: everything is listed here, because start-up time is a promise and imports decide it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.console import ROOT
from tests.loading import SEED, load

# Of the standard library; modules with a leading underscore belong to one of these.
STANDARD = frozenset(
    [
        "argparse",
        "bisect",
        "collections",
        "contextlib",
        "copyreg",
        "datetime",
        "decimal",
        "enum",
        "errno",
        "functools",
        "genericpath",
        "gettext",
        "importlib",
        "itertools",
        "json",
        "keyword",
        "locale",
        "math",
        "numbers",
        "operator",
        "os",
        "posixpath",
        "re",
        "reprlib",
        "sqlite3",
        "stat",
        "types",
        "typing",
        "unicodedata",
        "warnings",
    ]
)
# Only where no name is exact: the aligner of names, and what it imports itself.
ALIGNER = frozenset({"rapidfuzz", "array", "heapq", "cython_runtime", "__future__"})
# Of ours, beside querylang, whose every module is small and needs nothing.
BOT = frozenset(
    [
        "answer",
        "arguments",
        "asking",
        "cli",
        "commands",
        "commands.ask",
        "commands.explain",
        "compared",
        "corrected",
        "errors",
        "export",
        "given",
        "guard",
        "identity",
        "kept_answers",
        "leftout",
        "lexicon",
        "notes",
        "remembered",
        "render",
        "render.as_json",
        "render.as_text",
        "render.explained",
        "render.figures",
        "render.sections",
        "render.sources",
        "render.table",
        "render.width",
        "shown",
        "unfilled",
        "sources",
        "version",
    ]
)
DB = frozenset(
    [
        "bounds",
        "catalogue",
        "conditions",
        "corrections",
        "errors",
        "money",
        "operands",
        "restrict",
        "ranks",
        "rowsets",
        "shapes",
        "sqltext",
        "states",
        "statement",
        "store",
        "terms",
        "version",
    ]
)
EXACT, MISTYPED = "欠薪应急周转金", "欠新应急周转斤"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the bundled document."""
    path = tmp_path_factory.mktemp("imports") / "a.db"
    assert load(path, SEED).returncode == 0
    return path


def imported(database: Path, *arguments: str) -> set[str]:
    """Modules that a command imports beyond those of an empty interpreter."""
    script = (
        "import sys\n"
        "before = set(sys.modules)\n"
        f"sys.path[:0] = {[str(ROOT), *(one for one in sys.path if one.endswith('site-packages'))]!r}\n"
        "import bot.cli\n"
        f"status = bot.cli.main({[*arguments, '--db', str(database)]!r})\n"
        "print(*set(sys.modules) - before, file=sys.stderr)\n"
        "sys.exit(status)\n"
    )
    done = subprocess.run([sys.executable, "-S", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())  # below what the command said itself


def unlisted(modules: set[str], *more: frozenset[str]) -> set[str]:
    """Those that no list above allows."""
    allowed = STANDARD.union(*more)
    found = set()
    for module in modules:
        top, _, rest = module.partition(".")
        ours = {"bot": BOT, "db": DB}.get(top)
        if ours is not None:
            listed = not rest or rest in ours
        else:
            listed = top == "querylang" or top in allowed or top.startswith("_")
        if not listed:
            found.add(module)
    return found


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "--json", EXACT),
        ("ask", EXACT),
        ("ask", "--json", "预算超过100万的项目"),
        ("explain", "--json", EXACT),
        ("explain", "预算超过100万的项目"),
    ],
    ids=range(5),
)
def test_an_exact_question_imports_what_is_listed(database: Path, arguments: tuple[str, ...]) -> None:
    """Nothing else, whatever the form for people or for programs."""
    assert unlisted(imported(database, *arguments)) == set()


def test_a_mistyped_name_adds_the_aligner_alone(database: Path) -> None:
    """It is the one library on the way of a question."""
    assert unlisted(imported(database, "ask", "--json", MISTYPED), ALIGNER) == set()


def test_other_forms_add_their_own_module(database: Path) -> None:
    """CSV needs csv, and neither a workbook's library nor a chart's."""
    forms = {"csv", "bot.render.as_csv", "bot.render.separated", "bot.render.about", "bot.render.cells"}
    assert unlisted(imported(database, "ask", "-f", "csv", EXACT)) == forms
