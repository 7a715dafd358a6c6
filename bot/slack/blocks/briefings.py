"""A briefing for a meeting as a message: lines that can be copied, each with where it stands."""

from bot.answers import Briefing, sections_of
from bot.labels import place, report_name, whose_words
from bot.slack.blocks.elements import bullets, context, paragraph, span
from bot.slack.blocks.messages import Message, Unit, pack
from index.models import Citation

_AT_ONCE = 6  # lines of a list that stay in one message


def briefing_messages(briefing: Briefing) -> tuple[Message, ...]:
    """Show a briefing: the grade of the whole first, then what changed, what must improve, and the theme."""
    overview = briefing.overview
    lead = overview.lead.text if overview.lead is not None else briefing.council
    units = [Unit((paragraph(span(lead, bold=True)), context(overview.message)), (overview.message,))]
    for section in sections_of(briefing):
        cited = {_report(citation) for _, citation in section.lines}
        shared = cited.pop() if len(cited) == 1 else ""
        places = {place(citation) for _, citation in section.lines}
        at_once = shared and len(section.lines) > 1 and len(places) == 1  # then it is said once, under the lines
        told = [
            (text, "" if at_once else place(citation) if shared else f"{_report(citation)}, {place(citation)}")
            for text, citation in section.lines
        ]
        for first in range(0, len(told), _AT_ONCE):
            part = told[first : first + _AT_ONCE]
            head = (paragraph(span(section.heading, bold=True)),) if not first else ()
            listed = bullets(
                [[span(text), *([span(f"  ({where})", italic=True)] if where else [])] for text, where in part]
            )
            lines = tuple(f"• {text}" + (f" ({where})" if where else "") for text, where in part)
            units.append(Unit((*head, listed), (*((section.heading,) if head else ()), *lines)))
        if shared:
            source = " · ".join(part for part in (shared, places.pop() if at_once else "") if part)
            units.append(Unit((context(source),), ("— " + source,)))
    return pack(units, heading=f"Briefing on {briefing.council}. {lead}")


def _report(citation: Citation) -> str:
    return " · ".join(part for part in (report_name(citation), whose_words(citation, always=False)) if part)
