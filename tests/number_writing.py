"""Writes a whole number in every notation a person may use: the counterpart the reader is held against."""

PLAIN = "零一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"


def section(number: int, digits: str, units: tuple[str, str, str]) -> str:
    """A number under ten thousand, without leading zeros."""
    written, zero = "", False
    for power, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
        digit = number // power % 10
        if digit:
            written += ("零" if zero and written else "") + digits[digit] + unit
            zero = False
        else:
            zero = True
    return written


def chinese(number: int, digits: str = PLAIN, units: tuple[str, str, str] = ("十", "百", "千")) -> str:
    """一千二百一十七万, as it is read aloud; with 10^12 said 万亿."""
    if number == 0:
        return digits[0]
    written = ""
    high, number = divmod(number, 10**8)
    if high:
        written = chinese(high, digits, units) + "亿"
    middle, low = divmod(number, 10**4)
    if middle:
        written += ("零" if written and middle < 1000 else "") + section(middle, digits, units) + "万"
    if low:
        written += ("零" if written and (low < 1000 or (not middle and high)) else "") + section(low, digits, units)
    return written


def short(written: str) -> str:
    """The colloquial form: 十五 for 一十五, 一百五 for 一百五十, 三万二 for 三万二千."""
    if written.startswith("一十"):
        written = written[1:]
    for whole, unit in (("百", "十"), ("千", "百"), ("万", "千")):
        if len(written) > 3 and written[-1] == unit and written[-3] == whole and written[-2] in PLAIN[1:]:
            return written[:-1]
    return written


def with_tens(written: str) -> str:
    """廿五, 卅五: two and three tens as one character, where they begin the section."""
    for tens, one in (("二十", "廿"), ("三十", "卅"), ("四十", "卌")):
        if written.startswith(tens):
            return one + written[2:]
    return written


def liang(written: str) -> str:
    """两千两百万: 二 before 百, 千, 万 and 亿 as it is said."""
    for unit in "百千万亿":
        written = written.replace("二" + unit, "两" + unit)
    return written.replace("十两万", "十二万").replace("十两亿", "十二亿").replace("百零两", "百零二")


def mixed(number: int) -> str:
    """3亿2000万5: figures before 亿, 万 and by themselves."""
    parts = ((number // 10**8, "亿"), (number // 10**4 % 10**4, "万"), (number % 10**4, ""))
    written = ""
    for value, unit in parts:
        if value:
            written += ("零" if written and value < 1000 else "") + f"{value}{unit}"
    return written or "0"


def halves(number: int) -> list[str]:
    """三万半, 1.5个亿, 一个半亿: half of a big unit."""
    found = []
    for unit, scale in (("万", 10**4), ("亿", 10**8)):
        whole, rest = divmod(number, scale)
        if rest * 2 == scale and 0 < whole < 10**4:
            found += [f"{chinese(whole)}{unit}半", f"{whole}{unit}半", f"{whole}.5{unit}"]
            if unit == "亿":
                found.append(f"{whole}.5个亿")
                found += [f"{chinese(whole)}个半亿"] if whole < 10 else []
    return found


def money(number: int) -> list[str]:
    """Every way to write so many 元."""
    formal = chinese(number, FORMAL, ("拾", "佰", "仟"))
    plain = chinese(number)
    ways = [
        f"{number}元",
        f"¥{number:,}",
        f"￥{number}",
        f"{number:,}元",
        f"{plain}块钱",
        f"{plain}元整",
        f"{formal}圆整",
    ]
    ways += [f"人民币{number}元", f"{number}.00元", f"{formal}元正", f"rmb{number}", f"{number}元人民币"]
    if number % 10**4 == 0 and number:
        ways += [f"{number // 10**4}万元", f"{number // 10**4:,} 万元"]
        ways += [f"{chinese(number // 10**4)}万元"] if number < 10**8 else []
    if number % 10**8 == 0 and number:
        ways += [f"{number // 10**8}亿元", f"{number // 10**8}亿"]
    return ways


def notations(number: int) -> list[str]:
    """Every way to write a number."""
    plain = chinese(number)
    ways = [str(number), f"{number:,}", f"{number:,}".replace(",", "，"), plain, short(plain), f"{number}.0"]
    ways.append(chinese(number, FORMAL, ("拾", "佰", "仟")))
    ways.append(str(number).translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}))
    ways += [" ".join(plain), liang(plain), with_tens(plain), mixed(number), *halves(number)]
    for unit, scale in (("万", 10**4), ("亿", 10**8), ("w", 10**4), ("k", 10**3)):
        if number % (scale // 100) == 0 and number:
            whole, rest = divmod(number, scale)
            ways.append(f"{whole}.{rest * 100 // scale:02}{unit}")
    if number >= 10**4 and number % 1000 == 0:
        whole, rest = divmod(number, 10**4)
        ways.append(f"{whole}万{rest // 1000}千" if rest else f"{whole}万")
    return ways
