"""What each version of the schema brought: shown by `jixiao schema`, and the reason why an older file is upgraded."""

from typing import NamedTuple


class Change(NamedTuple):
    """One version, and what is different since."""

    version: int
    what: str


CHANGES: tuple[Change, ...] = (
    Change(1, "文件、项目、绩效指标、指标值中的数值、核对问题；中文视图"),
    Change(2, "更正（表 corrections，视图「更正」，视图「项目」「指标」加「更正」列）；全文检索（「检索」）"),
    Change(
        3,
        "自评表的全年执行数、执行率、自评得分（项目）和是否完成（指标）；"
        "执行数、执行率和得分要把自评表用 --replace 再装一次才有",
    ),
    Change(4, "取代了的版本（表 versions，视图「版本」）；改名（表 renames，视图「改名」）；视图「项目历年」"),
)
