"""`jixiao words`: the words that questions are read with, the staff's own marked."""

import argparse
import sys
from collections.abc import Iterator
from typing import NamedTuple

from bot.answer import AnswerService
from bot.asking import add_database_argument, add_lexicon_argument, terminal_width
from bot.render.width import wrap
from db.store import database_path
from querylang.fields import FIELDS, KINDS
from querylang.ownwords import FILLERS
from querylang.vocabulary import Lexicon, shipped_lexicon
from querylang.wordfile import number_words, word_lists

OWN = "＊"  # before a word of the staff's own
MARKERS = "只有一条规则才看的词"
# What each kind of word is for; a test compares it with the vocabulary.
TITLES = {
    "field": "字段",
    "kind": "指标类型",
    "which": "指标值",
    "level": "级别",
    "thing": "问的是什么",
    "aggregate": "统计",
    "superlative": "最高最低",
    "more": "高低",
    "order": "次序",
    "sort": "排序",
    "top": "前几后几",
    "group": "分组",
    "logic": "并且、或者",
    "negation": "否定、除外",
    "existence": "有没有",
    "same": "相同",
    "differ": "不同",
    "change": "增减",
    "copula": "是",
    "text": "文字和主题",
    "reference": "接着上一问",
    "ask": "问法",
    "fault": "数据质量、完成没有",
    "doc": "哪一种表",
    "year": "年度",
    "own": "本部门",
    "meta": "问数据本身",
    "chat": "说上一个答案",
    "unsupported": "数据里没有的",
    "filler": FILLERS,
}
NUMBER_TITLES = {
    "prefix": "比较词，在数前",
    "suffix": "比较词，在数后",
    "around": "比较词，在数前后",
    "sign": "正负",
    "reaching": "达到（数后还有比较词时略去）",
    "almost": "几乎（在超过前面时不算比较）",
    "not_yet": "还没（在低于前面时不算比较）",
    "misheard": "听写错的比较词（数前已有比较词时不算）",
    "range": "范围",
    "softener": "语气",
    "negation": "否定（在比较词前）",
    "negated": "可以否定的比较词",
    "units": "单位",
    "money": "金额单位",
    "before_money": "金额符号",
    "foreign_money": "外币",
}
_LABELS = {"field": {key: field.label for key, field in FIELDS.items()}, "kind": {k: v.label for k, v in KINDS.items()}}


class Meaning(NamedTuple):
    """Words that mean the same: of which kind, which of that kind, and the words, each with whether it was added."""

    kind: str
    value: str
    title: str  # of the kind, in Chinese
    label: str  # of the meaning: its label, or the first of its words
    words: tuple[tuple[str, bool], ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the database, whose names aliases stand for, and the file of own words."""
    parser.add_argument("--json", action="store_true", help="写成 JSON，供程序使用")
    parser.add_argument("--own", action="store_true", help="只列自己的词")
    add_database_argument(parser)
    add_lexicon_argument(parser)
    parser.epilog = f"自己的词前面标 {OWN}。没有数据库时只列自带的词。"


def run(args: argparse.Namespace) -> int:
    """List them by kind, a line a meaning."""
    from pathlib import Path

    database = database_path(args.db)
    lexicon = shipped_lexicon()
    if args.db or args.lexicon or Path(database).exists():
        service = AnswerService(database, lexicon=args.lexicon)
        lexicon = service.lexicon
        service.close()
    found = [*meanings(lexicon), *(() if args.own else (*number_meanings(), *marker_meanings()))]
    if args.own:
        found = [one._replace(words=own) for one in found if (own := tuple(word for word in one.words if word[1]))]
    if args.json:
        import json

        content = [{**one._asdict(), "words": [{"word": word, "own": own} for word, own in one.words]} for one in found]
        print(json.dumps(content, ensure_ascii=False))
        return 0
    for line in lines(found, terminal_width()):
        print(line)
    if args.own and not found:
        print("没有自己的词", file=sys.stderr)
    return 0


def meanings(lexicon: Lexicon) -> Iterator[Meaning]:
    """The vocabulary by meaning, kinds in the order of TITLES, then what projects and departments are also called."""
    by_meaning: dict[tuple[str, str], list[tuple[str, bool]]] = {}
    for word, meaning in lexicon.vocabulary.words.items():
        by_meaning.setdefault((meaning.kind, meaning.value), []).append((word, word in lexicon.own))
    order = {kind: place for place, kind in enumerate(TITLES)}
    for (kind, value), words in sorted(by_meaning.items(), key=lambda item: order.get(item[0][0], len(order))):
        label = _LABELS.get(kind, {}).get(value, words[0][0])
        yield Meaning(kind, value, TITLES.get(kind, kind), label, tuple(words))
    for kind, title, aliases in (
        ("project", "项目的别名", lexicon.projects),
        ("department", "部门的别名", lexicon.departments),
    ):
        for full in dict.fromkeys(name for _, name in aliases):
            yield Meaning(kind, full, title, full, tuple((alias, True) for alias, name in aliases if name == full))


def number_meanings() -> Iterator[Meaning]:
    """The words of numbers, units and comparisons; nobody can add to them."""
    for table, title in NUMBER_TITLES.items():
        for key, entries in number_words()[table].items():
            yield Meaning(table, key, title, key, tuple((entry.word, False) for entry in entries))


def marker_meanings() -> Iterator[Meaning]:
    """The words that one rule looks for, by what they are for; nobody can add to them."""
    for table, lists in word_lists("markers.toml").items():
        (use,) = lists["use"]
        yield Meaning("marker", table, MARKERS, use, tuple((word, False) for word in lists["words"]))


def lines(found: list[Meaning], width: int) -> Iterator[str]:
    """A heading a kind, below it a paragraph a meaning."""
    title = ""
    for one in found:
        if one.title != title:
            title = one.title
            yield from ("", f"【{title}】") if title != found[0].title else (f"【{title}】",)
        words = "、".join(OWN + word if own else word for word, own in one.words)
        yield from wrap(f"{one.label}：{words}", width)
