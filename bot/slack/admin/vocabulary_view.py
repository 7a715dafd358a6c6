"""The words that search knows, as admins see them, and the forms in which they change them.

Listed are abbreviations learned from the reports, and what admins added themselves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.labels import count
from bot.slack.blocks import (
    Block,
    Form,
    Manage,
    actions,
    alphabet,
    button,
    clip,
    context,
    header,
    input_block,
    modal_view,
    notice,
    option,
    read_field,
    read_text,
    section,
    select_element,
    text_element,
)
from index.search import Learned
from index.vocabulary import LocalWords

A_PAGE = 20
_OWN = 25  # entries of admins' own that are shown on a page
_WAYS = 20


@dataclass(frozen=True, slots=True)
class Added:
    """What an admin added or switched off: in words, and the key by which it is taken back."""

    key: str
    text: str


def added(words: LocalWords, learned: Sequence[Learned]) -> tuple[Added, ...]:
    """Say in words what admins settled themselves; abbreviations that were learned are listed elsewhere."""
    short = {entry.short.casefold() for entry in learned}
    return (
        *(Added(f"term:{term}", f"{term}: also searched as {', '.join(ways)}") for term, ways in words.terms.items()),
        *(
            Added(f"alias:{name}\n{alias}", f"{name}: also called {alias}")
            for name, aliases in words.aliases.items()
            for alias in aliases
        ),
        *(Added(f"off:{word}", f"{word}: switched off") for word in sorted(words.off - short)),
    )


def vocabulary_view(
    learned: Sequence[Learned],
    words: LocalWords,
    *,
    page: int = 0,
    note: str = "",
) -> Block:
    """Make the modal with one page of the vocabulary."""
    own = added(words, learned)
    size = _page_size(learned)
    pages = min(100, max(1, -(-len(learned) // size)))
    page = min(max(page, 0), pages - 1)
    blocks: list[Block] = [section(note)] if note else []
    blocks.append(
        actions(
            [
                button("Add a word", f"{Manage.VOCABULARY_ADD}:term", "term", style="primary"),
                button("Add a council's other name", f"{Manage.VOCABULARY_ADD}:alias", "alias"),
                button("Switch off a word", f"{Manage.VOCABULARY_ADD}:off", "off"),
            ]
        )
    )
    if words.faults:
        blocks.append(section("\n".join(f"⚠ {clip(str(fault), 400)}" for fault in words.faults[:5])))
    if own and page == 0:
        blocks.append(header("Settled by admins"))
        for place, entry in enumerate(own[:_OWN]):
            label = f"Take back {entry.text}"
            blocks.append(
                section(
                    clip(entry.text, 500),
                    accessory=button("Take back", f"{Manage.VOCABULARY_REMOVE}:{place}", entry.key, label=label),
                )
            )
        if len(own) > _OWN:
            blocks.append(context(f"And {len(own) - _OWN:,} more in the file vocabulary.toml."))
    part = learned[page * size : (page + 1) * size]
    if part:
        blocks.append(header("Learned from the reports"))
        if pages > 1:
            blocks.append(actions([_jump(learned, page, pages)]))
        blocks += [_learned(entry, place, page) for place, entry in enumerate(part)]
    said = (
        f"{count(len(learned), 'abbreviation')} learned from the reports; settled by admins: {len(own):,}. "
        "A question that has one of these words is also searched for the others. Changes count at once."
    )
    return notice("Vocabulary", said, extra=blocks[:98])


def term_form() -> Block:
    """Make the form that adds a word and other ways to say it."""
    ways = text_element(most=1_000, multiline=True, placeholder="One a line, for example: special guardianship order")
    blocks = [
        input_block("term", "Word or abbreviation", text_element(most=100, placeholder="For example: SGO")),
        input_block("ways", "Also search for", ways),
        context("Who asks for the first is also shown passages with the others. Every answer says so."),
    ]
    return _form("Add a word", "term", blocks)


def alias_form(authorities: Sequence[str]) -> Block:
    """Make the form that adds another name of a council."""
    council = select_element(_numbered(authorities), "Choose a council")
    blocks = [
        input_block("authority", "Council", council),
        input_block("alias", "Also called", text_element(most=100, placeholder="For example: the county council")),
    ]
    return _form("Add another name", "alias", blocks)


def off_form() -> Block:
    """Make the form that switches a word off."""
    blocks = [
        input_block("word", "Word or abbreviation", text_element(most=100, placeholder="For example: MASH")),
        context("Questions with this word are then searched for the word itself and nothing else."),
    ]
    return _form("Switch off a word", "off", blocks, submit="Switch off")


def read_off(view: Mapping[str, Any]) -> str:
    """Read the word that is to be switched off."""
    return " ".join(read_text(view, "word").split())


def read_term(view: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Read a word and the other ways to say it; the empty parts are left out."""
    ways = dict.fromkeys(" ".join(line.split()) for line in read_text(view, "ways").splitlines())
    return " ".join(read_text(view, "term").split()), tuple(way for way in ways if way)[:_WAYS]


def read_alias(view: Mapping[str, Any], authorities: Sequence[str]) -> tuple[str, str]:
    """Read a council and another name of it; the council is empty where it is none of those that were offered."""
    held = read_field(view, "authority").get("selected_option") or {}
    text = str((held.get("text") or {}).get("text") or "")
    place = str(held.get("value") or "")
    name = next((n for part in _numbered(authorities) for p, n in part[1] if p == place), "")
    # The list may have changed since the form was opened: number and name must agree.
    return (name if option(name, place)["text"]["text"] == text else ""), " ".join(read_text(view, "alias").split())


def read_switch(value: str) -> tuple[str, bool, int]:
    """Read from a button which word it switches, whether on, and the page that is shown."""
    on, page, word = [*value.split(":", maxsplit=2), "", ""][:3]
    return word, on == "1", int(page) if page.isdecimal() else 0


def _learned(entry: Learned, place: int, page: int) -> Block:
    state = "" if entry.on else " (switched off)"
    value = f"{int(not entry.on)}:{page}:{entry.short}"[:2000]
    label = f"{'Switch off' if entry.on else 'Switch on'} {entry.short}"
    return section(
        f"{clip(entry.short, 100)}: {clip('; '.join(entry.long), 300)}{state}",
        accessory=button(
            "Switch off" if entry.on else "Switch on", f"{Manage.VOCABULARY_SWITCH}:{place}", value, label=label
        ),
    )


def _jump(learned: Sequence[Learned], page: int, pages: int) -> Block:
    size, pages_of = _page_size(learned), []
    for number in range(pages):
        part = learned[number * size : (number + 1) * size]
        pages_of.append((str(number), f"{clip(part[0].short, 30)} to {clip(part[-1].short, 30)}"))
    return select_element([("", pages_of)], "Page", str(page), action=f"{Manage.VOCABULARY}:page")


def _page_size(learned: Sequence[Learned]) -> int:
    return min(60, max(A_PAGE, -(-len(learned) // 100)))  # a select takes 100 options


def _numbered(authorities: Sequence[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    numbers = {name: str(place) for place, name in enumerate(sorted(authorities, key=str.casefold))}
    return [(head, [(numbers[name], name) for name, _ in part]) for head, part in alphabet(authorities)]


def _form(title: str, what: str, blocks: Sequence[Block], *, submit: str = "Add") -> Block:
    return modal_view(title, submit, Form.VOCABULARY, blocks, {"w": what}, close="Back")
