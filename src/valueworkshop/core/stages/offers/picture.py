"""The offers as pictures in letters: side by side on each term, and on the map of value.

In both, A is ours. Names that people gave come last on their line, because terminals do not agree
on how wide some characters are.
"""

from valueworkshop.core.scoring.gap_points import signed
from valueworkshop.core.scoring.hundred_points import HIGH, LOW
from valueworkshop.core.scoring.rounding import one_decimal, whole
from valueworkshop.core.scoring.value_equation import TERMS
from valueworkshop.core.show.pictures import fitted
from valueworkshop.core.show.plane import INDENT, Point, plane
from valueworkshop.core.stages.offers.score import Offers


def side_by_side(offers: Offers, width: int) -> list[str]:
    """Return the offers one under the other on every term, then their nets: 40 cells or more.

    A heading for each term; below it a line for each offer with its letter, mean (1 to 5), n, the
    place of the mean on the scale, and its name.
    """
    step = 6 if width >= 100 else 4
    scale = (" " * (step - 1)).join(str(point) for point in range(LOW, HIGH + 1))
    lines = [f"{'':{len(_front('', '', 0))}}{scale}"]
    for term in TERMS:
        lines.append(fitted(offers.terms[term], width).rstrip())
        for key, score in offers.scores.items():
            facet = score.answers[term]
            place = None if facet.mean is None else (facet.mean - LOW) / (HIGH - LOW)
            mean = "–" if facet.mean is None else one_decimal(facet.mean)
            front = _front(offers.letters[key], mean, facet.n) + _track(place, step, step)
            lines.append(_named(front, offers.names[key], width))
    lines.append(fitted("net: what they get minus what it costs, -100 to 100", width).rstrip())
    for key, score in offers.scores.items():
        net = score.levels.net if score.levels else None
        place = None if net is None else float(net + 100) / 200
        front = _front(offers.letters[key], signed(net), score.n) + _track(place, step, 2 * step)
        lines.append(_named(front, offers.names[key], width))
    return lines


def value_map(offers: Offers, width: int) -> list[str]:
    """Return a plane of costs (to the right) and benefits (up), and beside it what letters mean.

    Every line is at most `width` cells, 40 or more. Offers without a net are listed, not drawn.
    """
    title = "value map: what they get (up), what it costs them (right)"
    return plane(title, [_point(offers, key) for key in offers.scores], width)


def _point(offers: Offers, key: str) -> Point:
    score, letter, name = offers.scores[key], offers.letters[key], offers.names[key]
    if score.levels is None:
        return Point(letter=letter, name=name, note="no net, not drawn")
    up, across = score.levels.benefits, score.levels.costs
    note = f"get {whole(up)}, cost {whole(across)}, n {score.n}"
    return Point(letter=letter, name=name, note=note, spot=(up, across))


def _front(letter: str, number: str, n: int) -> str:
    return f"{INDENT}{letter:1} {number:>4}  n {n:<3} "


def _named(front: str, name: str, width: int) -> str:
    return f"{front}  {fitted(name, width - len(front) - 2)}".rstrip()


def _track(place: float | None, step: int, every: int) -> str:
    """Return the scale with `step` cells a step, a mark at each `every` cells, and ● at 0 to 1."""
    cells = (HIGH - LOW) * step + 1
    drawn = ["┼" if cell % every == 0 else "─" for cell in range(cells)]
    if place is not None:
        drawn[round(place * (cells - 1))] = "●"
    return "".join(drawn)
