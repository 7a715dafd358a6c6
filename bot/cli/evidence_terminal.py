"""Show in a terminal what goes into a paper: checked quotations."""

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.cli.console import plain
from bot.quotations import CheckedQuotation, QuotationState

_STATES = {
    QuotationState.VERBATIM: ("word for word", "green"),
    QuotationState.DIFFERS: ("differs", "yellow"),
    QuotationState.NOT_FOUND: ("not found", "red"),
}


def show_quotations(console: Console, checked: Sequence[CheckedQuotation]) -> None:
    """Print the result of each quotation, in the order of the draft, and how many there are of each."""
    for one in checked:
        said, style = _STATES[one.state]
        if one.claim:
            said = "not as printed"
        lines: list[RenderableType] = [Text.assemble((f"{said}: ", f"bold {style}"), f"“{plain(one.quotation)}”")]
        for difference in one.differences:
            written, printed = plain(difference.written) or "nothing", plain(difference.printed) or "nothing"
            lines.append(
                Text(f"  {difference.kind.value}: the draft has “{written}”, printed is “{printed}”", "yellow")
            )
        if one.citation is not None:
            lines.append(Text.assemble(("— ", "dim"), (plain(one.citation.label), "green")))
        elif one.nearest is not None:
            lines.append(Text(f"  most like it: {plain(one.nearest.label)}", style="dim"))
        lines += [Text(f"  {plain(note)}", style="dim") for note in one.notes]
        console.print(Padding(Group(*lines), (0, 0, 1, 0), expand=False))
    counts = {state: sum(one.state is state for one in checked if not one.claim) for state in QuotationState}
    total = [f"{count} {_STATES[state][0]}" for state, count in counts.items() if count]
    if wrong := sum(one.claim for one in checked):
        total.append(f"{wrong} figures or grades not as printed")
    console.print(Text(", ".join(total) or "There is no quotation in this text.", style="bold"))
