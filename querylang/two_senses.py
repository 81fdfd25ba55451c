"""Words that stand so that they may mean two things: 没有超过95%的满意度指标, 20万以外, 占超过100万的项目的比例."""

from collections.abc import Sequence
from itertools import pairwise

from querylang.comparison import Comparison
from querylang.failure import Refused, Vague
from querylang.names import fold_name
from querylang.nodes import EVERY, Node
from querylang.words import Mention, Word

CONDITIONS = frozenset({"comparator", "comparison", "existence", "negation"})
EXCEPTING = frozenset({"negation.except", "negation.not", "negation.without"})
OF_ONE_YEAR = frozenset({"comparison", "existence", "negation", "superlative", "top", "top_n", "nth", "rank"})
OF_BOTH = frozenset({"filler.every", "existence.has", "existence.also", "filler.both"})
RANKED = frozenset({"superlative", "top", "top_n", "rank", "nth"})
COMPARED = frozenset({"comparator", "comparison", "ask.than", "aggregate.average_bare", "aggregate.median"})
ALL = frozenset({"ask.all", "group.each"})
LENGTH_OF_DEED = 2  # 检查, 整理; more characters are a name
OF_TARGETS = frozenset({"field", "indicator", "kind", "kinds", "which"})


def refuse_years_apart(nodes: Sequence[Node], words: Sequence[Word]) -> None:
    """2024年最贵的项目去年多少, 2023年甲局和2024年乙局, 两年都超过100万: said of one year, and not of the other."""
    years = [n for n, node in enumerate(nodes) if node.kind == "year"]
    if any(_says_its_own(nodes, one, other) for one, other in pairwise(years)):
        raise Refused("两个年度各有各的条件或部门，一句话里分不清，请一个一个问")
    both = [word for word in words if word.text == "都有" or (word.label in OF_BOTH and word.text.startswith(EVERY))]
    if len(years) > 1 and both:
        raise Refused("没有看出是两年都要符合，还是有一年符合；请一年一年问")


def _says_its_own(nodes: Sequence[Node], one: int, other: int) -> bool:
    """Whether something stands between two years, or behind each of them, that is of one of them alone."""
    between = nodes[one + 1 : other]
    if (nodes[one].label, nodes[one].value) == (nodes[other].label, nodes[other].value):
        return False
    if any(node.kind == "department" for node in between) and _has_department(nodes, other):
        return True
    parallel = any(node.label == "logic.comma" for node in between)
    return not parallel and any(node.kind in OF_ONE_YEAR for node in between)


def _has_department(nodes: Sequence[Node], year: int) -> bool:
    return year + 1 < len(nodes) and nodes[year + 1].kind == "department"


def refuse_no_figure(words: Sequence[Word]) -> None:
    """名称超过100万, 来源最高, 排名在5以内, 总数超过100万: what has no size, or another, before a figure of money."""
    for n, (before, word) in enumerate(pairwise(words)):
        alike = word.label == "logic.with" and any(other.label == "same.as" for other in words[n + 2 : n + 4])
        compares = {word.kind, word.label} & COMPARED and word.label != "comparator.="
        if before.label in {"text.name", "field.origin"} and (alike or compares or word.kind in RANKED):
            raise Refused("名称和来源不能比大小；要按名称找，请说“名称带……的项目”")
        figure = word.value if isinstance(word.value, Comparison) else None
        if figure is not None and isinstance(before.value, Comparison) and word.text.startswith("="):
            raise Refused("没有看出等号的前面是什么")  # 1=1
        if before.label == "aggregate.ranking" and figure is not None and figure.op != "between":
            raise Refused("名次请说“前几名”“第几名到第几名”", ("预算前5名",))
        counts = before.label in {"aggregate.count", "aggregate.projects"} and before.text.endswith("数")
        of_some = before.label == "aggregate.projects" and figure is not None and figure.unit is None  # 项目数超过5
        if counts and not of_some and figure is not None and figure.unit in {"元", None}:
            raise Refused("没有看出是比个数，还是比金额")
        if word.label == "sort.by" and before.kind == "thing" and n > 0 and words[n - 1].label == "group.by":
            raise Refused("不能按名目排序；可以按它分组统计，或者按金额排序", (f"各{before.text}的预算",))


def refuse_two_senses(nodes: list[Node], plain: str) -> None:
    """Ask which is meant, or refuse, before anything is made of the words."""
    _refuse_open_denial(nodes, plain)
    _refuse_share_of_some(nodes)
    _refuse_outside(nodes, plain)
    _refuse_deed(nodes, plain)


def _refuse_deed(nodes: list[Node], plain: str) -> None:
    """检查所有项目的质量指标: to check those of all, or those of the project whose name holds 检查 amid other words."""
    if [node.kind for node in nodes[:1]] != ["project"] or not isinstance(nodes[0].value, Mention):
        return
    every = [node for node in nodes[1:2] if node.label in ALL and not node.after_de]
    if not every or len(nodes) < 3 or nodes[2].label != "thing.project":
        return
    said, rest = plain[nodes[0].start : nodes[0].end], plain[nodes[2].end :]
    if len(said) == LENGTH_OF_DEED and not any(fold_name(name).startswith(said) for name in nodes[0].value.names):
        offers = (f"所有项目{rest}", f"名称带“{said}”的项目{rest}")
        raise Vague(f"没有看出“{said}”是要做的事，还是项目名称的一部分；请选一种", offers, nodes[:1])


def _refuse_open_denial(nodes: list[Node], plain: str) -> None:
    """没有超过95%的满意度指标的项目: none that exceeds it, or one that does not."""
    for n in range(len(nodes) - 2):
        denied, kind, thing = nodes[n : n + 3]
        subject = n > 0 and nodes[n - 1].kind in OF_TARGETS
        said = plain[denied.start : denied.end]
        whole = kind.kind in OF_TARGETS and kind.after_de and thing.label == "thing.project" and thing.after_de
        if denied.kind == "comparison" and said.startswith("没有") and whole and not subject:
            of_kind = plain[kind.start : kind.end]
            figure, rest = said.removeprefix("没有"), plain[thing.start :]
            offers = (f"{of_kind}没有{figure}的{rest}", f"没有{of_kind}{figure}的{rest}")
            raise Vague("没有看出是一个这样的指标也没有，还是有一个没到；请选一种", offers)


def _refuse_share_of_some(nodes: list[Node]) -> None:
    """A占超过100万的项目的比例: the whole of a share is all there is, and takes no condition of its own."""
    takes = next((n for n, node in enumerate(nodes) if node.value == "takes"), None)
    if takes is None:
        return
    last = max((n for n, node in enumerate(nodes) if node.label == "aggregate.share"), default=0)
    if any(node.kind in CONDITIONS for node in nodes[takes + 1 : last]):
        raise Refused("占比的整体不能另带条件；请先分别问两边各是多少")


def _refuse_outside(nodes: list[Node], plain: str) -> None:
    """20万以外的项目: any other figure, or a larger one."""
    for n, (figure, behind) in enumerate(pairwise(nodes)):
        if behind.label != "negation.except_end" or behind.start != figure.end:
            continue
        bare = isinstance(figure.value, Comparison) and figure.value.bare and figure.value.unit in {"元", "%"}
        if bare and not any(node.label in EXCEPTING for node in nodes[:n]):
            said, rest = plain[figure.start : figure.end], plain[behind.end :]
            before = plain[: figure.start]
            offers = (f"{before}不是{said}{rest}", f"{before}超过{said}{rest}")
            raise Vague("没有看出是除了这个数以外，还是比它多", offers, [behind])
