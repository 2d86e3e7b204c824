"""The colors of the drawings, and how a page may change them.

A drawing is rendered in the colors of a light page. Each of them is a sign as well: ``themed`` turns it into a CSS
variable, so that the page decides (a dark page sets ``--drawing-halo`` and the rest).
"""

INK = "#1b2a41"
HALO = "#ffffff"
MUTED = "#8a8f98"
STATUS = {"allowed": "#00796b", "caution": "#8a5200", "avoid": "#b3261e"}
"""Blue-green, amber and brick: each more than 4.5 : 1 on white. Shape and word always go with them."""

VARIABLES = {
    INK: "--drawing-ink",
    HALO: "--drawing-halo",
    MUTED: "--drawing-muted",
    **{color: f"--{status}" for status, color in STATUS.items()},
}
DARK = {
    "--drawing-ink": "#e8e8e8",
    "--drawing-halo": "#1e1e1e",
    "--drawing-muted": "#9aa0a8",
    "--allowed": "#4db6ac",
    "--caution": "#ffb74d",
    "--avoid": "#f2857d",
}
"""The same on a dark page: each status more than 4.5 : 1 on #1e1e1e."""


def themed(svg: str) -> str:
    """Return the drawing with its colors as CSS variables; the light page's color stays as the fall-back."""
    for color, variable in VARIABLES.items():
        svg = svg.replace(color, f"var({variable}, {color})")
    return svg
