"""The boilerplate of a web page: what a site repeats on every page, told apart from the page's own text.

In comes a tree of elements; what is not the page's own is taken out of it. Lines and tables are made by ``web_text``.
"""

import re

from lxml.html import HtmlElement

NEVER = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "canvas",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "map",
        "head",
        "title",
        "meta",
        "link",
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "datalist",
        "progress",
        "meter",
        "dialog",
        "nav",
        "menu",
    ]
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu", "menubar"]
)
_BOILERPLATE = re.compile(
    r"(?:^|[\s_-])"
    r"(?:cookies?|breadcrumbs?|nav|navbar|navigation|menu|sidebar|skip-?links?|share|sharing|social|"
    r"pagination|pager|masthead|site-?(?:header|footer)|page-?footer|footer|feedback|related|back-to-top|phase-banner|print-link|"
    r"visually-?hidden|nonvisual|sr-only|screen-reader-text)(?=$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SKIP = re.compile(r"(?:skip|jump) to |back to top$|print this page$|share this page$", re.IGNORECASE)


def text_of(element: HtmlElement | None) -> str:
    """Give all the text inside an element on one line."""
    return "" if element is None else " ".join(element.text_content().split())


def main_part(tree: HtmlElement) -> HtmlElement:
    """Find the element that holds the page's own text: the one marked so, else the body."""
    body = tree.find(".//body")
    whole: HtmlElement = tree if body is None else body
    size = len(text_of(whole))
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = tree.findall(path)
        # One of several articles is not the page, and a "main" around nothing is a mistake of the template.
        if len(found) == 1 and len(text_of(found[0])) * 3 > size:
            return found[0]
    return whole


def drop_boilerplate(tree: HtmlElement) -> None:
    """Take out what every page of a site repeats; whatever holds most of the page's text stays."""
    for element in list(tree.iter(*NEVER - {"head", "title"})):
        if isinstance(element.tag, str) and element.getparent() is not None:
            element.drop_tree()
    body = tree.find(".//body")
    if body is None:
        return
    half = len(text_of(body)) / 2
    for element in list(body.iter()):
        if element is body or not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if not any(parent is body for parent in element.iterancestors()):
            continue  # went with its parent
        if _is_boilerplate(element) and len(text_of(element)) < half:
            # A masthead may hold the page's only title.
            for heading in element.findall(".//h1"):
                if len(tree.findall(".//h1")) == 1 and text_of(heading):
                    heading.tail = None
                    element.addprevious(heading)
            element.drop_tree()


def _is_boilerplate(element: HtmlElement) -> bool:
    if (element.get("role") or "").lower() in _ROLES or element.get("hidden") is not None:
        return True
    if (element.get("aria-hidden") or "").lower() == "true" or _HIDDEN.search(element.get("style") or ""):
        return True
    inside = any(parent.tag in ("main", "article", "table", "li", "blockquote") for parent in element.iterancestors())
    if element.tag in ("header", "footer", "aside") and not inside:
        return True
    if element.tag == "a" and _SKIP.match(text_of(element)):
        return True
    if element.tag in _HEADINGS or element.tag in ("p", "td", "th", "tr", "table", "body", "main", "article"):
        return False
    return any(_BOILERPLATE.search(element.get(name) or "") for name in ("class", "id"))
