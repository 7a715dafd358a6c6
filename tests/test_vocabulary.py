"""The shipped vocabulary is sound: nothing empty, nothing twice, nothing that leads nowhere."""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

import index.vocabulary.word_lists as thesaurus_module
from index.storage import open_library
from index.vocabulary.word_lists import (
    load_background,
    load_glosses,
    load_homophones,
    load_initials,
    load_misspellings,
    load_thesaurus,
    parse_background,
    parse_homophones,
    parse_initials,
)

FOLDER = Path(thesaurus_module.__file__).parent
LISTS = sorted(FOLDER.glob("*.txt"))

# A trigger in two classes brings both in. Allowed only where both readings are meant.
SHARED_TRIGGERS: frozenset[str] = frozenset()

# Glosses shorter than this would match everything; longer ones match nothing.
FEWEST_WORDS, MOST_WORDS = 1, 40


def plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9']+", text.lower().replace("’", "'")))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_lines_are_short_and_begin_and_end_cleanly(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        assert len(line) <= 1500, f"{path.name}:{number} is {len(line)} characters long"
        assert line == line.strip(), f"{path.name}:{number} has white space at its ends"
        assert "\t" not in line, f"{path.name}:{number} has a tab"


def test_every_member_of_a_class_is_a_word_and_stands_once() -> None:
    for entry in load_thesaurus():
        members = entry.triggers + entry.related
        assert entry.targets, f"{entry.triggers[:2]} leads nowhere"
        assert entry.triggers, f"{entry.targets[:2]} can never be asked"
        assert all(plain(member) for member in members + entry.targets), f"an empty member in {entry.triggers[:2]}"
        for part in (entry.triggers, entry.targets, entry.related):
            twice = [name for name, times in Counter(name.lower() for name in part).items() if times > 1]
            assert not twice, f"twice in one class: {twice}"


def test_a_trigger_brings_in_one_class_only() -> None:
    classes: dict[str, set[int]] = defaultdict(set)
    for number, entry in enumerate(load_thesaurus()):
        for trigger in entry.triggers:
            classes[plain(trigger)].add(number)
    shared = {trigger for trigger, numbers in classes.items() if len(numbers) > 1}
    assert shared == SHARED_TRIGGERS


def test_no_trigger_is_a_bare_number_or_a_single_letter() -> None:
    triggers = {plain(trigger) for entry in load_thesaurus() for trigger in entry.triggers}
    assert not {trigger for trigger in triggers if trigger.isdigit() or len(trigger) == 1}


def test_every_gloss_describes_a_term_of_the_thesaurus() -> None:
    triggers = {plain(trigger) for entry in load_thesaurus() for trigger in entry.triggers}
    assert not {gloss.term for gloss in load_glosses()} - {term for term in _terms() if plain(term) in triggers}


def test_no_description_stands_for_two_terms() -> None:
    terms: dict[str, set[str]] = defaultdict(set)
    for gloss in load_glosses():
        for description in gloss.descriptions:
            assert FEWEST_WORDS <= len(description.split()) <= MOST_WORDS, description
            terms[plain(description)].add(gloss.term)
    assert not {text: names for text, names in terms.items() if len(names) > 1}


def test_initials_stand_once_and_have_a_long_form() -> None:
    entries = load_initials()
    assert all(entry.meanings for entry in entries)
    twice = [
        name
        for name, times in Counter(spelling for entry in entries for spelling in entry.spellings).items()
        if times > 1
    ]
    assert not twice


@pytest.mark.parametrize("initials", ["SEND", "PA", "IT", "ACE", "MET", "AD"])
def test_initials_that_are_also_words_count_only_in_capitals(initials: str) -> None:
    assert [entry.capitals for entry in load_initials() if initials in entry.spellings] == [True]


def test_words_heard_wrong_stand_once_and_mean_something_else() -> None:
    entries = load_homophones()
    assert len({entry.heard for entry in entries}) == len(entries)
    assert all(entry.meant and entry.heard not in entry.meant for entry in entries)


def test_misspellings_are_no_words_of_the_thesaurus() -> None:
    known = {word for entry in load_thesaurus() for name in entry.targets for word in plain(name).split()}
    pairs = load_misspellings()
    assert not set(pairs) & known
    assert all(typed != meant for typed, meant in pairs.items())


def test_cues_are_of_the_kinds_that_are_described() -> None:
    cues = load_background()
    assert set(cues) == {"ask", "tell", "who", "lead", "tail", "outlet"}
    for kind, phrases in cues.items():
        twice = [phrase for phrase, times in Counter(phrases).items() if times > 1]
        assert not twice, f"{kind}: {twice}"


def test_word_lists_are_read_as_their_headers_say() -> None:
    entries = parse_initials("# x\nLAC = CLA | looked after | in care\n!SG = !SGs | special guardian")
    assert [(entry.spellings, entry.capitals) for entry in entries] == [
        (("LAC", "CLA"), False),
        (("SG", "SGs"), True),
    ]
    (heard,) = parse_homophones("?caught | court @ judge, order")
    assert (heard.heard, heard.meant, heard.cues, heard.doubtful) == ("caught", ("court",), ("judge", "order"), True)
    assert parse_background("ask: a; b\nask: c") == {"ask": ("a", "b", "c")}


def test_the_thesaurus_speaks_the_language_of_the_reports(library_index: Path) -> None:
    """Most targets stand in the real reports; the rest are of newer reports than those, or rarer."""
    targets = {plain(target) for entry in load_thesaurus() for target in entry.targets}
    printed = _printed(targets, plain(_library_text(library_index)).split())
    for entry in load_thesaurus():
        found = any(plain(target) in printed for target in entry.targets)
        assert found or plain(entry.triggers[0]) in NOT_YET_PRINTED, f"nothing to find for {entry.triggers[0]!r}"
    long = {plain(target) for entry in load_thesaurus() for target in entry.targets if len(target) > 3}
    assert len(long & printed) / len(long) > 0.4


# Classes whose words stand in none of the reports held here.
NOT_YET_PRINTED = frozenset({"eating disorder", "faith abuse", "solo placement", "welfare reports"})


def _terms() -> set[str]:
    return {gloss.term for gloss in load_glosses()}


def _printed(targets: set[str], words: list[str]) -> set[str]:
    """Tell which targets the words of a text begin with somewhere; the last word of each may go on."""
    ways: dict[str, set[str]] = {target.split(" ")[0]: set() for target in targets if " " in target}
    longest = max(len(target.split(" ")) for target in targets)
    for number, word in enumerate(words):
        if word in ways:
            ways[word].add(" ".join(words[number : number + longest]))
    alone = " " + " ".join(set(words))

    def stands(target: str) -> bool:
        first, blank, _ = target.partition(" ")
        return any(way.startswith(target) for way in ways[first]) if blank else f" {target}" in alone

    return set(filter(stands, targets))


def _library_text(index: Path) -> str:
    library = open_library(index)
    passages = (passage for document in library.documents for passage in library.passages_of(document))
    return "\n".join(f"{passage.section or ''}\n{passage.text}" for passage in passages)
