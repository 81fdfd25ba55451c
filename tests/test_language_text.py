"""Plain text, word files, sounds and shapes of characters."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from querylang import pinyin, wordfile
from querylang.spelled import InitialText
from querylang.text import normalise, plain

LEXICON = Path(wordfile.LEXICON)


@settings(max_examples=300, deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from(" \t\u3000\u200b\n預算審計１２ＡＢ")), max_size=60))
def test_spans_cover_the_original(text: str) -> None:
    """The spans of the plain characters follow each other and join up to what was typed."""
    question = normalise(text)
    assert len(question.starts) == len(question.plain) + 1
    pieces = [text[start:end] for start, end in pairwise(question.starts)]
    assert "".join(pieces) == (text if question.plain else "")
    assert all(0 <= gap < len(question.plain) for gap in question.gaps)
    assert plain(text) == question.plain
    assert normalise(question.plain).plain == question.plain


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("請問欠薪應急周轉金的滿意度目標", "请问欠薪应急周转金的满意度目标"),
        ("總計高於１００萬", "总计高于100万"),
        ("ＴＯＰ ３", "top3"),
        ("机房\u200b硬件\u3000设备", "机房硬件设备"),
        ("⼈⼤代表", "人大代表"),
        ("①②㎡", "①②㎡"),
    ],
)
def test_plain_text(typed: str, read: str) -> None:
    """Width, case, script and invisible characters make no difference."""
    assert plain(typed) == read


def test_simplified_text_is_left_alone() -> None:
    """No character of the simplified standard set changes, 乾 and 后 and 里 among them."""
    kept = []
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            char = bytes((row, cell)).decode("gb2312", "ignore")
            if char and char not in "於後徵摺菸麽":
                kept.append(char)
    assert len(kept) > 6700
    assert [char for char in kept if plain(char) != char] == []


def test_spaces_are_remembered() -> None:
    """Where white space stood is kept beside the plain text."""
    question = normalise(" 预算 100 万 ")
    assert (question.plain, question.gaps) == ("预算100万", frozenset({0, 2, 5}))
    assert question.said(2, 5) == "100"


@pytest.mark.parametrize("name", sorted(path.name for path in LEXICON.glob("*.toml")))
def test_word_files_are_toml(name: str) -> None:
    """The quick reader of word files and tomllib agree."""
    whole: dict[str, object] = tomllib.loads((LEXICON / name).read_text(encoding="utf-8"))
    flat: dict[str, dict[str, list[str]]] = {}

    def collect(prefix: str, table: dict[str, object]) -> None:
        for key, value in table.items():
            if isinstance(value, dict):
                collect(f"{prefix}.{key}" if prefix else key, value)
            else:
                flat.setdefault(prefix, {})[key] = [value] if isinstance(value, str) else list(map(str, value))  # type: ignore[call-overload]

    collect("", whole)
    quick = {
        title: {key: [entry.word for entry in entries] for key, entries in table.items()}
        for title, table in wordfile.read_words(name).items()
    }
    assert {title: table for title, table in quick.items() if table} == flat


def test_no_word_of_a_number_table_has_two_meanings() -> None:
    """A word stands once in each table of numbers.toml."""
    for title, table in wordfile.number_words().items():
        if title in {"not_unit", "not_after", "negated", "before_money", "range"}:
            continue
        words = [entry.word for entries in table.values() for entry in entries]
        assert sorted({word for word in words if words.count(word) > 1}) == [], title


def test_each_list_of_markers_is_of_one_rule() -> None:
    """Each list of markers.toml says what it is for, repeats no word, and is named in the code; each name is a list."""
    lists = wordfile.word_lists("markers.toml")
    for title, table in lists.items():
        assert set(table) == {"use", "words"}, title
        assert len(set(table["words"])) == len(table["words"]), title
    code = "".join(path.read_text("utf-8") for path in LEXICON.parent.glob("*.py"))
    assert sorted(re.findall(r'marker_(?:words|characters)\("(\w+)"\)', code)) == sorted(lists)


@pytest.mark.parametrize(
    ("text", "line"),
    [('[a]\nb = [\n  "x", y\n]', 3), ("[a]\nb = 3", 2), ('b = "x"', 1), ("[a]\n[a]", 2), ('[a]\nb = [\n"",\n]', 3)],
)
def test_a_broken_word_file_names_its_line(text: str, line: int) -> None:
    """What cannot be read is refused with the line to look at."""
    with pytest.raises(wordfile.WordFileError) as caught:
        wordfile.parse_words("x.toml", text)
    assert caught.value.line == line


def test_sounds() -> None:
    """Readings, homophones near and exact, letters as pinyin, and initials."""
    assert pinyin.syllables("薪") == ("xin",)
    assert set(pinyin.syllables("重")) == {"chong", "zhong"}
    assert "新" in pinyin.homophones("薪")
    assert {"南", "蓝"} <= set(pinyin.near_homophones("蓝"))
    assert "生" in pinyin.near_homophones("审")
    assert "计" not in pinyin.near_homophones("审")
    sounds = tuple(frozenset(pinyin.syllables(char)) for char in "西安机房硬件")
    assert all(pinyin.spells(sounds, letters) for letters in ("xian", "xianji", "jifangyingj", "an", "yi"))
    assert not any(pinyin.spells(sounds, letters) for letters in ("xin", "jiying", "jianx"))
    assert pinyin.begins_with("qqq") == ()
    assert pinyin.begins_with("xian" * 100)
    assert pinyin.initials_of("重") == frozenset("cz")
    assert list(InitialText("财务会计").find("hj")) == list(InitialText("财务会计").find("kj")) == [2]
    assert not list(InitialText("公务车辆").find("gl"))


def test_shapes() -> None:
    """Look-alikes go both ways; every group of the file has two characters or more."""
    for pair in ("己已", "侍待", "末未", "够购", "账帐", "贴帖"):
        assert pair[1] in pinyin.look_alikes(pair[0])
        assert pair[0] in pinyin.look_alikes(pair[1])
    assert "计" not in pinyin.look_alikes("审")
    groups = [
        group for line in wordfile.read_text("shapes.txt").split("\n") if line[:1] != "#" for group in line.split()
    ]
    assert [group for group in groups if len(set(group)) < 2] == []
