"""Draw charts of use as PNG pictures for admins.

The sole knower of matplotlib, which is imported only to draw: that takes a second.
"""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from bot.records.usage import Day

# From the bottom up: the kinds of answer together, and the colour. The colours are those of Okabe and Ito (2008), which
# people tell apart who see no difference of red and green; what has no answer is hatched, too.
_NO_ANSWER = "No answer"
_ORDERED = ("area", "overview", "judgements", "improvements", "comparison", "timeline", "listing", "facts")
_BANDS = (
    ("Passages", ("passages",), "#0072B2"),
    ("Grades, lists, comparisons", _ORDERED, "#56B4E9"),
    ("Asked back or explained", ("clarify", "help"), "#BBBBBB"),
    (_NO_ANSWER, ("no_answer",), "#E69F00"),
)
_TEXT, _GRID = "#333333", "#DDDDDD"
_MANY = 92  # beyond so many days a bar is a week: one of a day would be as thin as its edge
_LABELS = 7  # days that are named below; Slack shows the picture at half its size or less


def usage_chart(days: Sequence[Day]) -> bytes:
    """Draw the answers of each day by their kind as a PNG of 1,200 by 540 pixels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    figure = Figure(figsize=(10, 4.5), dpi=120, layout="constrained", facecolor="white")
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    weekly = len(days) > _MANY
    bars = _weeks(days) if weekly else [(day.day, day.answers) for day in days]
    places = range(len(bars))
    below = [0] * len(bars)
    for label, kinds, colour in _BANDS:
        heights = [sum(answers.get(kind, 0) for kind in kinds) for _, answers in bars]
        hatch = "///" if label == _NO_ANSWER else None
        axes.bar(
            places, heights, width=0.82, bottom=below, color=colour, hatch=hatch, edgecolor="white",
            linewidth=0.6,
            label=label,
        )  # fmt: skip
        below = [low + height for low, height in zip(below, heights, strict=True)]
    step = max(1, -(-len(bars) // _LABELS))
    named = list(places)[::-1][::step][::-1]  # the last is always named
    axes.set_xticks(named, [f"{bars[place][0].day} {bars[place][0]:%b}" for place in named])
    axes.set_xlim(-0.6, max(len(bars), 1) - 0.4)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.set_ylim(0, max(4, max(below, default=0) * 1.05))
    if not any(below):
        axes.text(
            0.5, 0.5, "No question yet", transform=axes.transAxes, ha="center", va="center", fontsize=16, color=_TEXT,
            backgroundcolor="white",
        )  # fmt: skip
    title = (
        f"Questions a {'week' if weekly else 'day'}, last {len(days)} days" if len(days) > 1 else "Questions of one day"
    )
    axes.set_title(title, loc="left", fontsize=18, color=_TEXT, fontweight="bold", pad=44)
    axes.legend(  # above the bars, where it can hide none of them
        loc="lower left", bbox_to_anchor=(-0.01, 1.0), frameon=False, ncols=4, fontsize=13.5, labelcolor=_TEXT,
        handlelength=1.2, handletextpad=0.5, columnspacing=1.4, borderaxespad=0.3,
    )  # fmt: skip
    axes.tick_params(labelsize=14, colors=_TEXT, length=0)
    axes.grid(axis="y", color=_GRID)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_GRID)
    picture = BytesIO()
    canvas.print_png(picture)  # type: ignore[no-untyped-call]
    return picture.getvalue()


def _weeks(days: Sequence[Day]) -> list[tuple[date, dict[str, int]]]:
    """Sum up weeks that end with the last day, each under its last day."""
    bars: list[tuple[date, dict[str, int]]] = []
    for place in range((len(days) - 1) % 7, len(days), 7):
        answers: dict[str, int] = {}
        for day in days[max(0, place - 6) : place + 1]:
            for kind, number in day.answers.items():
                answers[kind] = answers.get(kind, 0) + number
        bars.append((days[place].day, answers))
    return bars
