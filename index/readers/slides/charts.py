"""Charts of slides: the figures that a chart was drawn from, as a table of its categories and series."""

from typing import Any

from index.readers.source import Table

_MOST_ROWS = 200


def chart_table(chart: Any, page: int) -> Table | None:
    """Give a chart as a table: a row for each category, a column for each series; None where it holds no figures."""
    try:
        plot = chart.plots[0]
        categories = [str(category) for category in plot.categories][:_MOST_ROWS]
        series = [(str(one.name or ""), list(one.values)) for one in plot.series]
    except (IndexError, KeyError, ValueError, TypeError, AttributeError, NotImplementedError):
        return None  # kinds of chart that the library does not know
    rows = []
    for place, category in enumerate(categories):
        cells = [_shown(values[place]) if place < len(values) else "" for _, values in series]
        if category.strip() and any(cells):
            rows.append((category, *cells))
    if not rows:
        return None
    names = ("", *(name for name, _ in series))
    return Table((names, *rows), page, header_rows=1) if any(names) else Table(tuple(rows), page, header_rows=-1)


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.10g}"
    return "" if value is None else str(value)
