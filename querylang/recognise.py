"""Question → words: the cheapest cover of every character by known words, numbers, names and unknown characters.

Providers propose edges over spans of the plain text, each with a cost; the cover with the lowest total wins, and of
equal ones the one whose first word is longer.  Closed words, numbers and exact names come first.  Only where characters
stay unknown are names looked for that the writer may have meant (parts out of order, typos, pinyin).
"""

from decimal import Decimal
from functools import cache

from querylang.catalogue import Catalogue
from querylang.chance import without_chance_words, without_cut_words
from querylang.comparators import comparing_words, words_at
from querylang.comparison import Comparison
from querylang.comparison_scan import match_comparison
from querylang.departments import short_for
from querylang.intervals import match_interval
from querylang.known import Names, names_of
from querylang.named import NamedTuple
from querylang.named_years import match_year
from querylang.names import ALPHABET, fold_name, with_bracket
from querylang.notes import match_note
from querylang.numeral_words import NUMERAL_CHARS, pattern
from querylang.text import Text
from querylang.unknown_runs import worth_guessing
from querylang.vocabulary import Vocabulary, everyday_words, marker_words
from querylang.words import PART_OF_NAME, Edge, Edges, Mention, Quoted, Word

# Costs of an edge.  A longer word beats two shorter ones, any word beats an unknown character, a name in full beats
# the words it is made of.
EXACT_NAME = 5.0
QUOTED = 4.0
NUMBER = 8.0
DEPARTMENT = 6.0
WORD = 10.0
EXACT_INDICATOR = 11.0
NAME_PART = 13.0
SINGLE = 6.0  # added to a word of one character, which is more often part of a word that is not known
UNKNOWN = 100.0
NOTE = 1.0
GAP = 4.0  # added to a word that was typed with white space inside

PAIR = 2  # characters

# A frequency is no number of times: 每季度一次 says nothing to 1次, and is looked for as it is written.
FEW = "[0-9一二两三四五六七八九十半]"
HOW_OFTEN = f"每(?:{FEW}{{1,2}}个?)?(?:年度?|季度?|月度?|周|星期|[日天]|学期){FEW}{{1,3}}次(?!性)"
DOUBLED = r"(.{2,8})\1"  # 工作经费工作经费
QUOTES = {"“": "”", '"': '"', "「": "」", "『": "』", "《": "》", "'": "'", "‘": "’"}
CLOSING = frozenset(QUOTES.values())
MARKS = CLOSING.union(QUOTES, "(")
INSIDE_NAMES = frozenset("的,，、;；.。/·-—_~:：'")  # not counted where what is left is a name in full
BESIDE = frozenset("又也且")
HUNDREDS = frozenset("十百千万亿")
HOW_MANY = {"俩": 2, "仨": 3}  # 两个, 三个
BEFORE_FIGURES = frozenset(HOW_MANY).union("第前(")  # and what a comparison begins with
BEHIND_SEVERAL = marker_words("behind_how_many")
SIGNS_LEFT_OUT = ("名称中间的“的”和标点不计",)
INCLUSIONS = (
    ("(含)", True),
    ("(不含)", False),
    ("(含端点)", True),
    ("(含两端)", True),
    ("(不含端点)", False),
    ("(不含两端)", False),
)


@cache
def _firsts() -> frozenset[str]:
    return frozenset(word[0] for word in everyday_words("whole"))


class Part(NamedTuple):
    """A text that stands in names; which ones is looked up where it is chosen."""

    text: str


def recognise(text: Text, catalogue: Catalogue) -> tuple[Word, ...]:
    """Cover every character of the plain text with words, in order."""
    plain = fold_name(text.plain)
    if not plain:
        return ()
    names = names_of(catalogue)
    edges: Edges = [[] for _ in plain]
    known = catalogue.lexicon.vocabulary
    _add_closed(edges, plain, text, known, names)
    words = _cover(edges, plain, text.gaps, names, known)
    if worth_guessing(words):
        from querylang.guesses import add_guesses  # most questions write their names as they are

        if add_guesses(edges, plain, text.gaps, words, names):
            words = _cover(edges, plain, text.gaps, names, known)
    return without_cut_words(words, text.gaps, known)


