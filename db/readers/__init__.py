"""From a path to tables: the content, not the name, decides which reader takes a file.

A reader is a module with `FORMAT`, `accepts(content: bytes) -> bool` and `read(content: Content) -> tuple[Table, ...]`,
and one row in `READERS`.  Its module is imported only when its turn comes, so no format pays
for another's library.
"""

import errno
import hashlib
import io
import os
import stat
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from db import limits
from db.errors import TooLarge, UnknownFormat, UnreadableFile
from db.records import Source, Table

READERS: tuple[str, ...] = (  # in the order in which they are asked
    "from_pdf",
    "from_docx",
    "from_xlsx",
    "from_xls",
    "from_html",
    "from_csv",
    "from_txt",
)

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# What a file is by its first bytes, for the message when no reader takes it.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF 文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文件，但不是工作簿（可能是 doc、wps、ppt）"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"SQLite format 3\x00", "SQLite 数据库"),
)
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
# Packages of other programs: a word at their beginning or a member's name, what they are, what to do.
_PACKAGES: tuple[tuple[bytes, str, str], ...] = (
    (b"opendocument.spreadsheet", "ODS 表格", "请另存为 xlsx 再装入"),
    (b"opendocument.text", "ODT 文档", "请另存为 docx 再装入"),
    (b"OFD.xml", "OFD 版式文件", "请转换成 PDF 再装入"),
    (b"ppt/", "演示文稿（pptx）", "请把表格另存为 xlsx 或 docx 再装入"),
)
_HEAD = 200  # bytes that hold the name and the content of the first member, which tells the type


class Content(NamedTuple):
    """A file in memory."""

    path: Path
    content: bytes

    @property
    def file(self) -> str:
        """The name that messages and origins carry."""
        return shown_name(self.path)


class Reader(Protocol):
    """What a reader module offers."""

    FORMAT: str
    accepts: Callable[[bytes], bool]
    read: Callable[[Content], tuple[Table, ...]]


def is_encrypted(content: bytes) -> bool:
    """Whether an office program put its package behind a password: an old container around an encrypted stream."""
    return content.startswith(_OLD_OFFICE) and "EncryptedPackage".encode("utf-16-le") in content


def shown_name(path: Path) -> str:
    r"""The file's name as text that can be stored and printed, whatever bytes the file system allows.

    >>> shown_name(Path("folder/a\x1b[2J.txt"))
    'a�[2J.txt'
    """
    name = os.fsencode(path.name).decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name) or str(path)


def read_source(path: Path) -> Source:
    """Read a file with the first reader that takes its content; LoadError says what is wrong with it."""
    content = Content(path, _bytes_of(path))
    if is_encrypted(content.content):
        raise UnreadableFile(content.file, "有密码保护（加密）", "请去掉密码另存后再装入")
    for name in READERS:
        reader = cast(Reader, import_module(f"db.readers.{name}"))
        if reader.accepts(content.content):
            digest = hashlib.sha256(content.content).hexdigest()
            return Source(content.file, digest, reader.FORMAT, reader.read(content))
    if archive := _archive(content.content):
        raise UnknownFormat(content.file, *archive)
    kind = next((kind for start, kind in SIGNATURES if content.content.startswith(start)), "二进制文件，不是文字")
    raise UnknownFormat(content.file, f"是{kind}", "请另存为 xlsx、xls、docx、pdf、html、csv 或文本再装入")


def _archive(content: bytes) -> tuple[str, str] | None:
    """What an archive is and what to do with it; None for anything else."""
    if not content.startswith(_ARCHIVES):
        return None
    names = _members(content)
    for sign, kind, remedy in _PACKAGES:
        if sign in content[:_HEAD] or any(name.startswith(sign) for name in names):
            return f"是{kind}", remedy
    if names or not content.startswith(b"PK"):
        return "是压缩包", "请解压后装入里面的文件"
    return "是压缩包，或不完整的 Excel、Word 文件（xlsx、docx）", "请解压或重新下载后再装入"


def _members(content: bytes) -> list[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return [os.fsencode(name) for name in package.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return []


def _bytes_of(path: Path) -> bytes:
    """The whole content, within the limit; everything the file system can refuse becomes one line."""
    name = shown_name(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableFile(name, "是文件夹，不是文件", "请给出其中的文件")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(name, "不是普通文件", "请给出一份保存在磁盘上的文件")
        if status.st_size > limits.max_file_bytes():
            raise TooLarge(
                name,
                f"有 {status.st_size // limits.MEGABYTE} MB，超过上限 {limits.max_file_bytes() // limits.MEGABYTE} MB",
                "请拆成几份，或用环境变量 JIXIAO_MAX_FILE_MB 提高上限",
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(name, _reason(error), "请检查路径和权限") from error
    if not content:
        raise UnreadableFile(name, "是空文件（0 字节）", "请重新下载或导出")
    return content


def _reason(error: OSError) -> str:
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return "没有这个文件"
        case errno.EACCES | errno.EPERM:
            return "没有读取权限"
        case errno.ENAMETOOLONG:
            return "路径太长"
        case errno.ELOOP:
            return "符号链接成环"
        case _:
            return f"读不出来（{error.strerror}）"
