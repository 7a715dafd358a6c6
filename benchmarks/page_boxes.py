"""Measure the marking of passages on their pages: what stands in the boxes, read back from the PDF.

    python benchmarks/page_boxes.py INDEX DOCUMENTS [--every 1] [--pictures 40] [--json]

INDEX is an index file of the folder DOCUMENTS. Every passage of every PDF is marked, and the text in its boxes is
read back by pdfium, which knows nothing of how it was marked; it must be the passage's words and nothing else. What is
not is listed by kind. ``--every 12`` takes each twelfth document. Then passages drawn at random are drawn as pictures,
and their median time and largest size printed. Exit status 1 where fewer than 99.9 % are
marked exactly, the median is over 300 ms, or a picture is over 400 kB.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from bot.pages import draw_passage, has_pages
from index.errors import FindingsError
from index.readers.page_boxes import MarkedPage, find_boxes_in
from index.readers.page_picture import LARGEST
from index.storage import Library, open_library

EXACT, MEDIAN = 0.999, 0.3
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def main() -> int:
    """Mark, read back and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--pictures", type=int, default=40)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    library = open_library(arguments.index)
    counts: Counter[str] = Counter()
    examples: list[str] = []
    for name in [d.path for d in library.documents if d.path.lower().endswith(".pdf")][:: arguments.every]:
        measure(library, arguments.documents, name, counts, examples)
    times, largest = draw(library, arguments.documents, arguments.pictures)
    total, median = counts.total(), times[len(times) // 2] if times else 0.0
    share = counts["exact"] / total if total else 1.0
    row = {
        "passages": total,
        "exact": round(share, 5),
        "kinds": dict(counts.most_common()),
        "picture_median_ms": round(median * 1000),
        "largest_kB": largest // 1000,
    }
    print(json.dumps(row) if arguments.json else "\n".join(f"{key}: {value}" for key, value in row.items()))
    if not arguments.json:
        print("\n".join(examples[:40]))
    return int(share < EXACT or median > MEDIAN or largest > LARGEST)


def measure(library: Library, folder: Path, name: str, counts: Counter[str], examples: list[str]) -> None:
    """Mark every passage of a document and count how each was marked."""
    found = library.document(name)
    assert found is not None
    document = pdfium.PdfDocument(folder / name)
    seen: Counter[tuple[str, int | None]] = Counter()
    for passage in library.passages_of(found):
        if passage.first_page is None:
            continue
        key = passage.text, passage.first_page
        pages = range(passage.first_page, (passage.last_page or passage.first_page) + 1)
        try:
            marked = find_boxes_in(document, name, passage.text, pages, occurrence=seen[key])
            kind = classify(read_back(document, marked), passage.text)
        except FindingsError:
            kind = "not found on its pages"
        seen[key] += 1
        counts[kind] += 1
        if kind != "exact":
            examples.append(f"{kind}: {name}, passage {passage.position + 1}, page {passage.first_page}")
    document.close()


def read_back(document: pdfium.PdfDocument, marked: tuple[MarkedPage, ...]) -> str:
    """Read the text in the boxes."""
    pieces = []
    for page in marked:
        textpage = document[page.page - 1].get_textpage()
        pieces += [textpage.get_text_bounded(*box) for box in page.boxes]
        textpage.close()
    return " ".join(pieces)


def classify(read: str, text: str) -> str:
    """Name how what was read back stands to the words of the passage."""
    one, other = plain(read), plain(text)
    if one == other:
        return "exact"
    if set(one.split()) == set(other.split()) or one.replace(other, "").strip() in other:
        return "drawn twice in one place"
    if len(one) > len(other):
        return "more than the words"
    return "less than the words" if len(one) < len(other) else "other words"


def plain(text: str) -> str:
    """Give the letters, figures and marks of a text without blanks and hyphens."""
    for sign, letters in _LIGATURES.items():
        text = text.replace(sign, letters)
    return "".join(
        c for c in text.translate(_SUPERSCRIPTS) if not c.isspace() and c not in "-\xad\ufffe\x02\u2010\u2011"
    )


def draw(library: Library, folder: Path, count: int) -> tuple[list[float], int]:
    """Draw passages at random; give the times in order and the largest size."""
    drawn = random.Random(14)
    pool = [library.at(n) for n in drawn.sample(range(library.passage_count), min(count * 3, library.passage_count))]
    times, largest = [], 0
    for document, passage in [one for one in pool if has_pages(*one)][:count]:
        started = time.process_time()
        try:
            picture = draw_passage(folder, library, document, passage)
        except FindingsError:
            continue
        times.append(time.process_time() - started)
        largest = max(largest, len(picture.png))
    return sorted(times), largest


if __name__ == "__main__":
    sys.exit(main())
