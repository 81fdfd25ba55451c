"""Rules for text: X相关的, 涉及X, 提到X, 名字带X, 指标值是X."""

from itertools import pairwise

from querylang.comparison import Comparison
from querylang.joined import wider
from querylang.nodes import (
    ANDS,
    INDICATOR_TEXT,
    LINKS,
    AllOf,
    AnyOf,
    Loose,
    Node,
    NoneOf,
    OfIndicator,
    OneOf,
    Topic,
    all_of,
    any_of,
    join,
)
from querylang.query import Condition, IndicatorKind, IndicatorNamed, TextMatch, both
from querylang.recognise import QUOTES
from querylang.vocabulary import marker_words
from querylang.words import Mention, Quoted

RANKING = frozenset({"comparison", "nth", "nths", "rank", "ranks", "superlative", "top_n"})  # 前三名, 最高的三个
COLUMNS_OF_MONEY = frozenset({"appropriation", "special_account", "other_funds"})
NAMES = frozenset({"existence.has", "copula.is", "comparator.=", "text.called", "negation.without"})
EQUALS = frozenset({"copula", "comparator"})  # 指标值为合规, 指标值等于合规
ENDS_RUN = frozenset({"logic", "text", "field", "comparison", "reference"})
OF_TARGETS = frozenset({"thing.indicator", "thing.project"})
OPENS = frozenset({"ask", "department", "logic"})  # what a condition may follow without being of it
WHICH = frozenset(marker_words("which_aspect"))
_STOP_TEXT = frozenset(
    {"reference.end", "text.unrelated", "logic.comma", "logic.open", "logic.close", "text.about", "ask.yesno"}
)

HELD = frozenset({"kind", "which", "fault"})  # what 里有 says there is, and no text


def join_texts(nodes: list[Node], plain: str) -> None:
    """X相关的, 涉及X, 提到X, 名字带X, 指标值是X."""
    _find_frequencies(nodes, plain)
    i = 0
    while i < len(nodes):
        node = nodes[i]
        if node.label == "text.search" and not _searches(nodes, i):
            del nodes[i]
            continue
        if node.label == "text.aspect" and i > 0 and nodes[i - 1].kind == "kind":
            del nodes[i]  # 经济效益方面的指标
            continue
        if node.label == "text.mentions" and _asks_which_projects(nodes, i):
            del nodes[i]  # 归类不对的指标涉及哪些项目
            continue
        if node.label == "text.mentions" and _asks_amount(nodes, i, plain):
            del nodes[i]
            continue
        if node.label == "text.mentions" and (_holds_kind(nodes, i, plain) or _holds_money(nodes, i)):
            nodes[i] = node._replace(label="existence.has", value="has")  # 含有成本指标的项目
            continue
        if _leads(nodes, i, plain):
            nodes[i] = node = node._replace(label="text.mentions", value="mentions")  # 有关工伤的项目
        if node.label == "text.aspect" and i > 0 and plain[nodes[i - 1].start : nodes[i - 1].end] in WHICH:
            i += 1  # 哪类, 几类: no subject
            continue
        if node.label in {"text.about", "text.aspect", "text.unrelated"}:
            i = _text_before(nodes, i, plain)
        elif node.label in {"text.mentions", "text.search"} or _says(nodes, i, plain):
            _text_after(nodes, i, plain)
        i += 1


def _find_frequencies(nodes: list[Node], plain: str) -> None:
    """每季度一次的指标, 目标是每季度一次的: a frequency without quotation marks is the text of a target."""
    for n, node in enumerate(nodes):
        if not isinstance(node.value, Quoted) or plain[node.start] != "每":
            continue
        before = nodes[n - 1] if n > 0 else None
        behind = nodes[n + 1] if n + 1 < len(nodes) else None
        goal = nodes[n - 2] if n > 1 and before is not None and before.label == "copula.is" else None
        if goal is not None and plain[goal.start : goal.end] == "目标":
            nodes[n - 2] = goal._replace(label="which.annual", value="annual")
        elif behind is not None and behind.label in OF_TARGETS and (before is None or before.kind in OPENS):
            found = OfIndicator(TextMatch(("annual",), "contains", node.value.text))
            nodes[n] = node._replace(label="cond", value=found)


