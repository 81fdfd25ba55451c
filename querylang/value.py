"""Base of the frozen value objects of the query algebra.

Why not dataclasses: importing `dataclasses` and making one frozen class costs about 20 ms and 1 ms, and `jixiao ask`
pays for each at every start.  Why not NamedTuples: tuples of different types with equal fields compare equal, which
would make "has quality indicators" equal to "filed under quality indicators".
"""

from typing import Any, ClassVar, Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class Value:
    """A frozen value: fields are the annotations of the class; equal when type and fields are equal.

    >>> class Point(Value):
    ...     x: int
    ...     y: int = 0
    >>> Point(1)
    Point(x=1, y=0)
    >>> Point(1) == Point(1, 0), Point(1).replace(y=2)
    (True, Point(x=1, y=2))
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[dict[str, object]] = {}

    def __init_subclass__(cls) -> None:
        """Take the fields from the annotations, and what stands for those that are not given."""
        cls._fields = tuple(cls.__annotations__)
        cls._defaults = {name: getattr(cls, name) for name in cls._fields if hasattr(cls, name)}

    def __init__(self, *values: object, **named: object) -> None:
        """Set each field once, by position or name."""
        fields, given = self._fields, len(values)
        own = self.__dict__
        if given < len(fields):
            own.update(self._defaults)
        own.update(zip(fields, values, strict=False))
        if named:
            if not named.keys() <= set(fields[given:]):
                raise TypeError(f"{type(self).__name__}: no such field, or given twice: {', '.join(named)}")
            own.update(named)
        if len(own) < len(fields) or given > len(fields):
            raise TypeError(f"{type(self).__name__} takes {', '.join(fields)}: something is missing, or too much")

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: values are frozen."""
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        """Equal when type and fields are equal."""
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash((type(self).__name__, *map(self.__dict__.__getitem__, self._fields)))

    def __repr__(self) -> str:
        """Show the fields as they would be written."""
        fields = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self._fields)
        return f"{type(self).__name__}({fields})"

    def said(self) -> dict[str, object]:
        """The fields that do not hold their default, in order."""
        own, defaults = self.__dict__, type(self)
        return {
            name: own[name]
            for name in self._fields
            if not hasattr(defaults, name)
            or type(own[name]) is not type(getattr(defaults, name))
            or own[name] != getattr(defaults, name)
        }

    def replace(self, **changes: Any) -> Self:
        """Return the same value with some fields changed; TypeError for a name that is no field."""
        made = object.__new__(type(self))
        own = made.__dict__
        own.update(self.__dict__)
        own.update(changes)
        if len(own) > len(self._fields):
            raise TypeError(f"{type(self).__name__}: no such field: {', '.join(changes)}")
        return made
