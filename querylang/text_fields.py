"""Where a text is looked for: the field named before it (绩效目标里提到X, 名字带X, 指标值是X), or anywhere."""

from querylang.joined import wider
from querylang.nodes import INDICATOR_TEXT, AllOf, AnyOf, Loose, Node, OfIndicator, Topic
from querylang.query import Condition, IndicatorKind, IndicatorNamed, TextMatch, both
from querylang.words import Mention

EQUALS = frozenset({"copula", "comparator"})  # 指标值为合规, 指标值等于合规


def field_of_text(node: Node) -> tuple[str, ...] | None:
    """The field in which a condition looks for its text, where all of it looks in one."""
    parts = node.value.parts if isinstance(node.value, AllOf | AnyOf) else (node.value,)
    if node.label != "cond" or not all(isinstance(one, TextMatch) for one in parts):
        return None
    fields = {one.fields for one in parts if isinstance(one, TextMatch)}
    return next(iter(fields)) if len(fields) == 1 else None


def _names_name(node: Node, plain: str) -> bool:
    """Whether 指标名称 was said, not 指标 alone."""
    return plain[node.start : node.end].endswith("名称")


def _leads_to_projects(nodes: list[Node], i: int, plain: str) -> bool:
    """Whether 指标 says where a text stands, and projects are asked for."""
    of_projects = any(node.label == "thing.project" for node in nodes[i + 1 :])
    return nodes[i].label == "text.mentions" and of_projects and not _names_name(nodes[0], plain)


def text_field(nodes: list[Node], i: int, plain: str) -> tuple[int, tuple[str, ...] | None, Condition | None]:
    """The field named before a marker: (index of its first node, fields or None for all, kinds it is limited to)."""
    begin = i
    fields: tuple[str, ...] | None = None
    extra: Condition | None = None
    while begin > 0:
        before = nodes[begin - 1]
        if before.kind == "text" and before.name == "name":
            fields = ("indicator",) if fields == ("indicator",) else ("project",)
        elif before.label == "field.goal":
            fields = ("goal",)
        elif before.kind == "which":
            fields = {"annual": ("annual",), "cycle": ("cycle",)}.get(before.name, ("annual",))
            if before.name == "both" and nodes[i].kind not in EQUALS:
                fields = ("annual", "cycle")
        elif (
            before.label == "thing.indicator" and fields is None and begin == 1 and _leads_to_projects(nodes, i, plain)
        ):
            fields = INDICATOR_TEXT  # 指标里提到培训的项目
        elif before.label == "thing.indicator" and fields is None and (begin - 1 > 0 or _names_name(before, plain)):
            fields = ("indicator",)
        elif before.kind == "kind" and fields != ("project",):
            extra = IndicatorKind(wider(before.name))
            fields = fields or ("annual",)
        elif before.label == "indicator" and isinstance(before.value, Mention):
            extra = IndicatorNamed(before.value.names)
            fields = fields or ("annual",)
        else:
            break
        begin -= 1
        if fields == ("project",) and nodes[begin].kind == "text":
            if begin > 0 and nodes[begin - 1].label in {"thing.project", "thing.indicator"}:
                fields = ("indicator",) if nodes[begin - 1].label == "thing.indicator" else fields
                begin -= 1
            break
    return begin, fields, extra


def text_condition(text: str, fields: tuple[str, ...] | None, extra: Condition | None, mode: str) -> Loose:
    """A text looked for in these fields, or, without any, as a topic."""
    if fields is None:
        return Topic(text)
    match = TextMatch(fields, "equals" if mode == "equals" else "contains", text)
    if fields[0] in INDICATOR_TEXT:
        return OfIndicator(both(extra, match))
    return match