def _add_closed(edges: Edges, plain: str, text: Text, known: Vocabulary, names: Names) -> None:
    if not INSIDE_NAMES.isdisjoint(plain):
        _add_names_with_strays(edges, plain, names)
    pairs = [plain[n : n + 2] for n in range(len(plain) - 1)]
    if len(set(pairs)) < len(pairs):
        _add_doubled(edges, plain, names)
    part_end = 0
    firsts = _firsts()
    last_figure = _last_figure(plain)
    figures = comparing_words().starts
    departments = names.departments.begins
    for start, char in enumerate(plain):
        found = edges[start]
        _add_words(found, plain, start, known)
        if char in firsts:
            _add_strange(found, plain, start)
        if start <= last_figure and (char in figures or char in BEFORE_FIGURES or char.isdecimal()):
            _add_figures(found, plain, start, text)
        department = names.departments.find(plain, start) if char in departments else None
        if department is not None:
            found.append((department[0], DEPARTMENT, "department", department[1]))
        # Of most characters nothing in a name begins there: two look-ups tell.
        pair = plain[start : start + 2]
        if pair in names.projects.pairs or part_end > start + 2:
            part_end = _add_projects(found, plain, start, known, names, part_end)
        if pair in names.indicators.beginnings:
            _add_indicator(found, plain, start, known, names)
        if char in MARKS:
            _add_marked(found, plain, start, text, names)
        elif char == "每" and start < last_figure:
            often = pattern(HOW_OFTEN).match(plain, start)
            if often is not None:
                found.append((often.end(), QUOTED, "quoted", Quoted(often[0])))


def _add_marked(found: list[Edge], plain: str, start: int, text: Text, names: Names) -> None:
    """What stands in brackets or in quotation marks, a note, one mark of a pair."""
    char = plain[start]
    if char == "(":
        _add_inclusions(found, plain, start)
        if text.plain[start] == "〔":
            end = match_note(text.plain, start)
            if end > start:
                found.append((end, NOTE, "filler", "note"))
    if char not in CLOSING or char in QUOTES:
        _add_quoted(found, plain, start, names)
    if char != "(":
        found.append((start + 1, WORD + SINGLE, "filler", "mark"))  # one of a pair, left alone


def _last_figure(plain: str) -> int:
    """Where the last character stands that can be part of a number; -1 without one."""
    figures = comparing_words().figures
    if figures.isdisjoint(plain) and HOW_MANY.keys().isdisjoint(plain):
        return -1
    return next(n for n in range(len(plain) - 1, -1, -1) if plain[n] in figures or plain[n] in HOW_MANY)


def _add_names_with_strays(edges: Edges, plain: str, names: Names) -> None:
    """信访回复的及时送达率, 工伤，认定工作经费: a name in full, but for a 的 or a stray mark inside."""
    kept = [at for at, char in enumerate(plain) if char not in INSIDE_NAMES]
    bare = "".join([plain[at] for at in kept])
    before = sum(at - n < len(plain) - len(bare) for n, at in enumerate(kept))  # what the last of them stands behind
    for subject, index, cost in (
        ("project", names.projects, EXACT_NAME),
        ("indicator", names.indicators, EXACT_INDICATOR),
    ):
        for start in range(before):
            if bare[start : start + 2] not in index.beginnings:
                continue
            end = index.longest_exact(bare, start)
            if end > start and kept[end - 1] - kept[start] >= end - start:
                mention = Mention(index.exact[bare[start:end]], True, SIGNS_LEFT_OUT)
                edges[kept[start]].append((kept[end - 1] + 1, cost, subject, mention))


def _add_doubled(edges: Edges, plain: str, names: Names) -> None:
    """劳动关系工作经费工作经费: a name in full, but for a part of it that was written twice."""
    for doubled in pattern(DOUBLED).finditer(plain):
        said = doubled[1]
        once = plain[: doubled.start()] + plain[doubled.end(1) :]
        for start in range(doubled.start() + 1):
            end = names.projects.longest_exact(once, start)
            if end >= doubled.end(1) and not any(char.isdecimal() for char in said):
                found = names.projects.exact[once[start:end]]
                mention = Mention(found, True, (f"“{said}”多写了一遍",))
                edges[start].append((end + len(said), NAME_PART, "project", mention))


