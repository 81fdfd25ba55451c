"""The way through: question → words → nodes → conditions and slots → Query, or why not.

Nothing is dropped: whatever no rule has taken is reported, and the status is then never ok.
"""

from collections.abc import Sequence
from itertools import pairwise

from querylang.alternatives import as_a_value, queries_of
from querylang.apart import (
    point_at_department,
    refuse_departments,
    refuse_money_of_their_department,
    refuse_own_conditions,
    refuse_ranking_one,
    refuse_two_questions,
)
from querylang.asked_number import ASKED
from querylang.assemble import assemble
from querylang.catalogue import Catalogue
from querylang.changes import Change, assemble_change, find_change
from querylang.comparing import compare_with_targets, leave_out_kinds
from querylang.comparison import Comparison
from querylang.conditions import CONDITION_RULES, LATE_RULES
from querylang.context import Context
from querylang.contradiction import contradicts
from querylang.describe import describe
from querylang.evaluation import find_kind, is_evaluated, is_held
from querylang.fields import MONEY_FIELDS
from querylang.joined import Kinds, Projects
from querylang.known import names_of
from querylang.leaning import AND_THAT, NEEDS_CONTEXT, carried_scope, could_lean, leans, says_no_subject, says_nothing
from querylang.nodes import Loose, Node, NoneOf, to_nodes
from querylang.notes import (
    ALL_THERE_ARE,
    ANY_UNIT,
    APPROXIMATE,
    BARE_AMOUNT,
    CONTEXT,
    EACH_KIND,
    NO_CONTEXT,
    SEVERAL,
    STRANGE,
)
from querylang.owners import CANDIDATES, Vague, check_departments, narrow, where_they_stand
from querylang.parts import Parts, Refused, Unclear
from querylang.picked import join_picked, pick_firsts
from querylang.precedence import BOOLEAN, CONNECTORS, NEGATIONS, MixedCoordination, TooDeep, parse_conditions
from querylang.query import Amount, And, Compare, Exists, Named, Query, Target
from querylang.ranks import find_ends
from querylang.reading import Reading, Status
from querylang.recognise import recognise
from querylang.reflected import missing, walk
from querylang.scope import Asked, ScopeError, drop_all_departments, find_scope, resolve, tentative
from querylang.shape import Slots, find_asked, find_groups, find_order, find_top, most_asked
from querylang.shares import OpenShare
from querylang.text import Text, normalise
from querylang.vocabulary import everyday_words
from querylang.whether import (
    EVERY,
    OF_EVERY,
    join_compared_sums,
    read_at_least,
    refuse_done,
    refuse_every,
    refuse_none_left,
    refuse_place,
)
from querylang.words import Mention, Word

LONGEST = 500
SHORT = 3
WITHIN = ("里", "中", "之中", "当中", "其中", "这里面", "内", "之内")
COMPOUND = 2  # 调查, 检查
LOCATION = 2  # 里面, 当中, 里头
UNSAID = frozenset(
    {"aggregate", "superlative", "nth", "ask", "order", "sort", "group", "more", "existence", "negation", "top"}
)
OFFERED = 10
# Words that add nothing once the rest is understood.
HARMLESS = frozenset(
    {
        "group.count",
        "logic.and",
        "logic.with",
        "logic.comma",
        "copula.is",
        "existence.has",
        "sort.by",
        "filler.both",
        "filler.that",
    }
)
NAMING = frozenset({"unknown", "projects", "kinds", "kind", "field", "indicator", "cond", "text"})
POINTING = frozenset(
    {
        "reference.it",
        "reference.these",
        "reference.then",
        "reference.switch",
        "reference.end",
        "reference.reverse",
        "reference.again",
    }
)
# What is asked about an answer rather than about the data.
TALK = {
    "chat.why": "答案里的读法就是算法，来源写明出自文件的哪一行；这里不作解释",
    "chat.more": "符合上一问的都在它的结果里；要看别的，请把条件说出来",
}


