"""Long runs of the guards: as many generated questions as rounds, and content words in every question.

The questions are asked over one table of each department, put together from clauses as well, in conversations, and
again over several years.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.answer import AnswerService
from tests.big_corpus import load_projects, make_projects
from tests.composed_dialogues import Turn, dialogues
from tests.composed_figures import composed
from tests.inserting import passed_over, turned_by_fillers
from tests.oracle_judge import judge
from tests.question_corpus import sample_service
from tests.question_oracle import Questioner
from tests.yearly_corpus import load_corpus, make_corpus
from tests.yearly_oracle import YearlyQuestioner, complaint_of

SEED = 21
WORDS_AT_A_BORDER = 12


def run(folder: Path, rounds: int) -> Iterator[str]:
    """Say which questions are answered otherwise than plain Python does, and which words are passed over."""
    projects = make_projects()
    load_projects(folder / "big.db", projects)
    service = AnswerService(str(folder / "big.db"))
    for question in Questioner(projects, SEED).questions(rounds):
        complaint = judge(question.expected, service.answer(question.text))
        if complaint is not None:
            yield f"{question.shape} {question.text}: {complaint}"
    for question in composed(projects, SEED, rounds):
        answer = service.answer(question.text)
        complaint = judge(question.expected, answer)
        if complaint is not None and answer.status == "ok":
            yield f"{question.shape} {question.text}: {complaint}"
    for dialogue in dialogues(projects, SEED, rounds // 5):
        yield from _in_conversation(service, dialogue)
    service.close()
    yield from _over_years(folder, rounds)
    sample = sample_service(folder)
    for inserted in passed_over(sample, WORDS_AT_A_BORDER, seed=SEED):
        yield f"a word is passed over: {inserted}"
    for inserted in turned_by_fillers(sample, WORDS_AT_A_BORDER, seed=SEED):
        yield f"a filler or a mark makes another question: {inserted}"
    sample.close()


def _in_conversation(service: AnswerService, dialogue: Sequence[Turn]) -> Iterator[str]:
    """What is answered otherwise; a refusal ends the conversation."""
    context, said = None, ""
    for turn in dialogue:
        answer = service.answer(turn.text, context)
        said += f" > {turn.text}"
        complaint = judge(turn.expected, answer)
        if complaint is not None:
            if answer.status == "ok":
                yield f"{said}: {complaint}"
            return
        context = answer.context or context


def _over_years(folder: Path, rounds: int) -> Iterator[str]:
    corpus = make_corpus()
    load_corpus(folder / "years.db", corpus)
    service = AnswerService(str(folder / "years.db"))
    for asked in YearlyQuestioner(corpus, SEED).asked(rounds):
        complaint = complaint_of(service, asked)
        if complaint is not None:
            yield f"{asked.shape} {asked.before} {asked.text}: {complaint}"
    service.close()
