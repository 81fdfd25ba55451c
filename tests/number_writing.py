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


def notations(number: int) -> list[str]:
    """Every way to write a number."""
    plain = chinese(number)
    ways = [str(number), f"{number:,}", f"{number:,}".replace(",", "，"), plain, short(plain), f"{number}.0"]
    ways.append(chinese(number, FORMAL, ("拾", "佰", "仟")))
    ways.append(str(number).translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}))
    ways.append(" ".join(plain))
    for unit, scale in (("万", 10**4), ("亿", 10**8), ("w", 10**4), ("k", 10**3)):
        if number % (scale // 100) == 0 and number:
            whole, rest = divmod(number, scale)
            ways.append(f"{whole}.{rest * 100 // scale:02}{unit}")
    if number >= 10**4 and number % 1000 == 0:
        whole, rest = divmod(number, 10**4)
        ways.append(f"{whole}万{rest // 1000}千" if rest else f"{whole}万")
    return ways
