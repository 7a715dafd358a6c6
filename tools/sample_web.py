"""A committee paper as a web page of a council's site, with the navigation and the footer that such pages have.

In comes a text; out go the bytes of an HTML page. A line that begins with a number is an item of an ordered list that
goes on from the one before; "table" begins a table whose first row holds the column headings.
"""

import re
from html import escape

_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="dcterms.issued" content="2025-09-18">
<title>{title} - Merrow Council</title>
<style>
body {{ font-family: sans-serif; max-width: 46em; margin: auto }}
th, td {{ border: 1px solid; padding: .3em }}
</style>
</head>
<body>
<a class="skip-link" href="#content">Skip to main content</a>
<header role="banner">
<a href="/">Merrow Council</a>
<form role="search"><input name="q"><button>Search</button></form>
</header>
<nav aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/meetings">Meetings</a></li></ol></nav>
<main id="content">
<h1>{title}</h1>
{body}
</main>
<footer><p>Merrow Council, Tide House, Quayside, Merrow. <a href="/cookies">Cookies</a></p></footer>
</body>
</html>
"""


def make_committee_paper(text: str) -> bytes:
    """Make a page of a text."""
    title = ""
    parts: list[str] = []
    lines = [line.strip() for line in text.splitlines()]
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.startswith("title: "):
            title = line.removeprefix("title: ")
        elif line.startswith("meta: "):
            parts.append(f"<p>{escape(line.removeprefix('meta: '))}</p>")
        elif line.startswith("## "):
            parts.append(f"<h2>{escape(line[3:])}</h2>")
        elif line == "table":
            rows = []
            while index + 1 < len(lines) and " | " in lines[index + 1]:
                index += 1
                rows.append(lines[index].split(" | "))
            parts.append(_table(rows))
        elif match := re.match(r"(\d+)\. ", line):
            items = [line[match.end() :]]
            while index + 1 < len(lines) and (following := re.match(r"\d+\. ", lines[index + 1])):
                index += 1
                items.append(lines[index][following.end() :])
            parts.append(_list(items, f'start="{match.group(1)}"'))
        elif re.match(r"a\. ", line):
            items = [line[3:]]
            while index + 1 < len(lines) and re.match(r"[b-z]\. ", lines[index + 1]):
                index += 1
                items.append(lines[index][3:])
            parts.append(_list(items, 'type="a"'))
        elif line:
            parts.append(f"<p>{escape(line)}</p>")
        index += 1
    return _PAGE.format(title=escape(title), body="\n".join(parts)).encode()


def _list(items: list[str], attribute: str) -> str:
    return "\n".join([f"<ol {attribute}>", *[f"<li>{escape(item)}</li>" for item in items], "</ol>"])


def _table(rows: list[list[str]]) -> str:
    head, *body = rows
    return "\n".join(
        [
            "<table>",
            "<thead><tr>" + "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head) + "</tr></thead>",
            "<tbody>",
            *["<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in body],
            "</tbody>",
            "</table>",
        ]
    )
