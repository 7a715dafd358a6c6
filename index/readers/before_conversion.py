"""What is mended in a copy of a file before LibreOffice converts it: what it would show though nobody sees it, or lose.

In come a copy and its name; the copy is changed in place. Sections of an OpenDocument that are hidden are taken out.
Marks of list items that an RTF file writes as text are kept as text, where it defines no lists to make them from.
"""

import re
from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lxml import etree

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LISTS = (b"\\listoverride", b"\\ls1", b"{\\*\\pn")
_MARK = re.compile(rb"\{\\(?:\*\\)?(?:listtext|pntext)\b")
_SYMBOL = re.compile(rb"(\{\\(?:listtext|pntext)[^{}]{0,80}?)\\'b7")
_BULLET = rb"\1\\u8226 "


def mend_copy(copy: Path) -> None:
    """Change a copy where conversion would show what is hidden, or leave out what is shown."""
    raw = copy.read_bytes()
    if raw.lstrip().startswith(b"{\\rtf"):
        if _MARK.search(raw) and not any(sign in raw for sign in _LISTS):
            copy.write_bytes(_MARK.sub(b"{", _SYMBOL.sub(_BULLET, raw)))
    elif raw.startswith(b"PK") and b"opendocument" in raw[:200]:
        with suppress(BadZipFile, etree.XMLSyntaxError, KeyError):
            _drop_hidden_sections(copy)


def _drop_hidden_sections(copy: Path) -> None:
    with ZipFile(copy) as archive:
        parts = [(part, archive.read(part)) for part in archive.infolist()]
    content = next((data for part, data in parts if part.filename == "content.xml"), b"")
    if b":display=" not in content:
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(content, parser)
    hidden = [one for one in root.iter(_TEXT + "section") if one.get(_TEXT + "display") in {"none", "condition"}]
    for section in hidden:
        if (parent := section.getparent()) is not None:
            parent.remove(section)
    content = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    with ZipFile(copy, "w") as archive:
        for part, data in parts:
            archive.writestr(part, content if part.filename == "content.xml" else data)
