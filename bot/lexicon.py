"""The vocabulary file that staff keep: where it is, when it changed, and what to do while it holds a mistake."""

import os
from typing import TYPE_CHECKING

from bot.errors import USAGE_ERROR, CommandError

if TYPE_CHECKING:
    from querylang.catalogue import Catalogue
    from querylang.vocabulary import Lexicon

FILE_NAME = "词库.toml"
VARIABLE = "JIXIAO_LEXICON"
MOST_BYTES = 1_000_000


class LexiconFile:
    """Own words of the people here: the file named, else JIXIAO_LEXICON, else 词库.toml beside the database."""

    def __init__(self, given: str | None, database: str) -> None:
        """Settle on a path; the file is read by `read`.  CommandError for a file that was named and is not there."""
        self.given = given
        named = given or os.environ.get(VARIABLE, "")
        self.path = named or os.path.join(os.path.dirname(database), FILE_NAME)
        self._stamp: tuple[int, int, int] | None = None
        self.fingerprint = ""  # of what the file holds; empty without one
        if named and _stamp(named) is None:
            raise CommandError(f"没有词库文件 {named}", USAGE_ERROR)

    def changed(self) -> bool:
        """Whether the file came, went or was written since it was last read."""
        return _stamp(self.path) != self._stamp

    def read(self, catalogue: "Catalogue", *, complete: bool = True) -> "Lexicon | None":
        """The words in force with this file, None without one; CommandError names file, line and mistake."""
        self._stamp = _stamp(self.path)
        self.fingerprint = ""
        if self._stamp is None:
            return None
        from querylang.ownwords import build_lexicon
        from querylang.wordfile import WordFileError

        try:
            return build_lexicon(self.path, self._text(), catalogue, complete=complete)
        except WordFileError as error:
            raise CommandError(f"词库 {error}", USAGE_ERROR) from None

    def _text(self) -> str:
        try:
            with open(self.path, "rb") as file:
                content = file.read(MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                raise CommandError(
                    f"词库 {self.path} 太大了（超过 {MOST_BYTES} 字节），是不是指错了文件？", USAGE_ERROR
                )
            from _blake2 import blake2b  # as in hashlib, which reads all of OpenSSL

            self.fingerprint = blake2b(content, digest_size=8).hexdigest()
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise CommandError(f"词库 {self.path} 第{line}行：不是 UTF-8 编码，请另存为 UTF-8", USAGE_ERROR) from None
        except OSError as error:
            raise CommandError(f"词库 {self.path} 读不了：{error.strerror}", USAGE_ERROR) from None


def _stamp(path: str) -> tuple[int, int, int] | None:
    """What changes when a file is written or replaced; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
