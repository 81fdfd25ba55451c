"""Conditions, 且, 或, 非 → one loose condition, with scope: 非 over 且 over 或; side by side is 且.

没有, 除了 and 不含 govern the whole coordination after them; 以外 the one before it.
"""

from querylang.joined import Projects, named
from querylang.nodes import ANDS, LINKS, AnyOf, Loose, Node, NoneOf, OfIndicator, all_of, any_of
from querylang.query import Compare, Target

OPERANDS = frozenset({"cond", "projects"})
CONNECTORS = LINKS
GOVERNING = frozenset({"negation.without", "negation.except"})
NEGATIONS = GOVERNING | {"negation.not", "negation.together"}
BOOLEAN = OPERANDS | CONNECTORS | NEGATIONS | {"negation.except_end", "logic.open", "logic.close"}


class MixedCoordination(Exception):
    """和 between a set of projects and a project: neither both nor either is plainly meant."""


class _Parser:
    """A Pratt parser over the boolean nodes; other nodes are breaks, which end the scope of a negation."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.at = 0
        self.used: set[int] = set()

    def label(self, ahead: int = 0) -> str:
        k = self.at + ahead
        return self.nodes[k].label if k < len(self.nodes) else "end"

    def take(self) -> Node:
        node = self.nodes[self.at]
        self.used.add(self.at)
        self.at += 1
        return node

    def skip_breaks(self) -> None:
        while self.at < len(self.nodes) and self.label() not in BOOLEAN:
            self.at += 1

    def any(self) -> Loose | None:
        """A or B or more."""
        parts: list[Loose] = []
        while True:
            part = self.all()
            if part is not None:
                parts.append(part)
            self.skip_breaks()
            if self.label() == "logic.or" and part is not None and self._operand_follows():
                self.take()
                continue
            break
        return any_of(parts) if parts else None

    def all(self) -> Loose | None:
        """A and B and …; a comma or nothing between them is and."""
        parts: list[Loose] = []
        commas: list[bool] = []
        linked = False
        while True:
            self.skip_breaks()
            label = self.label()
            if label in ANDS or label == "logic.comma":
                if not self._operand_follows():
                    self.at += 1
                    continue
                linked = label == "logic.comma"
                if label == "logic.with" and not self._same_sort(self._last_operand(), self._next_operand()):
                    raise MixedCoordination("“和”前后不是同一类东西，请分开问")
                self.take()
                continue
            if label in {"end", "logic.or", "logic.close"}:
                break
            if label == "negation.except_end":
                if parts and self.nodes[self.at].end - self.nodes[self.at].start > 1:
                    self.take()
                    denied = parts.pop()
                    parts.append(NoneOf(denied))
                    continue
                self.at += 1
                continue
            part = self.one()
            if part is None:
                self.at += 1
                continue
            commas.append(linked)
            linked = False
            if parts and commas[-1] and _alternatives(parts[-1], part):
                parts[-1] = any_of([*(parts[-1].parts if isinstance(parts[-1], AnyOf) else (parts[-1],)), part])
            else:
                parts.append(part)
        return all_of(parts) if parts else None

    def _operand_follows(self) -> bool:
        k = self.at + 1
        while k < len(self.nodes) and self.nodes[k].label not in BOOLEAN:
            k += 1
        while k < len(self.nodes) and self.nodes[k].label in CONNECTORS | {"logic.open"}:
            k += 1
        return k < len(self.nodes) and self.nodes[k].label in OPERANDS | NEGATIONS | {"logic.open"}

    def one(self) -> Loose | None:
        """One condition, perhaps denied or in brackets."""
        label = self.label()
        if label == "logic.open":
            start = self.at
            self.take()
            inner = self.any()
            self.skip_breaks()
            if inner is None or self.label() != "logic.close":
                self.at = start
                self.used.discard(start)
                return None
            self.take()
            return inner
        if label in OPERANDS:
            return operand(self.take())
        if label == "negation.not":
            if self.label(1) not in OPERANDS | {"logic.open", "negation.not"}:
                return None
            self.take()
            part = self.one()
            return None if part is None else NoneOf(part)
        if label in GOVERNING or label == "negation.together":
            return self._governed(label == "negation.together")
        return None

    def _last_operand(self) -> int:
        k = self.at - 1
        while k >= 0 and self.nodes[k].label not in OPERANDS:
            k -= 1
        return k

    def _next_operand(self) -> int:
        k = self.at + 1
        while k < len(self.nodes) and self.nodes[k].label not in OPERANDS:
            k += 1
        return k

    def _same_sort(self, one: int, other: int) -> bool:
        """Whether two nodes are coordinated under a negation: both projects, or both conditions of one kind."""
        if one < 0 or other >= len(self.nodes) or self.nodes[one].label != self.nodes[other].label:
            return False
        return type(self.nodes[one].value) is type(self.nodes[other].value)

    def _governed(self, together: bool) -> Loose | None:
        """The coordination that 没有, 除了, 不含 govern: up to a comma, a break or 以外."""
        if self.label(1) not in OPERANDS | {"logic.open"}:
            return None
        self.take()
        parts: list[Loose] = []
        while True:
            part = self.one()
            if part is None:
                break
            parts.append(part)
            if self.label() in {"logic.with", "logic.or", "logic.comma"} and self._same_sort(self.at - 1, self.at + 1):
                self.take()
                continue
            break
        if self.label() in {"negation.except_end", "top.last"}:
            self.take()  # 除了X以外, 剔除X后
        if not parts:
            return None
        return NoneOf(all_of(parts) if together else any_of(parts))


def operand(node: Node) -> Loose:
    """The loose condition of a node."""
    if isinstance(node.value, Projects):
        return named(node.value)
    return node.value  # type: ignore[return-value]


def _alternatives(first: Loose, second: Loose) -> bool:
    """Whether two conditions side by side name two values of one field, of which a row can have one."""
    last = first.parts[-1] if isinstance(first, AnyOf) else first
    if isinstance(last, Compare) and isinstance(second, Compare):
        return last.op == second.op == "=" and last.term == second.term
    return (
        isinstance(last, OfIndicator)
        and isinstance(second, OfIndicator)
        and isinstance(last.condition, Target)
        and isinstance(second.condition, Target)
        and last.condition.op == second.condition.op == "="
    )


def parse_conditions(nodes: list[Node]) -> tuple[Loose | None, list[Node]]:
    """Return the condition of the nodes and the nodes that took no part in it."""
    parser = _Parser(nodes)
    parts: list[Loose] = []
    while parser.at < len(nodes):
        before = parser.at
        part = parser.any()
        if part is not None:
            parts.append(part)
        if parser.at == before:
            parser.at += 1
    rest = [node for n, node in enumerate(nodes) if n not in parser.used]
    return (all_of(parts) if parts else None), rest
