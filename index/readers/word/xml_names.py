"""The names of WordprocessingML and how its elements hold values (ECMA-376 part 1, 17 and 22.9)."""

from lxml.etree import _Element

Element = _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def value(element: Element | None, name: str) -> str | None:
    """Give the w:val of a child; None where there is no such child."""
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(W + "val")


def integer(text: str | None) -> int | None:
    """Read a whole number; None where there is none."""
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def is_on(element: Element | None, name: str) -> bool | None:
    """Read a toggle property (present means on); None where it is not set."""
    child = None if element is None else element.find(W + name)
    return None if child is None else child.get(W + "val", "1") not in {"0", "false", "off"}
