"""Numerals, amounts, comparisons and published quantities, held against the readable corpora and random input."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from querylang.amounts import Amount
from querylang.comparators import comparing_words
from querylang.comparison import Comparison
from querylang.comparison_scan import match_comparison
from querylang.named_years import match_year
from querylang.numerals import Numeral, match_numeral
from querylang.quantity import Quantity, find_quantities, match_quantity
from querylang.text import normalise, plain
from querylang.wordfile import number_words
from tests.number_writing import money, notations

CORPUS = Path(__file__).parent / "corpus"


def read(name: str) -> dict[str, dict[str, list[str]]]:
    """One corpus file."""
    return tomllib.loads((CORPUS / f"{name}.toml").read_text(encoding="utf-8"))


def pairs(name: str, *tables: str) -> list[tuple[str, str]]:
    """Every phrasing of a corpus with its meaning."""
    corpus = read(name)
    return [
        (phrasing, meaning)
        for table in tables
        for meaning, phrasings in corpus[table].items()
        for phrasing in phrasings
    ]


def numeral(text: str) -> Numeral | None:
    """The numeral a text begins with."""
    question = normalise(text)
    return match_numeral(question.plain, 0, question.gaps)


def ends(low: Decimal, high: Decimal | None, low_op: str, high_op: str) -> str:
    """A range as the corpora write it."""
    last = f"{high}{')' if high_op == '<' else ']'}" if high is not None else ")"
    return f"{'(' if low_op == '>' else '['}{low}, {last}"


def shown(comparison: Comparison | None) -> str:
    """A comparison as the corpora write it."""
    if comparison is None:
        return "nothing"
    unit = comparison.unit or "none"
    if comparison.op == "between" and comparison.low is not None:
        return f"{ends(comparison.low, comparison.high, comparison.low_op, comparison.high_op)} {unit}"
    return f"{comparison.op} {comparison.number} {unit}"


def shown_quantity(quantity: Quantity) -> str:
    """A published quantity as the corpus writes it."""
    number = str(quantity.number) if quantity.high is None else f"{quantity.number}~{quantity.high}"
    return f"{number} {quantity.unit or 'none'} {quantity.bound} {quantity.edge}"


@pytest.mark.parametrize(("text", "meaning"), pairs("numerals", "numbers"))
def test_number(text: str, meaning: str) -> None:
    """Each way to write a number gives that number, and nothing of it is left over but 整."""
    found = numeral(text)
    assert found is not None
    assert (str(found.number), found.percent) == (meaning, False)
    assert normalise(text).plain[found.end :] in {"", "整"}


@pytest.mark.parametrize(("text", "meaning"), pairs("numerals", "percents"))
def test_percentage(text: str, meaning: str) -> None:
    """Each way to write a share gives the percentage."""
    found = numeral(text)
    assert found is not None
    assert (str(found.number), found.percent, found.end) == (meaning, True, len(normalise(text).plain))


@pytest.mark.parametrize(("text", "meaning"), pairs("numerals", "ranges"))
def test_range_numeral(text: str, meaning: str) -> None:
    """A numeral that is a range has the right ends."""
    found = numeral(text)
    assert found is not None
    assert ends(found.low, found.high, found.low_op, found.high_op) == meaning
    assert found.end == len(text)


@pytest.mark.parametrize("word", read("numerals")["not_numbers"]["words"])
def test_no_number_at_the_start_of_a_word(word: str) -> None:
    """四川 and 三公经费 begin with no number."""
    assert match_quantity(plain(word), 0) is None or plain(word)[0] == "第"


@pytest.mark.parametrize("word", read("numerals")["not_numbers"]["inside"])
def test_no_number_inside_a_word(word: str) -> None:
    """统一 and 队伍 hold no number."""
    assert [start for start in range(len(word)) if match_quantity(word, start)] == []


@pytest.mark.parametrize(("text", "meaning"), pairs("amounts", "amounts", "no_unit"))
def test_amount(text: str, meaning: str) -> None:
    """A number comes with its unit, money in 元."""
    question = normalise(text)
    found = match_quantity(question.plain, 0, question.gaps)
    assert found is not None
    assert f"{found.number} {found.unit or 'none'}" == meaning


@pytest.mark.parametrize("text", read("amounts")["no_amount"]["words"])
def test_no_amount(text: str) -> None:
    """Months, document numbers and words are no amounts."""
    assert match_quantity(text, 0) is None


@pytest.mark.parametrize(("text", "meaning"), pairs("comparisons", "comparisons", "between"))
def test_comparison(text: str, meaning: str) -> None:
    """Each phrasing of a comparison gives the same sense, and every character of it is used."""
    question = normalise(text)
    found = match_comparison(question.plain, 0, question.gaps)
    assert shown(found) == meaning
    assert found is not None
    assert question.plain[found.end :] == ""


@pytest.mark.parametrize(("text", "phrases"), list(read("comparisons")["sentences"].items()))
def test_comparisons_of_a_sentence(text: str, phrases: list[str]) -> None:
    """Of a whole sentence exactly the comparing phrases are taken."""
    question, at, found = normalise(text), 0, []
    while at < len(question.plain):
        comparison = match_comparison(question.plain, at, question.gaps)
        if comparison:
            found.append(question.plain[at : comparison.end])
        at = comparison.end if comparison else at + 1
    assert found == [plain(phrase) for phrase in phrases]


@pytest.mark.parametrize(("value", "quantities"), list(read("quantities")["values"].items()))
def test_published_value(value: str, quantities: list[str]) -> None:
    """A published target value gives the quantities it states and no others."""
    assert [shown_quantity(one) for one in find_quantities(plain(value))] == quantities


@pytest.mark.parametrize(
    ("text", "year"),
    [
        *((text, 2023) for text in ("2023年", "23年", "2023年度", "二〇二三年", "二零二三年度", "二三年", "2023财年")),
        ("98年", 1998),
        *((text, None) for text in ("10年以上", "3年", "123年", "五年", "三十年", "23岁")),
    ],
)
def test_year(text: str, year: int | None) -> None:
    """Years are named with four figures or two; lengths of time are no years."""
    found = match_year(text, 0)
    assert (found.year if found else None) == year


def test_a_word_compares_in_one_sense() -> None:
    """No comparing word stands under two senses in one place."""
    for place in ("prefix", "suffix", "around", "sign"):
        words = [entry.word for entries in number_words()[place].values() for entry in entries]
        assert len(words) == len(set(words))


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.integers(0, 10**13), st.integers(0, 10**5), st.integers(0, 10**9).map(lambda n: n * 10**4)))
def test_round_trip(number: int) -> None:
    """Every whole number up to 10^13 is read back from every notation."""
    for written in notations(number):
        question = normalise(written)
        found = match_numeral(question.plain, 0, question.gaps)
        assert found is not None, written
        assert (found.number, found.end) == (Decimal(number), len(question.plain)), written


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.integers(0, 10**13), st.integers(0, 10**5), st.integers(0, 10**9).map(lambda n: n * 10**4)))
def test_money_round_trip(number: int) -> None:
    """Money is exact, to the 元 and to the 分, in every notation."""
    for written in money(number):
        assert shown(whole(written)) == f"= {number} 元", written
    for cents in (5, 30, 99):
        exact = f"{number}.{cents:02}".rstrip("0")
        jiao, fen = divmod(cents, 10)
        spoken = f"{number}元" + (f"{jiao}角" if jiao else "零") + (f"{fen}分" if fen else "")
        for written in (f"{number}.{cents:02}元", f"¥{number:,}.{cents:02}", spoken):
            assert shown(whole(written)) == f"= {exact} 元", written


@pytest.mark.parametrize("number", [10**13, 10**12, 10**12 + 1, 10**8, 10**4, 3 * 10**8 + 5 * 10**7, 35000, 205, 20, 2])
def test_round_trip_of_turning_points(number: int) -> None:
    """Where a unit begins, every notation is tried each time."""
    for written in notations(number):
        found = numeral(written)
        assert (found.number if found else None) == number, written


def whole(written: str) -> Comparison | None:
    """The comparison that is all of a text, else None."""
    question = normalise(written)
    found = match_comparison(question.plain, 0, question.gaps)
    return found if found is not None and found.end == len(question.plain) else None


ANYTHING = st.text(
    st.one_of(
        st.sampled_from(
            "0123456789.,%-+/ 零一二三五十百千万亿两几多余来半上个元块角分成折点到至和超过不低于以下间约第年月人次（）"
        ),
        st.characters(),
    ),
    max_size=60,
)


@settings(max_examples=400, deadline=None)
@given(ANYTHING)
def test_random_text(text: str) -> None:
    """Nothing raises; what is found lies within the text and moves forward; ends are in order."""
    question = normalise(text)
    for start in range(len(question.plain)):
        found: list[Numeral | Amount | Comparison | None] = [
            match_numeral(question.plain, start, question.gaps),
            match_quantity(question.plain, start, question.gaps),
            match_comparison(question.plain, start, question.gaps),
        ]
        for one in found:
            if one is not None:
                assert start < one.end <= len(question.plain)
                assert one.low is None or one.high is None or one.low <= one.high
        match_year(question.plain, start, question.gaps)
    find_quantities(question.plain)


@pytest.mark.parametrize("piece", ["一百", "9", "1,", "三五", "百分之", "不", "从在", "1到", "负", "零", "万", "1块"])
def test_long_rows_end(piece: str) -> None:
    """Thousands of repeated number characters are read without deep recursion."""
    text = piece * 2000
    match_comparison(text, 0)
    match_quantity(text, 0)
    assert isinstance(find_quantities(text[:1000]), tuple)


def test_every_comparison_holds_a_character_of_a_number() -> None:
    """Places without one before the end of the question are not looked at: no sign (为负) may lack it."""
    words = comparing_words()
    assert all(words.figures.intersection(word) for pairs in words.sign.values() for word, _ in pairs)
    assert words.numbers <= words.figures
