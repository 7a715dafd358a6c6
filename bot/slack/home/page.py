"""The Home tab: what is held, what can be asked, one's own default council, and a word on privacy."""

from collections import Counter
from collections.abc import Sequence

from bot.labels import count, held_as
from bot.slack.blocks import (
    Action,
    Block,
    Held,
    actions,
    alphabet,
    bullets,
    button,
    clip,
    context,
    header,
    paragraph,
    section,
    select_element,
    span,
)
from index.models import Document, Voice

PRIVACY = (
    "Your questions are not kept: not in a database, not in a log. For 30 days I remember which passages an answer "
    "showed, so that its buttons work; for 24 hours which council and period a thread is about. I count how many "
    "answers I give and which passages helped, without names. What you collect and what you follow is kept, as "
    "passages and as names of matters, until you delete it; drafts that you have checked are kept nowhere. Please "
    "leave out names and details of children and "
    "families; if I see any, I warn you before I search. Answers to direct messages and to /findings are seen by you "
    "alone until you share them."
)
NEWEST = 8


def home_view(
    documents: Sequence[Document],
    *,
    held: Held,
    examples: Sequence[tuple[str, str]],
    default: str | None,
    extra: Sequence[Block] = (),
    privacy: str = PRIVACY,
    collected: int = 0,
    followed: int = 0,
) -> Block:
    """Make the Home tab; ``examples`` are (short title, question); ``extra`` is for admins.

    ``collected`` counts the passages in one's own pack, ``followed`` what one follows.
    """
    blocks: list[Block] = [
        header("Ask the inspection reports"),
        section(
            "Ask in your own words. I answer with the passages themselves, word for word, each with its "
            "paragraph and page."
        ),
        actions([button("Ask a question", Action.ASK, "ask", style="primary")]),
    ]
    if examples:
        blocks.append(paragraph(span("Try one of these", bold=True)))
        blocks.append(
            actions(
                [
                    button(title, f"{Action.EXAMPLE}:{n}", question[:2000])
                    for n, (title, question) in enumerate(examples[:4])
                ]
            )
        )
    blocks.append(_evidence(collected, followed))
    blocks += [{"type": "divider"}, header("What is held"), *_holdings(documents)]
    if held.authorities:
        blocks += [{"type": "divider"}, header("Your council"), _default(held, default)]
        blocks.append(context("Assumed where your question names no council. Only you are affected."))
    blocks += list(extra)
    blocks += [{"type": "divider"}, header("Your privacy"), section(privacy)]
    return {"type": "home", "blocks": blocks[:100]}


def _evidence(collected: int, followed: int) -> Block:
    """Make the buttons to what one takes to a meeting."""
    pack = f"My pack ({collected})" if collected else "My pack"
    follows = f"What you follow ({followed})" if followed else "What you follow"
    return actions(
        [
            button("Check a quotation", Action.CHECK_QUOTES, "home"),
            button(pack, Action.PACK, "home"),
            button(follows, Action.FOLLOWING, "home"),
        ]
    )


def _holdings(documents: Sequence[Document]) -> list[Block]:
    if not documents:
        return [section("Nothing yet: no report has been added. An admin can add the first one.")]
    authorities = Counter(d.authority for d in documents if d.authority)
    inspectors = sum(d.voice is Voice.INSPECTOR for d in documents)
    council = sum(d.voice is Voice.COUNCIL for d in documents)
    parts = [f"{count(len(documents), 'document')} of {count(len(authorities), 'council')}"]
    if council:
        parts.append(f"{inspectors} in inspectors' words, {council} in councils' own words")
    blocks: list[Block] = [section("; ".join(parts) + ".")]
    names = sorted(authorities, key=str.casefold)
    if len(names) <= 40:
        blocks.append(paragraph(span("Councils: ", bold=True), span(", ".join(clip(n, 60) for n in names))))
    newest = sorted((d for d in documents if d.date), key=lambda d: (d.date, d.path), reverse=True)[:NEWEST]
    if newest:
        blocks.append(paragraph(span("Newest", bold=True)))
        blocks.append(
            bullets([span(clip(d.authority or d.title, 80), bold=True), span(f": {held_as(d)}")] for d in newest)
        )
    blocks.append(actions([button("Show all reports", f"{Action.REPORTS}:all", "0")]))
    return blocks


def _default(held: Held, default: str | None) -> Block:
    # A longer name is no council's, and cut to what a value takes it would mean nothing.
    names = [name for name in held.authorities if len(name) <= 150]
    groups = [("-", [("-", "No council: ask about any")]), *alphabet(names)]
    element = select_element(groups, "Choose your council", default, action=Action.DEFAULT_AUTHORITY)
    return section("Your default council", accessory=element)
