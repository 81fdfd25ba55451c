"""Conditions, 且, 或, 非 → one loose condition, with scope: 非 over 且 over 或; side by side is 且.

没有, 除了 and 不含 govern the whole coordination after them; 以外 the one before it.  How far 不是 reaches
(不是A且B), and whether a condition before two projects is of both (超过100万的A和B), is left open.
"""

from typing import cast

from querylang.contradiction import contradicts
from querylang.failure import Refused
from querylang.joined import Projects, named
from querylang.nodes import ANDS, LINKS, AllOf, AnyOf, Loose, Node, NoneOf, OfIndicator, OneOf, all_of, any_of
from querylang.query import And, Compare, Condition, Named, Target

OPERANDS = frozenset({"cond", "projects"})
CONNECTORS = LINKS
SET = "thing.project"
GOVERNING = frozenset({"negation.without", "negation.except"})
NEGATIONS = GOVERNING | {"negation.not", "negation.together"}
BOOLEAN = OPERANDS | CONNECTORS | NEGATIONS | {"negation.except_end", "logic.open", "logic.close"}
DEEPEST = 12  # brackets and denials inside one another; a statement may not nest without end either


class _Parser:
    """A Pratt parser over the boolean nodes; other nodes are breaks, which end the scope of a negation."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.at = 0
        self.used: set[int] = set()
        self.open: list[Loose] = []  # denied by a 不是 that may reach further
        self.subjects: list[Loose] = []  # projects by name, and what is said of them right behind
        self.depth = 0
        # Opening brackets that hold no condition: each is tried once, or ((((( would take twice as long with each.
        self.hollow = _unclosed(nodes)

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
            joins = self.label() == "logic.or" or self._joins_sets()
            if joins and part is not None and self._operand_follows():
                self.take()
                continue
            break
        if not parts:
            return None
        if len(parts) > 1 and parts[0] in self.subjects and not any(map(_names_projects, parts[1:])):
            return _of_subject(parts)
        reaching = self._reaching(parts)
        return any_of(parts) if reaching is None else OneOf((any_of(parts), NoneOf(any_of(reaching))))

    def all(self) -> Loose | None:
        """A and B and …; a comma or nothing between them is and."""
        parts: list[Loose] = []
        link = ""  # what stands before the next part
        links: list[str] = []
        while True:
            self.skip_breaks()
            label = self.label()
            if label in ANDS or label == "logic.comma":
                if not self._operand_follows():
                    self.at += 1
                    continue
                if self._joins_sets():
                    break
                link = label
                if label == "logic.with" and not self._same_sort(self._last_operand(), self._next_operand()):
                    raise Refused("“和”前后不是同一类东西，请分开问")
                self.take()
                continue
            if label in {"end", "logic.or", "logic.close"}:
                break
            if label == "negation.except_end":
                self._refuse_several_left_out()
                said = self.at > 0 and self.nodes[self.at - 1].kind != "kinds"  # X的项目里满意度指标以外的指标
                if parts and said and self.nodes[self.at].end - self.nodes[self.at].start > 1:
                    self.take()
                    denied = parts.pop()
                    parts.append(NoneOf(denied))
                    continue
                self.at += 1
                continue
            first = self.at
            part = self.one()
            if part is None:
                self.at += 1
                continue
            merged = self._merged(parts[-1], part, link, first) if parts else None
            if merged is None:
                parts.append(part)
                links.append(link)
            else:
                parts[-1] = merged
            link = ""
        if not parts:
            return None
        if len(parts) > 1 and isinstance(parts[0], Named) and links[1] in {"", "logic.comma"}:
            self.subjects.append(all_of(parts))
        reaching = self._reaching(parts) if links[1:2] == ["logic.and"] else None
        return all_of(parts) if reaching is None else OneOf((all_of(parts), NoneOf(all_of(reaching))))

    def _refuse_several_left_out(self) -> None:
        """超过100万且有时效指标的项目以外: the projects that meet all of it, which the last condition alone is not."""
        conditions = sum(self.nodes[k].label in OPERANDS for k in self.used)
        if self.nodes[self.at - 1].label == SET and conditions > 1:
            raise Refused("“以外”前面有几个条件，没有看出除去的是哪些项目，请一个一个问")

    def _reaching(self, parts: list[Loose]) -> list[Loose] | None:
        """The parts without the 不是 of the first, where it may deny all of them (不是A且B); else None."""
        first = parts[0]
        is_open = isinstance(first, NoneOf) and any(first is one for one in self.open)
        if not is_open or len(parts) == 1 or isinstance(parts[1], NoneOf):
            return None
        return [first.part, *parts[1:]] if isinstance(first, NoneOf) else None

    def _merged(self, last: Loose, part: Loose, link: str, first: int) -> Loose | None:
        """What a part and the one before it make, where that is not simply both of them."""
        if _alternatives(last, part, link):
            return any_of([*(last.parts if isinstance(last, AnyOf) else (last,)), part])
        return _condition_of_projects(last, self.nodes[first]) if self._follows_condition(first) else None

    def _joins_sets(self) -> bool:
        """有成本指标的项目和没有时效指标的项目, 涉及培训的和涉及招聘的项目: two sets of projects, taken together."""
        if self.label() != "logic.with":
            return False
        before = self.nodes[self.at - 1]
        if before.label != SET and not (before.label == "cond" and self.nodes[self.at].after_de):
            return False
        k = self.at + 1
        while k < len(self.nodes) and self.nodes[k].label in OPERANDS | NEGATIONS | {"logic.and"}:
            k += 1
        if k == self.at + 1 or k == len(self.nodes):
            return False
        return self.nodes[k].label == SET or (before.label != SET and self.nodes[k].after_de)  # …的有几个

    def _follows_condition(self, k: int) -> bool:
        """超过100万的A和B: several projects right behind a condition that is said of them."""
        projects = self.nodes[k].value
        before = self.nodes[k - 1] if k > 0 else None
        return (
            isinstance(projects, Projects)
            and len(projects.sides) > 1
            and self.nodes[k].after_de
            and before is not None
            and before.label == "cond"
        )

    def _operand_follows(self) -> bool:
        k = self.at + 1
        while k < len(self.nodes) and self.nodes[k].label not in BOOLEAN:
            k += 1
        while k < len(self.nodes) and self.nodes[k].label in CONNECTORS | {"logic.open"}:
            k += 1
        return k < len(self.nodes) and self.nodes[k].label in OPERANDS | NEGATIONS | {"logic.open"}

    def one(self) -> Loose | None:
        """One condition, perhaps denied or in brackets; Refused where it holds too many others."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused("括号或者否定套得太深，请分开问")
        found = self._one()
        self.depth -= 1
        return found

    def _one(self) -> Loose | None:
        label = self.label()
        if label == "logic.open":
            if self.at in self.hollow:
                return None
            start = self.at
            self.take()
            open_before = self.open
            self.open = []  # what is in brackets reaches no further
            inner = self.any()
            self.open = open_before
            self.skip_breaks()
            if inner is None or self.label() != "logic.close":
                self.at = start
                self.used.discard(start)
                self.hollow.add(start)
                return None
            self.take()
            return inner
        if label in OPERANDS:
            return operand(self.take())
        if label == "negation.not":
            if self.label(1) not in OPERANDS | {"logic.open", "negation.not"}:
                return None
            said = self.take()
            plain = self.label() == "cond"
            part = self.one()
            if part is None:
                return None
            denied = NoneOf(self._range(part))
            if plain and said.end - said.start > 1:
                self.open.append(denied)  # 不是; 不 and 未 are of the word behind them alone
            return denied
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
        excepts = self.take().label == "negation.except"
        parts: list[Loose] = []
        while True:
            part = self.one()
            if part is None:
                break
            parts.append(self._range(part))
            if not self._goes_on() or self._starts_anew(parts):
                break
            said = self.take()
            if said.label == "logic.comma" and said.after_de and not together and not _same_figure(parts, self._next()):
                return self._open_end(parts)
        if excepts and self.label() == SET and self.label(1) == "negation.except_end":
            self.at += 1  # 除了超过100万的项目以外的项目: denied once
        if self.label() in {"negation.except_end", "top.last"}:
            self.take()  # 除了X以外, 剔除X后
        if not parts:
            return None
        return NoneOf(all_of(parts) if together else any_of(parts))

    def _goes_on(self) -> bool:
        """Whether one more of the same sort stands behind a link."""
        links = {"logic.with", "logic.or", "logic.comma"}
        return self.label() in links and self._same_sort(self.at - 1, self.at + 1)

    def _range(self, lower: Loose) -> Loose:
        """除了20万以上50万以下的项目: both bounds are of what is denied."""
        ahead = int(self.label() == "logic.comma" and not self.nodes[self.at].after_de)
        upper = self._next(ahead)
        if upper is None or (not ahead and self.nodes[self.at].after_de) or not _are_bounds(lower, upper):
            return lower
        while ahead >= 0:
            self.take()
            ahead -= 1
        return AllOf((lower, upper))

    def _next(self, ahead: int = 0) -> Loose | None:
        return operand(self.nodes[self.at + ahead]) if self.label(ahead) == "cond" else None

    def _starts_anew(self, left_out: list[Loose]) -> bool:
        """除了30万的，20万以上的项目: what holds some of those left out is said of the others, and is not left out."""
        following = self._next(1)
        closed = "negation.except_end" in {self.label(2), self.label(3)}  # 除了30万、20万以上的以外
        if self.label() != "logic.comma" or following is None or closed:
            return False
        bounds = self._next(2)
        more = (bounds,) if bounds is not None and _are_bounds(following, bounds) else ()
        return any(_overlap(one, all_of((following, *more))) for one in left_out)

    def _open_end(self, left_out: list[Loose]) -> Loose:
        """除了30万的，50万以上的项目: left out as well, or what is asked for."""
        following = self.one()
        assert following is not None  # an operand
        following = self._range(following)
        if self._goes_on():
            raise Refused("没有看出“除了”管到哪里，请分开问")
        return OneOf((NoneOf(any_of([*left_out, following])), AllOf((NoneOf(any_of(left_out)), following))))


