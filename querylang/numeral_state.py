"""What a person keeps in mind while hearing 三十一万五千: parts above 万, the section being heard, the digit in hand.

Every number is kept as two ends, so that 三五十 and 三十多万 need nothing of their own.
"""

from decimal import Decimal


class NumeralState:
    """What was read of one numeral: parts above 万, the section being read, the digit in hand."""

    def __init__(self, text: str, start: int, gaps: frozenset[int], bare: bool) -> None:
        self.text, self.at, self.gaps, self.bare = text, start, gaps, bare
        self.start = start
        self.parts: list[tuple[int, Decimal | int, Decimal | int]] = []
        self.low: Decimal | int = 0  # of the section under 万
        self.high: Decimal | int = 0
        self.digit: tuple[Decimal | int, Decimal | int] | None = None
        self.arabic = False  # the digit in hand is written in Arabic figures
        self.unit = 0  # the last unit said: 10 … 1000, 万, 亿
        self.small = 10**4  # units under 万 must come in falling order
        self.zero = False
        self.low_open = self.high_open = self.about = self.scaled = False
        self.units = 0  # how many units were said
        self.best: tuple[int, Decimal, Decimal] | None = None

    def pending(self) -> tuple[Decimal | int, Decimal | int] | None:
        """The digit in hand as it counts now: 5 after 一百 is 50; None where it cannot stand."""
        if self.digit is None:
            return 0, 0
        low, high = self.digit
        if not self.unit:
            return low, high
        if self.zero or self.unit == 10:
            return (low, high) if high < self.unit else None
        if high < 10 and low > 0 and int(low) == low:
            return low * self.unit // 10, high * self.unit // 10
        if self.arabic and low >= 10 and high < self.unit:
            return low, high
        return None

    def total(self) -> tuple[Decimal, Decimal] | None:
        """Both ends of what was read so far."""
        digit = self.pending()
        if digit is None:
            return None
        low = sum((part[1] for part in self.parts), self.low + digit[0])
        high = sum((part[2] for part in self.parts), self.high + digit[1])
        return Decimal(low), Decimal(high)

    def mark(self) -> None:
        """Remembers this place as one where the numeral may end."""
        total = self.total()
        if total is not None:
            self.best = (self.at, *total)

    def close_section(self) -> None:
        """Adds the digit in hand to the section."""
        digit = self.pending() or (0, 0)
        self.low, self.high, self.digit = self.low + digit[0], self.high + digit[1], None

    def step(self) -> Decimal | int | None:
        """How far 多 reaches: one of the last unit said, or of the last figure that is not 0."""
        if self.digit is None:
            return self.unit
        low, high = self.digit
        if low != high:
            return None
        if self.arabic and not self.units:
            value = Decimal(low)
            if value == 0:
                return None
            exponent = value.normalize().as_tuple().exponent
            return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else None
        return None if not self.units else self.unit // 10
