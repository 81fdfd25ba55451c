"""What pdfium says about a page: its glyphs and its rules, turned so that the text stands upright."""

import ctypes
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import hypot, isfinite, pi
from typing import NamedTuple

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, raw

from db.errors import LoadError, TooLarge, UnreadableFile
from db.readers.lattice import Glyph, Rule

_THICKEST = 4.0  # a filled rectangle thinner than this is a rule
_STRAIGHT = 1.5  # how far a rule may lean
_MOST_GLYPHS = 200_000
_MOST_OBJECTS = 400_000
_DEEPEST = 8
_WHITE = 250
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}

_BREAKS = frozenset((0x0A, 0x0D))

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


class Drawn(NamedTuple):
    """What a page shows."""

    glyphs: tuple[Glyph, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    unmapped: int  # glyphs whose characters the file does not tell
    picture: float  # the share of the page that its largest picture takes


def open_pdf(file: str, content: bytes) -> PdfDocument:
    """Open a document; one that is encrypted, if only against copying, or damaged is refused."""
    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        raise _refusal(file, raw.FPDF_GetLastError()) from error
    if raw.FPDF_GetSecurityHandlerRevision(document) >= 0:
        document.close()
        raise UnreadableFile(
            file, "PDF 已加密（不用密码能打开，但限制了复制或打印）", "请去掉限制，或重新打印成 PDF 再装入"
        )
    return document


def _refusal(file: str, code: int) -> LoadError:
    if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return UnreadableFile(file, "PDF 有密码保护（加密）", "请去掉密码另存后再装入")
    return UnreadableFile(file, "PDF 损坏或不完整，打不开", "请重新下载或导出")


def read_drawn(file: str, document: PdfDocument, index: int) -> Drawn:
    """The glyphs and rules of a page."""
    place = f"第{index + 1}页"
    try:
        page = document[index]
    except PdfiumError as error:
        raise UnreadableFile(file, "这一页损坏，打不开", "请重新下载或导出", place) from error
    try:
        return _Page(file, place, page).drawn()
    finally:
        page.close()


class _Page:
    def __init__(self, file: str, place: str, page: PdfPage) -> None:
        self.file, self.place, self.page = file, place, page
        self.unmapped = 0
        self.picture = 0.0
        self.objects = 0
        width, height = page.get_size()
        self.area = max(width * height, 1.0)

    def drawn(self) -> Drawn:
        turns, glyphs = self._glyphs()
        horizontal: list[Rule] = []
        vertical: list[Rule] = []
        for start, end in self._strokes():
            (x0, y0), (x1, y1) = (_turned(point, turns) for point in (start, end))
            if not all(map(isfinite, (x0, y0, x1, y1))):
                continue
            if abs(y0 - y1) <= _STRAIGHT:
                horizontal.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) <= _STRAIGHT:
                vertical.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        return Drawn(glyphs, tuple(horizontal), tuple(vertical), self.unmapped, self.picture)

    def _glyphs(self) -> tuple[int, tuple[Glyph, ...]]:
        """The quarter turns the text has taken, and the glyphs turned back."""
        text = self.page.get_textpage()
        try:
            count = raw.FPDFText_CountChars(text.raw)
            if count > _MOST_GLYPHS:
                raise TooLarge(self.file, f"一页有 {count} 个字符", "请检查文件，或拆成几份", self.place)
            found = list(self._characters(text.raw, count))
        finally:
            text.close()
        turned = Counter(turn for *_, turn in found)
        turns = turned.most_common(1)[0][0] if turned else 0
        glyphs = []
        for letter, left, bottom, right, top, size, _ in found:
            (x0, y0), (x1, y1) = (_turned(corner, turns) for corner in ((left, bottom), (right, top)))
            glyphs.append(Glyph(letter, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), size))
        return turns, tuple(glyphs)

    def _characters(
        self, text: raw.FPDF_TEXTPAGE, count: int
    ) -> Iterator[tuple[str, float, float, float, float, float, int]]:
        box = raw.FS_RECTF()
        high = ""
        for index in range(count):
            code = raw.FPDFText_GetUnicode(text, index)
            if code in _BREAKS or (raw.FPDFText_IsGenerated(text, index) == 1 and code not in _HYPHENS):
                continue
            letter = _HYPHENS.get(code) or chr(code)
            if 0xD800 <= code <= 0xDBFF:  # noqa: PLR2004 - the first half of a character beyond the basic plane
                high = letter
                continue
            if high:
                letter = (high + letter).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
                high = ""
            if code == 0 or raw.FPDFText_HasUnicodeMapError(text, index) == 1:
                self.unmapped += 1
                letter = "\ufffd"
            elif letter.isspace():
                letter = " "
            elif not letter.isprintable() and not 0xE000 <= code <= 0xF8FF:  # noqa: PLR2004 - signs of private fonts show
                continue
            if not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
                continue
            angle = raw.FPDFText_GetCharAngle(text, index)
            if not all(map(isfinite, (box.left, box.bottom, box.right, box.top, angle))):
                found = "这一页有字不知道印在哪里（文件可能已损坏）"
                raise UnreadableFile(self.file, found, "请重新下载或导出", self.place)
            turn = round(angle / (pi / 2)) % 4
            across, along = abs(box.right - box.left), abs(box.top - box.bottom)
            size = raw.FPDFText_GetFontSize(text, index)
            shown = min(across, along) if turn % 2 else along
            yield letter, box.left, box.bottom, box.right, box.top, min(max(shown, 1.0), max(size, 1.0) * 4), turn

    def _strokes(self) -> Iterator[tuple[Point, Point]]:
        """Straight strokes of the page in its own coordinates, those of nested forms included."""
        for index in range(raw.FPDFPage_CountObjects(self.page.raw)):
            yield from self._of_object(raw.FPDFPage_GetObject(self.page.raw, index), _SAME, 0)

    def _of_object(self, item: raw.FPDF_PAGEOBJECT, outer: Matrix, depth: int) -> Iterator[tuple[Point, Point]]:
        self.objects += 1
        if self.objects > _MOST_OBJECTS:
            raise TooLarge(self.file, "一页里的图形太多", "请检查文件，或拆成几份", self.place)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield from _path(item, _combined(_matrix(item), outer))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, *_ = _combined(_matrix(item), outer)
            self.picture = max(self.picture, min(1.0, hypot(a, b) * hypot(c, d) / self.area))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _combined(_matrix(item), outer)
            for index in range(raw.FPDFFormObj_CountObjects(item)):
                yield from self._of_object(raw.FPDFFormObj_GetObject(item, index), inner, depth + 1)