def _leads(nodes: list[Node], i: int, plain: str) -> bool:
    """Whether 有关 stands before what it is about: 有关工伤的项目; not 与工伤有关的项目."""
    said = nodes[i].label == "text.about" and plain[nodes[i].start : nodes[i].end] == "有关"
    return said and i + 1 < len(nodes) and is_text(nodes[i + 1]) and not (i > 0 and _content(nodes[i - 1]))


def _asks_which_projects(nodes: list[Node], i: int) -> bool:
    """Whether 涉及 only leads from indicators to the projects they belong to, or to departments: 涉及几个部门."""
    behind = [node.label for node in nodes[i + 1 : i + 3]]
    if behind in (["ask.which", "thing.department"], ["aggregate.count", "thing.department"]):
        return i > 0
    asks = len(behind) == 2 and behind[0] in {"ask.which", "ask.list"} and behind[1] == "thing.project"
    return asks and i > 0 and nodes[i - 1].label == "thing.indicator"


def _asks_amount(nodes: list[Node], i: int, plain: str) -> bool:
    """平均每个部门里有多少预算, 30万以上的项目里有几个没有成本指标: what is asked for, not a text."""
    if i + 1 >= len(nodes):
        return False
    counts = nodes[i + 1].label in {"aggregate.count", "ask.amount"} and i > 0 and nodes[i - 1].label == "thing.project"
    return counts or (nodes[i + 1].kind == "field" and plain.startswith("多少", nodes[i + 1].start))


def _holds_money(nodes: list[Node], i: int) -> bool:
    """带其他资金的项目: a column of money, not a text."""
    behind = nodes[i + 1] if i + 1 < len(nodes) else None
    return behind is not None and behind.kind == "field" and behind.name in COLUMNS_OF_MONEY


def _holds_kind(nodes: list[Node], i: int, plain: str) -> bool:
    """Whether what is mentioned is a kind of indicator rather than a text; no field of text stands before."""
    if i + 1 >= len(nodes) or (i > 0 and nodes[i - 1].kind in {"field", "which", "text"}):
        return False
    of_projects = i > 0 and (nodes[i - 1].kind in RANKING or nodes[i - 1].label == "thing.project")
    if of_projects and plain[nodes[i].start] in "里中" and nodes[i + 1].kind in HELD:
        return True  # 前三名里有满意度的, 30万以上的项目里有归类不对的指标
    return nodes[i + 1].kind == "kind" and plain[nodes[i + 1].start : nodes[i + 1].end].endswith(("指标", "目标"))


def _searches(nodes: list[Node], i: int) -> bool:
    """搜一下：资格库 searches; 找一下工伤认定的预算 only asks."""
    rest = [node for node in nodes[i + 1 :] if node.label != "logic.comma"]  # …，谢谢
    if any(node.label == "unknown" for node in rest[:-1]) and all(map(is_text, rest)):
        return all(_is_glued(one, other) for one, other in pairwise(rest))  # 搜索飞行检查: one text
    return (
        bool(rest)
        and rest[0].label in {"unknown", "quoted", "project", "indicator"}
        and (len(rest) == 1 or all(node.kind in {"thing", "ask"} for node in rest[1:]))
        and not (isinstance(rest[0].value, Mention) and rest[0].value.exact)
    )


def _says(nodes: list[Node], i: int, plain: str) -> bool:
    """名字叫X, 名称里有X, 指标值是X: a field of text and a word that introduces what it says."""
    node = nodes[i]
    if i + 1 >= len(nodes):
        return False
    if node.label in {"existence.has", "negation.without"} and nodes[i + 1].label == "quoted":
        return True  # 含“安全”的, 不带“劳动”的
    if i == 0:
        return False
    before = nodes[i - 1]
    if before.kind == "text" and before.name == "name":
        if node.label == "existence.whether":
            return is_text(nodes[i + 1])
        # 名称以X结尾 says where in the name it stands
        return node.label in NAMES or (is_text(node) and not plain.startswith(("以", "用"), node.start))
    of_targets = before.kind in {"which", "kind"} or before.label in {"kinds", "indicator"}
    if node.label == "comparator.=":  # 指标值等于合规; 等于业务用房经费 compares with what that one has
        return of_targets and nodes[i + 1].label in {"unknown", "quoted"}
    if node.label == "copula.is":
        return of_targets and is_text(nodes[i + 1])
    return False


def is_text(node: Node) -> bool:
    """Whether a node can be the text that a marker introduces."""
    return node.label in {"unknown", "quoted", "project", "projects", "indicator"}


