"""Whether letters spell a Chinese text: in pinyin, in initials, or in both mixed."""

from functools import lru_cache

from querylang.pinyin import syllables

_TWO_LETTERS = ("zh", "ch", "sh")


def spells(letters: str, text: str) -> int | None:
    """Where in the text a stretch begins that the letters spell; None where none does.

    >>> spells("qianxin", "欠薪应急周转金"), spells("yjzzj", "欠薪应急周转金"), spells("qxyingj", "欠薪应急周转金")
    (0, 2, 0)
    >>> spells("gz", "广州追加"), spells("xx", "欠薪") is None
    (0, True)
    """
    sounds = _sounds(text)
    return next((start for start in range(len(sounds)) if sounds[start] and _begins(letters, sounds, start)), None)


@lru_cache(20_000)
def _sounds(text: str) -> tuple[tuple[str, ...], ...]:
    """The syllables of each character; a letter or digit stands for itself."""
    return tuple(syllables(char) or ((char.lower(),) if char.isascii() and char.isalnum() else ()) for char in text)


def _begins(letters: str, sounds: tuple[tuple[str, ...], ...], place: int) -> bool:
    if not letters:
        return True
    while place < len(sounds) and not sounds[place]:  # punctuation is passed over
        place += 1
    if place == len(sounds):
        return False
    for syllable in sounds[place]:
        if syllable.startswith(letters):
            return True
        for part in _parts(syllable):
            if letters.startswith(part) and _begins(letters[len(part) :], sounds, place + 1):
                return True
    return False


def _parts(syllable: str) -> tuple[str, ...]:
    """What may be typed of a syllable that others follow: all of it, or its initial."""
    initials = (syllable[:2], syllable[0]) if syllable.startswith(_TWO_LETTERS) else (syllable[0],)
    return (syllable, *initials) if syllable not in initials else initials
