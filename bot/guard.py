"""What is no question at all, told in one line before anything tries to read it."""

import unicodedata

from querylang.reading import Reading
from querylang.words import Word

LONGEST = 500

_WHITE = "\t\n\r\v\f"


def objection(question: str) -> str | None:
    r"""Say in one Chinese line why this text cannot be a question; None when it can.

    >>> objection("预算超过100万的项目") is None
    True
    >>> objection(" \u3000")
    '没有收到问题，请输入一句话，例如：预算最高的三个项目'
    >>> objection("预算" * 300)
    '问题太长（600个字），请缩短到500个字以内'
    """
    if len(question) > LONGEST:
        return f"问题太长（{len(question)}个字），请缩短到{LONGEST}个字以内"
    if not question.strip():
        return "没有收到问题，请输入一句话，例如：预算最高的三个项目"
    categories = {unicodedata.category(character) for character in question if character not in _WHITE}
    if "Cs" in categories or "\ufffd" in question:
        return "问题里有不是 UTF-8 编码的文字，请换成 UTF-8 再问"
    if "Cc" in categories:
        return "问题里有看不见的控制字符，请删去后再问"
    if not any(category[0] in "LN" for category in categories):
        return "问题里没有文字，请用中文提问，例如：预算最高的三个项目"
    return None


def printable(question: str) -> str:
    """Replace what no output encoding holds (lone surrogates, from bytes that are not UTF-8)."""
    try:
        question.encode("utf-8")
    except UnicodeEncodeError:
        return question.encode("utf-8", "replace").decode("utf-8")
    return question


def refusal(question: str, complaint: str) -> Reading:
    """The reading of what is no question: all of it unrecognised, and one line that says why."""
    text = printable(question)
    words = (Word(0, len(text), text, "unrecognised", None),) if text else ()
    return Reading(text, "not_understood", None, complaint, (), words, _visible(text), (), ())


def _visible(text: str) -> tuple[str, ...]:
    if len(text) > LONGEST:
        return ()
    visible = "".join(character if character.isprintable() else " " for character in text).strip()
    return (visible,) if visible else ()
