"""Measure the check of quotations: true, altered and invented sentences, and the time that a draft takes.

    python benchmarks/quotation_check.py INDEX [--sentences 2000] [--seed 1] [--json]

INDEX is an index file that ``findings index`` made of real reports. Sentences are drawn at random from every passage
and quoted as they are, with an ellipsis, with one word changed, a number changed, a negation dropped, another council
named beside them, or two merged; 300 for 2,000 are invented from pieces of several. What was altered into words that
another passage prints is drawn again. Printed is how many of each kind are said to be word for word. Exit status 1
where one that was altered or invented is, where fewer than 99.5 % of the true ones are, or where a draft of 20 pages
takes over two seconds, the reading of every passage included.
"""

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.quotations import QuotationChecker, QuotationState, open_checker
from index.models import Document
from index.storage import open_library
from index.text import split_sentences

TRUE = 0.995
SECONDS = 2.0
PAGES, WORDS_A_PAGE = 20, 500
_NUMBER = re.compile(r"\b\d+\b")
_NEGATION = re.compile(r"\b(?:not|no|never)\s+")
Drawn = tuple[Document, str]


def main() -> int:
    """Draw, check and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--sentences", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    drawn = random.Random(arguments.seed)
    sentences = list(draw_sentences(arguments.index))
    printed = " ".join(word for _, text in open_texts(arguments.index) for word in [*plain_words(text), "|"])
    checker = open_checker(arguments.index)
    rows = {
        kind: measure(checker, made) for kind, made in make_all(sentences, drawn, arguments.sentences, printed).items()
    }
    seconds = time_draft(checker, sentences, drawn)
    faults = [kind for kind, row in rows.items() if kind not in ("as printed", "ellipsis") and row["verbatim"]]
    true = [rows[kind] for kind in ("as printed", "ellipsis")]
    share = sum(row["verbatim"] for row in true) / sum(row["of"] for row in true)
    if arguments.json:
        print(json.dumps({"kinds": rows, "true_share": round(share, 4), "draft_seconds": round(seconds, 2)}))
    else:
        for kind, row in rows.items():
            print(f"{kind:16}", "  ".join(f"{state} {count}" for state, count in row.items()))
        print(f"true ones word for word {share:.2%}; a draft of {PAGES} pages {seconds:.2f} s")
    return int(bool(faults) or share < TRUE or seconds > SECONDS)


def open_texts(index: Path) -> Iterator[Drawn]:
    """Give the text of every passage, and its document."""
    library = open_library(index)
    for document in library.documents:
        for passage in library.passages_of(document):
            yield document, passage.text


def draw_sentences(index: Path) -> Iterator[Drawn]:
    """Give every sentence of six to sixty words of every passage."""
    for document, text in open_texts(index):
        for start, stop in split_sentences(text):
            if 6 <= len(text[start:stop].split()) <= 60:
                yield document, text[start:stop]


def plain_words(text: str) -> list[str]:
    """Give the words of a text in lower case, told apart otherwise than the check does it."""
    return re.findall(r"\w+", text.lower().replace("’", "").replace("'", ""))


def make_all(sentences: list[Drawn], drawn: random.Random, count: int, printed: str) -> dict[str, list[str]]:
    """Make ``count`` quotations in all, an equal share of each kind, and 300 invented ones for 2,000."""
    words = sorted({word for _, text in sentences for word in text.split() if word.isalpha() and len(word) > 3})
    councils = sorted({document.authority for document, _ in sentences if document.authority})

    def changed(_: Document, text: str) -> str | None:
        parts = text.split()
        place = drawn.randrange(len(parts))
        others = [word for word in drawn.sample(words, 3) if word.lower() not in parts[place].lower()]
        parts[place] = drawn.choice(others)
        return quoted(" ".join(parts))

    def renumbered(_: Document, text: str) -> str | None:
        return quoted(_NUMBER.sub(lambda m: str(int(m[0]) + 1), text, count=1)) if _NUMBER.search(text) else None

    def affirmed(_: Document, text: str) -> str | None:
        return quoted(_NEGATION.sub("", text, count=1)) if _NEGATION.search(text) else None

    def cut(_: Document, text: str) -> str | None:
        parts = text.split()
        if len(parts) < 10:
            return None
        start = drawn.randrange(3, len(parts) - 5)
        stop = drawn.randrange(start + 1, len(parts) - 2)
        mark = drawn.choice(("…", "...", "[…]", "[...]"))
        left = " ".join(parts[start:stop])
        if re.search(r"\b(?:not|no|never|n.t)\b", left):
            return None  # that is no fair cut
        return quoted(" ".join([*parts[:start], mark, *parts[stop:]]))

    def misnamed(document: Document, text: str) -> str | None:
        if document.authority is None or printed.count(f" {' '.join(plain_words(text))} ") > 1:
            return None
        other = drawn.choice([name for name in councils if name != document.authority])
        return f"In {other}, inspectors wrote: {quoted(text)}"

    def merged(document: Document, text: str) -> str | None:
        _, other = drawn.choice(sentences)
        if drawn.random() < 0.5:
            return quoted(f"{text} {other}")
        return quoted(f"{text.rstrip('.')} and {other[0].lower()}{other[1:]}")

    def stands(item: str) -> bool:
        return f" {' '.join(plain_words(item))} " in printed

    makers: dict[str, Callable[[Document, str], str | None]] = {
        "as printed": lambda _, text: quoted(text),
        "ellipsis": cut,
        "word changed": changed,
        "number changed": renumbered,
        "negation dropped": affirmed,
        "other council": misnamed,
        "two merged": merged,
    }
    made: dict[str, list[str]] = {}
    for kind, make in makers.items():
        made[kind] = []
        for document, text in drawn.sample(sentences, len(sentences)):
            if len(made[kind]) == count // len(makers):
                break
            item = make(document, text)
            if item is None or (kind in ("word changed", "number changed", "negation dropped") and stands(item)):
                continue
            made[kind].append(item)
    made["invented"] = [invent(sentences, drawn) for _ in range(count * 300 // 2000)]
    return made


def quoted(text: str) -> str:
    """Set quotation marks around a sentence."""
    return f"“{text}”"


def invent(sentences: list[Drawn], drawn: random.Random) -> str:
    """Make a sentence of pieces of three to five words from several."""
    pieces = []
    for _, text in drawn.sample(sentences, 5):
        parts = text.split()
        start = drawn.randrange(max(1, len(parts) - 4))
        pieces.append(" ".join(parts[start : start + drawn.randrange(3, 6)]).strip(".,;"))
    return quoted(" ".join(pieces) + ".")


def measure(checker: QuotationChecker, made: list[str]) -> dict[str, int]:
    """Count the states; the first result of each text counts, and the worst where there are several."""
    row = {"of": len(made), **{state.value: 0 for state in QuotationState}}
    order = list(QuotationState)
    for text in made:
        states = [one.state for one in checker.check(text)]
        row[max(states, key=order.index).value] += 1
    return row


def time_draft(checker: QuotationChecker, sentences: list[Drawn], drawn: random.Random) -> float:
    """Check a draft of 20 pages, a third of it quoted, half of that altered; give the seconds, reading included."""
    draft: list[str] = []
    while sum(len(piece.split()) for piece in draft) < PAGES * WORDS_A_PAGE:
        document, text = drawn.choice(sentences)
        said = text if drawn.random() < 0.5 else text.replace(" the ", " a ", 1)
        filler = " ".join(drawn.choice(sentences)[1] for _ in range(2))
        draft.append(f"{filler} In {document.authority}, inspectors wrote: {quoted(said)}")
    fresh = type(checker)(checker.library)
    started = time.process_time()
    fresh.check("\n\n".join(draft))
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