def _text_after(nodes: list[Node], i: int, plain: str) -> None:
    """Read the texts that follow a marker, with the field that stands before it."""
    first = i + 1 if not (nodes[i].kind not in {"text", "existence", "copula", "negation"} and is_text(nodes[i])) else i
    if first >= len(nodes):
        return
    texts: list[str] = []
    operator = "or"
    end = first
    denied = nodes[i].label == "negation.without"
    while end < len(nodes):
        last = _text_end(nodes, end)
        if last < end:
            break
        texts.append(said_text(nodes, end, last, plain))
        end = last + 1
        if end + 1 < len(nodes) and nodes[end].label in LINKS - {"logic.and"} and is_text(nodes[end + 1]):
            operator = nodes[end].name if nodes[end].label in ANDS else operator
            end += 1
            continue
        break
    if not texts:
        return
    if end < len(nodes) and _counts_characters(nodes[end]):
        end += 1  # “便民”二字
    named_behind = end < len(nodes) and nodes[end].label == "text.name"
    if named_behind:
        nodes[end] = nodes[end]._replace(label="thing.project", value="project")  # 带“劳动”的项目名
    marker = i
    if i > 0 and nodes[i - 1].label in {"negation.without", "negation.not"}:
        denied = not denied  # 绩效目标里没有提到人才的
        i -= 1
    if i > 1 and nodes[i - 1].label == "existence.whether":
        i -= 1  # 绩效目标里有没有提到人才
    if i > 0 and _joins_texts(nodes, i - 1):
        operator = "and"  # 目标里同时提到A和B
        i -= 1
    begin, fields, extra = _text_field(nodes, i, plain)
    of_indicators = end < len(nodes) and nodes[end].label == "thing.indicator"
    if of_indicators and fields == ("project",) and not plain.startswith("项目", nodes[begin].start):
        fields = ("indicator",)  # 名称含有“档案”的指标
    if fields is None and begin == i and i > 1 and nodes[i - 1].label in LINKS:
        fields = _field_of_text(nodes[i - 2])  # 名称带A但不带B: of the name as well
    fields = ("project",) if named_behind and fields is None else fields
    mode = "equals" if nodes[marker].kind in EQUALS and fields != ("project",) else "contains"
    parts = [_text_condition(text, fields, extra, mode) for text in texts]
    join(nodes, begin, end - 1, "cond", _joined_texts(parts, operator, denied))


def _joined_texts(parts: list[Loose], operator: str, denied: bool) -> Loose:
    """目标里提到A和B is both; 涉及A和B, anywhere, is both or either, which is not said; denied, it is neither."""
    if denied:
        return NoneOf(any_of(parts))
    if operator == "with" and len(parts) > 1 and isinstance(parts[0], Topic):
        return OneOf((all_of(parts), any_of(parts)))
    return any_of(parts) if operator == "or" else all_of(parts)


def _joins_texts(nodes: list[Node], i: int) -> bool:
    """Whether 同时 belongs to the texts behind it, not to a condition before it."""
    before = nodes[i - 1] if i > 0 else None
    return nodes[i].value == "together" and (
        before is None or before.kind in {"field", "text", "which", "thing", "kind"}
    )


def _field_of_text(node: Node) -> tuple[str, ...] | None:
    """The field in which a condition looks for its text, where all of it looks in one."""
    parts = node.value.parts if isinstance(node.value, AllOf | AnyOf) else (node.value,)
    if node.label != "cond" or not all(isinstance(one, TextMatch) for one in parts):
        return None
    fields = {one.fields for one in parts if isinstance(one, TextMatch)}
    return next(iter(fields)) if len(fields) == 1 else None


def _counts_characters(node: Node) -> bool:
    return isinstance(node.value, Comparison) and node.value.bare and node.value.unit == "字"


def _text_end(nodes: list[Node], first: int) -> int:
    """Index of the last node of one text that begins at first; first - 1 when none does."""
    if nodes[first].label == "quoted":
        return first
    last = first - 1
    for k in range(first, len(nodes)):
        node = nodes[k]
        if node.label in _STOP_TEXT or node.kind in {
            "ask",
            "logic",
            "aggregate",
            "negation",
            "existence",
            "superlative",
        }:
            break
        if k > first and (
            not _goes_on(nodes[k - 1], node)
            or node.label in {"comparison", "quoted"}
            or node.kind in {"thing", "order", "sort"}
        ):
            break
        if k == first and node.kind == "thing":
            break
        last = k
    return last


