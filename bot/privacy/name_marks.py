"""What a model sees of each word that could be part of a person's name: how it is written, and what stands about it.

In: the words of a question. Out: the places of such words, with their marks. Words that follow each other are one run,
so that each is seen with what stands before and behind the whole name. Whoever is named with a post is left out.
"""

from collections.abc import Iterator

from bot.privacy.typed_words import TypedWord

_NEAR, _WIDE = 3, 5  # words on each side: by themselves and by kind; by kind only
_BREAKS = ".?!\n:"
_WITHIN = frozenset((" ", ". ", ".", ""))  # what stands between the words of one name
_LONGEST_RUN = 12
# Counted over the whole message: what tells of persons, and of what is published.
_OF_PERSONS = ("pronouns", "kin_told", "roles", "incidents")
_OF_PUBLIC = ("after_public", "before_public", "said", "works")
_TOLD_ONCE = ("own", "when", "incidents", "council")
_POST_BEFORE, _POST_AFTER = 6, 3  # words between a name and a post: who is named with one may be asked about
_ENDINGS = ("ed", "ing", "n't", "nt", "s", "ly")  # of words that follow a name: what somebody does


def marks_of_names(words: list[TypedWord]) -> Iterator[tuple[int, set[str]]]:
    """Give the place and the marks of each word that could be part of a private person's name."""
    message = _of_message(words)
    for first, last in _runs(words):
        if _has_post(words, first, last):
            continue
        near, beside = _around(words, first, last)
        for at in range(first, last + 1):
            word = words[at]
            if not word.public:
                form = f"{word.sort}:{word.written}"
                yield (
                    at,
                    {
                        *message,
                        *near,
                        *(f"{mark}:{form}" for mark in beside),
                        *_of_word(word, form, opens=_opens(words, at)),
                        *_of_run(words, first, last, at),
                    },
                )


def _runs(words: list[TypedWord]) -> Iterator[tuple[int, int]]:
    first = None
    for at, word in enumerate(words):
        joined = first is not None and word.candidate and _joins(words, first, at)
        if first is not None and not joined:
            yield first, at - 1
            first = None
        if word.candidate and first is None:
            first = at
    if first is not None:
        yield first, len(words) - 1


def _joins(words: list[TypedWord], first: int, at: int) -> bool:
    gap = words[at].gap
    return at - first < _LONGEST_RUN and (gap in _WITHIN or (gap == ", " and words[at - 1].text.isupper()))


def _opens(words: list[TypedWord], at: int) -> bool:
    return at == 0 or any(mark in words[at].gap for mark in _BREAKS)


def _has_post(words: list[TypedWord], first: int, last: int) -> bool:
    """Tell whether a run has a post in it, before it or after it: "HMI Jo Tarn", "Jo Tarn, the director"."""
    if any("posts" in word.kinds for word in words[first : last + 1]):
        return True
    for word in reversed(words[max(0, first - _POST_BEFORE) : first]):
        if "posts" in word.kinds:
            return True
        if "of_posts" not in word.kinds:
            break
    for word in words[last + 1 : last + 1 + _POST_AFTER]:
        if any(mark in word.gap for mark in ".?!\n"):
            return False
        if "posts" in word.kinds:
            return True
    return False


def _of_message(words: list[TypedWord]) -> set[str]:
    counts: dict[str, int] = {}
    for word in words:
        for kind in word.kinds:
            counts[kind] = counts.get(kind, 0) + 1
    persons = min(3, sum(counts.get(kind, 0) for kind in _OF_PERSONS))
    published = min(2, sum(counts.get(kind, 0) for kind in _OF_PUBLIC))
    told = {f"all:{kind}:{min(2, counts.get(kind, 0))}" for kind in _TOLD_ONCE}
    return told | {f"all:persons:{persons}", f"all:published:{published}", f"all:long:{min(len(words) // 6, 5)}", ""}


def _of_word(word: TypedWord, form: str, *, opens: bool) -> Iterator[str]:
    yield from (f"shape:{_shape(word.text)}", f"rare:{word.rarity}", f"form:{form}:{opens}")
    yield from (f"form:{form}:{opens}:{word.possessive}", f"long:{word.sort}:{min(len(word.low), 7)}")
    yield from (f"is:{kind}" for kind in word.kinds)
    if word.sort not in {"initials", "sector"}:
        yield from (f"ends:{word.low[-3:]}", f"ends:{word.low[-2:]}", f"begins:{word.low[:2]}")
    if not word.low.isascii():
        yield "foreign"
    if "-" in word.low:
        yield "hyphen"


def _shape(text: str) -> str:
    """Draw a word by its letters: "Aaa", "A.A", "A-A"; runs of more than two small ones are two."""
    drawn = ""
    for letter in text[:20]:
        sign = "A" if letter.isupper() else "a" if letter.isalpha() else letter
        if not (sign == "a" and drawn.endswith("aa")):
            drawn += sign
    return drawn if len(drawn) < 10 else "long"


def _of_run(words: list[TypedWord], first: int, last: int, at: int) -> Iterator[str]:
    size = last - first + 1
    yield f"run:{min(size, 5)}:{min(at - first, 3)}"
    yield f"run:{min(size, 4)}:{words[at].sort}:{words[at].written}"
    for kind in {kind for place in range(first, last + 1) if place != at for kind in words[place].kinds}:
        yield f"with:{kind}"


def _around(words: list[TypedWord], first: int, last: int) -> tuple[set[str], set[str]]:
    """Give what stands near a run, and of that what says more beside one sort of name than beside another."""
    near, beside = set(), set()
    for sign, places in (("-", range(first - 1, first - 1 - _WIDE, -1)), ("+", range(last + 1, last + 1 + _WIDE))):
        for distance, place in enumerate(places, 1):
            if not 0 <= place < len(words):
                if distance == 1:
                    beside.add(f"{sign}end")
                break
            word = words[place]
            beside.update(f"{sign}wide:{kind}" for kind in word.kinds)
            if distance <= _NEAR:
                near.add(f"{sign}{distance}:{'#' if word.text.isdigit() else word.low}")
                near.update(f"{sign}{distance}:{kind}" for kind in word.kinds)
            if distance == 1:
                beside.update(f"{sign}1:{kind}" for kind in word.kinds)
                beside.add(f"{sign}1:rare:{word.rarity}")
                beside.add(next((f"{sign}1:~{end}" for end in _ENDINGS if word.low.endswith(end)), f"{sign}1:~"))
    before, after = words[first].gap[-3:], (words[last + 1].gap[:3] if last + 1 < len(words) else words[last].rest)
    near |= {f"-gap:{before}", f"+gap:{after}"} | beside
    beside.add(f"gaps:{before}:{after}")
    return near, beside
