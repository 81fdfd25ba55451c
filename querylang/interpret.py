"""The way through: question → words → nodes → conditions and slots → Query, or why not.

Nothing is dropped: whatever no rule has taken is reported, and the status is then never ok.
"""

from typing import TYPE_CHECKING

from querylang.alternatives import as_a_value, queries_of
from querylang.apart import refuse_ranking_one
from querylang.assemble import assemble
from querylang.assumed import assumed
from querylang.bare_years import read_years
from querylang.beside import within
from querylang.catalogue import Catalogue
from querylang.conditions import CONDITION_RULES, run_rules
from querylang.context import Context
from querylang.contradiction import contradicts
from querylang.dated import refuse_dated
from querylang.describe import describe
from querylang.doings import refuse_doings, refuse_terms
from querylang.evaluation import find_kind
from querylang.failure import Failure, NoMatch, Refused, Unclear, Vague
from querylang.gather import gather
from querylang.halves import asks_twice
from querylang.leaning import could_lean, leans, other_scope, says_nothing
from querylang.nodes import Loose, Node, to_nodes
from querylang.notes import CONTEXT, NO_CONTEXT
from querylang.offer import Offer
from querylang.own_unit import in_own_unit
from querylang.owners import check_each_department, where_they_stand
from querylang.parts import Parts
from querylang.query import Named, Query, conjuncts
from querylang.reading import Reading
from querylang.recognise import recognise
from querylang.reflected import missing
from querylang.refused import (
    refuse_apart,
    refuse_beside,
    refuse_borrowed,
    refuse_bureau,
    refuse_compound,
    refuse_having_all,
    refuse_judged,
    refuse_left_over,
    refuse_named_again,
    refuse_named_as_indicator,
    refuse_open_share,
    refuse_order_of_file,
    refuse_other_things,
    refuse_repeats,
    refuse_some_money,
    refuse_talk,
    refuse_unknown,
    refuse_unsaid_conditions,
    refuse_unsupported,
    says_too_little,
)
from querylang.scope import resolve
from querylang.text import Text, normalise
from querylang.two_senses import refuse_no_figure, refuse_two_senses, refuse_years_apart
from querylang.when_said import (
    change_query,
    change_said,
    followed_up,
    merged,
    named_departments,
    names_shared_sides,
    picked_offer,
    pointed_at,
    said_of_context,
    scope_leant_on,
    taken_back,
    within_years,
)
from querylang.whether import refuse_done, refuse_every, refuse_none_left, refuse_place
from querylang.words import Word, as_typed

if TYPE_CHECKING:
    pass

LONGEST = 500
OFFERED = 10


def interpret(question: str, catalogue: Catalogue, context: Context | None = None) -> Reading:
    """Read a question; never raises for what a person can type."""
    if len(question) > LONGEST:
        return _plain_failure(question, f"问题太长了：最多{LONGEST}个字")
    text = normalise(question)
    if not text.plain:
        return _plain_failure(question, "没有输入问题")
    words = recognise(text, catalogue)
    proposed = context is not None and bool(context.offered or context.suggested)
    picked = picked_offer(words, context) if context is not None and proposed else None
    typed = as_typed(words, text)
    if picked is not None:
        reading = interpret(picked, catalogue)
        return reading._replace(question=question, notes=(CONTEXT, *reading.notes), words=typed)
    context = context if context is not None and context.answered else None
    trace: list[Loose | None] = []
    try:
        query, notes = _query(text, words, catalogue, context, trace)
    except Failure as failure:
        said = tuple(text.said(node.start, node.end) for node in failure.nodes)
        offers = _offers(failure, text, words, catalogue)
        return Reading(question, failure.status, None, str(failure), (), typed, said, offers, tuple(trace))
    return Reading(question, "ok", query, describe(query), notes, typed, (), (), tuple(trace))


def _plain_failure(question: str, sentence: str) -> Reading:
    words = (Word(0, len(question), question, "unrecognised", None),) if question else ()
    said = (question[:60],) if question.strip() else ()
    return Reading(question, "not_understood", None, sentence, (), words, said, (), ())


