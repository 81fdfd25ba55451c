"""What is done with the rows, as the rules find it in a question: first N, order, groups, what is asked for."""

from querylang.joined import Kinds
from querylang.named import NamedTuple
from querylang.nodes import Node
from querylang.query import CountOf, Order, Part, Term


class End(NamedTuple):
    """One side of a difference: a place from the top or the bottom, or an average of all (which has no place)."""

    place: int
    descending: bool
    average: str | None = None  # "average", "median"
    best: bool = False  # said as 最高, 最低


class Top(NamedTuple):
    """最高的3个, 前三名, 第二高, 第2到第4名, 最高和最低: how many from which end, or from which place."""

    direction: str  # "desc", "asc", "both"
    number: int | None  # None: the best one with its ties
    nth: int | None  # with a number: so many from this place on
    term: Term | None  # None: not said
    plain: bool  # said without 最高 or 最低: 前三名
    leads: bool = False  # stands before its term: 最高预算
    placed: bool = False  # counts places, not rows: 后三名
    directed: bool = True  # says itself from which end: 最高, 倒数第二; 前三名 does not


class Slots:
    """What the rules found; each slot is said at most once, a second time is not understood."""

    def __init__(self) -> None:
        """Nothing said yet."""
        self.top: Top | None = None
        self.top_of_projects = False  # 项目 stands right behind 最高的三个
        self.top_of_indicators = False  # 满意度最低的3个指标
        self.top_of_money = False  # 最贵的, 花钱最多的
        self.figures_of_top: list[str] = []  # 最多的三个部门合计: what is worked out, said behind the top
        self.top_end = 0  # where 前三名 or 最高的三个项目 ends in the plain text
        self.several_terms = False  # a field is joined to the one that the top is of
        self.ratio: Part = "difference"  # how two figures are set beside each other
        self.ends: tuple[End, End] | None = None  # 第一名和第二名, of which the difference is asked
        self.order: Order | None = None
        self.order_said = False  # by what was said: 各部门其他资金从高到低
        self.order_start: int | None = None  # where 从低到高, 升序 … stood
        self.group: tuple[str, ...] = ()
        self.aggregates: list[str] = []
        self.things: list[str] = []
        self.asks: list[str] = []
        self.fields: list[str] = []
        self.counted: CountOf | None = None  # 数量指标的指标数
        self.kinds: Kinds | None = None
        self.selected_first = False  # 满意度指标的项目: the indicators stand before the thing
        self.indicators: tuple[str, ...] = ()
        self.which: list[str] = []
        self.faults: list[str] = []
        self.meta: list[str] = []
        self.tally = self.counts_lines = False  # 数一数; 几条: indicators are counted so, projects hardly
        self.compare = False
        self.whole = False  # 总额: of several projects, their sum
        self.of_everything = False  # 总预算: no single project has one
        self.grand = False  # 总和, 加起来: over everything
        self.group_of_those = False  # 超过1000万的部门各占多少: of departments that were described
        self.group_each = False  # the group was said with 各, 每个
        self.counts_projects = False  # 项目数: projects are counted, not indicators
        # 占总预算, 占全部, 占全部部门; 百分比 without 占: a share, or what targets state
        self.share_of_money = self.share_of_all = self.share_of_departments = self.percentage = False
        self.beside_share = False  # 多少钱，占比多少: a figure stands apart from the share, and is asked for as well
        self.asks_apart = False  # 有几个指标，满意度目标多少: two questions
        self.averages_projects = False  # 平均每个项目
        self.averages_alone = False  # 平均, without 预算: of what was not said with it
        # 各年度, 每年, or several years; but 一共, 不分年度: of all the years that are said
        self.each_year = self.together = False
        self.asks_year = False  # 哪年
        self.of_departments = False  # a condition stands right before 部门
        self.open_departments = False  # 六个部门预算最高的: of departments, or of their projects
        self.asks_departments = False  # 属于哪些部门: what stands before is of projects, denied or not
        # A condition stands right before 项目: it speaks of projects; None: of what it speaks is settled in it.
        self.of_projects: bool | None = False
        self.names = False  # 名称, as what is asked for
        self.each = self.leaves_out = False  # 各; 除了内审
        self.ranking = False  # 排名, not 排第几
        self.share_whole: tuple[str, ...] = ()  # 占芦洲市: the departments of which a share is asked
        self.among_shown = self.of_shown = False  # 其中; a comparison of the indicators that were shown
        self.top_start: int | None = None  # where 最高, 前三 … stood

    def top_between(self, node: Node, following: Node) -> bool:
        """Whether 最高, 前三 … stood between two nodes: 各自最大的项目 is not 各自的项目."""
        return self.top_start is not None and node.end <= self.top_start < following.start

    def copy(self) -> "Slots":
        """Slots of their own with the same in them."""
        other = Slots()
        for name, value in vars(self).items():
            setattr(other, name, list(value) if isinstance(value, list) else value)
        return other
