"""Putting labels where they cover nothing: not the skin, not a marker, not another label."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Spot = tuple[float, float]
HEIGHT, MARGIN = 24.0, 3.0
"""Labels are clickable: 24 pixels high; and they keep this far from the edge."""


@dataclass(frozen=True)
class Label:
    """A label's middle and width, and the place that its leader line comes from; pixels."""

    text: str
    x: float
    y: float
    width: float
    anchor: Spot

    @property
    def leader_end(self) -> Spot:
        """Where the leader line meets the label."""
        dx, dy = self.anchor[0] - self.x, self.anchor[1] - self.y
        if abs(dy) > 12 and abs(dx) < self.width / 2:
            return (self.anchor[0], self.y + math.copysign(7, dy))
        return (self.x + math.copysign(min(abs(dx), self.width / 2), dx), self.y)

    def overlaps(self, other: "Label") -> bool:
        """Say whether two labels, with their click areas, would cover each other."""
        return abs(self.x - other.x) < (self.width + other.width) / 2 and abs(self.y - other.y) < HEIGHT


def _distance(spot: Spot, start: Spot, end: Spot) -> float:
    """Return the distance of a spot from a piece of line."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    share = ((spot[0] - start[0]) * dx + (spot[1] - start[1]) * dy) / max(dx * dx + dy * dy, 1e-9)
    share = min(max(share, 0.0), 1.0)
    return math.hypot(start[0] + share * dx - spot[0], start[1] + share * dy - spot[1])


def _cross(a: Label, b: Label) -> bool:
    def side(p: Spot, q: Spot, r: Spot) -> bool:
        return (q[0] - p[0]) * (r[1] - p[1]) > (q[1] - p[1]) * (r[0] - p[0])

    one, two, three, four = a.anchor, a.leader_end, b.anchor, b.leader_end
    return side(one, two, three) != side(one, two, four) and side(three, four, one) != side(three, four, two)


def place(anchors: dict[str, Spot], size: tuple[int, int], skin: NDArray[np.bool_], marker: float) -> list[Label]:
    """Return one label for each anchor.

    Every label tries spots around its anchor and takes the nearest free one, best to the side; then all try
    again knowing the others, until nothing moves.

    Parameters
    ----------
    anchors
        Text to the middle of its marker, in pixels.
    skin
        Where the body is, (height, width) of the drawing.
    marker
        Radius that a marker needs around it.
    """
    count = np.pad(skin.astype(np.int64).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))

    def candidates(text: str, spot: Spot) -> list[tuple[float, Label]]:
        width, found = 8.0 * len(text) + 4, []
        for angle in range(0, 360, 10):
            for reach in range(16, 170, 6):
                dx, dy = math.cos(math.radians(angle)), math.sin(math.radians(angle))
                label = Label(text, spot[0] + dx * (reach + width / 2), spot[1] + dy * reach, width, spot)
                x0, x1 = int(label.x - width / 2), math.ceil(label.x + width / 2)
                y0, y1 = int(label.y - 8), math.ceil(label.y + 8)
                if x0 < MARGIN or y0 < MARGIN or x1 > size[0] - MARGIN or y1 > size[1] - MARGIN:
                    continue
                covered = count[y1, x1] - count[y0, x1] - count[y1, x0] + count[y0, x0]
                near = min((_distance(other, spot, label.leader_end) for other in others(text)), default=99.0)
                cost = reach + 22 * abs(dy) + 0.4 * covered + 60 * max(0.0, marker + 3 - near)
                found.append((cost, label))
        return sorted(found, key=lambda pair: pair[0])

    def others(text: str) -> list[Spot]:
        return [spot for name, spot in anchors.items() if name != text]

    def clash(label: Label, chosen: dict[str, Label]) -> float:
        cost = 0.0
        for name, spot in anchors.items():
            if abs(spot[0] - label.x) < label.width / 2 + marker and abs(spot[1] - label.y) < HEIGHT / 2 + marker:
                cost += 500
            rival = chosen.get(name)
            if name != label.text and rival:
                ends = _distance((label.x, label.y), rival.anchor, rival.leader_end)
                back = _distance((rival.x, rival.y), label.anchor, label.leader_end)
                cost += 500 * label.overlaps(rival) + 200 * _cross(label, rival) + 200 * (min(ends, back) < 12)
        return cost

    options = {text: candidates(text, spot) for text, spot in anchors.items()}
    chosen: dict[str, Label] = {}
    for _ in range(6):
        before = dict(chosen)
        for text in anchors:
            best, best_cost = options[text][0][1], math.inf
            for cost, label in options[text]:
                if cost >= best_cost:
                    break
                total = cost + clash(label, chosen)
                if total < best_cost:
                    best, best_cost = label, total
            chosen[text] = best
        if chosen == before:
            break
    return list(chosen.values())
