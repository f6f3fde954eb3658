"""From plain dicts to the dataclasses, strictly; plain words for what does not fit."""

from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any, Final

from valueworkshop.core.session.kit import Kit, Stage
from valueworkshop.core.session.session import Place, Session
from valueworkshop.core.stages import KINDS
from valueworkshop.files.text.codec import Extras, extras_of, looser
from valueworkshop.files.text.exact_fit import MisfitError, fitted
from valueworkshop.files.text.problems import Fault, InvalidError, Keys
from valueworkshop.files.text.reference_checks import faults_of, faults_of_kit
from valueworkshop.files.text.type_words import must_be

_STAGES = ("stages",)
_MOST_HINTS: Final = 100
_MOST_NAMES: Final = 100


def decode_session(raw: Mapping[str, Any]) -> Session:
    """Return the session in clean plain values. Raises InvalidError.

    A place in a stage that the kit lacks counts as none: the session opens at its beginning.
    """
    faults: list[Fault] = []
    bare = {**_without_asks(raw, ("kit",)), **_emptied(raw, "answers")}
    session: Session | None = _shaped(Session, bare, (), faults)
    asks = _asks(raw, ("kit", *_STAGES), faults)
    aside = _aside(raw, ("kit", *_STAGES), faults)
    given = _answers(raw, faults)
    if session is None or faults:
        raise InvalidError(faults)
    kit = _with_asks(session.kit, asks, aside)
    place = session.place if session.place.stage in kit.stages else Place()
    session = replace(session, kit=kit, answers=given, place=place)
    faults = [*faults_of_kit(kit, ("kit",)), *faults_of(session)]
    if faults:
        raise InvalidError(faults)
    return session


def decode_kit(raw: Mapping[str, Any]) -> Kit:
    """Return the kit in clean plain values. Raises InvalidError.

    A stage that does not say what it asks, asks the defaults of its kind.
    """
    faults: list[Fault] = []
    kit: Kit | None = _shaped(Kit, _without_asks(raw, ()), (), faults)
    asks = _asks(_with_own_asks(raw), _STAGES, faults)
    aside = _aside(raw, _STAGES, faults)
    if kit is None or faults:
        raise InvalidError(faults)
    kit = _with_asks(kit, asks, aside)
    if faults := faults_of_kit(kit, ()):
        raise InvalidError(faults)
    return kit


def unknown(raw: Mapping[str, Any], value: Any) -> tuple[Extras, list[Fault]]:
    """Return the keys that this version does not know, with their values, and a message on each."""
    extras = extras_of(raw, value)
    return extras, [Fault(keys, _unknown(value, keys, n)) for n, keys in enumerate(extras)]


def _shaped(shape: type, raw: Any, at: Keys, faults: list[Fault]) -> Any:
    """Return `raw` as a dataclass; or None, after adding what is wrong to `faults`."""
    try:
        return fitted(shape, raw)
    except MisfitError:
        return _judged(shape, raw, at, faults)


def _judged(shape: type, raw: Any, at: Keys, faults: list[Fault]) -> Any:
    """Return the same as `_shaped`, by the verdict of pydantic."""
    import json  # noqa: PLC0415 - see below

    from pydantic import ValidationError  # noqa: PLC0415 - 100 ms that only an open door costs

    text = json.dumps(raw, default=_isoformat)
    try:
        value = _adapter(shape).validate_json(text, strict=True)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        told = [_told(shape, raw, each["type"], each["loc"], n) for n, each in enumerate(found)]
        faults += [Fault(at + fault.keys, fault.message) for fault in dict.fromkeys(told)]
        return None
    loose = looser(raw, value)
    faults += [Fault(at + keys, must_be(shape, keys)) for keys in loose]
    return value


@cache
def _adapter(shape: type) -> Any:
    from pydantic import TypeAdapter  # noqa: PLC0415 - see above

    return TypeAdapter(shape)


def _isoformat(value: Any) -> str:
    return str(value.isoformat())


def _told(shape: type, raw: Any, kind: str, loc: Keys, so_far: int) -> Fault:
    """Return one error of the check by type in our words; `so_far` is how many came before it.

    A value that fits no member of a union gives an error for each member, with the member's name at
    the end of the path. We cut off what does not lead on in `raw`, and keep one of equal faults.
    """
    keys: Keys = ()
    for key in loc:
        within = (isinstance(raw, Mapping) and key in raw) or (
            isinstance(raw, list) and isinstance(key, int) and key < len(raw)
        )
        if not within:
            break
        raw, keys = raw[key], (*keys, key)
    if kind != "missing":
        return Fault(keys, must_be(shape, keys))
    if isinstance(raw, list):
        return Fault(keys, must_be(shape, keys))
    name = str(loc[-1])
    near = _nearest(name, raw, so_far)
    hint = f"; is it `{near}` here?" if near else ""
    return Fault((*keys, name), f"is missing{hint}")


