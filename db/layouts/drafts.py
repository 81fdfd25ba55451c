"""From what a layout collected to finished documents: options, defaults and what has to be refused."""

from typing import NamedTuple

from db.errors import UnknownLayout
from db.layouts.head import Head
from db.layouts.vocabulary import key
from db.money import DEFAULT_UNIT
from db.records import Document, Issue, ProjectRecord, Source


class Options(NamedTuple):
    """What the person who loads says about the file; None: as the file says.

    The `known` ones were said when the same bytes were loaded before, and hold where neither option nor file says any.
    """

    year: int | None = None
    department: str | None = None
    unit: str | None = None
    known_year: int | None = None
    known_department: str | None = None


AS_THE_FILE_SAYS = Options()


class Draft:
    """A document while its rows are read."""

    def __init__(self, head: Head) -> None:
        """Start without rows."""
        self.head = head
        self.unit: str | None = None
        self.unit_assumed = False
        self.printed_total_fen: int | None = None
        self.total_place = ""
        self.projects: list[ProjectRecord] = []
        self.issues: list[Issue] = []

    def belongs(self, head: Head) -> bool:
        """Whether rows under this head are rows of this document."""
        own = self.head
        return (key(own.department or ""), own.year, own.kind) == (key(head.department or ""), head.year, head.kind)


def finish(drafts: list[Draft], source: Source, options: Options) -> tuple[Document, ...]:
    """Finished documents in the order of the file; UnknownLayout when there is nothing to load."""
    filled = [draft for draft in drafts if draft.projects]
    if not filled:
        raise UnknownLayout(source.file, "有表头，但表头下没有一个项目", "请检查文件是否完整")
    if options.department and len({key(draft.head.department or "") for draft in filled}) > 1:
        names = "、".join(draft.head.department or "（未注明）" for draft in filled)
        raise UnknownLayout(source.file, f"文件里有几个部门（{names}）", "不能用 --department，请去掉它")
    if options.year and len({draft.head.year for draft in filled} - {None}) > 1:
        years = "、".join(dict.fromkeys(str(draft.head.year or "未注明") for draft in filled))
        raise UnknownLayout(source.file, f"文件里有几个年度（{years}）", "不能用 --year，请去掉它")
    # What was noticed before the first project of the file belongs to the document that follows.
    orphans = tuple(issue for draft in drafts if not draft.projects for issue in draft.issues)
    return tuple(
        _document(draft, part, source, options, orphans if part == 1 else ()) for part, draft in enumerate(filled, 1)
    )


def merged(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """Parts of one department, year and kind as one document.

    They come apart where a file says of one table only what the person who loads says of all, or prints lists beside
    forms.
    """
    of_key: dict[tuple[str, int | None, str], Document] = {}
    for document in documents:
        place = (key(document.department), document.year, document.kind)
        first = of_key.get(place)
        of_key[place] = _joined(first, document) if first else document
    return tuple(document._replace(part=part) for part, document in enumerate(of_key.values(), 1))


def _joined(first: Document, second: Document) -> Document:
    """The second's projects and issues behind the first's; of two printed totals the first counts."""
    before = len(first.projects)
    issues = [
        issue._replace(project=issue.project + before) if issue.project is not None else issue
        for issue in second.issues
        if issue not in first.issues
    ]
    if first.printed_total_fen is None:
        first = first._replace(printed_total_fen=second.printed_total_fen, total_place=second.total_place)
    elif second.printed_total_fen not in (None, first.printed_total_fen):
        message = "又有一行合计，与前面的不同；以第一个为准"
        issues.append(Issue("second_total", message, second.total_place))
    return first._replace(projects=first.projects + second.projects, issues=(*first.issues, *issues))


def _document(draft: Draft, part: int, source: Source, options: Options, orphans: tuple[Issue, ...]) -> Document:
    head = draft.head
    department = options.department or head.department or options.known_department
    if not department:
        raise UnknownLayout(source.file, "没有写明部门", "请用 --department 指定部门名称")
    issues = [*orphans, *draft.issues]
    if draft.unit_assumed:
        issues.append(Issue("unit_missing", f"没有写明金额单位；按{DEFAULT_UNIT}读，不对时请用 --unit 指定"))
    for printed, given, what in (
        (head.department, options.department, "部门"),
        (head.year, options.year, "年度"),
        (head.unit, options.unit, "单位"),
    ):
        if printed is not None and given is not None and printed != given:
            issues.append(Issue("option_differs", f"文件写的{what}是「{printed}」，选项说是「{given}」；以选项为准"))
    return Document(
        department=department,
        department_code=head.department_code,
        year=next((year for year in (options.year, head.year, options.known_year) if year is not None), None),
        kind=head.kind,
        unit=draft.unit or options.unit or DEFAULT_UNIT,
        title=head.title or "",
        file=source.file,
        digest=source.digest,
        format=source.format,
        part=part,
        printed_total_fen=draft.printed_total_fen,
        total_place=draft.total_place,
        projects=tuple(draft.projects),
        issues=tuple(issues),
    )