def _add_words(found: list[Edge], plain: str, start: int, known: Vocabulary) -> None:
    """Words of the vocabulary, and words that compare with something other than a number."""
    char = plain[start]
    meaning = known.words.get(char)
    if meaning is not None and not _is_no_word(plain, start, start + 1, meaning.value):
        price = WORD if meaning.value == "de" else WORD + SINGLE  # 想问下|的, not 想问|下的
        found.append((start + 1, price, meaning.kind, meaning.value))
    for length in known.lengths.get(plain[start : start + 2], ()):
        end = start + length
        if end > len(plain):
            break
        meaning = known.words.get(plain[start:end])
        if meaning is not None and not _is_no_word(plain, start, end, meaning.value):
            found.append((end, WORD, meaning.kind, meaning.value))
    comparing = comparing_words()
    # Words of one character (够, 过) are more often part of another word.
    if char in comparing.suffix:
        for end, word, op in words_at(comparing.suffix, plain, start):
            if len(word) > 1 and word not in known.words:
                found.append((end, WORD, "bound", op))
    if char in comparing.prefix:
        for end, word, op in words_at(comparing.prefix, plain, start):
            cuts = plain.startswith("多少", end - 1)  # 认订多少钱 holds no 订多
            if len(word) > 1 and word not in known.words and word not in comparing.misheard and not cuts:
                found.append((end, WORD, "comparator", op))


def _is_no_word(plain: str, start: int, end: int, value: str) -> bool:
    """Whether what is spelled as a word is none where it stands."""
    char = plain[start]
    some_tens = plain[end - 1] == "数" and end - start > 1 and plain[end : end + 1] in HUNDREDS  # 预算数十亿
    if some_tens and not plain.startswith("百分", end):  # 总数|百分之几
        return True
    if value == "projects" and plain.startswith("指标", end):
        return True  # 的项目|数量指标
    if value == "behind_quote" and plain[start - 1 : start] not in CLOSING:
        return True  # 带“补”字的, but not 文字
    if char == "既" and BESIDE.isdisjoint(plain[end:]):
        return True  # 既有建筑: both has its and
    if char == "-" and end == start + 1 and plain[end : end + 1].isdecimal() and plain[start - 1 : start] > "\u4e00":
        return True  # 预算-100万: below nothing, or only a dash?
    return char in ALPHABET and _inside_latin(plain, start, end)


def _add_strange(found: list[Edge], plain: str, start: int) -> None:
    """及时率: a word that is not known, so that no word is read into its characters."""
    for word in _strange_words().get(plain[start], ()):
        if plain.startswith(word, start):
            found.append((start + len(word), UNKNOWN, "unknown", None))


@cache
def _strange_words() -> dict[str, tuple[str, ...]]:
    """Such words by their first character."""
    words: dict[str, tuple[str, ...]] = {}
    for word in sorted(everyday_words("whole")):
        words[word[0]] = (*words.get(word[0], ()), word)
    return words


def _add_figures(found: list[Edge], plain: str, start: int, text: Text) -> None:
    """Comparisons, years, and places in an order."""
    gaps = text.gaps
    comparison = match_comparison(plain, start, gaps)
    if comparison is None and plain[start] == "(":
        comparison = match_interval(text.plain, start)
    if comparison is not None:
        found.append((comparison.end, NUMBER, "comparison", comparison))
    several = HOW_MANY.get(plain[start])
    if several is not None and (
        plain.startswith(BEHIND_SEVERAL, start + 1) or not plain[start + 1 : start + 2].isalnum()
    ):
        found.append((start + 1, NUMBER - 1, "comparison", _several(start + 1, several)))
    year = match_year(plain, start, gaps)
    if year is not None:
        found.append((year.end, NUMBER - 1, "year", year.year))
    if plain[start] == "第":
        _add_places(found, plain, start)
    if plain[start] == "前":
        from querylang.places import match_first

        first = match_first(plain, start)
        if first is not None:
            found.append((first[0], NUMBER, "top_n", first[1]))