def _unclosed(nodes: list[Node]) -> set[int]:
    """The places of opening brackets without a closing one."""
    opened: list[int] = []
    for n, node in enumerate(nodes):
        if node.label == "logic.open":
            opened.append(n)
        elif node.label == "logic.close" and opened:
            opened.pop()
    return set(opened)


def operand(node: Node) -> Loose:
    """The loose condition of a node."""
    if isinstance(node.value, Projects):
        return named(node.value)
    return cast("Loose", node.value)  # only nodes that hold one are operands


def _names_projects(loose: Loose) -> bool:
    """Whether a condition names projects of its own."""
    parts = (
        loose.parts if isinstance(loose, AllOf | AnyOf) else (loose.part,) if isinstance(loose, NoneOf) else (loose,)
    )
    return any(isinstance(part, Named) or (part is not loose and _names_projects(part)) for part in parts)


def _of_subject(parts: list[Loose]) -> Loose:
    """业务用房超过200万还是低于200万: both are said of the project that is named before the first."""
    first = parts[0]
    assert isinstance(first, AllOf)
    return AllOf((first.parts[0], any_of([all_of(first.parts[1:]), *parts[1:]])))


def _condition_of_projects(condition: Loose, node: Node) -> Loose:
    """超过100万的A和B: the condition is of both, or of A alone."""
    projects = node.value
    assert isinstance(projects, Projects)
    first = Projects(projects.sides[:1], "one", projects.exact)
    others = Projects(projects.sides[1:], projects.operator, projects.exact)
    both = AllOf((condition, named(projects)))
    return OneOf((both, AnyOf((AllOf((condition, named(first))), named(others)))))


