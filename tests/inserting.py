"""Content words put into questions: ways to narrow a question by one word that no query can reflect."""

import random
from collections.abc import Iterator

from bot.answer import AnswerService
from tests.question_corpus import lines, questions


def insertions(service: AnswerService, each: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Every answered question with some content words at every border of its words; the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - a fixed choice
    for question in questions():
        reading = service.read(question)
        if reading.status == "ok":
            for border in sorted({word.start for word in reading.words} | {len(question)}):
                for word in dice.sample(lines("content_words.txt"), each):
                    yield question, question[:border] + word + question[border:]


def is_passed_over(service: AnswerService, question: str, inserted: str) -> bool:
    """Whether the question with the word is answered with the rows of the question without it."""
    if service.read(inserted).status != "ok":
        return False
    answer = service.answer(inserted)
    return answer.status == "ok" and set(answer.rows) == set(service.answer(question).rows)