def _add_places(found: list[Edge], plain: str, start: int) -> None:
    """第二, 第2到第4名; one with 名 is of an order, one without may be a row that was shown."""
    from querylang.places import match_place, match_places  # most questions name no place

    place = match_place(plain, start)
    if place is not None:
        found.append((place[0], NUMBER, "rank" if plain[place[0] - 1] == "名" else "nth", place[1]))
    places = match_places(plain, start)
    if places is not None:
        found.append((places[0], NUMBER, "ranks" if plain[places[0] - 1] == "名" else "nths", places[1]))


def _add_inclusions(found: list[Edge], plain: str, start: int) -> None:
    """The bracket that says whether an end counts: 30万以上（含）."""
    for inclusion, includes in INCLUSIONS:
        if plain.startswith(inclusion, start):
            found.append((start + len(inclusion), WORD, "inclusion", includes))


def _several(end: int, number: int) -> Comparison:
    """仨: the number and its 个 in one character."""
    return Comparison(end, "=", Decimal(number), None, None, ">=", "<=", "个", unit_said=True, bare=True)


def _inside_latin(plain: str, start: int, end: int) -> bool:
    """Whether a word of letters is part of a longer run of letters (hi in zhidao)."""
    return (start > 0 and plain[start - 1] in ALPHABET) or (end < len(plain) and plain[end] in ALPHABET)


def _add_projects(found: list[Edge], plain: str, start: int, known: Vocabulary, names: Names, earlier: int) -> int:
    """Add projects in full and in part; returns how far a text that stands in some name reaches, at least `earlier`."""
    end = names.projects.longest_exact(plain, start)
    if end > start:
        found.append((end, EXACT_NAME, "project", Mention(names.projects.exact[plain[start:end]], True)))
    part_end = reached = names.projects.longest_part(plain, start, max(earlier, end if end > start else 0))
    if reached > start and reached < len(plain) and names.projects.has_sign_behind(plain[reached - 1]):
        _add_beyond_signs(found, plain, start, reached, names)
    if plain[part_end - 1 : part_end] == "号" and part_end > start and plain[part_end : part_end + 1] == "文":
        part_end += 1  # 34号文
    if plain[start].isdigit() or plain[part_end - 1].isdigit():
        part_end = _whole_numbers(plain, start, part_end, names)
    if part_end > max(start, end) and not _is_wording(plain[start:part_end], known):
        part = plain[start:part_end]
        said = part.removesuffix("文") if part.endswith("号文") else part
        found.append((with_bracket(plain, start, part_end), NAME_PART, "project", Part(said)))
    return max(reached, earlier)


def _add_indicator(found: list[Edge], plain: str, start: int, known: Vocabulary, names: Names) -> None:
    """Add an indicator in full."""
    end = names.indicators.longest_exact(plain, start)
    if end > start and plain[start:end] not in known.words:
        found.append((end, EXACT_INDICATOR, "indicator", Mention(names.indicators.exact[plain[start:end]], True)))


def _is_wording(part: str, known: Vocabulary) -> bool:
    """Whether a text that stands in names is a word of questions, such words around 的 (预算的项目), or a lone 第一."""
    if part in known.words or (part[0] == "第" and NUMERAL_CHARS.issuperset(part[1:])):
        return True
    head, de, tail = part.partition("的")
    return bool(de) and tail in known.words and (not head or head in known.words)


def _add_beyond_signs(found: list[Edge], plain: str, start: int, end: int, names: Names) -> None:
    """改造工程一期, of a name 改造工程（一期）: the sign is not counted."""
    from querylang.signless import beyond_signs

    reach = beyond_signs(plain, start, end, names.projects)
    if reach is not None:
        cost = EXACT_NAME if reach.whole else NAME_PART
        found.append((reach.end, cost, "project", Mention(reach.names, reach.whole, SIGNS_LEFT_OUT)))