class _Failure(Exception):
    """A question that is not answered: status, sentence, the nodes that were not understood, names to offer."""

    def __init__(
        self, status: Status, sentence: str, nodes: Sequence[Node] = (), candidates: tuple[str, ...] = ()
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.nodes = tuple(nodes)
        self.candidates = candidates


def interpret(question: str, catalogue: Catalogue, context: Context | None = None) -> Reading:
    """Read a question; never raises for what a person can type."""
    if len(question) > LONGEST:
        return _plain_failure(question, "not_understood", f"问题太长了：最多{LONGEST}个字")
    text = normalise(question)
    if not text.plain:
        return _plain_failure(question, "not_understood", "没有输入问题")
    words = recognise(text, catalogue)
    proposed = context is not None and bool(context.offered or context.suggested)
    picked = _picked(words, context) if context is not None and proposed else None
    if picked is not None:
        reading = interpret(picked, catalogue)
        notes = (CONTEXT, *reading.notes)
        return reading._replace(question=question, notes=notes, words=_original(words, text))
    context = context if context is not None and context.answered else None
    trace: list[str] = []
    try:
        query, notes = _query(text, words, catalogue, context, trace)
    except _Failure as failure:
        return Reading(
            question,
            failure.status,
            None,
            failure.sentence,
            (),
            _original(words, text),
            _said(failure.nodes, text),
            _offers(failure, text, words, catalogue),
            tuple(trace),
        )
    return Reading(
        question, "ok", query, describe(query, catalogue), notes, _original(words, text), (), (), tuple(trace)
    )


def _offers(failure: _Failure, text: Text, words: tuple[Word, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """What to ask instead: the candidates of an ambiguous mention, or questions that work."""
    if failure.status == "ambiguous":
        return failure.candidates[:OFFERED]
    from querylang.suggest import instead  # a question that is answered needs none of it

    def query_of(question: str) -> Query | None:
        plain = normalise(question)
        words = recognise(plain, catalogue) if plain.plain else ()
        try:
            query, _ = _query(plain, words, catalogue, None, [])
        except _Failure:
            return None
        return query

    # Only words that say something by themselves can be left out: without its 除了 a question means the opposite.
    removable = all(node.label in {"unknown", "quoted"} or node.kind == "unsupported" for node in failure.nodes)
    spans = [(node.start, node.end) for node in failure.nodes] if removable else []
    return tuple(dict.fromkeys([*failure.candidates, *instead(text, words, spans, catalogue, query_of)]))


# The first question of a conversation pays for none of these.
def _picked(words: tuple[Word, ...], context: Context) -> str | None:
    from querylang.pointing import picked_question

    return picked_question(words, context)


def _merged(parts: Parts, context: Context, pointing: frozenset[str], catalogue: Catalogue) -> Query:
    from querylang.followup import merge

    return merge(parts, context, pointing, catalogue)


def _followed_up(nodes: list[Node], plain: str, context: Context) -> Query | None:
    from querylang.turned import follow_up

    return follow_up(nodes, plain, context)


def _pointed(nodes: list[Node], plain: str, context: Context, catalogue: Catalogue) -> bool:
    """Name what the question points at, or compares; whether it did."""
    from querylang.pointing import point_at_rows, rows_in_mind
    from querylang.pointing_departments import point_at_departments
    from querylang.sides import name_sides

    context = rows_in_mind(nodes, plain, context)
    sides = name_sides(nodes, plain, context)
    departments = point_at_departments(nodes, plain, context, catalogue)
    rows = point_at_rows(nodes, context)
    return sides or departments or rows


def _plain_failure(question: str, status: Status, sentence: str) -> Reading:
    words = (Word(0, len(question), question, "unrecognised", None),) if question else ()
    said = (question[:60],) if question.strip() else ()
    return Reading(question, status, None, sentence, (), words, said, (), ())


def _query(
    text: Text, words: tuple[Word, ...], catalogue: Catalogue, context: Context | None, trace: list[str]
) -> tuple[Query, tuple[str, ...]]:
    nodes = to_nodes(words, text.gaps)
    if context is None or not context.departments:  # 这几个部门: all there are
        nodes = [node for node in nodes if node.label != "reference.departments"]
    if not nodes or (context is None and _says_too_little(nodes)):
        raise _Failure("not_understood", "没有看出要问什么", nodes)
    _refuse_some_money(words, text)
    _refuse_talk(nodes)
    _refuse_order_of_file(nodes, text)
    try:
        changed = None if context is None else _followed_up(nodes, text.plain, context)
        if changed is not None:
            return _possible(changed, catalogue), (CONTEXT, *_assumed(words, changed, None))
        found, notes = _readings(nodes, text, words, catalogue, context, trace)
    except Unclear as unclear:
        offered = tuple(describe(one, catalogue) for one in unclear.readings)
        raise _Failure("ambiguous", unclear.args[0], (), offered) from None
    except ScopeError as error:
        raise _Failure("no_match", str(error)) from None
    except Vague as error:
        sentence, candidates = error.args
        raise _Failure("ambiguous", sentence, (), candidates) from None
    except Refused as error:
        raise _Failure("not_understood", str(error), (), error.offers) from None
    except (MixedCoordination, TooDeep) as error:
        raise _Failure("not_understood", str(error)) from None
    if len(found) > 1:
        sentences = tuple(describe(query, catalogue) for query in found)
        raise _Failure("ambiguous", f"这句话有{len(found)}种读法，请选一种：{'；'.join(sentences)}", (), sentences)
    return found[0], notes


def _readings(
    nodes: list[Node],
    text: Text,
    words: tuple[Word, ...],
    catalogue: Catalogue,
    context: Context | None,
    trace: list[str],
) -> tuple[tuple[Query, ...], tuple[str, ...]]:
    """The queries that the nodes can mean, and what was taken for granted."""
    said = tuple(nodes)
    pointed = context is not None and _pointed(nodes, text.plain, context, catalogue)
    for rule in CONDITION_RULES:
        rule(nodes, text.plain)
    _drop_pointers(nodes)
    _refuse_apart(nodes)
    _refuse_compound(nodes, text)
    refuse_two_questions(nodes, text.plain)
    _refuse_bureau(nodes, text)
    _refuse_unknown(nodes, text, catalogue)
    _refuse_unsupported(nodes, text, catalogue)
    _refuse_repeats(nodes, text)
    _refuse_open_share(nodes, text)
    refuse_none_left(said, text.plain)
    refuse_done(said, text.plain)
    change = find_change(nodes)
    kind = find_kind(nodes, catalogue)
    parts, asked, pointing = _parts(nodes, text, catalogue, kind, context)
    trace.append(f"condition: {parts.loose!r}")
    leaning = context is not None and not change.is_asked and leans(parts, pointing, pointed)
    base = context.query.scope if context is not None and (leaning or pointed) else None
    parts.scope = resolve(asked, catalogue, base)
    if base is not None and not leaning:
        parts.scope = carried_scope(parts, base)
    if change.is_asked:
        return (_changed(parts, change, catalogue),), ()
    refuse_place(parts)
    silent = says_nothing(parts)

    def read(one: Parts) -> Query:
        query = _merged(one, context, pointing, catalogue) if context is not None and leaning else assemble(one)
        query = _check(query, one, catalogue)
        refuse_every(words, one, query, catalogue)
        return query

    found = queries_of(parts, read)
    if context is not None and leaning and found == (context.query,) and silent:
        raise Refused("没有看出这一问要问什么")
    named = [word.text for word in words if word.kind == "indicator"]
    if len(found) == len(named) == 1:
        value = as_a_value(parts, found[0], named[0], catalogue)
        found = found if value is None else (*found, value)
    leant: tuple[str, ...] = (CONTEXT,) if leaning or pointed else ()
    if context is not None and not leant and could_lean(parts, context.query):
        leant = (NO_CONTEXT,)
    return found, (*leant, *_assumed(words, found[0], parts.projects))


def _refuse_talk(nodes: list[Node]) -> None:
    """为什么, 还有别的吗: said about an answer."""
    for node in nodes:
        if node.label in TALK:
            raise _Failure("not_understood", TALK[node.label], [node])


def _changed(parts: Parts, change: Change, catalogue: Catalogue) -> Query:
    query = assemble_change(parts, change, catalogue)
    check_departments(parts.projects, query.scope, catalogue)
    return query


def _parts(
    nodes: list[Node], text: Text, catalogue: Catalogue, kind: str, context: Context | None
) -> tuple[Parts, Asked, frozenset[str]]:
    """Condition and slots of the nodes, the scope as it was said, and the labels of the words that point back."""
    slots = Slots()
    in_conversation = context is not None
    added = any(node.value == "plus" for node in nodes)
    refuse_own_conditions(nodes, text.plain)
    refuse_departments(nodes)
    asked = find_scope(nodes, catalogue, kind)
    point_at_department(nodes, asked.scope.departments)
    refuse_money_of_their_department(nodes)
    narrow(nodes, tentative(asked, catalogue), catalogue)
    _refuse_vague(nodes, text)
    drop_all_departments(nodes, asked, catalogue)
    find_ends(nodes, slots)
    pick_firsts(nodes, text.plain)
    find_top(nodes, slots, text.plain)
    find_order(nodes, slots)
    find_groups(nodes, slots)
    join_compared_sums(nodes, text.plain)
    read_at_least(nodes, text.plain)
    for rule in LATE_RULES:
        rule(nodes, text.plain)
    if context is not None and context.query.grain == "indicator":
        slots.of_shown = compare_with_targets(nodes) | leave_out_kinds(nodes)
    join_picked(nodes)
    _refuse_narrowed_top(nodes, slots.top_end, text)
    slots.of_projects = any(one.label == "cond" and other.label == "thing.project" for one, other in pairwise(nodes))
    slots.of_departments = any(
        one.label == "cond" and other.label == "thing.department" for one, other in pairwise(nodes)
    )
    slots.asks_departments = any(
        one.label in {"ask.which", "aggregate.count"} and other.label == "thing.department"
        for one, other in pairwise(nodes)
    )
    projects = _positive(nodes)
    loose, rest = parse_conditions(nodes)
    find_asked(rest, slots, text.plain)
    _settle_asked(slots, asked, loose, added=added)
    slots.each_year = asked.each_year
    slots.share_whole = asked.whole
    harmless = set(HARMLESS)
    if loose is not None:
        harmless.add("existence.whether")
    if asked.scope.excluded or any(isinstance(one, NoneOf) for one in walk(loose)):
        harmless.add("negation.rest")
    rest = [node for node in rest if node.label not in harmless]
    pointing = [node for node in rest if node.label in POINTING]
    if projects is not None or (not in_conversation and (loose is not None or slots.top is not None)):
        # 内审那个项目, 一千多万的那个: the word points at the name beside it
        pointing = [node for node in pointing if node.label != "reference.it"]
    labels = frozenset(node.label for node in pointing)
    if not in_conversation and labels & NEEDS_CONTEXT:
        raise _Failure("not_understood", "这句话要接着上一问说，这里没有上一问", pointing)
    rest = [node for node in rest if node.label not in POINTING]
    if not in_conversation and labels >= AND_THAT and says_no_subject(loose, slots, asked.scope):
        raise _Failure("not_understood", "这句话要接着上一问说，这里没有上一问", pointing)
    if rest:
        raise _Failure("not_understood", "有没看懂的词：" + "、".join(_said(rest, text)), rest)
    return Parts(tentative(asked, catalogue), asked.sides, loose, slots, projects), asked, labels


def _settle_asked(slots: Slots, asked: Asked, loose: Loose | None, *, added: bool) -> None:
    """What words ask for by what stands around them: 哪个部门预算少 alone is the one with least, A加B their sum."""
    if len(asked.sides) < 2 and len(asked.scope.years) < 2 and loose is None:  # noqa: PLR2004 - two are compared
        most_asked(slots)
    slots.compare = "compare" in slots.asks
    if added and not slots.aggregates:
        slots.aggregates.append("sum")


def _check(query: Query, parts: Parts, catalogue: Catalogue) -> Query:
    """Refuse what would be answered beside the question: something overlooked, mixed up or impossible."""
    lost = missing(parts, query)
    if lost:
        raise Refused("看懂了“" + "、".join(lost) + "”，但不知道和其余的话怎么合在一起")
    query = where_they_stand(query, parts.projects, catalogue)
    refuse_ranking_one(query, catalogue)
    if _names_apart(query):
        raise Refused("这几个说法指的不是同一个项目")
    return _possible(query, catalogue)


def _possible(query: Query, catalogue: Catalogue) -> Query:
    if contradicts(query.where):
        raise ScopeError("条件自相矛盾，没有数能同时满足：" + describe(query, catalogue))
    return query


def _names_apart(query: Query) -> bool:
    """Whether two mentions that should be of one project share none."""
    parts = query.where.parts if isinstance(query.where, And) else ()
    named = [set(part.projects) for part in parts if isinstance(part, Named)]
    return len(named) > 1 and not set.intersection(*named)


def _assumed(words: tuple[Word, ...], query: Query, projects: Projects | None) -> tuple[str, ...]:
    """What the reading took for granted."""
    compared = [word.value for word in words if isinstance(word.value, Comparison)]
    values = walk(query.where)
    notes: list[str] = []
    if any(one.unit is None and not one.bare for one in compared) and any(
        isinstance(one, Compare) and one.term in MONEY_FIELDS for one in values
    ):
        notes.append(BARE_AMOUNT)
    if any(one.op == "≈" for one in compared):
        notes.append(APPROXIMATE)
    if any(isinstance(one, Target) and isinstance(one.operand, Amount) and one.operand.unit is None for one in values):
        notes.append(ANY_UNIT)
    targets = [one for one in values if isinstance(one, Exists) and any(isinstance(part, Target) for part in walk(one))]
    if len(targets) > 1 and any(word.kind in OF_EVERY and word.text.startswith(EVERY) for word in words):
        notes.append(EACH_KIND)
    if any(word.label == ASKED for word in words) and query.limit is None:
        notes.append(ALL_THERE_ARE)
    strange = [
        reason
        for word in words
        if isinstance(word.value, Mention)
        for reason in word.value.reasons
        if reason.endswith(STRANGE)
    ]
    if strange:
        notes.append("、".join(strange) + "，当作笔误")
    if projects is not None and any(len(side) > 1 for side in projects.sides):
        notes.append(SEVERAL.format(count=len(projects.names)))
    return tuple(notes)


def _says_too_little(nodes: list[Node]) -> bool:
    """最高, 一共, 什么: one short word that asks nothing by itself."""
    short = len(nodes) == 1 and nodes[0].end - nodes[0].start <= SHORT and nodes[0].kind in UNSAID
    return short and nodes[0].label != "aggregate.sum"  # 总预算, 合计: of everything


def _drop_pointers(nodes: list[Node]) -> None:
    """参训率这个指标: the word points at the indicator before it."""
    for n in range(len(nodes) - 2, 0, -1):
        if (
            nodes[n].label == "reference.it"
            and nodes[n + 1].label == "thing.indicator"
            and nodes[n - 1].label in {"indicator", "kinds"}
        ):
            del nodes[n]
    for n in range(len(nodes) - 1, 0, -1):
        behind_name = nodes[n].label == "reference.it" and nodes[n - 1].label == "projects"
        inside = nodes[n].label == "reference.these" and nodes[n].start >= 1 and nodes[n - 1].kind != "reference"
        if behind_name or (
            inside and nodes[n].end - nodes[n].start <= LOCATION and nodes[n].value == "these" and _place_word(nodes, n)
        ):
            del nodes[n]


def _place_word(nodes: list[Node], n: int) -> bool:
    """所有项目当中, 总预算里面: where the word before it is meant, not the question before."""
    return nodes[n - 1].kind in {"thing", "aggregate", "field", "own", "ask"}


def _said(nodes: Sequence[Node], text: Text) -> tuple[str, ...]:
    return tuple(text.said(node.start, node.end) for node in nodes)


def _refuse_unknown(nodes: list[Node], text: Text, catalogue: Catalogue) -> None:
    unknown = [node for node in nodes if node.label in {"unknown", "quoted", "candidate"}]
    if not unknown:
        return
    if all(isinstance(node.value, Mention) for node in unknown):
        strange = "、".join(f"“{one}”" for one in _said(unknown, text))
        offered = (name for node in unknown if isinstance(node.value, Mention) for name in node.value.names)
        raise _Failure("ambiguous", f"没有叫{strange}的，请从相近的里面选", unknown, tuple(dict.fromkeys(offered)))
    said = _said(unknown, text)
    sentence = "没看懂：" + "、".join(f"“{one}”" for one in said)
    # A name that fits nothing is understood as a name; words amid others that were understood are not.
    names = names_of(catalogue).projects
    like_a_name = len(nodes) <= len(unknown) + 1 and any(
        names.nearest(text.plain[node.start : node.end]) for node in unknown
    )
    status: Status = "no_match" if like_a_name else "not_understood"
    raise _Failure(status, sentence, unknown)


def _refuse_unsupported(nodes: list[Node], text: Text, catalogue: Catalogue) -> None:
    """Things that published tables of this kind do not hold, or that no loaded one does."""
    lacking = [
        node for node in nodes if node.kind == "unsupported" or (is_evaluated(node) and not is_held(node, catalogue))
    ]
    if lacking:
        said = _said(lacking, text)
        raise _Failure("not_understood", "数据里没有" + "、".join(f"“{one}”" for one in said), lacking)


def _refuse_repeats(nodes: list[Node], text: Text) -> None:
    """经费经费经费: a word said three times over asks nothing."""
    said = [text.plain[node.start : node.end] for node in nodes]
    for n in range(len(nodes) - 2):
        if said[n] == said[n + 1] == said[n + 2]:
            raise _Failure("not_understood", f"“{said[n]}”重复了几遍，没有看出要问什么", nodes[n : n + 3])


def _refuse_narrowed_top(nodes: list[Node], end: int, text: Text) -> None:
    """前三名里没有时效指标的: narrowing comes after the ranking, which one query cannot say."""
    if end and text.plain[end:].lstrip("的").startswith(WITHIN):
        narrows = [node for node in nodes if node.start >= end and node.label in BOOLEAN - CONNECTORS]
        if narrows:
            raise Refused("先排名次、再从中挑选，请分两步问：先问前几名，再问“其中……”")


def _refuse_apart(nodes: list[Node]) -> None:
    """招聘管理岗位: parts of names that touch are parts of one name, or none is meant."""
    for one, other in pairwise(nodes):
        first, second = one.value, other.value
        if isinstance(first, Projects) and isinstance(second, Projects) and one.end == other.start:
            apart = not set(first.names) & set(second.names)
            if apart and not (first.exact or second.exact or other.after_gap):
                raise _Failure("not_understood", "这几个说法指的不是同一个项目")


def _refuse_compound(nodes: list[Node], text: Text) -> None:
    """满意度调查, 质量检查: two characters out of the middle of a name, right behind a kind, are a word with it."""
    for one, other in pairwise(nodes):
        projects = other.value
        glued = one.end == other.start and not (other.after_de or other.after_gap)
        if not isinstance(one.value, Kinds) or not isinstance(projects, Projects) or projects.exact or not glued:
            continue
        said = text.plain[other.start : other.end]
        if len(said) <= COMPOUND and all(said in name[1:] for name in projects.names):
            kind = text.said(one.start, one.end).removesuffix("指标") + "指标"
            offered = (f"{kind}有哪些", *(f"「{name}」的{kind}" for name in projects.names[:3]))
            raise Refused(f"没有看出“{text.said(one.start, other.end)}”是不是指项目", offered)


def _refuse_order_of_file(nodes: list[Node], text: Text) -> None:
    """文件里第3个项目: rows are ranked by money, and the order of the document is another."""
    for node in nodes:
        if node.label == "filler.in_file":
            by_money = "预算" + text.plain[node.end :].lstrip("的中排在")
            raise _Failure(
                "not_understood",
                "不能按文件里的先后数；可以按金额排，也可以看每个项目在文件的哪一行",
                [node],
                (by_money, "所有项目的来源"),
            )


def _refuse_some_money(words: Sequence[Word], text: Text) -> None:
    """专项经费 is one sort of money, not all that the projects have."""
    for before, word in pairwise(words):
        if before.label == "thing.project" and word.kind == "field":
            said = text.plain[before.start : word.end]
            if said in everyday_words("some_money"):
                raise _Failure("not_understood", f"“{said}”不知道指哪个项目、哪一栏，请说得更全一些")


def _refuse_bureau(nodes: list[Node], text: Text) -> None:
    """财政局: a word right before 局 names a department that is not loaded."""
    for n in range(1, len(nodes)):
        before, node = nodes[n - 1], nodes[n]
        glued = before.end == node.start and not node.after_gap and not node.after_de
        part_of_name = isinstance(before.value, Projects) and not before.value.exact  # 县级部门
        single = node.end - node.start == 1 and before.kind in NAMING
        if node.label == "thing.department" and glued and (single or part_of_name):
            name = text.said(before.start, node.end)
            raise _Failure("no_match", f"没有“{name}”这个部门的数据", [before, node], ("有哪些部门",))


def _refuse_open_share(nodes: list[Node], text: Text) -> None:
    """财政拨款占比超过90%: of the project's own total, or of all 财政拨款; both are offered."""
    for node in nodes:
        if isinstance(node.value, OpenShare):
            offered = tuple(text.plain[: node.start] + phrase + text.plain[node.end :] for phrase in node.value.phrases)
            raise _Failure("ambiguous", "没有看出是占项目自己的总计，还是占全部项目的合计", (), offered)


def _refuse_vague(nodes: list[Node], text: Text) -> None:
    """Offer a mention of more than five projects, or of everyday words, unless it only leaves projects out."""
    for n, node in enumerate(nodes):
        if isinstance(node.value, Projects) and not node.value.exact:
            if text.plain[node.start : node.end] in everyday_words("generic"):
                raise _Failure("ambiguous", "这个说法太笼统，请说得更全一些", (), node.value.names)
            if (
                n > 0
                and nodes[n - 1].label in {"cond", "comparison"}
                and node.after_de
                and not _thing_follows(nodes, n)
            ):
                said = _said([node], text)
                raise _Failure("not_understood", f"没看懂：“{said[0]}”", [node])
            if n > 0 and nodes[n - 1].label in NEGATIONS:
                if text.plain[nodes[n - 1].end : node.start] == "在":  # 不在广州: a place, not a name to leave out
                    raise _Failure("not_understood", f"没看懂：“{text.said(nodes[n - 1].start, node.end)}”", [node])
                continue
            for side in node.value.sides:
                if len(side) > CANDIDATES:
                    raise _Failure("ambiguous", f"这个说法合于{len(side)}个项目，请说得更全一些", (), side)
            names, count = node.value.names, node.value.stated
            if count is not None and count < len(names):  # 薪酬调查和业务用房两个项目, where three fit
                raise _Failure("ambiguous", f"说的是{count}个，合于这个说法的有{len(names)}个项目", (), names)
        if isinstance(node.value, Mention) and len(node.value.names) > OFFERED * 5:
            raise _Failure("ambiguous", "这个说法合于太多指标，请说得更全一些", (), node.value.names)


def _thing_follows(nodes: list[Node], n: int) -> bool:
    return n + 1 < len(nodes) and nodes[n + 1].kind in {"thing", "kinds", "field"}


def _positive(nodes: list[Node]) -> Projects | None:
    """The one mention of projects that is not denied."""
    found = [
        node.value
        for n, node in enumerate(nodes)
        if isinstance(node.value, Projects)
        and not (n > 0 and nodes[n - 1].label in NEGATIONS)
        and not (n + 1 < len(nodes) and nodes[n + 1].label == "negation.except_end")
    ]
    return found[0] if len(found) == 1 else None


def _original(words: tuple[Word, ...], text: Text) -> tuple[Word, ...]:
    """The words with spans and text of the question as typed; white space stands as words of its own."""
    result: list[Word] = []
    at = 0
    for word in words:
        start, end = text.starts[word.start], text.starts[word.end]
        said = text.original[start:end]
        bare = said.rstrip()
        kind = "unrecognised" if word.kind in {"unknown", "candidate"} else word.kind
        if start > at:
            result.append(Word(at, start, text.original[at:start], "space", None))
        result.append(Word(start, start + len(bare), bare, kind, word.value))
        if len(bare) < len(said):
            result.append(Word(start + len(bare), end, said[len(bare) :], "space", None))
        at = end
    return tuple(result)