def _comparisons(loose: Loose) -> tuple[Compare, ...]:
    """The comparisons of one figure that a condition is made of; none for any other condition."""
    parts = loose.parts if isinstance(loose, AllOf) else (loose,)
    compared = tuple(part for part in parts if isinstance(part, Compare))
    same = len({one.term for one in compared}) == 1
    return compared if same and len(compared) == len(parts) else ()


def _are_bounds(one: Loose, other: Loose) -> bool:
    """20万以上50万以下: the two ends of one range."""
    if not (isinstance(one, Compare) and isinstance(other, Compare) and one.term == other.term):
        return False
    return {one.op[0], other.op[0]} == {"<", ">"} and not contradicts(And((one, other)))


def _overlap(one: Loose, other: Loose) -> bool:
    """Whether two comparisons of one figure can both hold."""
    ranges = (_comparisons(one), _comparisons(other))
    same = all(ranges) and ranges[0][0].term == ranges[1][0].term
    return same and not contradicts(And((*ranges[0], *ranges[1])))


def _same_figure(left_out: list[Loose], following: Loose | None) -> bool:
    """除了30万的、20万的项目: values of one figure."""
    figures = [one for one in (*left_out, following) if isinstance(one, Compare) and one.op == "="]
    return len(figures) == len(left_out) + 1 and len({one.term for one in figures}) == 1


def _alternatives(first: Loose, second: Loose, link: str) -> bool:
    """Whether two conditions side by side name two values of one field, of which a row can have one."""
    if link not in {"logic.comma", "logic.with"}:
        return False
    last = first.parts[-1] if isinstance(first, AnyOf) else first
    ranges = (_comparisons(last), _comparisons(second))
    if link == "logic.with" and all(ranges) and ranges[0][0].term == ranges[1][0].term:
        return contradicts(And((*ranges[0], *ranges[1])))  # 10万到20万和50万到100万
    if isinstance(last, Compare) and isinstance(second, Compare):
        return last.op == second.op == "=" and last.term == second.term
    one, other = _stated(last), _stated(second)
    return one is not None and other is not None and one[0] == other[0] and one[1].op == other[1].op == "="


def _stated(loose: Loose) -> tuple[tuple[Condition, ...], Target] | None:
    """满意度为95%: which indicators, and what their value is."""
    match loose:
        case OfIndicator(condition=Target() as target):
            return (), target
        case OfIndicator(condition=And(parts=(*kinds, Target() as target))):
            return tuple(kinds), target
        case _:
            return None


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