def _whole_numbers(plain: str, start: int, end: int, names: Names) -> int:
    """Where a part of a name ends that cuts no number in two, here or in the name; start where none is left."""
    if start > 0 and plain[start].isdigit() and plain[start - 1].isdigit():
        return start
    while end > start + 1:
        cut = plain[end - 1].isdigit() and plain[end : end + 1].isdigit()
        if not cut and names.projects.contains(plain[start:end].removesuffix("文")):
            return end
        end -= 1
        while end > start and plain[end - 1].isdigit():
            end -= 1
    return start


def _add_quoted(found: list[Edge], plain: str, start: int, names: Names) -> None:
    close = _closing(plain, start) if plain[start] == "(" else plain.find(QUOTES[plain[start]], start + 1)
    if close < 0:
        return
    inner = plain[start + 1 : close]
    if inner in names.projects.exact:
        found.append((close + 1, QUOTED, "project", Mention(names.projects.exact[inner], True)))
    elif inner in names.indicators.exact:
        found.append((close + 1, QUOTED, "indicator", Mention(names.indicators.exact[inner], True)))
    elif inner and plain[start] not in inner and plain[start] != "(":
        found.append((close + 1, QUOTED, "quoted", Quoted(inner)))


def _closing(plain: str, start: int) -> int:
    """Where a bracket is closed, behind those inside it: (改造工程(一期)); -1 where it is not."""
    depth = 0
    for at in range(start, len(plain)):
        depth += (plain[at] == "(") - (plain[at] == ")")
        if depth == 0:
            return at
    return -1


def _short_for_department(words: list[Word], names: Names) -> list[Word]:
    """城管, a part of one name and short for a department: which of them is for the person to say."""
    named = [n for n, word in enumerate(words) if word.kind in {"project", "department"}]
    if len(named) == 1 and len(names.departments.names) > 1:
        word = words[named[0]]
        departments = short_for(names.departments, word.text) if word.kind == "project" else ()
        if departments and isinstance(word.value, Mention) and not word.value.exact and not _is_topic(words, named[0]):
            either = Mention((*word.value.names, *departments), False)
            words[named[0]] = Word(word.start, word.end, word.text, "candidate", either)
    return words


def _is_topic(words: list[Word], n: int) -> bool:
    """跟旅游有关的项目, 涉及旅游的: a text that is looked for, of whatever department."""
    behind = words[n + 1].label if n + 1 < len(words) else ""
    return behind in {"text.about", "text.unrelated"} or (n > 0 and words[n - 1].label == "text.mentions")


def _cover(edges: Edges, plain: str, gaps: frozenset[int], names: Names, known: Vocabulary) -> tuple[Word, ...]:
    """The cheapest way through the lattice; an unknown character is always possible."""
    size = len(plain)
    best = [0.0] * (size + 1)
    chosen: list[tuple[int, str, object]] = [(0, "", None)] * size
    for start in range(size - 1, -1, -1):
        cost = UNKNOWN + best[start + 1]
        choice: tuple[int, str, object] = (start + 1, "unknown", None)
        for end, price, kind, value in edges[start]:
            total = price + best[end]
            if gaps and price > NUMBER and any(start < gap < end for gap in gaps):
                total += GAP
            if total < cost or (total == cost and end > choice[0]):
                cost, choice = total, (end, kind, value)
        best[start], chosen[start] = cost, choice
    words: list[Word] = []
    at = 0
    while at < size:
        end, kind, value = chosen[at]
        if kind == "unknown" and words and words[-1].kind == "unknown" and at not in gaps:
            previous = words.pop()
            words.append(Word(previous.start, end, plain[previous.start : end], kind, value))
        else:
            if isinstance(value, Part):
                found = names.projects.contains(value.text)
                if len(value.text) == PAIR:
                    from querylang.pairs import without_chance  # longer parts stand in no name by chance

                    found = without_chance(found, value.text)
                kind, value = ("project", Mention(found, False, PART_OF_NAME)) if found else ("unknown", None)
            words.append(Word(at, end, plain[at:end], kind, value))
        at = end
    return without_chance_words(_short_for_department(words, names), plain, gaps, known)
