"""Names typed by ear or with a look-alike: which characters pass for which, and which projects are found."""

import pytest

from querylang.aligned import NEAR, SHAPE, SOUND, alike
from querylang.fits import best_fits
from querylang.names import NameIndex

NAMES = (
    "乡村振兴劳务协作补贴及工作经费",
    "内部审计工作经费",
    "工伤认定工作经费",
    "综合档案整理工作经费",
    "欠薪应急周转金",
)


@pytest.mark.parametrize(
    ("typed", "meant", "how"),
    [
        ("新", "薪", SOUND),
        ("订", "定", SOUND),
        ("新", "兴", NEAR),  # front and back nasal
        ("深", "生", NEAR),  # both at once would be two slips; one is one
        ("老", "脑", NEAR),  # l and n
        ("资", "支", NEAR),  # flat and curled tongue
        ("福", "湖", NEAR),  # f and h
        ("侍", "待", SHAPE),
        ("己", "已", SHAPE),
    ],
)
def test_what_sounds_or_looks_alike(typed: str, meant: str, how: float) -> None:
    """Both ways; a homophone is more than a near one."""
    assert alike(typed)[meant] == how
    assert alike(meant)[typed] == how


@pytest.mark.parametrize(("typed", "other"), [("审", "计"), ("a", "啊"), ("1", "一"), ("车", "车")])
def test_what_does_not(typed: str, other: str) -> None:
    """Other sounds, letters, figures; a character is not its own look-alike."""
    assert other not in alike(typed)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("乡村振新劳务协作", NAMES[0]),
        ("内部省计工作经费", NAMES[1]),
        ("工商认定工作经费", NAMES[2]),
        ("综合挡案整理", NAMES[3]),
        ("欠心应急周转金", NAMES[4]),
        ("内审", NAMES[1]),
        ("应急欠薪周转金", NAMES[4]),
    ],
)
def test_slips_find_the_name(said: str, name: str) -> None:
    """Near-homophones, look-alikes, abbreviations, swapped places."""
    index = NameIndex(NAMES)
    fits = best_fits(index, said, 0, len(said))
    assert fits
    assert index.names[fits[0].number] == name


@pytest.mark.parametrize("said", ["智能", "银行咖啡", "档案室工厂", "地铁", "乡镇府"])
def test_other_words_do_not(said: str) -> None:
    """Two uncertain characters, or a part that only resembles."""
    assert not best_fits(NameIndex(NAMES), said, 0, len(said))
