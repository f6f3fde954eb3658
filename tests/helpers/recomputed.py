"""The five questions worked out a second time, in plain Python from the rows: no SQL, no core."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from statistics import fmean, median
from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]
Tables: TypeAlias = Mapping[str, Sequence[Record]]

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


def of_trend(tables: Tables) -> list[Record]:
    groups = by(rated(tables), lambda row: (row["item_id"], row["quarter"]))
    return [
        {
            "item_id": item,
            "quarter": quarter,
            "workshops": len(rows),
            "answers": sum(row["n"] for row in rows),
            "gap": fmean(row["gap"] for row in rows),
        }
        for (item, quarter), rows in groups.items()
    ]


def latest_actions(tables: Tables) -> list[Record]:
    workshops = {row["workshop"]: row for row in tables["workshops"]}
    rows = [
        {**{key: workshops[row["workshop"]][key] for key in ("team_id", "team", "date")}, **row}
        for row in tables["actions"]
    ]
    return [back_in_time(several)[0] for several in by(rows, lambda row: row["action"]).values()]


def is_late(row: Record, today: dt.date) -> bool:
    return bool(row["is_open"] and row["due"] and row["due"] < today)


def of_actions(tables: Tables, today: dt.date) -> list[Record]:
    rows = latest_actions(tables)
    groups: list[tuple[str, str | None, list[Record]]] = [("all", None, rows)]
    groups += [("function", key, part) for key, part in by(rows, lambda r: r["function"]).items()]
    groups += [
        ("team", part[0]["team"], part) for part in by(rows, lambda r: r["team_id"]).values()
    ]
    return [
        {
            "part": part,
            "name": name,
            "made": len(several),
            "still_open": sum(row["is_open"] for row in several),
            "late": sum(is_late(row, today) for row in several),
            "done": sum(row["status"] == "done" for row in several),
            "dropped": sum(row["status"] == "dropped" for row in several),
            "days": median(days) if (days := [r["days"] for r in several if r["days"]]) else None,
        }
        for part, name, several in groups
    ]


def of_late(tables: Tables, today: dt.date) -> list[Record]:
    return [row for row in latest_actions(tables) if is_late(row, today)]


def of_evidence(tables: Tables) -> list[Record]:
    known = [row for row in tables["workshops"] if row["assumed"] is not None]
    found = []
    for quarter, rows in by(known, lambda row: row["quarter"]).items():
        both = [row for row in rows if row["index_evidenced"] is not None]
        means = {key: fmean(r[key] for r in rows) for key in ("assumed", "heard", "measured")}
        found.append(
            {
                **means,
                "quarter": quarter,
                "workshops": len(rows),
                "gap_index": fmean(row["gap_index"] for row in rows),
                "workshops_both": len(both),
                "gap_index_both": fmean(row["gap_index"] for row in both) if both else None,
                "index_evidenced": fmean(row["index_evidenced"] for row in both) if both else None,
            }
        )
    return found


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


def of_recurring(tables: Tables) -> list[Record]:
    found = []
    for item, rows in by(rated(tables), lambda row: row["item_id"]).items():
        short = [row for row in rows if row["se"] is not None and row["gap"] > 2 * row["se"]]
        if len(short) >= 3:
            found.append(
                {
                    "item_id": item,
                    "asked": len(rows),
                    "short": len(short),
                    "teams": len({row["team_id"] for row in short}),
                    "answers": sum(row["n"] for row in rows),
                    "gap": fmean(row["gap"] for row in rows),
                    "last": max((row["date"] for row in rows if row["date"]), default=None),
                }
            )
    return found


def of_questions(tables: Tables) -> list[Record]:
    workshops = {row["workshop"]: row for row in tables["workshops"]}
    asked = [
        {**workshops[row["workshop"]], **row}
        for row in tables["items"]
        if row["kind"] == "open question"
    ]
    found = []
    for item, rows in by(asked, lambda row: row["item_id"]).items():
        where = {row["workshop"] for row in rows}
        if len(where) >= 2:
            days = [row["date"] for row in rows if row["date"]]
            teams = {row["team_id"] for row in rows}
            ends = {"first": min(days, default=None), "last": max(days, default=None)}
            found.append({"item_id": item, "workshops": len(where), "teams": len(teams), **ends})
    return found


def of_taking_part(tables: Tables) -> list[Record]:
    return [
        {
            "quarter": quarter,
            "workshops": len(rows),
            "teams": len({row["team_id"] for row in rows}),
            "people": sum(row["people"] for row in rows),
            "coverage": fmean(given)
            if (given := [r["coverage"] for r in rows if r["coverage"] is not None])
            else None,
            "rated": sum(row["rated"] for row in rows),
        }
        for quarter, rows in by(tables["workshops"], lambda row: row["quarter"]).items()
    ]


def answers(tables: Tables, today: dt.date) -> dict[str, list[Record]]:
    """Return the rows of every part, in no order."""
    return {
        "map": of_map(tables),
        "trend": of_trend(tables),
        "actions": of_actions(tables, today),
        "late": of_late(tables, today),
        "evidence": of_evidence(tables),
        "oldest": of_oldest(tables),
        "recurs": of_recurring(tables),
        "questions": of_questions(tables),
        "taking_part": of_taking_part(tables),
    }


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


def differences(
    told: Mapping[str, Sequence[Mapping[str, Any]]], tables: Tables, today: dt.date
) -> list[str]:
    """Say where answers are not what is worked out here; nothing if all are."""
    found = []
    for part, expected in answers(tables, today).items():
        keyed = {tuple(row[k] for k in KEYS[part]): row for row in told[part]}
        wanted = {tuple(row[k] for k in KEYS[part]): row for row in expected}
        if len(keyed) != len(told[part]) or keyed.keys() != wanted.keys():
            found.append(f"{part}: other rows")
            continue
        found += [
            f"{part} {key} {name}: {row[name]} for {wanted[key][name]}"
            for key, row in keyed.items()
            for name in row.keys() & wanted[key].keys()
            if not alike(row[name], wanted[key][name])
        ]
    return found


def alike(one: Any, other: Any) -> bool:
    """Whether two cells say the same, up to the order in which a mean was added up."""
    if isinstance(one, float) and isinstance(other, (int, float)):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return bool(one == other)
