"""typing.NamedTuple without its price: making one class of it compiles source text, a tenth of a start of `jixiao ask`.

Type checkers are told that it is typing.NamedTuple, and it does what that does.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - so that it may be imported from here
else:
    from operator import itemgetter

    _MOST = 24  # fields
    _GETTERS = tuple([property(itemgetter(n)) for n in range(_MOST)])

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
                made._defaults = tuple(made._field_defaults.values())
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
            fields = cls._fields
            missing = len(fields) - len(values)
            if named:
                values += tuple([_taken(cls, field, named) for field in fields[len(values) :]])
                missing = len(named)  # those no field took
            elif 0 < missing <= len(cls._defaults):
                return tuple.__new__(cls, values + cls._defaults[-missing:])
            if missing:
                raise TypeError(f"{cls.__name__} takes {', '.join(fields)}: something is missing, or too much")
            return tuple.__new__(cls, values)

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
