"""Messages (.eml, .msg): who wrote what to whom and when, and the body.

In comes a path; out goes a ``Source``: the sender, the addressees, the day and the subject as first lines, then the
body. Attachments are not read: they are named, so that somebody can save them beside the message.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from index.errors import ReadError
from index.readers.encoding import decode
from index.readers.source import Line, Role, Source, Table
from index.readers.web.reader import read_fragment
from index.text import write_day

_WROTE = re.compile(r"(?:On|Am|Le) .{4,200}\bwrote:|-{2,}\s?Original Message\s?-{2,}", re.IGNORECASE)
# What programs that say "iso-8859-1" mean by its control characters: the quotation marks and dashes of Windows.
_WINDOWS = {n: bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(0x80, 0xA0)}
_LARGEST = 50 << 20
_MOST_BODY = 5_000_000  # characters
_REMEDY = "Save it again from the mail program, or print it to a PDF."
# Properties of a message in Outlook's format (MS-OXPROPS), as the names of their streams.
_SUBJECT, _SENDER, _SENDER_ADDRESS, _TO, _BODY, _HTML = "0037", "0C1A", "5D01", "0E04", "1000", "1013"
_FILE, _SHORT_FILE = "3707", "3704"  # of an attached file
_SUBMITTED, _DELIVERED = 0x00390040, 0x0E060040


def read(path: Path) -> Source:
    """Read a message in the form of the internet standard (RFC 5322); raise ReadError where it has no text."""
    if path.stat().st_size > _LARGEST:
        raise ReadError(path.name, "it is a message of over 50 MB", "Save its attachments as files.")
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    assert isinstance(message, EmailMessage)
    try:
        body = message.get_body(("plain", "html"))
        content = str(body.get_content())[:_MOST_BODY].translate(_WINDOWS) if body is not None else ""
        names = [part.get_filename() or "without a name" for part in message.iter_attachments()]
    except (LookupError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise ReadError(path.name, "its body cannot be read", _REMEDY) from error
    html = body is not None and body.get_content_subtype() == "html"
    try:
        sent = parsedate_to_datetime(str(message["date"])) if message["date"] else None
    except ValueError:
        sent = None
    head = {name: " ".join(str(message[name] or "").split()) for name in ("from", "to", "subject")}
    return _source(path, head, sent, content, html=html, attached=names)


def read_outlook(path: Path) -> Source:
    """Read a message in Outlook's own form (MS-OXMSG); raise ReadError where it has no text."""
    import olefile  # type: ignore[import-untyped]

    with olefile.OleFileIO(path) as file:

        def text(name: str, folder: str = "") -> str:
            for kind in ("001F", "001E", "0102"):
                stream = f"{folder}__substg1.0_{name}{kind}"
                if file.exists(stream):
                    data: bytes = file.openstream(stream).read(_LARGEST)
                    said = data.decode("utf-16-le", "replace") if kind == "001F" else decode(data) or ""
                    return said.strip("\0")
            return ""

        sender = text(_SENDER)
        address = text(_SENDER_ADDRESS)
        head = {
            "from": f"{sender} <{address}>" if sender and address and "@" in address else sender or address,
            "to": text(_TO),
            "subject": text(_SUBJECT),
        }
        plain = text(_BODY)[:_MOST_BODY]
        body = plain if plain.strip() else text(_HTML)[:_MOST_BODY]
        sent = _outlook_time(file.openstream("__properties_version1.0").read(1 << 16))
        folders = sorted({entry[0] for entry in file.listdir() if entry[0].startswith("__attach_version1.0")})
        attached = [text(_FILE, f"{one}/") or text(_SHORT_FILE, f"{one}/") or "without a name" for one in folders]
    return _source(path, head, sent, body, html=not plain.strip(), attached=attached)


def _outlook_time(properties: bytes) -> datetime | None:
    """Find when a message was sent among its fixed properties (MS-OXMSG 2.4.2): 16 bytes each after a head of 32."""
    found: dict[int, datetime] = {}
    for start in range(32, len(properties) - 15, 16):
        tag = int.from_bytes(properties[start : start + 4], "little")
        if tag in {_SUBMITTED, _DELIVERED}:
            ticks = int.from_bytes(properties[start + 8 : start + 16], "little")
            try:
                found[tag] = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
            except OverflowError:
                continue
    return found.get(_SUBMITTED) or found.get(_DELIVERED)


def _source(
    path: Path, head: dict[str, str], sent: datetime | None, body: str, *, html: bool, attached: list[str]
) -> Source:
    blocks: list[Line | Table] = []
    if head["subject"]:
        blocks.append(Line(head["subject"], role=Role.TITLE, whole=True))
    blocks += [Line(f"{name.capitalize()}: {head[name]}", whole=True) for name in ("from", "to") if head[name]]
    if sent:
        blocks.append(Line(f"Date: {write_day(sent)}", whole=True))
    said = list(read_fragment(body)) if html and body.strip() else list(_lines(body))
    if not any(isinstance(block, Table) or block.text.strip() for block in said):
        raise ReadError(path.name, "the message has no text of its own", "Save its attachments as files and add those.")
    unread: tuple[str, ...] = ()
    if attached:
        named = [name for name in dict.fromkeys(attached) if name != "without a name"]
        which = f" ({', '.join(named[:5])})" if named else ""
        unread = (f"Not read: {len(attached)} attached files{which}. Save them beside the message.",)
    properties = {"title": head["subject"], "author": head["from"], "date": sent.date().isoformat() if sent else ""}
    return Source(
        blocks=(*blocks, *said),
        properties={key: text for key, text in properties.items() if text},
        unread=unread,
    )


def _lines(body: str) -> Iterator[Line]:
    """Give the lines of a body; what an earlier message said stands below the line that names who wrote it, without the
    marks that a mail program puts before each of its lines."""
    quoted = False
    depth = 0
    for line in re.split(r"\r\n|\r|\n", body):
        text = line.strip()
        if _WROTE.fullmatch(text):
            yield Line(text, role=Role.HEADING, level=1, whole=True)
            quoted = True
        elif text.startswith(">"):
            said = text.lstrip("> ")
            marks = text[: len(text) - len(said)].count(">")
            if marks != depth:
                yield Line("")
            depth = marks
            yield Line(said)
        else:
            if quoted and text:
                yield Line("")
                quoted = False
            yield Line(text)
