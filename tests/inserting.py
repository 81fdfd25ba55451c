"""Words and marks put into questions, each in turn, so that many borders have all of them.

A content word narrows a question by what no query can reflect; a filler or a mark says nothing.
"""

import random
from collections.abc import Iterable, Iterator

from bot.answer import AnswerService
from querylang.reading import Reading
from querylang.vocabulary import vocabulary
from tests.question_corpus import lines, questions

MARKS = ("“", "”", "“”", "()", "（）", "《", "》", " ", "\u3000")
# Those that end in 的 are more than one word: 有200万吗 asks for as much, 有200万用的吗 for the very figure.
FILLERS = tuple(
    word
    for word, (kind, value) in vocabulary().words.items()
    if kind == "filler" and value in {"word", "mark"} and not word.endswith("的")
)


def insertions(
    service: AnswerService, each: int, step: int, seed: int, words: Iterable[str]
) -> Iterator[tuple[Reading, int, str]]:
    """(question as read, border, word): some words at borders of every answered question; the same for a seed.

    At every border, or with a step of 3 at every third.
    """
    deck = _dealt(words, seed)
    for question in questions():
        reading = service.read(question)
        if reading.status == "ok":
            borders = sorted({word.start for word in reading.words} | {len(question)})
            for border in borders[len(question) % step :: step]:
                for _ in range(each):
                    yield reading, border, next(deck)


def _dealt(words: Iterable[str], seed: int) -> Iterator[str]:
    """Every word once in an order of chance, then once more in another, without end."""
    dice = random.Random(seed)  # noqa: S311 - a fixed choice
    deck = list(words)
    while True:
        dice.shuffle(deck)
        yield from deck


def _put_in(question: str, border: int, word: str) -> str:
    return question[:border] + word + question[border:]


def _is_passed_over(service: AnswerService, question: str, inserted: str) -> bool:
    """Whether the question with the word is answered with the rows of the question without it."""
    if service.read(inserted).status != "ok":
        return False
    answer = service.answer(inserted)
    return answer.status == "ok" and set(answer.rows) == set(service.answer(question).rows)


def passed_over(service: AnswerService, each: int, step: int = 1, seed: int = 1) -> Iterator[str]:
    """Questions with a content word that are answered as though it had not been said."""
    for reading, border, word in insertions(service, each, step, seed, lines("content_words.txt")):
        inserted = _put_in(reading.question, border, word)
        if _is_passed_over(service, reading.question, inserted):
            yield inserted


def turned_by_fillers(service: AnswerService, each: int, step: int = 1, seed: int = 1) -> Iterator[str]:
    """Questions that a filler or a mark, read as one, makes another question of; it may make them unreadable."""
    for reading, border, word in insertions(service, each, step, seed, (*FILLERS, *MARKS)):
        inserted = _put_in(reading.question, border, word)
        if word.isspace() and _is_between_alike(reading, border):
            continue  # 财政拨款 资金: a list
        other = service.read(inserted)
        stands = any(
            one.start == border and one.text == word and one.kind in {"filler", "space"} for one in other.words
        )
        if stands and other.status == "ok" and other.query != reading.query:
            yield inserted


def _is_between_alike(reading: Reading, border: int) -> bool:
    beside = [word.kind for word in reading.words if border in {word.start, word.end}]
    return len(beside) > len(set(beside))
