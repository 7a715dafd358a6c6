"""What is drawn on a sheet: the words of its text boxes, which stand in a part of their own (ECMA-376, 20.5).

In come a workbook's archive and the part of a sheet; out go paragraphs, from the top.
"""

from posixpath import dirname, join, normpath
from zipfile import ZipFile

from lxml import etree

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def drawn_words(archive: ZipFile, sheet: str) -> list[str]:
    """Give the paragraphs of the text boxes of a sheet that are shown."""
    found: list[tuple[int, int, list[str]]] = []
    for part in _drawings(archive, sheet.lstrip("/")):
        for anchor in etree.fromstring(archive.read(part), _safe()):
            row = int(anchor.findtext(f"{_DRAWING}from/{_DRAWING}row") or 0)
            column = int(anchor.findtext(f"{_DRAWING}from/{_DRAWING}col") or 0)
            for shape in anchor.iter(_DRAWING + "sp"):
                named = shape.find(f"{_DRAWING}nvSpPr/{_DRAWING}cNvPr")
                if named is not None and named.get("hidden") in {"1", "true"}:
                    continue
                texts = (" ".join(_words(paragraph).split()) for paragraph in shape.iter(_A + "p"))
                found.append((row, column, list(filter(None, texts))))
    return [text for _, _, texts in sorted(found, key=lambda one: one[:2]) for text in texts]


def _safe() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _words(paragraph: etree._Element) -> str:
    return "".join(" " if node.tag == _A + "br" else node.text or "" for node in paragraph.iter(_A + "t", _A + "br"))


def _drawings(archive: ZipFile, sheet: str) -> list[str]:
    names = set(archive.namelist())
    relations = join(dirname(sheet), "_rels", sheet.rsplit("/", 1)[-1] + ".rels")
    if relations not in names:
        return []
    root = etree.fromstring(archive.read(relations), _safe())
    targets = (one.get("Target") or "" for one in root if (one.get("Type") or "").endswith("/drawing"))
    parts = (t.lstrip("/") if t.startswith("/") else normpath(join(dirname(sheet), t)) for t in targets)
    return [part for part in parts if part in names]
