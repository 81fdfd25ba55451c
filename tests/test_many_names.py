"""Names found by an index are those found by looking at each of them."""

import pytest

from querylang import names as module
from querylang.interpret import interpret
from querylang.names import NameIndex, fold_name, fold_names
from querylang.text import plain
from tests.bench.bench_names import asked
from tests.many_names import ManyNames, many_names

NAMES = many_names(3_000)


@pytest.fixture(scope="module")
def scanned() -> NameIndex:
    """Index the names, but look at every one as if they were few."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "FEW_CHARACTERS", 10**9)
        return NameIndex(NAMES)


@pytest.fixture(scope="module")
def indexed() -> NameIndex:
    """Index the names, with patience at an end."""
    index = NameIndex(NAMES)
    index._patience = 0
    return index


def test_parts(scanned: NameIndex, indexed: NameIndex) -> None:
    """How far a part reaches, and whose it is, from every place of many a text."""
    for text in (*NAMES[::97], "预算超过100万的泵站维修改造项目", "临溪镇校车运行维护经费和泵站"):
        key = fold_name(plain(text))
        for start in range(len(key) - 1):
            end = indexed.longest_part(key, start)
            assert end == scanned.longest_part(key, start)
            assert indexed.longest_exact(key, start) == scanned.longest_exact(key, start)
            if end > start:
                assert set(indexed.contains(key[start:end])) == set(scanned.contains(key[start:end]))


def test_a_known_reach_changes_nothing(indexed: NameIndex) -> None:
    """What stands in a name from an earlier start stands there without its head."""
    key = fold_name(plain(NAMES[5] + NAMES[17]))
    known = 0
    for start in range(len(key) - 1):
        assert max(indexed.longest_part(key, start, known), known) == max(indexed.longest_part(key, start), known)
        known = max(known, indexed.longest_part(key, start))


def test_pinyin(scanned: NameIndex, indexed: NameIndex) -> None:
    """Syllables, and initials."""
    for letters in ("bengzhan", "xiaochewei", "tcc", "nyb", "zhuanxiangzijin", "qqq", "whatis", "xian"):
        assert set(indexed.by_pinyin(letters)) == set(scanned.by_pinyin(letters))
    assert indexed.by_pinyin("bengzhanweixiu")


def test_mentions_find_their_project() -> None:
    """A whole name always; a mistyped one never gives another project alone."""
    catalogue = ManyNames(NAMES)
    questions = asked(NAMES)
    for name, question in zip(questions["whole"], questions["one wrong"], strict=True):
        whole = interpret(name, catalogue)
        assert whole.query is not None
        assert name.removesuffix("多少钱") in repr(whole.query)
        slip = interpret(question, catalogue)
        assert slip.query is None or name.removesuffix("多少钱") in repr(slip.query) or "还可能" in slip.sentence


def test_folding_all_at_once_is_folding_each() -> None:
    """Also where a name holds line breaks, which part the names while they are folded."""
    odd = ("總計 [2024]", "Ａ\n类", "", "〔2023〕5号", "财政\u3000拨款")
    assert fold_names(odd) == [fold_name(plain(name)) for name in odd]
    assert fold_names(NAMES[:50]) == [fold_name(plain(name)) for name in NAMES[:50]]


def test_aliases_are_names() -> None:
    """An alias finds the full name: whole, in part, by pinyin; names come once."""
    index = NameIndex(("欠薪应急周转金", "内部审计工作经费"), {"救急钱": "欠薪应急周转金"})
    assert index.exact["救急钱"] == ("欠薪应急周转金",)
    assert index.contains("救急") == ("欠薪应急周转金",)
    assert index.by_pinyin("jiujiqian") == ("欠薪应急周转金",)
    assert index.nearest("救急欠薪") == ("欠薪应急周转金",)