def _answers(raw: Mapping[str, Any], faults: list[Fault]) -> dict[str, Any]:
    stages = _stages(raw, ("kit", *_STAGES))
    answers = raw.get("answers", {})
    if not isinstance(answers, Mapping):
        return {}  # the check of the whole reports it
    given = {}
    for name, below in answers.items():
        at = ("answers", name)
        if name not in stages:
            near = _nearest(name, stages, len(faults))
            hint = f"; is it `{near}`?" if near else ""
            faults.append(Fault(at, f"the kit has no stage with this id{hint}"))
            continue
        kind = KINDS.get(str(stages[name].get("kind")))
        if kind is None:
            continue  # the check of the kit reports it
        if kind.answers is not None:
            given[name] = _shaped(kind.answers, below, at, faults)
        elif below != {}:
            faults.append(Fault(at, f"a stage of the kind {kind.name} keeps no answers"))
    return given


def _asks(raw: Mapping[str, Any], path: tuple[str, ...], faults: list[Fault]) -> dict[str, Any]:
    asks = {}
    for name, stage in _stages(raw, path).items():
        written = stage.get("kind")
        if not isinstance(written, str):
            continue  # the check of the whole reports it
        kind = KINDS.get(written)
        if kind is None:
            near = _nearest(written, KINDS, len(faults))
            hint = f"did you mean `{near}`?" if near else "a newer one may"
            message = f'this version knows no kind of stage called "{written}"; {hint}'
            faults.append(Fault((*path, name, "kind"), message))
        elif kind.asks is not None:
            if "asks" in stage:
                asks[name] = _shaped(kind.asks, stage["asks"], _asked_at(path, name), faults)
        elif stage.get("asks", {}) != {}:
            message = f"a stage of the kind {written} has no `asks`"
            faults.append(Fault(_asked_at(path, name), message))
    return asks


def _aside(
    raw: Mapping[str, Any], path: tuple[str, ...], faults: list[Fault]
) -> dict[str, dict[str, Any]]:
    """Return what teams left out, by stage and field of what the stage asks."""
    found = {}
    for name, stage in _stages(raw, path).items():
        kind = KINDS.get(str(stage.get("kind")))
        left = stage.get("aside")
        if left is None or kind is None or kind.asks is None:
            continue
        shaped = _shaped(kind.asks, left, (*path, name, "aside"), faults)
        found[name] = {
            each.name: getattr(shaped, each.name)
            for each in (fields(kind.asks) if shaped is not None else ())
            if isinstance(left.get(each.name), Mapping)
        }
    return found


def _asked_at(path: tuple[str, ...], stage: str) -> Keys:
    return (*path, stage, "asks")


def _stages(raw: Any, path: tuple[str, ...]) -> dict[str, Mapping[str, Any]]:
    for key in path:
        raw = raw.get(key) if isinstance(raw, Mapping) else None
    if not isinstance(raw, Mapping):
        return {}
    return {name: stage for name, stage in raw.items() if isinstance(stage, Mapping)}


def _without_asks(raw: Mapping[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    """Return `raw` without what its stages ask; that is checked by kind."""
    if path:
        inner = raw.get(path[0])
        if not isinstance(inner, Mapping):
            return dict(raw)
        return {**raw, path[0]: _without_asks(inner, path[1:])}
    stages = raw.get("stages")
    if not isinstance(stages, Mapping):
        return dict(raw)
    bare = {
        name: {key: below for key, below in stage.items() if key not in {"asks", "aside"}}
        if isinstance(stage, Mapping)
        else stage
        for name, stage in stages.items()
    }
    return {**raw, "stages": bare}


def _with_own_asks(raw: Mapping[str, Any]) -> dict[str, Any]:
    stages = {
        name: {"asks": {}, **stage}
        if (kind := KINDS.get(str(stage.get("kind")))) is not None and kind.asks is not None
        else stage
        for name, stage in _stages(raw, _STAGES).items()
    }
    return {**raw, "stages": stages}


def _emptied(raw: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {key: {}} if isinstance(raw.get(key), Mapping) else {}


def _with_asks(kit: Kit, asks: Mapping[str, Any], aside: Mapping[str, Mapping[str, Any]]) -> Kit:
    stages: dict[str, Stage] = {
        name: replace(stage, asks=asks.get(name), aside=aside.get(name, {}))
        for name, stage in kit.stages.items()
    }
    return replace(kit, stages=stages)


def _nearest(name: str, names: Collection[Any], so_far: int) -> str:
    """Return the name nearest to a wrong one, '' for none; `so_far` were looked up before.

    With many names this takes long, and so many mistakes need another hint.
    """
    if so_far >= _MOST_HINTS or len(names) > _MOST_NAMES:
        return ""
    import difflib  # noqa: PLC0415 - only for what is wrong

    return next(iter(difflib.get_close_matches(name, [str(other) for other in names], n=1)), "")


def _unknown(value: Any, keys: tuple[str, ...], so_far: int) -> str:
    for key in keys[:-1]:
        value = value[key] if isinstance(value, Mapping) else getattr(value, key)
    near = _nearest(keys[-1], [field.name for field in fields(value)], so_far)
    hint = f"; did you mean `{near}`?" if near else ""
    return f"is not known here: it has no effect and stays in the file{hint}"
