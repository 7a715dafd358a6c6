"""Spelling: what a word that nobody knows was meant to be.

In comes a form; out goes the form of the library or of ordinary English that it most likely stands for, or nothing.
A noisy channel: the likelier a word is in this library and in English, and the fewer letters differ, the better
(Kernighan, Church and Gale 1990). A form that stands in the library or in the vocabulary is never touched.
"""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, lru_cache

from index.text import STOP_WORDS, inflections

_ERROR = 2.4  # what one wrong letter costs, in powers of ten of frequency
_ERROR_ALIKE = 1.2  # the same, where both sound alike
_SOUND = 1.0  # what is given back when both sound alike
_SHORTEST = 4  # letters of a word that is corrected: a shorter one may be initials, or cut off ("acc", "rec")
_LIKE_IN_SOUND = 6  # letters from which on more than one may be wrong where both sound alike
_LONG = 7  # letters from which on two may be wrong without a likeness in sound
_OF_THE_FIELD = 0.3  # by how much a word counts for more in this library than in ordinary English, in powers of ten
_MARGIN = 2.0  # how much likelier a correction must be than a rare word that was typed
# How British spellings differ from American ones.
_BRITISH = (
    (re.compile(r"is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|ed|es|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z])our(?=[a-z]{0,4}$)"), "or"),
    (re.compile(r"tre(?=s?$)"), "ter"),
    (re.compile(r"ll(?=(?:ed|ing|or|ors|er|ers)$)"), "l"),
    (re.compile(r"ence(?=s?$)"), "ense"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"[ao]e(?=[a-z]{3})"), "e"),
)
CORRECTION_RATE = 20.0  # in a million words: a word of ordinary English that a form may be corrected to
LIBRARY_RATE = 300.0  # a form of the library counts as if it stood this often in a million words, times its share


class Speller:
    """Corrects forms against the words of one generation; reads its lists only when a form is unknown."""

    def __init__(self, known: Collection[str], ordinary: bytes, spelling: bytes) -> None:
        """Take the forms of the library, ordinary English ("form rate" lines) and the words to correct to."""
        self._known = known
        self._ordinary = ordinary
        self._blob = spelling
        self._nearest = lru_cache(maxsize=64)(self._look_for)  # a question's words are asked for many times over

    def correct(self, form: str) -> str | None:
        """Give the form that was meant, or None where the form is known or nothing is near."""
        if form in self._known or form in STOP_WORDS or not form.isalpha() or len(form) < _SHORTEST:
            return None
        return self._nearest(form)

    def _look_for(self, form: str) -> str | None:
        own = self.rate(form)
        if own > 1.0 or any(inflection in self._known for inflection in inflections(form)):
            return None
        from rapidfuzz.distance import OSA  # few questions have a word that is not known

        limit = 1 if own or len(form) < _LONG else 2
        sound = sound_of(form)
        best, best_score = None, -math.inf
        for length in range(len(form) - limit, len(form) + limit + 1):
            for candidate, weight, candidate_sound in self._by_shape.get((form[0], length), ()):
                distance = OSA.distance(form, candidate, score_cutoff=limit)
                if distance > limit or (own and not self._is_of_the_field(candidate, weight)):
                    continue
                score = weight - _ERROR * distance + (_SOUND if candidate_sound == sound else 0.0)
                if score > best_score:
                    best, best_score = candidate, score
        furthest = 1 if own or len(form) < _LIKE_IN_SOUND else len(form) // 2
        for candidate, weight in self._by_sound.get(sound, ()):
            distance = OSA.distance(form, candidate)
            if distance <= furthest and not (own and not self._is_of_the_field(candidate, weight)):
                score = weight - _ERROR_ALIKE * distance
                if score > best_score:
                    best, best_score = candidate, score
        if best is None or (own and best_score < math.log10(own) - _ERROR + _MARGIN):
            return None
        return best

    def _is_of_the_field(self, form: str, weight: float) -> bool:
        """Say whether this library uses a word far more than ordinary English: only for such a one may a rare word of
        English have been typed ("manger")."""
        return weight >= math.log10(self.rate(form) or 0.01) + _OF_THE_FIELD

    def rate(self, form: str) -> float:
        """Give how often ordinary English has the form in a million words, 0 where it does not know it.

        The list has American spellings: of a British one it is asked in the American way, too.
        """
        return self._rate(form) or max(
            (self._rate(american) for british, way in _BRITISH if (american := british.sub(way, form, 1)) != form),
            default=0.0,
        )

    def _rate(self, form: str) -> float:
        wanted, lines = form.encode(), self._ordinary
        first, last = 0, len(lines)  # the line that is wanted begins within; the list is sorted
        while first < last:
            start = lines.rfind(b"\n", first, (first + last) // 2) + 1 or first
            stop = lines.find(b"\n", start)
            stop = len(lines) if stop < 0 else stop
            word, _, rate = lines[start:stop].partition(b" ")
            if word == wanted:
                return float(rate)
            first, last = (stop + 1, last) if word < wanted else (first, start)
        return 0.0

    @cached_property
    def _candidates(self) -> list[tuple[str, float, str]]:
        rows = (line.split(" ") for line in self._blob.decode().split("\n") if line)
        return [(form, float(weight), sound) for form, weight, sound in rows]

    @cached_property
    def _by_shape(self) -> Mapping[tuple[str, int], Sequence[tuple[str, float, str]]]:
        shapes = defaultdict(list)
        for candidate in self._candidates:
            shapes[candidate[0][0], len(candidate[0])].append(candidate)
        return shapes

    @cached_property
    def _by_sound(self) -> Mapping[str, Sequence[tuple[str, float]]]:
        sounds = defaultdict(list)
        for form, weight, sound in self._candidates:
            sounds[sound].append((form, weight))
        return sounds


# Spellings of one sound in English, longest first; what is left of the vowels after the first letter is dropped.
_SOUNDS = (
    ("tion", "shn"), ("sion", "shn"), ("shun", "shn"), ("cian", "shn"), ("tious", "shs"), ("tial", "shl"),
    ("cial", "shl"), ("ture", "chr"), ("ough", "o"), ("augh", "a"), ("eigh", "a"), ("igh", "i"), ("tch", "ch"),
    ("sch", "sk"), ("ph", "f"), ("wh", "w"), ("kn", "n"), ("wr", "r"), ("gn", "n"), ("ps", "s"), ("ck", "k"),
    ("qu", "kw"), ("dge", "j"), ("ce", "s"), ("ci", "s"), ("cy", "s"), ("sc", "s"), ("ge", "j"), ("gi", "j"),
    ("x", "ks"), ("c", "k"), ("q", "k"), ("z", "s"), ("y", "i"),
)  # fmt: skip


def sound_of(form: str) -> str:
    """Write a form as it sounds, roughly: consonants, and whether it begins with a vowel."""
    for spelling, sound in _SOUNDS:
        form = form.replace(spelling, sound)
    first = "a" if form[:1] in "aeiou" else ""
    consonants = [letter for letter in form if letter not in "aeiouh'"]
    return first + "".join(c for i, c in enumerate(consonants) if i == 0 or c != consonants[i - 1])
