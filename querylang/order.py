"""Rules for an order: 按金额从高到低排, 预算倒序, 按预算排序."""

from querylang.joined import number_of
from querylang.nodes import RANKS, Node
from querylang.query import Order
from querylang.slots import Slots, Top
from querylang.top import term_before


def find_order(nodes: list[Node], slots: Slots) -> None:
    """Take the first order that is said, with the term that stands before it."""
    i = 0
    while i < len(nodes) and slots.order is None:
        if nodes[i].kind in {"order", "sort"}:
            _order_at(nodes, i, slots)
        i += 1
    _count_from_order(slots)


def bring_term_forward(nodes: list[Node]) -> None:
    """第七名是哪个项目，按预算: what it ranks by is said behind; read in front of the place."""
    end = len(nodes)
    while end and nodes[end - 1].label == "logic.comma":  # …，谢谢
        end -= 1
    by = nodes[max(end - 2, 0) : end]
    if not by or (by[0].label, by[-1].kind) != ("group.by", "field"):
        return
    ranks = [i for i, node in enumerate(nodes) if node.kind in RANKS]
    if len(ranks) == 1 and (ranks[0] == 0 or nodes[ranks[0] - 1].kind not in {"field", "group"}):
        del nodes[end - 2 : end]
        nodes[ranks[0] : ranks[0]] = by


def _order_at(nodes: list[Node], i: int, slots: Slots) -> None:
    last = i + 1 if {node.kind for node in nodes[i : i + 2]} == {"order", "sort"} else i
    descending = not any(node.label == "order.asc" for node in nodes[i : last + 1])
    begin, term = term_before(nodes, i, "desc" if descending else "asc")
    if term is None and [node.label for node in nodes[max(i - 2, 0) : i]] == ["group.by", "aggregate.sum"]:
        begin, term = i - 1, "total"  # 按合计
    if term is None and nodes[i].kind == "sort" and last == i:
        return
    if begin > 0 and nodes[begin - 1].label == "group.by":
        begin -= 1
    ranked = slots.top.term if slots.top is not None else None
    slots.order = Order(term or ranked or "total", descending)
    slots.order_said = term is not None
    slots.order_start = nodes[i].start
    del nodes[begin : last + 1]
    number = number_of(nodes[begin + 1]) if begin + 1 < len(nodes) and nodes[begin].label == "ask.list" else None
    if number is not None and slots.top is None:  # 从少到多列五个
        direction = "desc" if descending else "asc"
        slots.top = Top(direction, number, None, term, plain=False, directed=True)
        slots.top_start = nodes[begin].start
        del nodes[begin : begin + 2]


def _count_from_order(slots: Slots) -> None:
    """从低到高前三名, 金额升序的第一个: where the order stands first, 前 and 第 count from where it begins."""
    top, order = slots.top, slots.order
    if top is None or order is None or top.directed or slots.top_start is None or slots.order_start is None:
        return
    if slots.order_start < slots.top_start:
        direction = "desc" if order.descending else "asc"
        slots.top = top._replace(direction=direction, plain=False, directed=True)