def _matrix(item: raw.FPDF_PAGEOBJECT) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return _SAME
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _combined(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(point: Point, matrix: Matrix) -> Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _turned(point: Point, turns: int) -> Point:
    """A point of the page with y down, the page turned so that its text runs to the right."""
    x, y = point
    match turns:
        case 1:
            return (-y, -x)
        case 2:
            return (-x, y)
        case 3:
            return (y, x)
        case _:
            return (x, -y)


def _path(item: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    """The rules a path draws: its strokes, or the middle of a thin filled rectangle."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke)):
        return
    is_stroked = bool(stroke.value) and not _is_white(item, raw.FPDFPageObj_GetStrokeColor)
    is_filled = bool(fill.value) and not _is_white(item, raw.FPDFPageObj_GetFillColor)
    for points in _outlines(item, matrix):
        if is_filled and (middle := _middle_of(points)) is not None:
            yield middle
        elif is_stroked:
            yield from pairwise(points)


def _is_white(item: raw.FPDF_PAGEOBJECT, colour_of: "ctypes._CFunctionType") -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = colour_of(item, *(ctypes.byref(part) for part in (red, green, blue, alpha)))
    if not known:
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


def _outlines(item: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[list[Point]]:
    """Runs of straight segments; a curve ends a run."""
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(item), _MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = _moved((x.value, y.value), matrix)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind != raw.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(point)
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _middle_of(points: list[Point]) -> tuple[Point, Point] | None:
    """The middle of a thin rectangle along its length; None for any other shape."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    if top - bottom <= _THICKEST and right - left > top - bottom:
        return (left, (top + bottom) / 2), (right, (top + bottom) / 2)
    if right - left <= _THICKEST:
        return ((left + right) / 2, bottom), ((left + right) / 2, top)
    return None
