"""The boilerplate of a web page: what a site repeats on every page, told apart from the page's own text.

In comes a tree of elements; what is not the page's own is taken out of it. Lines and tables are made by ``web_text``.
"""

import re

from lxml.html import HtmlElement

NEVER = frozenset(
    [
        "script",
        "del",
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
    r"pagination|pager|masthead|site-?(?:header|footer)|page-?footer|footer|feedback|related|back-to-top|phase-banner"
    r"|print-link)(?=$|[\s_-])",
    re.IGNORECASE,
)
# Words for those who have a page read aloud to them: no element of such a class is seen.
_ALOUD = re.compile(r"(?:^|[\s_-])(?:visually-?hidden|nonvisual|sr-only|screen-reader-text)(?=$|[\s_-])", re.IGNORECASE)
# What opens when a reader asks for it: its text is the page's own though it is hidden until then.
_PANEL = re.compile(
    r"(?:^|[\s_-])(?:accordion|collaps\w+|expand\w*|panel|tabs?|tabpanel|toggle|details?|disclosure|reveal|read-?more)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
_TOGGLE = re.compile(r"toggle|show-?all|-controls|-icon|chevron", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A rule of the page's own style sheet for a class or an id alone, and how one puts something out of sight.
_RULE = re.compile(r"(?:^|\})\s{0,4}((?:[.#][\w-]{1,80}[\s,]{0,4}){1,20})\{([^{}]{1,2000})(?=\})")
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{3,6}(?:px|em|rem|%)", re.IGNORECASE
)
_LONGEST_SHEET = 500_000  # characters
# What a reviewer said, in pages that Word saved.
_COMMENT = re.compile(r"mso-element\s*:\s*comment|\bmsocom\w{0,20}", re.IGNORECASE)
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
    opened_by = _open_headings(tree)
    unseen = _unseen_names(tree)
    for element in list(tree.iter(*NEVER - {"head", "title"})):
        if isinstance(element.tag, str) and element.getparent() is not None:
            element.drop_tree()
    body = tree.find(".//body")
    if body is None:  # the parser puts elements that it does not know into the head
        body = tree
    half = len(text_of(body)) / 2
    for element in list(body.iter()):
        if element is body or not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if not any(parent is body for parent in element.iterancestors()):
            continue  # went with its parent
        names = {f".{name}" for name in (element.get("class") or "").split()} | {f"#{element.get('id') or ''}"}
        hidden = not names.isdisjoint(unseen) and not _is_panel(element, opened_by)
        if (hidden or _is_boilerplate(element, opened_by)) and len(text_of(element)) < half:
            # A masthead may hold the page's only title.
            for heading in element.findall(".//h1"):
                if len(tree.findall(".//h1")) == 1 and text_of(heading):
                    heading.tail = None
                    element.addprevious(heading)
            element.drop_tree()


def _unseen_names(tree: HtmlElement) -> frozenset[str]:
    """Give the classes (".x") and ids ("#x") that the page's own style sheet puts out of sight."""
    # What a sheet says of paper, or of narrow screens, is said of other readers.
    sheets = (text_of(style).split("@media")[0][:_LONGEST_SHEET] for style in tree.iter("style"))
    return frozenset(
        name
        for sheet in sheets
        for names, rule in _RULE.findall(sheet)
        if _UNSEEN.search(rule)
        for name in map(str.strip, names.split(","))
        if name.count(".") + name.count("#") == 1
    )


def _open_headings(tree: HtmlElement) -> frozenset[str]:
    """Set free the words of buttons that are the headings of panels; give the ids of what buttons and tabs open."""
    opened: set[str] = set()
    for element in list(tree.iter("button", "a", "summary")):
        if not isinstance(element.tag, str):
            continue
        expands = element.get("aria-expanded") is not None or element.get("role") == "tab"
        if expands or element.tag == "button":
            opened.update((element.get("aria-controls") or "").split())
        in_heading = any(parent.tag in _HEADINGS for parent in element.iterancestors())
        if element.tag != "button" or not (in_heading or expands) or element.getparent() is None:
            continue
        for inner in list(element.iter("span", "svg")):
            if _TOGGLE.search(inner.get("class") or "") and inner.getparent() is not None:
                inner.drop_tree()
        around = {parent.tag for parent in element.iterancestors()}
        if in_heading:
            element.tag = "span"
        elif element.get("aria-controls") and not around & {"nav", "header", "footer", "form"}:
            element.tag = "h4"
    return frozenset(opened)


def _is_panel(element: HtmlElement, opened_by: frozenset[str]) -> bool:
    """Say whether a hidden element opens when a reader asks for it, and is no notice or dialog."""
    if (element.get("hidden") or "").lower() == "until-found" or element.get("id") in opened_by:
        return True
    if element.get("role") in {"tabpanel", "region"} and element.get("aria-labelledby"):
        return True
    return any(
        _PANEL.search(one.get("class") or "") and not _BOILERPLATE.search(one.get("class") or "")
        for one in (element, *list(element.iterancestors())[:3])
    )


def _is_boilerplate(element: HtmlElement, opened_by: frozenset[str]) -> bool:
    if (element.get("role") or "").lower() in _ROLES:
        return True
    if _COMMENT.search(f"{element.get('style') or ''} {element.get('class') or ''}"):
        return True
    hidden = element.get("hidden") is not None or (element.get("aria-hidden") or "").lower() == "true"
    if hidden or _HIDDEN.search(element.get("style") or ""):
        return not _is_panel(element, opened_by)
    inside = any(parent.tag in ("main", "article", "table", "li", "blockquote") for parent in element.iterancestors())
    if element.tag in ("header", "footer", "aside") and not inside:
        return True
    if element.tag not in ("body", "main", "article") and _ALOUD.search(element.get("class") or ""):
        return True
    if element.tag == "a" and _SKIP.match(text_of(element)):
        return True
    if element.tag in _HEADINGS or element.tag in ("p", "td", "th", "tr", "table", "body", "main", "article"):
        return False
    return any(_BOILERPLATE.search(element.get(name) or "") for name in ("class", "id"))
