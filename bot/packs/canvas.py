"""A pack as the Markdown of a Slack canvas: quotations with their citations under headings, sources at the end.

In comes a ``Pack``; out comes text. Slack's Markdown is that of CommonMark with mentions and emoji: whatever of a
quotation could be taken for a sign of it is escaped, so that the words stand as they are printed. No pictures.
"""

import re

from bot.labels import VOICES, count
from bot.packs.contents import Pack, PackItem
from bot.packs.word_document import printable, source_of
from index.text import write_day

# A sign anywhere; a colon, which begins an emoji; and what makes a list or a heading where a line begins with it.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>~|!&@#:])")
_FIRST = re.compile(r"^(\d{0,9})([-+=.)])")


def write_canvas(pack: Pack) -> str:
    """Write a pack; its title stands above, where Slack has it."""
    lines = [_small(f"Made on {write_day(pack.made)} from generation {pack.generation} of the library.")]
    for section in pack.sections:
        lines.append(f"## {as_it_is(section.heading)}")
        lines += [_small(section.note)] if section.note else []
        for item in section.items:
            lines += _quotation(item)
    lines.append("## Sources")
    lines.append("\n".join(f"- {as_it_is(source_of(document))}" for document in pack.sources))
    said = (
        f"{count(pack.checked, 'quotation')}, each compared with the stored passage when this was made: word for word."
    )
    if pack.dropped:
        said += f" {pack.dropped} left out, since the library does not hold them as they were any more."
    lines.append(_small(f"{said} Whoever may edit this canvas may change them since."))
    return "\n\n".join(line for line in lines if line)


def as_it_is(text: str) -> str:
    """Write text on one line so that no part of it is taken for a sign of Markdown."""
    flat = " ".join(printable(text).split())
    return _FIRST.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", flat))


def _quotation(item: PackItem) -> list[str]:
    cited = f"— {item.citation.label} ({VOICES[item.citation.voice]})"
    quoted = [f"> “{as_it_is(item.passage.text)}”", _small(cited)]
    url = item.citation.url or ""
    if url.startswith(("https://", "http://")) and not re.search(r"[\s()<>]", url):
        quoted.append(f"[The report]({url})")
    return quoted


def _small(text: str) -> str:
    return f"*{as_it_is(text)}*"
