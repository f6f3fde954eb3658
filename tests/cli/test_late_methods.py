"""A dataclass whose methods are made late is as any other."""

import dataclasses
import inspect
import pickle
import sys
from collections.abc import Callable
from typing import Any

import pytest

from valueworkshop.cli import late_methods


@pytest.fixture(params=["at once", "late"])
def made(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to make dataclasses."""
    now = getattr(dataclasses, "_create_fn", None)
    monkeypatch.setattr(dataclasses, "_create_fn", now, raising=False)
    if request.param == "late":
        late_methods.use()
    return str(request.param)


def classes() -> tuple[type[Any], type[Any], type[Any]]:
    @dataclasses.dataclass(frozen=True, slots=True, kw_only=True, order=True)
    class Point:
        x: int
        y: int = 2
        names: tuple[str, ...] = dataclasses.field(default=(), repr=False)

    @dataclasses.dataclass
    class Base:
        a: int
        seen: list[str] = dataclasses.field(default_factory=list)
        given: dataclasses.InitVar[str] = ""

        def __post_init__(self, given: str) -> None:
            self.seen.append(given or "base")

    @dataclasses.dataclass
    class Derived(Base):
        b: int = 3

        def __repr__(self) -> str:
            return f"{super().__repr__()} and {self.b}"

    return Point, Base, Derived


def refused(do: Callable[[], object]) -> str:
    with pytest.raises((TypeError, dataclasses.FrozenInstanceError)) as told:
        do()
    return str(told.value).rpartition(".")[2]


@pytest.mark.usefixtures("made")
def test_they_do_what_all_do() -> None:
    point, base, derived = classes()
    one = point(x=1)
    assert repr(one).endswith("Point(x=1, y=2)")
    assert (one, hash(one)) == (point(x=1, y=2), hash(point(x=1)))
    assert one != point(x=1, names=("a",))
    assert one != base(1)
    assert sorted([point(x=2), one]) == [one, point(x=2)]
    assert dataclasses.replace(one, y=5) == point(x=1, y=5)
    assert dataclasses.asdict(one) == {"x": 1, "y": 2, "names": ()}
    assert not hasattr(one, "__dict__")
    assert derived(1, given="late").seen == ["late"]
    assert (base(1) == base(1), base(1) == base(2), base(1) == derived(1)) == (True, False, False)
    assert repr(derived(1)).endswith("Derived(a=1, seen=['base']) and 3")


@pytest.mark.usefixtures("made")
def test_they_refuse_what_all_refuse() -> None:
    point, base, _ = classes()
    one = point(x=1)
    assert refused(lambda: setattr(one, "x", 2)) == "cannot assign to field 'x'"
    assert refused(lambda: delattr(one, "x")) == "cannot delete field 'x'"
    assert refused(point) == "__init__() missing 1 required keyword-only argument: 'x'"
    assert refused(lambda: point(x=1, z=2)).startswith("__init__() got an unexpected keyword")
    assert refused(lambda: hash(base(1))) == "unhashable type: 'Base'"
    assert refused(lambda: one < base(1)).startswith("'<' not supported")


def test_after_the_first_call_the_method_itself_is_there(made: str) -> None:
    if made == "late" and sys.version_info >= (3, 13):
        pytest.skip("this Python compiles all methods of a class at once")
    point, base, derived = classes()
    for kind in (point, base, derived):
        kind(x=1) if kind is point else kind(1)
        wanted = {field.name for field in dataclasses.fields(kind)}
        assert wanted <= set(inspect.signature(kind.__init__).parameters)


@dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """Can be pickled: it is in a module."""

    a: int


def test_they_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Kept(1))) == Kept(1)  # noqa: S301 - our own
