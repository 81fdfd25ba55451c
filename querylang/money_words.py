"""Rules for money as people speak of it: 财政给拨了多少, 其他资金有钱, 有其他资金投入多少.

A source of money and a word for money behind it are one thing; left apart, the second would be 总计, and what is said
of the one would be answered with the other.
"""

from querylang.fields import MONEY_FIELDS
from querylang.nodes import Node
from querylang.vocabulary import marker_words

SOURCES = frozenset(f"field.{field}" for field in MONEY_FIELDS if field != "total")
HAS = frozenset({"existence.has", "existence.whether", "negation.without", "negation.not"})
INSIDE = frozenset(marker_words("holds_money"))
# What a source holds: 其他资金有钱; not 财政拨款有多少钱.
MONEY = frozenset(marker_words("money"))
ENDINGS = frozenset({"logic.comma", "reference.end"})


def join_money_words(nodes: list[Node], plain: str) -> None:
    """Take a source of money and the words for money beside it together."""
    for n in range(len(nodes) - 1, 0, -1):
        if nodes[n].label == "filler.that" and nodes[n - 1].kind in {"field", "which"}:
            del nodes[n]  # 其他资金那一栏
    i = 0
    while i < len(nodes):
        if nodes[i].label in SOURCES:
            _say_once(nodes, i)
            _have_money(nodes, i, plain)
            _ask_what_is_had(nodes, i, plain)
        i += 1


def _say_once(nodes: list[Node], i: int) -> None:
    """财政拨款金额, 财政给拨了多少钱, 财政给内审拨了多少钱: the word behind only says that it is money."""
    fiscal = nodes[i].value == "fiscal"
    k = i + 2 if fiscal and i + 1 < len(nodes) and nodes[i + 1].kind in {"project", "department"} else i + 1
    if fiscal and k == i + 1 and k < len(nodes) and nodes[k].label == "thing.project" and nodes[k].after_de:
        has = nodes[i]._replace(label="existence.has", value="has")
        nodes[i : i + 1] = [has, nodes[i]._replace(value="appropriation")]  # 财政给钱的项目
        return
    while k < len(nodes) and nodes[k].label == "field.total" and nodes[k].value != "total_sum":
        had = nodes[k].after_de and i > 0 and nodes[i - 1].kind in {"existence", "negation"}  # 没有其他资金的预算
        if not fiscal and (nodes[k].after_gap or had):
            break
        del nodes[k]


def _have_money(nodes: list[Node], i: int, plain: str) -> None:
    """其他资金有钱的项目, 其他资金没钱的: 有 and 没 go before what there is."""
    if i + 2 >= len(nodes) or nodes[i + 2].after_de:
        return
    has, money = nodes[i + 1 : i + 3]
    inside = has.label == "text.mentions" and plain[has.start : has.end] in INSIDE
    is_money = money.label == "field.total" and plain[money.start : money.end] in MONEY
    if not is_money or not (inside or has.label in HAS):
        return
    label = "existence.has" if inside else "negation.without" if has.kind == "negation" else has.label
    nodes[i : i + 3] = [nodes[i]._replace(label=label, value=label.partition(".")[2]), nodes[i]._replace(end=money.end)]


def _ask_what_is_had(nodes: list[Node], i: int, plain: str) -> None:
    """欠薪应急周转金有其他资金多少, 用了多少其他资金: how much, not whether there is any."""
    has = nodes[i - 1] if i > 0 else None
    if has is not None and has.label == "existence.has" and plain[has.start : has.end].endswith("多少"):
        nodes[i - 1] = has._replace(label="ask.amount", value="amount")
        return
    if (
        i > 1
        and nodes[i].value == "fiscal"
        and [node.label for node in nodes[i - 2 : i]] == ["field.total", "ask.amount"]
    ):
        del nodes[i - 2]  # 拿了多少财政的钱
        return
    behind = [node.label for node in nodes[i + 1 :] if node.label not in ENDINGS]
    if has is not None and has.label == "existence.has" and behind == ["ask.amount"]:
        del nodes[i - 1]
