"""A year beside a name, where a project bears the same name with that year in it: which of the two is asked."""

from querylang.catalogue import Catalogue
from querylang.failure import Vague
from querylang.joined import Projects
from querylang.text import Text, normalise

FORMS = (
    "{name}（{year}年）",
    "{name}（{year}年度）",
    "{name}（{year}）",
    "{name}{year}年",
    "{year}年{name}",
    "{year}年度{name}",
)


def refuse_dated(
    projects: Projects | None, years: tuple[int, ...], text: Text, catalogue: Catalogue, kind: str
) -> None:
    """2024年供水管网改造, where both 供水管网改造 and 供水管网改造（2024年） are projects: both are offered."""
    for name in projects.names if projects is not None else ():
        quoted = f"「{normalise(name).plain}」" in text.plain
        for year in () if quoted else years:
            for form in FORMS:
                dated = form.format(name=name, year=year)
                if catalogue.owners(dated, kind):
                    raise _both(name, dated, year)


def _both(name: str, dated: str, year: int) -> Vague:
    return Vague(
        f"没有看出是名称里有{year}年的项目，还是“{name}”在{year}年的", (f"「{dated}」", f"{year}年的「{name}」")
    )
