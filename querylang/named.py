"""typing.NamedTuple without its price: making one class of it compiles source text, a tenth of a start of `jixiao ask`.

Type checkers are told that it is typing.NamedTuple, and it does what that does.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - so that it may be imported from here
else:
    try:
        from _collections import _tuplegetter  # what collections.namedtuple uses, and as it does
    except ImportError:
        from operator import itemgetter

        def _tuplegetter(place, _):
            return property(itemgetter(place))

    _MOST = 24  # fields
    _GETTERS = tuple([_tuplegetter(n, None) for n in range(_MOST)])
    _make_tuple = tuple.__new__

    class _Fields(type):
        """Makes the annotations of a class the names of what its tuples hold."""

        def __new__(cls, name, bases, body):
            """Only the first class below NamedTuple has fields; what is derived from it may add methods."""
            if not bases:
                return type.__new__(cls, name, (tuple,), {**body, "__slots__": ()})
            made = type.__new__(cls, name, bases, {**body, "__slots__": ()})
            if bases == (NamedTuple,):
                fields = tuple(made.__annotations__)
                made._fields = made.__match_args__ = fields
                made._field_defaults = {field: body[field] for field in fields if field in body}
                made._size = len(fields)
                for field, getter in zip(fields, _GETTERS, strict=False):
                    setattr(made, field, getter)
            return made

    class NamedTuple(metaclass=_Fields):
        """A tuple whose places have names.

        >>> class Point(NamedTuple):
        ...     x: int
        ...     y: int = 0
        >>> Point(1), Point(y=2, x=1) == (1, 2), Point(1)._replace(y=3)._asdict()
        (Point(x=1, y=0), True, {'x': 1, 'y': 3})
        """

        def __new__(cls, *values, **named):
            """Take each field once, by position or by name."""
            if named or len(values) != cls._size:
                values += tuple([_taken(cls, field, named) for field in cls._fields[len(values) :]])
                if named or len(values) > cls._size:  # what no field took
                    raise TypeError(f"{cls.__name__} takes {', '.join(cls._fields)}, and more was given")
            return _make_tuple(cls, values)

        @classmethod
        def _make(cls, values):
            return cls(*values)

        def _replace(self, **changes):
            made = self._make([changes.pop(field, value) for field, value in zip(self._fields, self, strict=True)])
            if changes:
                raise ValueError(f"{type(self).__name__}: no field {', '.join(changes)}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            """Show the fields as they would be written."""
            return f"{type(self).__name__}({', '.join([f'{n}={v!r}' for n, v in self._asdict().items()])})"

        def __getnewargs__(self):
            """For copy and pickle."""
            return tuple(self)

    def _taken(cls, field, named):
        if field in named:
            return named.pop(field)
        try:
            return cls._field_defaults[field]
        except KeyError:
            raise TypeError(f"{cls.__name__}: field {field} is missing") from None
