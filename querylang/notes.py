"""Notes that an answer adds behind its sentence, in 〔…〕, and how they are known again.

A reading is a sentence that can be asked again, notes and all.  Only what has the form of a note is passed over; any
other text in such brackets is read like the rest of a question.
"""

import re
from functools import cache

from querylang.text import plain

CONTEXT = "沿用上一问"
NO_CONTEXT = "没有沿用上一问"
BARE_AMOUNT = "未写单位，按{unit}理解"
APPROXIMATE = "左右、大约按上下10%计，含两端"
ANY_UNIT = "未写单位，与任何单位的数值比较"
SEVERAL = "这个说法合于{count}个项目，一并列出"
TIED_SHOWN = "有并列，一并列出"
TIED_COUNTED = "有并列，按{count}个计"
EACH_KIND = "每一类有一个指标符合就算"
ANY_INDICATOR = "有一个指标符合就算"
STRANGE = "不在名称里"  # of a character; behind it, in quotation marks

ALL_THERE_ARE = "不限于所问的个数，符合条件的都列出"
_FIXED = (CONTEXT, NO_CONTEXT, ALL_THERE_ARE, APPROXIMATE, ANY_INDICATOR, ANY_UNIT, EACH_KIND, TIED_SHOWN)
# In the plain form of a question, where ， is , and ： is : .
_SHAPES = (
    r"共\d+(?:个|个部门|条指标)(?:,[^〕]{0,20}合计-?[\d,.]+万元)?",
    r"[^〕]{0,10}合计-?[\d,.]+万元",
    r"[^〕]{1,20}一栏没有一个项目填写(?:[:;；][^〕]+)?",
    r"另有\d+(?:条指标|个项目)[^〕]{1,30},未(?:参与比较|计入)",
    r"另?有\d+条同类指标的指标值[^〕]{1,20},(?:未参与比较|按不符合这个比较算)",
    r"未写单位,按[^〕]{1,3}理解",
    r"范围:[^〕]+",
    r"所比:[^〕]+",
    r"所占:[^〕]+",
    r"这个说法合于\d+个项目,一并列出",
    r"有并列,按\d+个计",
    rf"(?:“.”{STRANGE}、?){{1,9}},当作笔误",
    r"(?:[^〕\d]{1,12}\d+、?){1,9}",
    r"(?:“[^〕]+”的|文件的)[^〕]{1,80}已更正,公开文件作[^〕]+",
    r"另有\d+处已更正",
    r"“[^〕]+”到“[^〕]+”可能是改名\(名称相像\d+%\),还没有确认",
    r"\d{4}年“[^〕]+”改名为\d{4}年“[^〕]+”\(已确认\),这里仍算两个项目",
    r"另有\d+(?:次已确认的改名|对可能是改名)",
    r"这样的条件没法计算",
    r"没有符合条件的(?:项目|指标|部门|文件)",
)


@cache
def _note() -> re.Pattern[str]:
    fixed = [re.escape(plain(note)) for note in _FIXED]
    return re.compile("〔(?:" + "|".join([*fixed, *_SHAPES]) + ")〕")


def match_note(text: str, start: int) -> int:
    """The end of a note that begins at start of a plain text, or start."""
    found = _note().match(text, start)
    return found.end() if found else start