def _offers(failure: Failure, text: Text, words: tuple[Word, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """What to ask instead: what an ambiguous mention can mean, or questions that work."""
    if failure.status == "ambiguous":
        return failure.offers[:OFFERED]
    from querylang.suggest import instead  # a question that is answered needs none of it

    def query_of(question: str) -> Query | None:
        plain = normalise(question)
        own = recognise(plain, catalogue) if plain.plain else ()
        try:
            query, _ = _query(plain, own, catalogue, None, [])
        except Failure:
            return None
        return query

    def read(said: str) -> tuple[Query | None, str]:
        query = query_of(said)
        return query, said if query is None else Offer(query, catalogue, said)

    asked: tuple[str, ...] = ()
    if failure.status == "not_understood" and not failure.offers and asks_twice(words):
        from querylang.parted import parts

        asked = parts(words, text.plain, read)

    # Only words that say something by themselves can be left out: without its 除了 a question means the opposite.
    removable = all(node.label in {"unknown", "quoted"} or node.kind == "unsupported" for node in failure.nodes)
    spans = [(node.start, node.end) for node in failure.nodes] if removable else []
    return tuple(dict.fromkeys([*failure.offers, *asked, *instead(text, words, spans, catalogue, query_of)]))


def _query(
    text: Text, words: tuple[Word, ...], catalogue: Catalogue, context: Context | None, trace: list[Loose | None]
) -> tuple[Query, tuple[str, ...]]:
    """The query of one question, and what was taken for granted; a Failure where there is none, or where it is two."""
    query, notes = _only_query(text, words, catalogue, context, trace)
    if not asks_twice(words):
        return query, notes
    from querylang.melted import refuse_melted

    leant_on = context if CONTEXT in notes else None  # what the whole stands without, its parts do too

    def read(said: str) -> tuple[Query | None, str]:
        part = normalise(said)
        own = recognise(part, catalogue)
        try:
            one, _ = _only_query(part, own, catalogue, leant_on, [])
        except Failure:
            return None, said
        alone = leant_on is None and not asks_twice(own)
        return one, Offer(one, catalogue, said) if alone else said

    refuse_melted(query, words, text.plain, read, leant_on is not None)
    return query, notes


def _only_query(
    text: Text, words: tuple[Word, ...], catalogue: Catalogue, context: Context | None, trace: list[Loose | None]
) -> tuple[Query, tuple[str, ...]]:
    """The one query that the words can mean, and what was taken for granted; a Failure where there is none."""
    nodes = to_nodes(words, text.gaps)
    if context is None or not context.departments:  # 这几个部门: all there are
        nodes = named_departments(nodes, text.plain)
    if not nodes or (context is None and says_too_little(nodes)):
        raise Refused("没有看出要问什么", nodes=nodes)
    nodes = nodes if context is None else taken_back(nodes, context.query)
    refuse_some_money(words, text)
    refuse_terms(words, alone=context is None)
    refuse_beside(words)
    refuse_no_figure(words)
    refuse_judged(words)
    refuse_named_again(words)
    refuse_other_things(words)
    refuse_doings(words, alone=context is None)
    refuse_talk(nodes)
    refuse_order_of_file(nodes, text)
    refuse_left_over(nodes, text.plain)
    refuse_two_senses(nodes, text.plain)
    try:
        changed = None if context is None else followed_up(nodes, text.plain, context)
        if changed is not None:
            changed = _possible(changed, catalogue)
            return changed, (CONTEXT, *assumed(words, changed, None, catalogue))
        found, notes = _readings(nodes, text, words, catalogue, context, trace)
    except Unclear as unclear:
        raise Vague(unclear.args[0], tuple(Offer(one, catalogue) for one in unclear.readings)) from None
    if len(found) > 1:
        sentences = tuple(Offer(query, catalogue) for query in found)
        raise Vague(f"这句话有{len(found)}种读法，请选一种：{'；'.join(sentences)}", sentences)
    return found[0], notes


def _readings(
    nodes: list[Node],
    text: Text,
    words: tuple[Word, ...],
    catalogue: Catalogue,
    context: Context | None,
    trace: list[Loose | None],
) -> tuple[tuple[Query, ...], tuple[str, ...]]:
    """The queries that the nodes can mean, and what was taken for granted."""
    said = tuple(nodes)
    pointed = names_shared_sides(nodes, context) | (
        context is not None and pointed_at(nodes, text.plain, context, catalogue)
    )
    dated = read_years(nodes, text.plain)
    run_rules(CONDITION_RULES, nodes, text.plain)
    refuse_apart(nodes)
    for refuse in (refuse_compound, refuse_borrowed, refuse_named_as_indicator, refuse_bureau):
        refuse(nodes, text)
    refuse_unknown(nodes, text, catalogue)
    refuse_unsupported(nodes, text, catalogue)
    refuse_repeats(nodes, text)
    refuse_having_all(nodes)
    refuse_open_share(nodes, text)
    refuse_none_left(said, text.plain)
    refuse_done(said, text.plain)
    change = change_said(nodes, text.plain)
    kind = find_kind(nodes, catalogue)
    parts, asked, pointing = gather(nodes, text, catalogue, kind, context)
    trace.append(parts.loose)
    if change is None:
        refuse_years_apart(dated, words)
    refuse_unsaid_conditions(words, parts.loose)
    if not pointed:
        refuse_dated(parts.projects, asked.scope.years, text, catalogue, asked.scope.kind)
    leaning = context is not None and change is None and leans(parts, pointing, context.query, pointed)
    if pointed or change is None or context is None:
        base = context.query.scope if context is not None and (leaning or pointed) else None
    else:
        base = scope_leant_on(parts, pointing, context)
    parts.scope = resolve(asked, catalogue, base)
    if base is not None and not leaning:
        parts.scope = other_scope(parts, base)
    if change is not None:
        return (change_query(parts, change, catalogue),), said_of_context(context, pointed or base is not None, parts)
    refuse_place(parts)
    silent = says_nothing(parts) and not (asked.scope.departments or asked.scope.years)

    def read(one: Parts) -> Query:
        query = merged(one, context, pointing, catalogue) if context is not None and leaning else assemble(one)
        query = _check(query, one, catalogue)
        refuse_every(words, one, query, catalogue)
        return query

    found = queries_of(parts, within_years(read, catalogue, context.query if context is not None and pointed else None))
    if context is not None and leaning and found == (context.query,) and silent:
        raise Refused("没有看出这一问要问什么")
    named = [word.text for word in words if word.kind == "indicator"]
    if len(found) == len(named) == 1:
        value = as_a_value(parts, found[0], named[0], catalogue)
        found = found if value is None else (*found, value)
    leant: tuple[str, ...] = (CONTEXT,) if leaning or pointed else ()
    if context is not None and not leant and could_lean(parts, context.query):
        leant = (NO_CONTEXT,)
    return found, (*leant, *assumed(words, found[0], parts.projects, catalogue))


def _check(query: Query, parts: Parts, catalogue: Catalogue) -> Query:
    """Refuse what would be answered beside the question: something overlooked, mixed up or impossible."""
    lost = missing(parts, query)
    if lost:
        raise Refused("看懂了“" + "、".join(lost) + "”，但不知道和其余的话怎么合在一起")
    check_each_department(parts.departments, query, catalogue)
    query = where_they_stand(query, parts.projects, catalogue)
    query = query.replace(where=within(query.where, query.scope))
    refuse_ranking_one(query, catalogue)
    if _names_apart(query):
        raise Refused("这几个说法指的不是同一个项目")
    return _possible(query, catalogue)


def _possible(query: Query, catalogue: Catalogue) -> Query:
    query = in_own_unit(query, catalogue)
    if contradicts(query.where):
        raise NoMatch("条件自相矛盾，没有数能同时满足：" + describe(query))
    return query


def _names_apart(query: Query) -> bool:
    """Whether two mentions that should be of one project share none."""
    named = [set(part.projects) for part in conjuncts(query.where) if isinstance(part, Named)]
    return len(named) > 1 and not set.intersection(*named)
