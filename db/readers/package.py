"""Office packages (zip): opened within the limits, damage and passwords refused in one line.

What a package is shows in the names of its members; they stand in plain bytes even in a file that was cut off.
"""

import io
import zipfile
import zlib

from db import limits
from db.errors import TooLarge, UnreadableFile
from db.readers import Content

_START = b"PK\x03\x04"
_ENCRYPTED = 0x1
_MOST_MEMBERS = 10_000
_PIECE = 1 << 20


def holds(content: bytes, member: bytes) -> bool:
    r"""Whether the bytes are a package that names this member, whole or damaged.

    >>> holds(b"PK\x03\x04....word/document.xml", b"word/document.xml"), holds(b"word/document.xml", b"word/")
    (True, False)
    """
    if not content.startswith(_START) or member not in content:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            # An archive may hold a package whose names show through.
            return any(name.startswith(member.decode()) for name in package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return True


class Package:
    """The members of a package; what is read counts against the limit on unpacked bytes."""

    def __init__(self, content: Content) -> None:
        """Open the list of members; UnreadableFile or TooLarge when it is no sound package."""
        self.file = content.file
        self._left = limits.max_unpacked_bytes()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content.content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self._damaged() from error
        members = self._zip.infolist()
        self.names = frozenset(member.filename for member in members)
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise UnreadableFile(self.file, "有密码保护（加密）", "请去掉密码另存后再装入")
        if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > self._left:
            raise self._too_large()

    def read(self, name: str) -> bytes:
        """A member's bytes; the sizes the package states are not trusted."""
        parts = []
        try:
            with self._zip.open(name) as stream:
                while part := stream.read(_PIECE):
                    self._left -= len(part)
                    if self._left < 0:
                        raise self._too_large()
                    parts.append(part)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
            raise self._damaged() from error
        return b"".join(parts)

    def _damaged(self) -> UnreadableFile:
        return UnreadableFile(self.file, "文件损坏或不完整（被截断），打不开", "请重新下载或导出")

    def _too_large(self) -> TooLarge:
        most = limits.max_unpacked_bytes() // limits.MEGABYTE
        return TooLarge(
            self.file,
            f"解压后超过上限 {most} MB（可能是压缩炸弹）",
            "请检查来源，或用环境变量 JIXIAO_MAX_UNPACKED_MB 提高上限",
        )
