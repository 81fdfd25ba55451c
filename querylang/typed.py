"""What the way of `jixiao ask` needs of `typing`, without importing it, which takes a third of an empty interpreter.

Type checkers are told that these are the names of typing; when the program runs they only have to be there.
"""

TYPE_CHECKING = False  # type checkers take a name spelled so for true

if TYPE_CHECKING:
    from typing import (
        Any,
        ClassVar,
        Literal,
        NoReturn,
        Protocol,
        Self,
        TextIO,
        TypeAlias,
        TypeVar,
        assert_never,
        cast,
        dataclass_transform,
        overload,
    )
else:

    class _Named:
        """Stands where a type is named: Any, Literal["desc"], ClassVar[int]."""

        def __class_getitem__(cls, _):
            return cls

    Any = ClassVar = Literal = NoReturn = Self = TextIO = TypeAlias = _Named

    class Protocol:
        """A class of which only the shape counts."""

    def TypeVar(_, **__):
        """Stand for any type."""
        return _Named

    def cast(_, value):
        """Return the value as it is."""
        return value

    def assert_never(value):
        """Raise what typing raises: the checker saw no way here."""
        raise AssertionError(f"Expected code to be unreachable, but got: {value!r}")

    def dataclass_transform(**_):
        """Leave the class as it is."""
        return lambda made: made

    def overload(function):
        """Leave the function as it is; the last one of its name stays."""
        return function


__all__ = [
    "TYPE_CHECKING",
    "Any",
    "ClassVar",
    "Literal",
    "NoReturn",
    "Protocol",
    "Self",
    "TextIO",
    "TypeAlias",
    "TypeVar",
    "assert_never",
    "cast",
    "dataclass_transform",
    "overload",
]
