"""Questions over departments of different years: what is ranked, what a share is of, whose condition it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answer import AnswerService
from tests.loading import item, load, row, write_document

ROADS, CITY, CULTURE = "青河市交通运输局", "青河市城市管理局", "青河市文化和旅游局"
# Department, year → project → 总计 and whether it has a satisfaction indicator.
BUREAUS = {
    (ROADS, 2023): {"公交运营补贴": (2350, True), "农村公路养护": (1286, True), "桥梁检测": (30, False)},
    (CITY, 2024): {"垃圾清运": (2900, True), "数字城管平台升级": (100, False)},
    (CULTURE, 2024): {"图书馆开放": (10, True)},
}
NUMBER = item(1, "次数", "5次")
SATISFIED = "2、3-满意度指标,31-服务对象满意度指标,满意率；实施周期指标值：90%,年度指标值：90%；"

ROWS: dict[str, list[tuple[object, ...]]] = {
    "预算最少的项目在哪个部门": [("图书馆开放", CULTURE)],
    "最贵的项目是哪个部门的": [("垃圾清运", CITY)],
    "前三名项目的部门": [("垃圾清运", CITY), ("公交运营补贴", ROADS), ("农村公路养护", ROADS)],
    "倒数第二贵的项目是哪个部门的": [("桥梁检测", ROADS)],
    "没有满意度指标的项目属于哪些部门": [(ROADS, 1), (CITY, 1)],
    "超过1000万的项目在哪些部门": [(ROADS, 2), (CITY, 1)],
    "2023年和2024年预算各多少": [(2023, 3666), (2024, 3010)],
    "2023年和2024年各有几个项目": [(2023, 3), (2024, 3)],
    "对比2023年和2024年的预算": [(2023, 3666), (2024, 3010)],
    "各部门数量指标数": [(ROADS, 3), (CITY, 2), (CULTURE, 1)],
    "各部门满意度指标数从高到低": [(ROADS, 2), (CITY, 1), (CULTURE, 1)],
    "各部门财政拨款排名": [(ROADS, 3666), (CITY, 3000), (CULTURE, 10)],
    "各部门项目数从少到多": [(CULTURE, 1), (CITY, 2), (ROADS, 3)],
    "2024年哪个部门预算少": [(CULTURE, 10)],
    "各年度财政拨款从高到低": [(2023, 3666), (2024, 3010)],
    "哪个部门项目多": [(ROADS, 3)],
    "交通局和城管局哪个部门预算多": [(ROADS, 3666), (CITY, 3000)],
    "桥梁检测归哪个部门管": [("桥梁检测", ROADS, 2023)],
    "哪些部门的数据是2023年的": [(ROADS, 2023)],
    "各部门没有满意度指标的项目有哪些": [("桥梁检测", ROADS), ("数字城管平台升级", CITY)],
    "各部门超过1000万的有哪些": [("垃圾清运", CITY), ("公交运营补贴", ROADS), ("农村公路养护", ROADS)],
    "各部门的项目数占比": [(ROADS, 50.0), (CITY, 33.3333), (CULTURE, 16.6667)],
    "按部门数指标": [(ROADS, 5), (CITY, 3), (CULTURE, 2)],
    "分部门统计项目数": [(ROADS, 3), (CITY, 2), (CULTURE, 1)],
    "哪个局的项目数最多": [(ROADS, 3)],
    "比文旅局预算高的部门": [(ROADS, 3666), (CITY, 3000)],
    "哪些部门预算比城管局高": [(ROADS, 3666)],
    "预算低于城管局的部门有哪些": [(CULTURE, 10)],
    "财政拨款不比城管局高的部门": [(CITY, 3000), (CULTURE, 10)],
    "2024年比文旅局预算高的部门": [(CITY, 3000)],
    "项目数比城管局多的部门": [(ROADS, 3)],
    "比城管局指标多的部门": [(ROADS, 5)],
    "预算高于平均值的部门": [(ROADS, 3666), (CITY, 3000)],
    "高于平均值的部门": [(ROADS, 3666), (CITY, 3000)],
    "预算低于各部门平均的部门": [(CULTURE, 10)],
    "预算高于中位数的部门": [(ROADS, 3666)],
    "指标数低于部门平均值的部门": [(CITY, 3), (CULTURE, 2)],
    "哪些部门超过1000万，一共多少": [(ROADS, 3666), (CITY, 3000)],
    "各部门预算和总和": [(ROADS, 3666), (CITY, 3000), (CULTURE, 10)],
    "各部门财政拨款占总计的比例": [(ROADS, 100), (CITY, 100), (CULTURE, 100)],
    "财政拨款占总计的比例超过50%的部门": [(ROADS, 100), (CITY, 100), (CULTURE, 100)],
    "各部门前两名里超过1000万的": [("垃圾清运", CITY), ("公交运营补贴", ROADS), ("农村公路养护", ROADS)],
    "每个部门最大的项目里有满意度指标的": [("垃圾清运", CITY), ("公交运营补贴", ROADS), ("图书馆开放", CULTURE)],
    "各部门前两名以外的项目": [("桥梁检测", ROADS)],
    "没有满意度指标的项目分别是哪些部门的": [("数字城管平台升级", CITY), ("桥梁检测", ROADS)],
    "哪些项目超过2000万，分别是哪个部门的": [("垃圾清运", CITY), ("公交运营补贴", ROADS)],
    "各部门项目清单": [(name, home) for (home, _), own in BUREAUS.items() for name in own],
    "列出各部门名称和预算": [(ROADS, 3666), (CITY, 3000), (CULTURE, 10)],
    "各部门预算由高到低，只看前两个": [(ROADS, 3666), (CITY, 3000)],
    "超过1000万的项目哪个部门最多": [(ROADS, 2)],
    "各部门预算和平均值": [(ROADS, 3666, 1222), (CITY, 3000, 1500), (CULTURE, 10, 10)],
    "各部门财政拨款占总计的比例从高到低": [(ROADS, 100), (CITY, 100), (CULTURE, 100)],
    "各年度预算，一共多少": [(2023, 3666), (2024, 3010)],
    "23、24两年的预算": [(2023, 3666), (2024, 3010)],
    "2023到2024年的预算": [(2023, 3666), (2024, 3010)],
    "2023、2024预算": [(2023, 3666), (2024, 3010)],
    "23、24两年的预算合计": [(6676, None)],
    "交通局2023预算": [(3666, None)],
    "2023、2024两年各多少": [(2023, 3666), (2024, 3010)],
    "2023-2024年各部门预算": [(ROADS, 2023, 3666), (CITY, 2024, 3000), (CULTURE, 2024, 10)],
    "2024各部门预算": [(CITY, 3000), (CULTURE, 10)],
    "按部门统计最高预算": [(ROADS, 2350), (CITY, 2900), (CULTURE, 10)],
    "按部门统计最低的预算": [(ROADS, 30), (CITY, 100), (CULTURE, 10)],
    "哪些部门有2024年的数据": [(CITY, 2024), (CULTURE, 2024)],
    "各部门财政拨款占全部财政拨款的比例": [(ROADS, 54.9131), (CITY, 44.9371), (CULTURE, 0.1498)],
    "城管局预算多少，交通局预算多少": [(CITY, 3000), (ROADS, 3666)],
    "城管局的预算是多少，交通局的呢，文旅局的呢": [(CITY, 3000), (ROADS, 3666), (CULTURE, 10)],
    "城管局有几个项目？交通局呢？": [(CITY, 2), (ROADS, 3)],
    "城管局的项目数和交通局的项目数": [(CITY, 2), (ROADS, 3)],
    "城管局预算是多少，还有交通局": [(CITY, 3000), (ROADS, 3666)],
    "城管局的项目有几个，还有交通局呢": [(CITY, 2), (ROADS, 3)],
    "有几个项目，城管局呢，交通局呢": [(CITY, 2), (ROADS, 3)],
    "城管局有几个超过1000万的项目，交通局呢": [(CITY, 1), (ROADS, 2)],
    "2023年预算多少，2024年预算多少": [(2023, 3666), (2024, 3010)],
    "城管局最贵的项目是哪个，交通局最贵的项目是哪个": [("垃圾清运", CITY), ("公交运营补贴", ROADS)],
    "2023年最贵的项目是哪个，2024年呢": [("公交运营补贴", ROADS, 2023), ("垃圾清运", CITY, 2024)],
    "2023年和2024年最贵的项目各是哪个": [("公交运营补贴", ROADS, 2023), ("垃圾清运", CITY, 2024)],
    "三个部门各多少预算": [(CITY, 3000), (ROADS, 3666), (CULTURE, 10)],
    "2024年两个局的预算分别是多少": [(CITY, 3000), (CULTURE, 10)],
    "几个部门各有多少项目": [(CITY, 2), (ROADS, 3), (CULTURE, 1)],
    "这几个部门各多少钱": [(CITY, 3000), (ROADS, 3666), (CULTURE, 10)],
    "2024年两个部门的项目各有几个": [(CITY, 2), (CULTURE, 1)],
    "2024年两个部门最贵的项目各是哪个": [("垃圾清运", CITY), ("图书馆开放", CULTURE)],
    "城管局2024预算合计": [(3000, None)],
    "交通局里头最贵的是哪个": [("公交运营补贴",)],
    "城管局有满意度指标没有": [("垃圾清运", "满意度指标", "服务对象满意度指标", "满意率", "90%", "90%")],
    "2024年的文件是哪些部门的": [
        (CITY, 2024, "预算目标表", f"{CITY}2024.txt"),
        (CULTURE, 2024, "预算目标表", f"{CULTURE}2024.txt"),
    ],
    "城管局以外的部门预算合计": [(3676, None)],
    "除城管局以外的部门最贵的项目": [("公交运营补贴", ROADS)],
    "高于全部项目平均预算的项目": [("垃圾清运", CITY), ("公交运营补贴", ROADS), ("农村公路养护", ROADS)],
    "城管局的预算和交通局的预算哪个多": [(ROADS, 3666), (CITY, 3000)],
    "城管局和交通局哪个指标多": [(ROADS, 5), (CITY, 3)],
    "部门按项目数从多到少排名": [(ROADS, 3), (CITY, 2), (CULTURE, 1)],
    "部门按预算排名": [(ROADS, 3666), (CITY, 3000), (CULTURE, 10)],
    "城管局、交通局谁的预算最多": [(ROADS, 3666)],
    "三个部门里哪个预算最高": [(ROADS, 3666)],
    "超过1000万的项目最多的部门": [(ROADS, 2)],
    "城管局、交通局两个部门哪个预算最低": [(CITY, 3000)],
    "三个部门里哪两个预算最高": [(ROADS, 3666), (CITY, 3000)],
    "城管局、交通局哪个财政拨款最少": [(CITY, 3000)],
    "城管局、交通局谁的指标最多": [(ROADS, 5)],
    "城管局、交通局预算最多的是谁": [(ROADS, 3666)],
    "城管局、交通局哪个项目预算最多": [("垃圾清运", CITY)],
    "城管局、交通局哪个最贵": [("垃圾清运", CITY)],
    "与城管有关的项目": [("数字城管平台升级", CITY)],
    "交通局的这些项目里头哪个最花钱": [("公交运营补贴",)],
    "咱们这几个局里谁项目最少": [(CULTURE, 1)],
    "2023年的数据涵盖哪几个部门": [(ROADS, 2023)],
    "收录了哪些部门的数据": [(ROADS, 2023), (CITY, 2024), (CULTURE, 2024)],
    "城管局的数据是几几年的": [(CITY, 2024)],
    "城管局都管哪些项目": [("垃圾清运",), ("数字城管平台升级",)],
    "城管局的项目和交通局的项目一共多少钱": [(6666, None)],  # no total is printed
    "2023年的预算加上2024年的预算": [(6676, None)],
    "所有部门里预算最高的是哪个": [(ROADS, 3666)],
    "三个部门中预算最低的": [(CULTURE, 10)],
    "三个部门里面哪个预算第二": [(CITY, 3000)],
    "几个部门里预算最少的是哪个": [(CULTURE, 10)],
    "三个部门当中预算前两名": [(ROADS, 3666), (CITY, 3000)],
    "三个部门里项目最少的": [(CULTURE, 1)],
    "所有部门里指标最多的是": [(ROADS, 5)],
    "城管局、文旅局两个部门中预算最高的是哪个": [(CITY, 3000)],
    "除了交通局，其他部门里预算最高的是哪个": [(CITY, 3000)],
    "三个部门里占比最大的是谁": [(ROADS, 54.9131)],
    "三个部门合计预算最高的": [(ROADS, 3666)],
    "所有部门里预算最高的项目": [("垃圾清运", CITY)],
    "所有部门里哪个项目预算最高": [("垃圾清运", CITY)],
    "三个部门中最贵的是哪个": [("垃圾清运", CITY)],
    "哪个部门平均每个项目指标最多": [(CULTURE, 2)],
    "平均每个项目指标数最少的部门": [(CITY, 1.5)],
    "哪个部门平均每个项目满意度指标最少": [(CITY, 0.5)],
    "各部门平均数量指标数": [(ROADS, 1), (CITY, 1), (CULTURE, 1)],
    "城管局占全部的多少，交通局呢": [(CITY, 44.9371), (ROADS, 54.9131)],
    "城管局和文旅局各占多少": [(CITY, 44.9371), (CULTURE, 0.1498)],
    "城管局和文旅局的项目数各占多少": [(CITY, 33.3333), (CULTURE, 16.6667)],
    "青河市各部门占比": [(ROADS, 54.9131), (CITY, 44.9371), (CULTURE, 0.1498)],
    "城管局和交通局超过1000万的项目分别有哪些": [
        ("垃圾清运", CITY),
        ("公交运营补贴", ROADS),
        ("农村公路养护", ROADS),
    ],
    "财政拨款和其他资金各多少": [(6676, 0)],
    "三个部门按预算从低到高排": [(CULTURE, 10), (CITY, 3000), (ROADS, 3666)],
    "三个部门预算排名": [(CULTURE, 10), (CITY, 3000), (ROADS, 3666)],
    "把三个部门按项目个数排个队": [(ROADS, 3), (CITY, 2), (CULTURE, 1)],
    "部门项目数排名": [(ROADS, 3), (CITY, 2), (CULTURE, 1)],
    "三家单位里财政拨款最少的": [(CULTURE, 10)],
    "所有单位里预算最高的是哪家": [(ROADS, 3666)],
    "超过1000万的项目分布在哪些部门": [(ROADS, 2), (CITY, 1)],
    "前三名里各部门有几个": [(ROADS, 2), (CITY, 1)],
    "前三名里各部门合计多少": [(ROADS, 3636), (CITY, 2900)],
    "前三名里每个部门最贵的项目": [("垃圾清运", CITY), ("公交运营补贴", ROADS)],
    "各部门平均每个项目几个指标": [(ROADS, 1.6667), (CITY, 1.5), (CULTURE, 2)],
    "各部门满意度指标最低是多少": [(ROADS, 90), (CITY, 90), (CULTURE, 90)],
    "城管局和文旅局的满意度指标分别有哪些": [
        ("垃圾清运", CITY, "满意度指标", "服务对象满意度指标", "满意率", "90%", "90%"),
        ("图书馆开放", CULTURE, "满意度指标", "服务对象满意度指标", "满意率", "90%", "90%"),
    ],
    "超过20万的项目里最便宜的项目是哪个部门的": [("桥梁检测", ROADS)],
    "没有满意度指标的项目中最贵的项目是哪个部门的": [("数字城管平台升级", CITY)],
    "公交运营补贴归谁管": [("公交运营补贴", ROADS, 2023)],
    "城管局和交通局超过1000万的项目各占全部的多少": [(CITY, 43.4392), (ROADS, 54.4638)],
    "城管局财政拨款和其他资金各多少": [(3000, 0)],
    "除了城管局，2023年的项目有哪些": [("公交运营补贴",), ("农村公路养护",), ("桥梁检测",)],
}
FIGURES = {
    "城管局最贵的项目占该局预算多少": 96.6667,
    "城管局超过1000万的项目占该局预算多少": 96.6667,
    "交通局的项目占项目总数的比例": 50.0,
    "城管局项目数占全部项目的比例": 33.3333,
    "城管局占交通局的多少": 81.8331,
    "公交运营补贴占交通局的多少": 64.1026,
    "城管局项目数占青河市的比例": 33.3333,
    "城管局前三名占青河市多少": 44.9371,
    "交通局的指标总数": 5,
    "文旅局加交通局占总预算多少": 55.0629,
    "文旅局、交通局两家一共几个项目": 4,
    "2024年两个部门的项目总数": 3,
    "超过1000万的项目涉及几个部门": 2,
    "没有满意度指标的项目（交通局除外）有几个": 1,
    "没有满意度指标的项目属于几个部门": 2,
    "没有满意度指标的项目的部门有几个": 0,
    "有满意度指标的部门有几个": 3,
    "比文旅局预算高的部门一共多少钱": 6666,
    "平均每个部门几个项目": 2,
    "每个部门平均有几个项目": 2,
    "一个部门平均有几个项目": 2,
    "一个部门平均多少钱": 2225.333333,
    "部门平均有几个项目": 2,
    "平均每个部门有几个指标": 3.3333,
    "平均每个部门几个超过2000万的项目": 0.6667,
    "三个部门的预算中位数": 3000,
    "部门预算中位数": 3000,
    "项目数最多和最少的部门差多少": 2,
    "指标最多和最少的部门差多少": 3,
    "三个部门平均每个项目多少钱": 1112.666667,
    "各部门前两名里超过1000万的有几个": 3,
    "所有部门的平均预算": 2225.333333,
    "文旅局以外的部门平均预算": 3333,
    "预算最多和最少的部门差多少": 3656,
    "预算最多的部门和最少的部门差多少": 3656,
    "第一和第二的部门相差多少": 666,
    "预算第一的部门比第二的部门多多少": 666,
    "最高的部门和部门平均值差多少": 1440.666667,
    "预算最高的部门是最低的几倍": 366.6,
    "城管局财政拨款占总计的比例": 100,
    "财政拨款占总预算的比例": 100,
    "城管局的项目数加上交通局的项目数": 5,
    "城管局以外的部门有几个项目": 4,
    "城管局以外的部门有几个": 2,
    "城管局以外的部门，2024年有几个项目": 1,
    "城管局的预算，交通局的预算，相差多少": -666,
    "公交运营补贴占全部部门总预算的比例": 35.2007,
    "城管局占全部部门预算的比例": 44.9371,
    "一共收录了几个部门的数据": 3,
    "城管局负责几个项目": 2,
    "城管局比交通局少几个项目": -1,
    "交通局项目数比城管局多多少": 1,
    "交通局比城管局多多少项目": 1,
    "交通局和城管局相差几个项目": 1,
    "交通局的项目数是文旅局的几倍": 3,
    "公交运营补贴比桥梁检测多几个指标": 1,
    "公交运营补贴比桥梁检测多多少满意度指标": 1,
    "交通局和城管局的项目差多少钱": 666,
    "交通局除了桥梁检测还剩多少钱": 3636,
    "除了超过1000万的，交通局还剩多少钱": 30,
    "城管局预算是交通局预算的百分之多少": 81.8331,
}
REFUSED = {
    "那城管局呢": ("not_understood", f"{CITY}的预算"),
    "城管局总预算和最贵的三个项目": ("not_understood", "城管局总预算"),
    "各部门的预算和最贵的项目": ("not_understood", "各部门的预算"),
    "预算前三的部门合计占比": ("not_understood", ""),
    "各部门最高的指标": ("not_understood", ""),
    "城管局的女性职工财政拨款": ("not_understood", f"{CITY}的全部项目的财政拨款之和"),
    "那城管局和交通局呢": ("not_understood", ""),
    "这两个局各多少钱": ("not_understood", "各部门的预算"),
    "两个部门各多少钱": ("not_understood", ""),
    "高于全部项目平均预算的城管局项目": ("not_understood", ""),
    "城管局、交通局三地一共多少钱": ("not_understood", ""),
    "城管局预算多少，交通局有几个项目": ("not_understood", "城管局预算多少"),
    "城管局的预算加上交通局的项目数": ("not_understood", "交通局的项目数"),
    "交通局有多少钱？顺便把城管局的项目列出来": ("not_understood", "交通局有多少钱"),
    "城管局多少钱交通局几个项目": ("not_understood", "交通局几个项目"),
    "2023年预算总额多少，2024年有几个项目": ("not_understood", "2024年有几个项目"),
    "2023年交通局预算多少，2024年城管局有几个项目": ("not_understood", "2023年交通局预算多少"),
    "城管局2024年预算多少，交通局2023年预算多少": ("not_understood", "交通局2023年预算多少"),
    "城管局的项目和2023年的项目": ("not_understood", "城管局的项目"),
    "城管局的财政拨款和交通局的其他资金": ("not_understood", "城管局的财政拨款"),
    "城管局的项目和交通局的满意度指标": ("not_understood", "交通局的满意度指标"),
    "城管局最贵的项目和交通局最便宜的项目": ("not_understood", "交通局最便宜的项目"),
    "城管局前三名是哪些，交通局前五名呢": ("not_understood", "交通局前五名"),
    "城管局有几个项目，交通局超过50万的有几个": ("not_understood", "城管局有几个项目"),
    "公交运营补贴的满意度指标和桥梁检测的预算": ("not_understood", "桥梁检测的预算"),
    "交通局超过1000万或城管局超过2000万的项目": ("not_understood", "交通局超过1000万的项目"),
    "交通局2000万以上或城管局100万以下的项目": ("not_understood", "城管局100万以下的项目"),
    "2023年超过1000万或2024年超过2000万的项目": ("not_understood", "2024年超过2000万的项目"),
    "最贵的项目所在部门的预算": ("not_understood", ""),
    "公交运营补贴所在部门的总预算": ("not_understood", ""),
    "公交运营补贴所在部门的预算合计": ("not_understood", ""),
    "2024年哪个部门印的合计和各项目之和不一致": ("no_match", ""),
    "农村部门预算合计": ("no_match", "有哪些部门"),
    "有合计的文件": ("not_understood", ""),
    "城管最便宜的项目是哪个": ("ambiguous", "数字城管平台升级"),
    "倒数第二便宜的项目": ("not_understood", ""),
    "占交通局的多少": ("not_understood", ""),
    "比文旅局和交通局高的部门": ("not_understood", "部门预算排名"),
    "比文旅局最贵的项目还贵的部门": ("not_understood", ""),
    "比文旅局预算高100万的部门": ("not_understood", ""),
    "比文旅局满意度高的部门": ("not_understood", ""),
    "比交通局预算高的部门有哪些项目": ("not_understood", ""),
    "2023年比文旅局预算高的部门": ("no_match", ""),
    "交通局的预算比城管局高的部门": ("not_understood", ""),
    "预算低于各部门平均的项目": ("not_understood", ""),
    "各年度前两名里超过1000万的": ("not_understood", ""),
    "2024的项目": ("no_match", ""),
    "2000预算": ("no_match", ""),
    "2021、2024两个项目": ("not_understood", ""),
    "交通局2022年有数据吗": ("no_match", ""),
    "有没有满意度数据": ("not_understood", ""),
    "交通局（本级）的预算": ("not_understood", ""),
    "每个部门都有的项目": ("not_understood", ""),
    "交通局、城管局、文旅局都有的项目": ("not_understood", ""),
    "同名的项目有哪些": ("no_match", ""),
    "交通局和城管局都有的项目": ("no_match", ""),
    "部门平均每个项目多少钱": ("not_understood", ""),
    "部门平均满意度": ("not_understood", ""),
    "比文旅局高比交通局低的部门": ("not_understood", ""),
    "比城管局多2个项目的部门": ("not_understood", ""),
    "最贵的项目和部门平均值差多少": ("not_understood", ""),
    "五个部门的平均预算": ("not_understood", ""),
    "各部门前三名预算差多少": ("not_understood", ""),
    "每个部门平均有多少个指标": ("ambiguous", "平均每个部门的指标数"),
    "各部门的财政拨款占比": ("ambiguous", "按部门统计财政拨款占总计的比例"),
    "城管局财政拨款占比": ("ambiguous", f"{CITY}的全部项目占全部财政拨款的比例"),
    "各部门财政拨款占总预算的比重": ("ambiguous", "按部门统计财政拨款占总计的比例"),
    "哪些部门没有满意度指标，一共多少钱": ("not_understood", ""),
    "城管局财政拨款占总预算的比例": ("not_understood", ""),
    "城管局各项目占青河市的比例": ("not_understood", ""),
    "城管有几个项目": ("ambiguous", "数字城管平台升级"),
    "2024年三个部门的预算": ("not_understood", ""),
    "各部门满意度从高到低": ("not_understood", ""),
    "文旅局的垃圾清运和城管局的垃圾清运": ("no_match", "「垃圾清运」"),
    "交通局和城管局的垃圾清运多少钱": ("no_match", "「垃圾清运」"),
    "各部门预算占比最高的": ("not_understood", "预算占比最高的部门"),
    "桥梁检测项目支出了多少": ("not_understood", ""),
    "交通局和城管局的项目相差多少": ("not_understood", "交通局和城管局的项目数相差多少"),
    "城管局比交通局多几个指标": ("not_understood", f"{CITY}和{ROADS}各有几个指标"),
    "城管局比交通局多几个超过100万的项目": ("not_understood", ""),
    "城管局比交通局多几个没有满意度指标的项目": ("not_understood", ""),
    "城管局和交通局没有满意度指标的项目相差多少": ("not_understood", ""),
    "城管局预算比交通局多几个项目": ("not_understood", ""),
    "城管局比交通局多几个": ("not_understood", ""),
    "城管局、交通局哪个项目最少": ("not_understood", ""),
    "超过1000万的部门占全部部门的比例": ("not_understood", ""),
    "占全部部门总预算的比例": ("not_understood", ""),
    "公交运营补贴管哪些项目": ("not_understood", ""),
    "哪个部门管哪些项目": ("not_understood", ""),
    "城管局管公交运营补贴吗": ("not_understood", ""),
    "2023年的数据": ("not_understood", ""),
    "城管局动用了多少资金": ("not_understood", ""),
    "三个部门预算最高的是哪个": ("ambiguous", "按部门统计总计之和，最多的1个"),
    "三个部门里超过1000万的有几个": ("ambiguous", "总计之和大于1000万元（不含）的部门的个数"),
    "三个部门里预算最多的那个的项目有哪些": ("not_understood", ""),
    "哪个部门平均满意度最高": ("not_understood", ""),
    "哪个部门平均每个指标花钱最多": ("not_understood", ""),
    "公交运营补贴占交通局多少，占全部多少": ("not_understood", "公交运营补贴占全部多少"),
    "公交运营补贴占交通局和全部部门的比例": ("not_understood", "公交运营补贴占交通局多少"),
    "除了城管局和2023年的": ("not_understood", "2024年除了城管局的项目"),
    "除了2023年的城管局项目": ("not_understood", "2024年除了城管局的项目"),
    "2023年和文旅局除外的项目": ("not_understood", "2024年除了文旅局的项目"),
    "城管局预算的百分之多少": ("not_understood", "城管局占全部的百分之多少"),
    "城管局排第几": ("not_understood", "部门预算排名"),
    "城管局在三个部门里排第几": ("not_understood", "部门预算排名"),
    "城管局超过1000万的占多少，交通局呢": ("not_understood", ""),
    "城管局各项目预算和占比各多少": ("not_understood", ""),
    "城管局是青河市的吗": ("not_understood", "有哪些部门"),
    "三个部门按满意度排序": ("not_understood", ""),
    "最大项目超过2000万的部门": ("not_understood", "各部门预算最高的项目"),
    "交通局超过1000万的和城管局超过2000万的": ("not_understood", "交通局超过1000万的项目"),
}


def _publish(folder: Path, homes: dict[tuple[str, int], dict[str, tuple[int, bool]]]) -> AnswerService:
    """Answer from documents of departments and years, each with its projects."""
    documents = [
        write_document(
            folder / f"{department}{year}.txt",
            [row(name, str(total), NUMBER + (SATISFIED if held else "")) for name, (total, held) in projects.items()],
            year=year,
            department=department,
        )
        for (department, year), projects in homes.items()
    ]
    assert load(folder / "all.db", *documents).returncode == 0
    return AnswerService(str(folder / "all.db"), answers=None)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnswerService]:
    """Answers over three departments, one year each."""
    answers = _publish(tmp_path_factory.mktemp("departments"), BUREAUS)
    yield answers
    answers.close()


@pytest.mark.parametrize("question", ROWS)
def test_rows_are_of_projects_departments_or_years(service: AnswerService, question: str) -> None:
    """A superlative beside 项目 ranks projects, whatever is asked of them."""
    answer = service.answer(question)
    assert answer.status == "ok", answer.interpretation
    keys = [n for n, name in enumerate(answer.columns) if name not in {"总计", "来源"}]
    assert {tuple(row[n] for n in keys) for row in answer.rows} == set(ROWS[question])


@pytest.mark.parametrize("question", FIGURES)
def test_a_figure_is_of_the_whole_it_names(service: AnswerService, question: str) -> None:
    """该局 is the department named; 项目总数 counts every project in scope."""
    answer = service.answer(question)
    assert answer.status == "ok", answer.interpretation
    assert [row[-1] for row in answer.rows] == [FIGURES[question]]


@pytest.mark.parametrize("question", [*ROWS, *FIGURES])
def test_the_reading_asked_again_gives_the_same_rows(service: AnswerService, question: str) -> None:
    """Nothing of the question stands outside its sentence."""
    answer = service.answer(question)
    assert service.answer(answer.interpretation).rows == answer.rows


@pytest.mark.parametrize("question", REFUSED)
def test_what_one_query_cannot_say_is_refused(service: AnswerService, question: str) -> None:
    """Two conditions or questions for two departments, a sum of one still to be found, a rank among one project."""
    status, offered = REFUSED[question]
    answer = service.answer(question)
    assert answer.status == status, answer.interpretation
    assert not offered or offered in answer.suggestions


@pytest.mark.parametrize("question", ["2024年比2023年预算多多少", "各部门新增项目"])
def test_years_of_different_departments_are_not_compared(service: AnswerService, question: str) -> None:
    """Both years are loaded, of no one department; the reason says so."""
    answer = service.answer(question)
    assert answer.status == "no_match"
    assert "各部门都只有一年" in answer.interpretation


def test_groups_are_ordered_by_what_was_said(service: AnswerService) -> None:
    """各部门财政拨款从低到高: that money is told of each, in that order."""
    assert [row[0] for row in service.answer("各部门财政拨款从低到高").rows] == [CULTURE, CITY, ROADS]
    assert "财政拨款" in service.answer("各部门财政拨款从低到高").interpretation
    assert [row[0] for row in service.answer("部门预算排名").rows] == [ROADS, CITY, CULTURE]


def test_projects_of_equal_names_are_found(tmp_path: Path) -> None:
    """In several departments of the scope, or twice in one file; the same name in another year is no other project."""
    shared = {"图书馆开放": (10, True), "桥梁检测": (30, False)}
    homes = {(CULTURE, 2023): shared, (CULTURE, 2024): shared, (CITY, 2024): {"图书馆开放": (20, True)}}
    answers = _publish(tmp_path, homes)
    for question in ("同名的项目", "文旅局和城管局都有的项目", "几个部门都有的项目", "所有年度同名的项目"):
        assert {row[0] for row in answers.answer(question).rows} == {"图书馆开放"}, question
    answers.close()


@pytest.mark.parametrize("question", ["高于交通局平均值的城管局项目", "城管局比交通局平均预算高的项目"])
def test_the_average_of_another_department_is_its_own(service: AnswerService, question: str) -> None:
    """The projects are of the one department, the average is of the other."""
    (average,) = service.answer("交通局平均预算").rows[0]
    every = service.answer("城管局有哪些项目").rows
    above = {row[0] for row in every if float(str(row[1])) > float(str(average))}
    answer = service.answer(question)
    assert {row[0] for row in answer.rows} == above, answer.interpretation
    assert "交通" in answer.interpretation.partition("平均值")[0]


@pytest.mark.parametrize(
    "question", ["前三名里有几个是城管局的项目", "最贵的三个项目里有哪些是交通局的", "前三名里城管局的"]
)
def test_places_among_all_are_not_those_of_a_department(service: AnswerService, question: str) -> None:
    """Ranked within the department they would all be its own."""
    assert service.answer(question).status == "not_understood"


@pytest.mark.parametrize("question", ["城管局有没有成本指标", "城管局有成本指标吗"])
def test_whether_a_department_has_indicators_lists_them(service: AnswerService, question: str) -> None:
    """The indicators tell, as they do of one project."""
    answer = service.answer(question)
    assert answer.status == "no_match" or "指标" in answer.columns


def test_a_year_beside_a_name_that_is_also_part_of_another(tmp_path: Path) -> None:
    """2024年的管网改造, or the project that is called 管网改造（2024年）: both are offered, and each can be asked."""
    dated = {"管网改造": (10, True), "管网改造（2024年）": (30, False), "桥梁检测（2024年）": (20, True)}
    answers = _publish(tmp_path, {(CITY, 2024): dated})
    for question in ("2024年管网改造", "2024年度的管网改造多少钱", "24年城管局管网改造"):
        answer = answers.answer(question)
        assert answer.status == "ambiguous", question
        assert [answers.answer(one).rows[0][0] for one in answer.suggestions] == ["管网改造（2024年）", "管网改造"]
    for question, name in (("管网改造2024年", "管网改造（2024年）"), ("2024年桥梁检测", "桥梁检测（2024年）")):
        assert answers.answer(question).rows[0][0] == name
    answers.close()
