"""Charts of use as a picture for admins. The sole knower of matplotlib, which is imported only to draw: a second.

In: counts a day. Out: a PNG.
"""

from collections.abc import Sequence
from io import BytesIO

from bot.records.usage import Day

__all__ = ["usage_chart"]

# Colours that people who see no difference of red and green tell apart (Okabe and Ito 2008).
_ANSWERED, _REFUSED, _TEXT, _GRID = "#0072B2", "#E69F00", "#333333", "#DDDDDD"


def usage_chart(days: Sequence[Day]) -> bytes:
    """Draw the answers of each day, those that were refusals on top, as a PNG of 1,200 by 480 pixels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    figure = Figure(figsize=(10, 4), dpi=120, layout="constrained")
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    places = range(len(days))
    answered = [day.total - day.refused for day in days]
    refused = [day.refused for day in days]
    axes.bar(places, answered, width=0.8, color=_ANSWERED, label="Answered")
    axes.bar(
        places, refused, width=0.8, bottom=answered, color=_REFUSED, hatch="///", edgecolor="white", label="No answer"
    )
    step = max(1, -(-len(days) // 8))
    shown = list(places)[::-1][::step][::-1]  # the last day is always named
    axes.set_xticks(shown, [f"{days[place].day.day} {days[place].day:%b}" for place in shown])
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.set_ylim(0, max(4, max((day.total for day in days), default=0) * 1.15))
    axes.set_title(f"Questions a day, last {len(days)} days", loc="left", fontsize=15, color=_TEXT, pad=12)
    axes.legend(frameon=False, loc="upper left", ncols=2, fontsize=12, labelcolor=_TEXT)
    axes.tick_params(labelsize=12, colors=_TEXT, length=0)
    axes.grid(axis="y", color=_GRID)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_GRID)
    picture = BytesIO()
    canvas.print_png(picture)  # type: ignore[no-untyped-call]
    return picture.getvalue()
