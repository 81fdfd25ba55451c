"""Rules for text: X相关的, 涉及X, 提到X, 名字带X, 指标值是X."""

from querylang.comparison import Comparison
from querylang.nodes import ANDS, LINKS, Loose, Node, NoneOf, OfIndicator, OneOf, Topic, all_of, any_of, join
from querylang.query import TextMatch
from querylang.text_fields import EQUALS, field_of_text, text_condition, text_field
from querylang.text_markers import asks_amount, asks_which_projects, holds_kind, holds_money, leads, says, searches
from querylang.text_said import is_content, is_glued, is_text, said_text, text_end
from querylang.vocabulary import marker_words
from querylang.words import Quoted

ENDS_RUN = frozenset({"logic", "text", "field", "comparison", "reference"})
OF_TARGETS = frozenset({"thing.indicator", "thing.project"})
OPENS = frozenset({"ask", "department", "logic"})  # what a condition may follow without being of it
WHICH = frozenset(marker_words("which_aspect"))


def join_texts(nodes: list[Node], plain: str) -> None:
    """X相关的, 涉及X, 提到X, 名字带X, 指标值是X."""
    _find_frequencies(nodes, plain)
    i = 0
    while i < len(nodes):
        node = nodes[i]
        if node.label == "text.search" and not searches(nodes, i):
            del nodes[i]
            continue
        if node.label == "text.aspect" and i > 0 and nodes[i - 1].kind == "kind":
            del nodes[i]  # 经济效益方面的指标
            continue
        if node.label == "text.mentions" and asks_which_projects(nodes, i):
            del nodes[i]  # 归类不对的指标涉及哪些项目
            continue
        if node.label == "text.mentions" and asks_amount(nodes, i, plain):
            del nodes[i]
            continue
        if node.label == "text.mentions" and (holds_kind(nodes, i, plain) or holds_money(nodes, i)):
            nodes[i] = node._replace(label="existence.has", value="has")  # 含有成本指标的项目
            continue
        if leads(nodes, i, plain):
            nodes[i] = node = node._replace(label="text.mentions", value="mentions")  # 有关工伤的项目
        if node.label == "text.aspect" and i > 0 and plain[nodes[i - 1].start : nodes[i - 1].end] in WHICH:
            i += 1  # 哪类, 几类: no subject
            continue
        if node.label in {"text.about", "text.aspect", "text.unrelated"}:
            i = _text_before(nodes, i, plain)
        elif node.label in {"text.mentions", "text.search"} or says(nodes, i, plain):
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
        of_target = nodes[i].kind in EQUALS
        last = text_end(nodes, end, of_target=of_target, of_value=of_target and nodes[i - 1].kind == "which")
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
    begin, fields, extra = text_field(nodes, i, plain)
    of_indicators = end < len(nodes) and nodes[end].label == "thing.indicator"
    if of_indicators and fields == ("project",) and not plain.startswith("项目", nodes[begin].start):
        fields = ("indicator",)  # 名称含有“档案”的指标
    if fields is None and begin == i and i > 1 and nodes[i - 1].label in LINKS:
        fields = field_of_text(nodes[i - 2])  # 名称带A但不带B: of the name as well
    fields = ("project",) if named_behind and fields is None else fields
    mode = "equals" if nodes[marker].kind in EQUALS and fields != ("project",) else "contains"
    if mode == "equals" and operator == "with":
        operator = "or"  # 指标值为按时完成和年底前完成的: no value is both
    parts = [text_condition(text, fields, extra, mode) for text in texts]
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


def _counts_characters(node: Node) -> bool:
    return isinstance(node.value, Comparison) and node.value.bare and node.value.unit == "字"


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
    while end >= 0 and is_content(nodes[end]):
        first = end
        while first > 0 and is_content(nodes[first - 1]) and not nodes[first].after_gap and not nodes[first].after_de:
            first -= 1
        texts.insert(0, said_text(nodes, first, end, plain))
        begin = first
        if (
            first > 1
            and nodes[first - 1].label in LINKS
            and is_content(nodes[first - 2])
            and not nodes[first - 1].after_de
        ):
            operator = nodes[first - 1].name if nodes[first - 1].label in ANDS else operator
            end = first - 2
            continue
        break
    behind = nodes[i + 1] if i + 1 < len(nodes) else None
    if not texts or (behind is not None and is_content(behind) and not behind.after_de):
        return i  # 复议有关工伤的: of which of the two is not said
    if begin > 0 and nodes[begin - 1].label in ANDS:
        begin -= 1  # 与人才有关
    elif nodes[i].label == "text.unrelated" and len(texts) > 1:
        return i  # X与Y无关: what X is remains unsaid
    if begin > 0 and nodes[begin - 1].label == "text.mentions":
        begin -= 1  # 查找与人才有关的
    parts = [text_condition(text, None, None, "contains") for text in texts]
    join(nodes, begin, i, "cond", _joined_texts(parts, operator, nodes[i].label == "text.unrelated"))
    return begin


def _unknown_run(nodes: list[Node], i: int) -> int:
    """Where a text begins that holds words by chance, as 年 in 未成年人相关; i where it is made of texts alone."""
    begin = i
    while begin > 0 and is_glued(nodes[begin - 1], nodes[begin]) and nodes[begin - 1].kind not in ENDS_RUN:
        begin -= 1
    run = nodes[begin:i]
    mixed = any(not is_content(node) for node in run)
    return begin if mixed and run and run[0].label == "unknown" and nodes[i].label == "text.about" else i
