"""Where a font with Chinese characters is: named by the person, from a package, or the machine's own."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.errors import USAGE_ERROR, CommandError

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

SETTING = "JIXIAO_FONT"
_PACKAGE = "manimgx_fonts_cjk"  # Noto Sans CJK under the Open Font License
_PACKAGED = "NotoSansCJK-VF.otf.ttc"
_FOLDERS = (
    "~/.local/share/fonts",
    "~/.fonts",
    "~/Library/Fonts",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
# The best first: by the beginning of the file's name, in lower case.
_FILES = (
    "notosanscjk-regular",
    "notosanscjksc-regular",
    "notosanssc-regular",
    "notosanssc",
    "notosanscjk",
    "sourcehansanssc-regular",
    "sourcehansanscn-regular",
    "sourcehansans-regular",
    "pingfang",
    "hiragino sans gb",
    "msyh",
    "simhei",
    "wqy-microhei",
    "wqy-zenhei",
)
_MOST_FACES = 40


class Font(NamedTuple):
    """A font file, and which of its faces writes simplified Chinese."""

    path: str
    face: int


def find_font() -> Font | None:
    """The font to write with; None where the machine has none, CommandError where the one named cannot be read."""
    named = os.environ.get(SETTING)
    if named:
        return _usable(named)
    spec = find_spec(_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder, _PACKAGED)
        if path.is_file():
            return _usable(str(path))
    installed = _installed()
    return None if installed is None else _usable(installed)


def open_font(font: Font, size: int) -> "FreeTypeFont":
    """The font at a size, in its regular weight."""
    from PIL import ImageFont

    opened = ImageFont.truetype(font.path, size, index=font.face, layout_engine=ImageFont.Layout.BASIC)
    if b"Regular" in _variations(opened):
        opened.set_variation_by_name("Regular")
    return opened


def _variations(font: "FreeTypeFont") -> list[bytes]:
    try:
        return list(font.get_variation_names())
    except OSError:  # not a variable font
        return []


def _usable(path: str) -> Font:
    from PIL import ImageFont

    try:
        faces = {}
        for face in range(_MOST_FACES):
            faces[face] = ImageFont.truetype(path, 12, index=face).getname()[0] or ""
            if faces[face].endswith((" SC", " CN", " GB")):
                return Font(path, face)
    except OSError:
        if not faces:
            raise CommandError(f"字体 {path} 打不开；请用 {SETTING} 指明一个字体文件", USAGE_ERROR) from None
    return Font(path, 0)


def _installed() -> str | None:
    found: dict[int, str] = {}
    for folder in map(os.path.expanduser, _FOLDERS):
        for place, _, names in os.walk(folder):
            for name in sorted(names):
                rank = _rank(name.lower())
                if rank is not None:
                    found.setdefault(rank, str(Path(place, name)))
    return found[min(found)] if found else None


def _rank(name: str) -> int | None:
    if not name.endswith((".ttf", ".otf", ".ttc")):
        return None
    return next((rank for rank, start in enumerate(_FILES) if name.startswith(start)), None)