def _goes_on(before: Node, node: Node) -> bool:
    """Whether a text goes on: no filler stands between, or a 的 before what is known by no other name (党的二十大)."""
    if node.after_de:
        return node.label == "unknown" and node.start == before.end + len("的")
    return node.start == before.end


def said_text(nodes: list[Node], first: int, last: int, plain: str) -> str:
    """The text of nodes, without its quotation marks."""
    value = nodes[first].value
    if isinstance(value, Quoted):
        return value.text
    if first == last and plain[nodes[first].start] in QUOTES:
        return plain[nodes[first].start + 1 : nodes[first].end - 1]
    return plain[nodes[first].start : nodes[last].end]


def _names_name(node: Node, plain: str) -> bool:
    """Whether 指标名称 was said, not 指标 alone."""
    return plain[node.start : node.end].endswith("名称")


def _leads_to_projects(nodes: list[Node], i: int, plain: str) -> bool:
    """Whether 指标 says where a text stands, and projects are asked for."""
    of_projects = any(node.label == "thing.project" for node in nodes[i + 1 :])
    return nodes[i].label == "text.mentions" and of_projects and not _names_name(nodes[0], plain)


def _text_field(nodes: list[Node], i: int, plain: str) -> tuple[int, tuple[str, ...] | None, Condition | None]:
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


def _text_condition(text: str, fields: tuple[str, ...] | None, extra: Condition | None, mode: str) -> Loose:
    if fields is None:
        return Topic(text)
    match = TextMatch(fields, "equals" if mode == "equals" else "contains", text)
    if fields[0] in INDICATOR_TEXT:
        return OfIndicator(both(extra, match))
    return match


def _text_before(nodes: list[Node], i: int, plain: str) -> int:
    """Read the texts before 相关, 有关; returns the index of the joined node."""
    texts: list[str] = []
    operator = "or"
    begin = _unknown_run(nodes, i)
    if begin < i:
        join(
            nodes,
            begin,
            i,
            "cond",
            _joined_texts([Topic(plain[nodes[begin].start : nodes[i].start])], "or", denied=False),
        )
        return begin
    end = i - 1
    begin = i
    while end >= 0 and _content(nodes[end]):
        first = end
        while first > 0 and _content(nodes[first - 1]) and not nodes[first].after_gap and not nodes[first].after_de:
            first -= 1
        texts.insert(0, said_text(nodes, first, end, plain))
        begin = first
        if (
            first > 1
            and nodes[first - 1].label in LINKS
            and _content(nodes[first - 2])
            and not nodes[first - 1].after_de
        ):
            operator = nodes[first - 1].name if nodes[first - 1].label in ANDS else operator
            end = first - 2
            continue
        break
    behind = nodes[i + 1] if i + 1 < len(nodes) else None
    if not texts or (behind is not None and _content(behind) and not behind.after_de):
        return i  # 复议有关工伤的: of which of the two is not said
    if begin > 0 and nodes[begin - 1].label in ANDS:
        begin -= 1  # 与人才有关
    elif nodes[i].label == "text.unrelated" and len(texts) > 1:
        return i  # X与Y无关: what X is remains unsaid
    if begin > 0 and nodes[begin - 1].label == "text.mentions":
        begin -= 1  # 查找与人才有关的
    parts = [_text_condition(text, None, None, "contains") for text in texts]
    join(nodes, begin, i, "cond", _joined_texts(parts, operator, nodes[i].label == "text.unrelated"))
    return begin


def _unknown_run(nodes: list[Node], i: int) -> int:
    """Where a text begins that holds words by chance, as 年 in 未成年人相关; i where it is made of texts alone."""
    begin = i
    while begin > 0 and _is_glued(nodes[begin - 1], nodes[begin]) and nodes[begin - 1].kind not in ENDS_RUN:
        begin -= 1
    run = nodes[begin:i]
    mixed = any(not _content(node) for node in run)
    return begin if mixed and run and run[0].label == "unknown" and nodes[i].label == "text.about" else i


def _is_glued(one: Node, other: Node) -> bool:
    return one.end == other.start and not (other.after_de or other.after_gap)


def _content(node: Node) -> bool:
    return is_text(node) or node.kind == "kind"
