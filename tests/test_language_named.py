"""Our NamedTuple does what typing.NamedTuple does, for less at a start."""

import copy
import pickle
from typing import NamedTuple as Typed

import pytest

from querylang.named import NamedTuple as Ours


class OurPoint(Ours):
    """A pair with a default and something to say."""

    x: int
    y: int = 5

    @property
    def total(self) -> int:
        """Both together."""
        return self.x + self.y

    @classmethod
    def origin(cls) -> "OurPoint":
        """The first of all."""
        return cls(0, 0)


class TypedPoint(Typed):
    """The same in the standard library."""

    x: int
    y: int = 5

    @property
    def total(self) -> int:
        """Both together."""
        return self.x + self.y

    @classmethod
    def origin(cls) -> "TypedPoint":
        """The first of all."""
        return cls(0, 0)


class Empty(Ours):
    """Nothing in it."""


BOTH = pytest.mark.parametrize("kind", [OurPoint, TypedPoint])


@BOTH
def test_values_are_given_by_place_by_name_or_by_default(kind: type[OurPoint]) -> None:
    """Each way gives the same tuple."""
    assert kind(1) == kind(1, 5) == kind(x=1) == kind(y=5, x=1) == kind(1, y=5) == (1, 5)
    assert (kind(1).x, kind(1).y, kind(1).total, kind.origin()) == (1, 5, 6, (0, 0))
    assert hash(kind(1)) == hash((1, 5))


@BOTH
@pytest.mark.parametrize(
    ("values", "named"), [((), {}), ((1, 2, 3), {}), ((1,), {"x": 2}), ((1,), {"z": 2}), ((), {"y": 2})]
)
def test_what_is_missing_or_too_much_is_refused(
    kind: type[OurPoint], values: tuple[int, ...], named: dict[str, int]
) -> None:
    """None of it is dropped in silence."""
    with pytest.raises(TypeError):
        kind(*values, **named)


@BOTH
def test_a_changed_copy_leaves_the_tuple_as_it_was(kind: type[OurPoint]) -> None:
    """An unknown field is refused, and no field can be set."""
    point = kind(1)
    assert (point._replace(x=3), point) == ((3, 5), (1, 5))
    assert type(point._replace(x=3)) is kind
    assert (point._asdict(), kind._make([1, 2]), kind._fields) == ({"x": 1, "y": 5}, (1, 2), ("x", "y"))
    assert kind._field_defaults == {"y": 5}
    with pytest.raises((ValueError, TypeError)):
        point._replace(**{"z": 1})
    for name in ("x", "z"):
        with pytest.raises(AttributeError):
            setattr(point, name, 1)


@BOTH
def test_it_can_be_matched_copied_pickled_and_printed(kind: type[OurPoint]) -> None:
    """As whoever knows the standard one expects."""
    point = kind(1)
    match point:
        case (a, b):
            assert (a, b) == (1, 5)
    match point:
        case kind(x, y=y):
            assert (x, y) == (1, 5)
    again = pickle.loads(pickle.dumps(point))  # noqa: S301 - its own pickle
    for one in (copy.copy(point), copy.deepcopy(point), again):
        assert (one, type(one)) == (point, kind)
    assert repr(point) == f"{kind.__name__}(x=1, y=5)"


def test_one_without_fields_is_an_empty_tuple() -> None:
    """Nothing can be given to it."""
    assert Empty() == ()
    with pytest.raises(TypeError):
        Empty(1)  # type: ignore[call-arg]
