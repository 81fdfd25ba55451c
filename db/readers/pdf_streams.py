"""The compressed streams of a PDF file, tried before a viewer's library mends what is broken in them.

pdfium shows what is left of a damaged page or font without a word; characters would be missing from the records.
"""

import re
import zlib

from db import limits
from db.errors import TooLarge, UnreadableFile

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FLATE_FIRST = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl)\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_LONGEST_HEAD = 2048
_PIECE = 1 << 20


def check_streams(file: str, content: bytes) -> None:
    """Refuse a file with a stream that cannot be unpacked, or with more in its streams than the limit."""
    if b"/Encrypt" in content:
        return  # what is encrypted looks like damage
    left = limits.max_unpacked_bytes()
    for match in _STREAM.finditer(content):
        start = max(0, match.start() - _LONGEST_HEAD)
        head = content[start : match.start()].rpartition(b" obj")[2]
        if not _FLATE_FIRST.search(head) or _PICTURE.search(head):
            continue
        left -= _unpacked(file, content, match.end(), left)


def _unpacked(file: str, content: bytes, start: int, left: int) -> int:
    """The size of a stream once unpacked; a stream that only ends early is left to the library."""
    unpacker = zlib.decompressobj()
    end = content.find(b"endstream", start)
    size = 0
    piece = content[start : end if end >= 0 else len(content)]
    try:
        while piece and not unpacker.eof:
            size += len(unpacker.decompress(piece, _PIECE))
            piece = unpacker.unconsumed_tail
            if size > left:
                most = limits.max_unpacked_bytes() // limits.MEGABYTE
                raise TooLarge(
                    file, f"解压后超过上限 {most} MB", "请检查来源，或用环境变量 JIXIAO_MAX_UNPACKED_MB 提高上限"
                )
    except zlib.error as error:
        raise UnreadableFile(file, "PDF 中间有损坏，会丢失文字", "请重新下载或导出") from error
    return size
