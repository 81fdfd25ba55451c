"""PDF documents: ruled tables and the lines around them, page by page.

Only text and rules are read.  A page that is a picture (a scan) is refused: leaving it out would lose what it shows.
"""

import re
from collections.abc import Iterator

from db.errors import TooLarge, UnreadableFile
from db.progress import report
from db.readers import Content
from db.readers.lattice import read_page
from db.readers.pages import Page, tables_of
from db.readers.pdf_streams import check_streams
from db.readers.pdfium import Drawn, open_pdf, read_drawn
from db.records import Issue, Table

FORMAT = "pdf"
_END = re.compile(rb"startxref\s+\d+\s+%%EOF")
_TAIL_BYTES = 4096
_HEAD_BYTES = 1024
_MOST_PAGES = 3_000
_FEW_GLYPHS = 30  # a page number, the mark of a scanning program
_PICTURE = 0.4
_UNREADABLE = 0.05


def accepts(content: bytes) -> bool:
    """Whether the file says that it is PDF, some bytes before that allowed as viewers do."""
    return b"%PDF-" in content[:_HEAD_BYTES] and (content.startswith(b"%PDF-") or b"%%EOF" in content)


def read(content: Content) -> tuple[Table, ...]:
    """Read every page; the first page that cannot be read refuses the file."""
    # Viewers mend a file that was cut off with the pages that are left; those would be half a document.
    if not _END.search(content.content[-_TAIL_BYTES:].rstrip(b"\x00 \r\n\t")):
        raise UnreadableFile(content.file, "PDF 不完整（被截断），没有文件结尾", "请重新下载或导出")
    check_streams(content.file, content.content)
    document = open_pdf(content.file, content.content)
    try:
        count = len(document)
        if count > _MOST_PAGES:
            raise TooLarge(content.file, f"有 {count} 页，超过上限 {_MOST_PAGES} 页", "请拆成几份")
        pages: list[Page] = []
        pictures: list[int] = []
        issues: list[Issue] = []
        for index in range(count):
            drawn = read_drawn(content.file, document, index)
            if _is_picture(drawn):
                pictures.append(index + 1)
            issues.extend(_check_letters(content.file, drawn, index + 1))
            pages.append(Page(index + 1, read_page(drawn.horizontal, drawn.vertical, drawn.glyphs)))
            report(index + 1, count)
    finally:
        document.close()
    if not any(page.text.grids or page.text.lines for page in pages):
        found = "没有文字，是扫描件（图片）" if pictures else "没有文字（可能是扫描件或把字画成了图形）"
        raise UnreadableFile(content.file, found, "请用有文字的原件，或先做 OCR 识别并核对")
    if pictures:
        place = "、".join(f"第{number}页" for number in pictures[:5])
        raise UnreadableFile(
            content.file, "是扫描的图片，没有文字，读不出来", "请用有文字的原件，或先做 OCR 识别并核对", place
        )
    tables = list(tables_of(content.file, pages))
    if tables and issues:
        tables[0] = tables[0]._replace(issues=tuple(issues))
    return tuple(tables)


def _is_picture(drawn: Drawn) -> bool:
    return len(drawn.glyphs) < _FEW_GLYPHS and drawn.picture >= _PICTURE


def _check_letters(file: str, drawn: Drawn, number: int) -> Iterator[Issue]:
    """Fonts without a table of characters give text that only looks right on paper."""
    place = f"第{number}页"
    if drawn.unmapped > _UNREADABLE * len(drawn.glyphs):
        found = "文字没有编码（字体不带字符表或已损坏），取不出文字"
        raise UnreadableFile(file, found, "请用原件另存的 PDF 或 Word 再装入", place)
    if drawn.unmapped:
        message = f"有 {drawn.unmapped} 个字符没有编码，取不出来；以 � 代替装入，请对照原件"
        yield Issue("unreadable_letters", message, place)
