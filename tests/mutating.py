"""Broken documents for the fuzzers: sound ones with bytes, lines, members and words changed, as chance has it."""

import io
import random
import zipfile
import zlib

_STREAM = b"stream"
# What each format's reader decides by; a word in the wrong place reaches more than a flipped bit.
TOKENS: dict[str, tuple[bytes, ...]] = {
    "txt": tuple(
        word.encode()
        for word in (
            "\t",
            "\n",
            "合计",
            "单位：元",
            "项目名称",
            "总计",
            "1、1-产出指标,11-数量指标,",
            "年度指标值：",
            "（",
            "—",
        )
    ),
    "csv": tuple(word.encode() for word in (",", '"', '""', "\r\n", ";", "\n\n", "项目名称", "合计", "\ufeff", "“")),
    "html": tuple(
        word.encode()
        for word in (
            "<table>",
            "</table>",
            "<tr>",
            "</td>",
            "<td rowspan=99999>",
            '<td colspan="0">',
            "<td rowspan=-1>",
            "<th>",
            "<!--",
            "<script>",
            "&#x0;",
            "&nbsp;",
            "<meta charset=utf-16>",
            "<thead>",
            "<![CDATA[",
        )
    ),
    "xml": (
        b'<w:gridSpan w:val="999999"/>',
        b"<w:vMerge/>",
        b'<w:vMerge w:val="restart"/>',
        b"</w:tc>",
        b"<w:tbl>",
        b"</w:tr>",
        b'<mergeCell ref="A1:XFD1048576"/>',
        b'<mergeCell ref="B2"/>',
        b'r="XFD1048576"',
        b't="s"',
        b"<v>99999999</v>",
        b"<f>SUM(A1:A9)</f>",
        b'state="hidden"',
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]>',
        b"&a;",
        b"&#0;",
        b'hidden="1"',
        b'xml:space="preserve"',
    ),
    "pdf": (
        b"endobj",
        b"endstream",
        b"/Kids [3 0 R]",
        b"/Count 99999999",
        b"/Length 0",
        b"/MediaBox [0 0 0 0]",
        b" re f",
        b" l S",
        b"ET",
        b"BT",
        b"-1 0 0 1 0 0 cm",
        b"/Rotate 90",
        b"1e38",
        b"0 0 0 0 re",
    ),
    "xls": (b"\x09\x08\x10\x00", b"\xff\xff\xff\xff", b"\xfe\xff\xff\xff", b"\x0a\x00\x00\x00", b"\xe5\x00\x02\x00"),
}


class Mutator:
    """A fixed series of broken files of one format: the same ones for the same seed everywhere."""

    def __init__(self, format_: str, seeds: list[bytes], seed: int) -> None:
        """Break these documents."""
        self._format = format_
        self._seeds = seeds
        self._dice = random.Random(seed)  # noqa: S311 - examples, no secrets

    def next(self) -> bytes:
        """One more broken document; now and then a sound one."""
        content = self._dice.choice(self._seeds)
        if zipfile.is_zipfile(io.BytesIO(content)) and self._dice.random() < 0.9:
            return self._package(content)
        if content.startswith(b"%PDF-") and self._dice.random() < 0.8:
            return self._pdf(content)
        return self._changed(content, self._format)

    def _changed(self, content: bytes, kind: str) -> bytes:
        for _ in range(self._dice.choice((0, 1, 1, 1, 2, 4, 16))):
            content = self._change(content, kind)
        return content

    def _change(self, content: bytes, kind: str) -> bytes:
        dice = self._dice
        start = dice.randrange(len(content) + 1)
        end = min(len(content), start + dice.choice((1, 2, 4, 8, 64, 1024)))
        match dice.randrange(9):
            case 0:
                return content[:start] + bytes([dice.randrange(256)]) + content[start + 1 :]
            case 1:
                return content[:start] + content[end:]
            case 2:
                return content[:end] + content[start:end] * dice.choice((1, 1, 2, 50)) + content[end:]
            case 3:
                return content[:start]
            case 4:
                other = dice.choice(self._seeds)
                return content[:start] + other[dice.randrange(len(other)) :][: end - start] + content[end:]
            case 5:
                return self._swapped_lines(content)
            case 6:
                return content[:start] + bytes(dice.randrange(256) for _ in range(end - start)) + content[end:]
            case _:
                return content[:start] + dice.choice(TOKENS.get(kind, TOKENS["txt"])) + content[start:]

    def _swapped_lines(self, content: bytes) -> bytes:
        lines = content.split(b"\n")
        first, second = self._dice.randrange(len(lines)), self._dice.randrange(len(lines))
        lines[first], lines[second] = lines[second], lines[first]
        return b"\n".join(lines)

    def _package(self, content: bytes) -> bytes:
        """One member broken inside a sound package: its check sum would give away anything else."""
        packed = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(content)) as old,
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
        ):
            names = old.namelist()
            weights = [3 if "sheet" in name or "document" in name or "workbook" in name else 1 for name in names]
            (chosen,) = self._dice.choices(names, weights)
            lost = self._dice.choice(names) if self._dice.random() < 0.05 else None
            for name in names:
                if name != lost:
                    member = old.read(name)
                    new.writestr(name, self._changed(member, "xml") if name == chosen else member)
        return packed.getvalue()

    def _pdf(self, content: bytes) -> bytes:
        """One stream broken inside: unpacked, so that its words are reached, under a length that may be wrong."""
        starts = [
            at for at in _positions(content, _STREAM) if not content[:at].endswith(b"end") and content[at + 6 : at + 8]
        ]
        if not starts:
            return self._changed(content, "pdf")
        at = self._dice.choice(starts)
        begin = at + len(_STREAM) + (2 if content[at + 6 : at + 8] == b"\r\n" else 1)
        end = content.find(b"endstream", begin)
        if end < 0:
            return self._changed(content, "pdf")
        try:
            inner = zlib.decompress(content[begin:end])
        except zlib.error:
            return content[:begin] + self._changed(content[begin:end], "pdf") + content[end:]
        return content[:begin] + zlib.compress(self._changed(inner, "pdf"), 1) + b"\n" + content[end:]


def _positions(content: bytes, word: bytes) -> list[int]:
    found, at = [], content.find(word)
    while at >= 0:
        found.append(at)
        at = content.find(word, at + 1)
    return found
