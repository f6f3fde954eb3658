"""The five questions worked out a second time, in plain Python from the rows: no SQL, no core."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Any, NamedTuple, TypeAlias

Record: TypeAlias = dict[str, Any]
Tables: TypeAlias = Mapping[str, Sequence[Record]]
Told: TypeAlias = Mapping[str, Sequence[Mapping[str, Any]]]
Pairs: TypeAlias = Iterable[tuple[Hashable, Record]]
"""What each row adds to the group of a key."""

EARLIEST = dt.date.min


def by(rows: Iterable[Record], key: Callable[[Record], Hashable]) -> dict[Any, list[Record]]:
    found: dict[Any, list[Record]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return dict(found)


def rated(tables: Tables) -> list[Record]:
    """Return each gap with its workshop; of the same words twice in one, the first."""
    workshops = {row["workshop"]: row for row in tables["workshops"]}
    gaps = [row for row in tables["items"] if row["kind"] == "rated" and row["gap"] is not None]
    alike = by(gaps, lambda row: (row["workshop"], row["item_id"]))
    firsts = (
        min(several, key=lambda row: (row["stage"], row["item"])) for several in alike.values()
    )
    return [{**workshops[row["workshop"]], **row} for row in firsts]


def back_in_time(rows: list[Record]) -> list[Record]:
    return sorted(
        sorted(rows, key=lambda row: str(row["workshop"])),
        key=lambda row: row["date"] or EARLIEST,
        reverse=True,
    )


def of_map(tables: Tables) -> list[Record]:
    found = []
    for several in by(rated(tables), lambda row: (row["team_id"], row["item_id"])).values():
        now, *rest = back_in_time(several)
        then = rest[0] if rest else None
        found.append({**now, **_changed(now, then)})
    return found


def _changed(now: Record, then: Record | None) -> Record:
    if then is None:
        return {"before": None, "before_gap": None, "change": None, "verdict": None}
    told = {"before": then["workshop"], "before_gap": then["gap"]}
    dated = now["date"] and then["date"] and then["date"] < now["date"]
    if not dated or not (then["kit"] == now["kit"] or now["follows"] == then["workshop"]):
        return {**told, "change": None, "verdict": "side by side"}
    by_points = now["gap"] - then["gap"]
    people = now["same_people"] and now["same_people"] == then["same_people"]
    if not people or now["n"] != then["n"]:
        verdict = "other people"
    elif now["se"] is None or then["se"] is None:
        verdict = "too few answers"
    elif abs(by_points) <= max(2 * math.hypot(now["se"], then["se"]), 25 / now["n"]):
        verdict = "within noise"
    else:
        verdict = "better" if by_points < 0 else "worse"
    return {**told, "change": by_points, "verdict": verdict}


def trend(tables: Tables) -> Pairs:
    for row in rated(tables):
        one = {"workshops": 1, "answers": row["n"], "gap": row["gap"]}
        yield (row["item_id"], row["quarter"]), one


def latest_actions(tables: Tables) -> list[Record]:
    workshops = {row["workshop"]: row for row in tables["workshops"]}
    rows = [
        {**{key: workshops[row["workshop"]][key] for key in ("team_id", "team", "date")}, **row}
        for row in tables["actions"]
    ]
    return [back_in_time(several)[0] for several in by(rows, lambda row: row["action"]).values()]


def is_late(row: Record, today: dt.date) -> bool:
    return bool(row["is_open"] and row["due"] and row["due"] < today)


def actions(tables: Tables, today: dt.date) -> Pairs:
    for row in latest_actions(tables):
        for whose in (
            ("all", None, None),
            ("function", row["function"], None),
            ("team", row["team"], row["team_id"]),
        ):
            one = {
                "made": 1,
                "still_open": int(row["is_open"]),
                "late": int(is_late(row, today)),
                "done": int(row["status"] == "done"),
                "dropped": int(row["status"] == "dropped"),
                "days": [row["days"]] if row["days"] else [],
            }
            yield whose, one


def of_late(tables: Tables, today: dt.date) -> list[Record]:
    return [row for row in latest_actions(tables) if is_late(row, today)]


def evidence(tables: Tables) -> Pairs:
    for row in tables["workshops"]:
        if row["assumed"] is None:
            continue
        both = row["index_evidenced"] is not None
        yield (
            row["quarter"],
            {
                **{key: row[key] for key in ("assumed", "heard", "measured", "gap_index")},
                "workshops": 1,
                "workshops_both": int(both),
                "gap_index_both": row["gap_index"] if both else None,
                "index_evidenced": row["index_evidenced"],
            },
        )


def of_oldest(tables: Tables) -> list[Record]:
    found = []
    for several in by(rated(tables), lambda row: (row["team_id"], row["item_id"])).values():
        now = back_in_time(several)[0]
        if now["evidence"] != "assumed" or now["next_step"] != "ask customers":
            continue
        tested = [row["date"] for row in several if row["evidence"] != "assumed" and row["date"]]
        known = max(tested, default=EARLIEST)
        since = [
            row["date"]
            for row in several
            if row["evidence"] == "assumed" and row["date"] and row["date"] > known
        ]
        found.append({**now, "since": min(since, default=None)})
    return found


def recurring(tables: Tables) -> Pairs:
    for row in rated(tables):
        short = row["se"] is not None and row["gap"] > 2 * row["se"]
        one = {
            "asked": 1,
            "short": int(short),
            "teams": {row["team_id"]} if short else set(),
            "answers": row["n"],
            "gap": row["gap"],
            "days": Span(row["date"], row["date"]) if row["date"] else None,
        }
        yield row["item_id"], one


def questions(tables: Tables) -> Pairs:
    workshops = {row["workshop"]: row for row in tables["workshops"]}
    for row in tables["items"]:
        if row["kind"] == "open question":
            day = workshops[row["workshop"]]["date"]
            one = {
                "workshops": {row["workshop"]},
                "teams": {workshops[row["workshop"]]["team_id"]},
                "days": Span(day, day) if day else None,
            }
            yield row["item_id"], one


def taking_part(tables: Tables) -> Pairs:
    for row in tables["workshops"]:
        one = {
            "workshops": 1,
            "teams": {row["team_id"]},
            "people": row["people"],
            "coverage": row["coverage"],
            "given": int(row["coverage"] is not None),
            "rated": row["rated"],
        }
        yield row["quarter"], one


class Span(NamedTuple):
    """The first and the last of several days."""

    first: dt.date
    last: dt.date


def added(one: Any, other: Any) -> Any:
    """Add up numbers, gather sets and lists in the first of them, widen spans; None is nothing."""
    match one:
        case None:
            return other
        case _ if other is None:
            return one
        case Span():
            return Span(min(one.first, other.first), max(one.last, other.last))
        case set():
            one |= other
            return one
        case _:
            one += other
            return one


class Sums(dict[Hashable, Record]):
    """What has been added up for each key; it takes pieces one after the other."""

    def add(self, pairs: Pairs) -> None:
        for key, row in pairs:
            known = self.get(key)
            if known is None:
                self[key] = row
            else:
                for name, value in row.items():
                    known[name] = added(known[name], value)


def mean(total: float | None, of: int) -> float | None:
    return None if total is None else total / of


def finished(part: str, key: Any, row: Record) -> Record | None:  # noqa: PLR0911 - one a part
    """Return a row of a part from its sums; None if the part leaves it out."""
    days = row.get("days")
    first, last = days if isinstance(days, Span) else (None, None)
    match part:
        case "trend":
            item, quarter = key
            return {
                **row,
                "item_id": item,
                "quarter": quarter,
                "gap": row["gap"] / row["workshops"],
            }
        case "actions":
            name = {"part": key[0], "name": key[1]}
            return {**row, **name, "days": median(row["days"]) if row["days"] else None}
        case "evidence":
            of_all = {
                name: row[name] / row["workshops"]
                for name in ("assumed", "heard", "measured", "gap_index")
            }
            of_both = {
                name: mean(row[name], row["workshops_both"])
                for name in ("gap_index_both", "index_evidenced")
            }
            return {**row, "quarter": key, **of_all, **of_both}
        case "recurs":
            if row["short"] < 3:
                return None
            gap = row["gap"] / row["asked"]
            return {**row, "item_id": key, "gap": gap, "teams": len(row["teams"]), "last": last}
        case "questions":
            if len(row["workshops"]) < 2:
                return None
            counts = {name: len(row[name]) for name in ("workshops", "teams")}
            return {"item_id": key, **counts, "first": first, "last": last}
        case _:
            coverage = mean(row["coverage"], row["given"])
            return {**row, "quarter": key, "teams": len(row["teams"]), "coverage": coverage}


def answers(pieces: Iterable[Tables], today: dt.date) -> Iterator[tuple[str, Record]]:
    """Yield the rows of every part, each with its part, in no order.

    Each piece has whole teams, and all workshops of an action. What is asked of one team is told
    at once, what is asked of all is added up; so no more than a piece has to be held.
    """
    sums: dict[str, Sums] = defaultdict(Sums)
    for tables in pieces:
        for part, rows in (
            ("map", of_map(tables)),
            ("late", of_late(tables, today)),
            ("oldest", of_oldest(tables)),
        ):
            for row in rows:
                yield part, row
        for part, pairs in (
            ("trend", trend(tables)),
            ("actions", actions(tables, today)),
            ("evidence", evidence(tables)),
            ("recurs", recurring(tables)),
            ("questions", questions(tables)),
            ("taking_part", taking_part(tables)),
        ):
            sums[part].add(pairs)
    for part, groups in sums.items():
        for key, group in groups.items():
            whole = finished(part, key, group)
            if whole is not None:
                yield part, whole


KEYS = {
    "map": ("team_id", "item_id"),
    "trend": ("item_id", "quarter"),
    "actions": ("part", "name"),
    "late": ("action",),
    "evidence": ("quarter",),
    "oldest": ("team_id", "item_id"),
    "recurs": ("item_id",),
    "questions": ("item_id",),
    "taking_part": ("quarter",),
}
"""What names a row of each part."""


def differences(told: Told, tables: Tables, today: dt.date) -> list[str]:
    """Say where answers are not what is worked out here; nothing if all are."""
    return differences_in_pieces(told, [tables], today)


def differences_in_pieces(told: Told, pieces: Iterable[Tables], today: dt.date) -> list[str]:
    """Say the same of tables that come in pieces, see `answers`."""
    found: list[str] = []
    keyed = {part: {_key(part, row): row for row in rows} for part, rows in told.items()}
    others = {part for part, rows in told.items() if len(keyed[part]) != len(rows)}
    for part, wanted in answers(pieces, today):
        row = keyed[part].pop(_key(part, wanted), None)
        if row is None:
            others.add(part)
            continue
        found += [
            f"{part} {_key(part, row)} {name}: {row[name]} for {wanted[name]}"
            for name in row.keys() & wanted.keys()
            if not alike(row[name], wanted[name])
        ]
    others |= {part for part, rows in keyed.items() if rows}
    return [*found, *(f"{part}: other rows" for part in sorted(others))]


def _key(part: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in KEYS[part])


def alike(one: Any, other: Any) -> bool:
    """Whether two cells say the same, up to the order in which a mean was added up."""
    if isinstance(one, float) and isinstance(other, (int, float)):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return bool(one == other)
