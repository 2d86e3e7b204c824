"""How people type weeks, and what each typing means; read in the rules, in the tools and in the page."""

import random

WEEKS_TYPED: dict[str, tuple[int, int]] = {
    "0": (0, 0), "8": (8, 0), "08": (8, 0), " 20 ": (20, 0), "44": (44, 0), "20w": (20, 0), "20 W": (20, 0),
    "20 weeks": (20, 0), "1 week": (1, 0), "20wks": (20, 0), "20+3": (20, 3), "20 + 3": (20, 3), "20+0": (20, 0),
    "20w3": (20, 3), "20w3d": (20, 3), "20W 3D": (20, 3), "20 weeks 3 days": (20, 3), "20 weeks and 1 day": (20, 1),
    "20 weeks, 3 days": (20, 3), "20w+3": (20, 3), "20+3d": (20, 3), "20+3/7": (20, 3), "20 + 3 / 7": (20, 3),
    "２０": (20, 0), "２０＋３": (20, 3), "２０ｗ３ｄ": (20, 3), "２０＋３／７": (20, 3),
    "20週": (20, 0), "２０週３日": (20, 3), "20週3日": (20, 3), "\u300020\u3000": (20, 0),
}  # fmt: skip

TWO_NUMBERS = {
    "4 2": "4+2", "20 3": "20+3", "20.3": "20+3", "20,3": "20+3", "20-3": "20+3", "20/3": "20+3", "2 0": "2+0",
    "20\u30003": "20+3", "４　２": "4+2", "20:3": "20+3", "08 1": "8+1",
    "44 6": "44+6", "20  3": "20+3", "20 . 3": "20+3", "20 3/7": "20+3",
}  # fmt: skip
"""Could be weeks and days or a slip: refused, with the offer of the one typing that leaves no doubt."""

NO_WEEKS = (
    "", " ", "abc", "-3", "1e9", "12.75", "400", "020", "+", "w", "3d", "20+", "20w3d2", "20+3+1", "20++3", "20+3/8",
    "20+33",
    "20 months", "constructor", "__proto__", "٢٠", "2²", "②", "½", "20.", "20%", "0x14", "20+3/", "3/7", "twenty",
    "20 3d",
    "20 3 1", "<b>20</b>", "20\n", "9" * 400,
)  # fmt: skip
BEYOND = ("45", "99", "45+0", "４５", "99 weeks")


def typings(number: int) -> list[str]:
    """Return many typings, most of them wrong, the same at every call."""
    chance = random.Random(20)
    letters = "0123456789 +wWdD/7.,-週日２０＋３ｗ　wekdays\t"
    some = ["".join(chance.choices(letters, k=chance.randint(0, 8))) for _ in range(number)]
    likely = [f"{chance.randint(0, 50)}{chance.choice(['', 'w', ' ', '+', ' w ', '週'])}{chance.randint(0, 9)}"
              f"{chance.choice(['', 'd', '/7', ' days', 'x'])}" for _ in range(number)]  # fmt: skip
    return [*WEEKS_TYPED, *TWO_NUMBERS, *NO_WEEKS, *BEYOND, *some, *likely]
