"""Every council of England is found under the names that people use, and none is taken for another."""

import json
import random
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase

import pytest

import index.authorities
from index.authorities import Gazetteer
from index.models import Authority

NAMES: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(index.authorities.__file__).parent.parent / "vocabulary" / "authorities.toml").read_text(encoding="utf-8")
)
KINDS = ("london", "metropolitan", "county", "unitary")
ENGLAND = {name: forms for kind in KINDS for name, forms in NAMES[kind].items()}
ALL = Gazetteer.load(Authority(name) for name in ENGLAND)
NONE = Gazetteer.load()
BESIDE = [
    ("derby", "Derby"),
    ("derbyshire", "Derbyshire"),
    ("nottingham", "Nottingham"),
    ("notts", "Nottinghamshire"),
    ("leicester", "Leicester"),
    ("leics", "Leicestershire"),
    ("bedford", "Bedford"),
    ("central beds", "Central Bedfordshire"),
    ("york", "York"),
    ("n yorks", "North Yorkshire"),
    ("east riding", "East Riding of Yorkshire"),
    ("north northants", "North Northamptonshire"),
    ("west northants", "West Northamptonshire"),
    ("WNC", "West Northamptonshire"),
    ("somerset", "Somerset"),
    ("north somerset", "North Somerset"),
    ("BANES", "Bath and North East Somerset"),
    ("B&NES", "Bath and North East Somerset"),
    ("lincs", "Lincolnshire"),
    ("north lincs", "North Lincolnshire"),
    ("NE Lincs", "North East Lincolnshire"),
    ("glos", "Gloucestershire"),
    ("S Glos", "South Gloucestershire"),
    ("hull", "Kingston upon Hull"),
    ("kingston upon thames", "Kingston upon Thames"),
    ("royal borough of kingston", "Kingston upon Thames"),
    ("cheshire east", "Cheshire East"),
    ("CWAC", "Cheshire West and Chester"),
    ("cumberland", "Cumberland"),
    ("sutton", "Sutton"),
    ("sutton coldfield", "Birmingham"),
    ("newcastle", "Newcastle upon Tyne"),
    ("newcastle under lyme", "Staffordshire"),
    ("durham", "Durham"),
    ("RBKC", "Kensington and Chelsea"),
    ("K & C", "Kensington and Chelsea"),
    ("LBTH", "Tower Hamlets"),
    ("LBBD", "Barking and Dagenham"),
    ("B&D", "Barking and Dagenham"),
    ("barking n dagenham", "Barking and Dagenham"),
    ("h&f", "Hammersmith and Fulham"),
    ("RBWM", "Windsor and Maidenhead"),
    ("WSCC", "West Sussex"),
    ("w sussex", "West Sussex"),
    ("p'boro", "Peterborough"),
    ("brum", "Birmingham"),
    ("b'ham", "Birmingham"),
    ("BCP", "Bournemouth, Christchurch and Poole"),
    ("telford", "Telford and Wrekin"),
    ("stoke on trent", "Stoke-on-Trent"),
    ("southend", "Southend-on-Sea"),
    ("the scillies", "Isles of Scilly"),
    ("saint helens", "St Helens"),
    ("together for children", "Sunderland"),
    ("westsussex", "West Sussex"),
    ("sand well", "Sandwell"),
]


def resolved(gazetteer: Gazetteer, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = gazetteer.find(text)
    return found.names, found.ambiguous


def one_letter_off(name: str) -> Iterator[str]:
    letters = name.lower()
    chance = random.Random(name)
    for place, letter in enumerate(letters):
        if not letter.isalpha():
            continue
        yield letters[:place] + letters[place + 1 :]
        for other in chance.sample(ascii_lowercase.replace(letter, ""), 4):
            yield letters[:place] + other + letters[place + 1 :]
        if place + 1 < len(letters) and letters[place + 1].isalpha() and letters[place + 1] != letter:
            yield letters[:place] + letters[place + 1] + letter + letters[place + 2 :]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("private fostering in swansea", "Swansea"),
        ("Cardiff neglect", "Cardiff"),
        ("Fife's care leavers", "Fife"),
        ("foster carers in the Vale of Glamorgan", "Vale of Glamorgan"),
    ],
)
def test_a_council_beyond_england_is_told_and_not_held(text: str, name: str) -> None:
    found = Gazetteer.load((Authority("Derby"),)).find(text, is_word=lambda _: True)
    assert (found.held, found.unheld) == ((), (name,))


@pytest.mark.parametrize("text", ["C Beds", "Cent. Beds", "c beds"])
def test_central_is_shortened_as_people_do(text: str) -> None:
    assert Gazetteer.load((Authority("Central Bedfordshire"),)).find(text).held == ("Central Bedfordshire",)


def test_there_are_153_authorities_of_four_kinds() -> None:
    counts = [len(NAMES[kind]) for kind in KINDS]
    assert (counts, len(ENGLAND)) == ([33, 36, 21, 63], 153)


@pytest.mark.parametrize("name", ENGLAND)
def test_every_form_and_alias_of_an_authority_is_it(name: str) -> None:
    forms = [name, name.upper(), f"{name} Council", *ENGLAND[name], name.replace(" and ", " & "), f"{name}'s"]
    for form in forms:
        text = f"private fostering in {form} 2023"
        assert resolved(ALL, text) == ((name,), ()), text


@pytest.mark.parametrize("name", ENGLAND)
def test_a_letter_wrong_is_right_or_open_but_never_another_authority(name: str) -> None:
    for typed in one_letter_off(name):
        names, choices = resolved(ALL, f"private fostering in {typed} now")
        assert not set(names) - {name}, (typed, names)
        assert not choices or name in choices or len(choices) > 1, (typed, choices)


def test_most_names_with_a_letter_wrong_are_recognised() -> None:
    typed = [(name, wrong) for name in ENGLAND if len(name) > 6 for wrong in one_letter_off(name)]
    right = sum(ALL.find(f"fostering in {wrong} now").names == (name,) for name, wrong in typed)
    assert right / len(typed) > 0.93


@pytest.mark.parametrize(("typed", "name"), BESIDE)
def test_nested_and_short_names_are_kept_apart(typed: str, name: str) -> None:
    assert resolved(ALL, f"private fostering in {typed}, was it good?") == ((name,), ())


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("Kingston private fostering", {"Kingston upon Thames", "Kingston upon Hull"}),
        ("northamptonshire care leavers", {"North Northamptonshire", "West Northamptonshire"}),
        ("cumbria care leavers", {"Cumberland", "Westmorland and Furness"}),
        ("derby county grades", {"Derby", "Derbyshire"}),
        ("cheshire front door", {"Cheshire East", "Cheshire West and Chester"}),
        ("Sussex early help", {"East Sussex", "West Sussex", "Brighton and Hove"}),
    ],
)
def test_a_name_that_several_share_is_left_open(text: str, choices: set[str]) -> None:
    found = ALL.find(text)
    assert (found.names, set(found.ambiguous)) == ((), choices)


@pytest.mark.parametrize(("text", "name"), [("derbys county slots", "Derbyshire"), ("Derbys slots", "Derby")])
def test_a_county_is_told_by_its_short_form(text: str, name: str) -> None:
    assert ALL.find(text).names == (name,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("what did the county's action plan say", "Derbyshire"),
        ("I run the audits (city), where did they fall short", "Derby"),
        ("not the county: care leavers", None),
        ("care leavers", None),
        ("the county lines team", None),
    ],
)
def test_the_county_alone_is_the_one_that_is_held_beside_its_city(text: str, name: str | None) -> None:
    both = Gazetteer.load([Authority("Derby"), Authority("Derbyshire")])
    assert both.find(text).names == ((name,) if name else ())
    assert Gazetteer.load([Authority("Derby"), Authority("Derbyshire"), Authority("Leeds")]).find(text).names == ()


def test_a_shared_name_is_the_one_that_is_held_and_says_so() -> None:
    found = Gazetteer.load([Authority("West Northamptonshire"), Authority("Derby")]).find("northants care leavers")
    assert (found.held, found.corrections) == (("West Northamptonshire",), (("northants", "West Northamptonshire"),))


def test_an_abolished_council_that_is_held_is_a_choice_beside_its_successors() -> None:
    held = [Authority("Northamptonshire"), Authority("North Northamptonshire")]
    assert Gazetteer.load(held).find("Northamptonshire MASH").ambiguous == (
        "Northamptonshire",
        "North Northamptonshire",
    )


@pytest.mark.parametrize(
    ("text", "names", "excluded"),
    [
        ("does Derby (city not county) help", ("Derby",), ("Derbyshire",)),
        ("Derby the city not the county", ("Derby",), ("Derbyshire",)),
        ("Derby city (not derbyshire)", ("Derby",), ("Derbyshire",)),
        ("Derbyshire (county, not the city)", ("Derbyshire",), ("Derby",)),
        ("Derbyshire rather than Derby City Council", ("Derbyshire",), ("Derby",)),
        ("York, not North Yorkshire", ("York",), ("North Yorkshire",)),
        ("Derby v Derbyshire", ("Derby", "Derbyshire"), ()),
    ],
)
def test_an_authority_that_is_not_meant_is_excluded(
    text: str, names: tuple[str, ...], excluded: tuple[str, ...]
) -> None:
    found = ALL.find(text)
    assert (found.names, found.excluded) == (names, excluded)


@pytest.mark.parametrize(
    "text",
    [
        "progress in reading and maths of children in care",
        "what does the reading report say",
        "are children reading enough",
        "did managers bury bad news",
        "bath time routines with the baby",
        "not enough local beds",
        "who leads on this, and did it derail",
        "survey of staff, sorry for the delay",
        "is the pool of carers halted midway",
        "parking for staff notes and lines of enquiry",
        "how sure are inspectors, surely not",
        "who is the PA, the IRO and the PCC",
        "a narrow view, a sudden motion",
        "having trouble haveing visits",
        "cases that arent child protection",
        "pooled budgets, bases and banks hampering the work",
        "are homeless teenagers assessed in line with the Southwark judgment",
        "Merton-compliant age assessments of UASC",
        "the mentor gave a stroke of luck and spoke viral",
    ],
)
def test_ordinary_words_are_no_councils(text: str) -> None:
    found = ALL.find(text)
    assert (found.names, found.ambiguous) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "Reading 2023",
        "reading council",
        "how is Reading doing?",
        "in reading, are visits on time",
        "Reading grades",
        "Reading: what needs to improve",
        "Reading care leavers",
        "Thanks. Reading front door",
    ],
)
def test_reading_is_a_council_where_a_sign_stands_beside_it(text: str) -> None:
    assert ALL.find(text).names == ("Reading",)


@pytest.mark.parametrize(
    "text", ["Reading the report, what is weak", "Reading books with foster carers", "Reading through it, any gaps?"]
)
def test_reading_that_is_done_is_no_council(text: str) -> None:
    assert ALL.find(text).names == ()


def test_a_word_of_the_library_is_never_a_misspelling() -> None:
    text = "how good is the melten scheme"
    assert NONE.find(text).names == ("Merton",) or NONE.find(text).names == ()
    assert NONE.find("the boltan scheme").names == ("Bolton",)
    assert NONE.find("the boltan scheme", is_word=lambda word: word == "boltan").names == ()


@pytest.mark.parametrize("file", ["thesaurus.txt", "glosses.txt"])
def test_no_term_of_the_sector_is_a_misspelt_council(file: str) -> None:
    text = (Path(index.authorities.__file__).parent.parent / "vocabulary" / file).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert [found for line in lines if (found := ALL.find(line).corrections)] == []


def test_a_misspelt_name_that_ends_a_question_is_a_council_also_where_it_is_as_near_to_a_word() -> None:
    assert ALL.find("private fostering in havring").names == ("Havering",)
    assert ALL.find("how good is supervision at havring?").names == ("Havering",)
    assert ALL.find("difficulty in haveing visits").names == ()


def test_a_town_counts_only_where_no_council_is_named() -> None:
    assert ALL.find("hereford care leavers").names == ("Herefordshire",)
    assert ALL.find("children from Norwich placed in Derby").names == ("Derby",)
    assert ALL.find("does Derbyshire Police work with Derby").names == ("Derby",)


def test_an_authority_that_is_not_held_is_named_as_such() -> None:
    found = Gazetteer.load([Authority("Derby")]).find("Derby and Leeds")
    assert (found.held, found.unheld) == (("Derby",), ("Leeds",))


def test_authorities_of_the_library_are_known_by_their_own_names() -> None:
    held = [Authority("Northbridge", ("Northbridge City", "NBCC")), Authority("Northbridgeshire"), Authority("Hull")]
    own = Gazetteer.load(held)
    assert own.find("northbridge city council v northbridgeshire").held == ("Northbridge", "Northbridgeshire")
    assert own.find("NBCC fostering").held == ("Northbridge",)
    assert own.find("Northbrige fostering").corrections == (("Northbrige", "Northbridge"),)
    assert own.find("kingston upon hull").held == ("Hull",)


def test_spans_cover_what_was_said_of_authorities_and_no_more() -> None:
    text = "What did London Borough of Brent's letter say (not Barnet Council) on council tax?"
    found = ALL.find(text)
    assert [text[start:end] for start, end in found.spans] == ["London Borough of Brent's", "not Barnet Council"]
    text = "Derby council tax relief"
    assert [text[start:end] for start, end in ALL.find(text).spans] == ["Derby"]


def test_canonical_gives_one_name_for_every_form() -> None:
    forms = ["Hull City Council", "Bournemouth, Christchurch & Poole", "Derby City", "Kingston upon Hull, City of"]
    assert [NONE.canonical(form) for form in forms] == [
        "Kingston upon Hull", "Bournemouth, Christchurch and Poole", "Derby", "Kingston upon Hull",
    ]  # fmt: skip
    assert [NONE.canonical(form) for form in ["Kingston", "nowhere", "fostering in Derby"]] == [None, None, None]


def test_judged_questions_resolve_to_the_authority_that_they_are_about(shared: Path) -> None:
    folders = [path.name.split("_", 1)[1] for path in (shared / "library" / "inspections").iterdir()]
    held = Gazetteer.load(Authority(name) for name in map(NONE.canonical, folders) if name)
    wrong = []
    for file in ("dev_reports", "dev_lay"):
        for line in (shared / "questions" / f"{file}.jsonl").read_text(encoding="utf-8").splitlines():
            judged = json.loads(line)
            found = held.find(judged["question"])
            if judged.get("authority"):
                right = found.held == (NONE.canonical(judged["authority"]),) and not found.ambiguous
            else:
                right = judged["type"] == "compare" or not found.all
            if not right:
                wrong.append((judged["id"], found.names, found.ambiguous))
    assert wrong == []


def test_a_long_text_is_searched_quickly() -> None:
    chance = random.Random(5)
    words = ["".join(chance.choices(ascii_lowercase, k=chance.randint(2, 9))) for _ in range(1700)]
    ALL.find("barnsely first")
    before = time.thread_time()
    ALL.find(" ".join(words)[:10_000])
    assert time.thread_time() - before < 0.1  # 6 ms on a quiet machine


def test_a_word_that_names_of_the_library_share_means_any_of_them() -> None:
    both = Gazetteer.load((Authority("North Tarnby", ()), Authority("South Tarnby", ()), Authority("Merrow", ())))
    assert both.find("what about foster carers in Tarnby?").ambiguous == ("North Tarnby", "South Tarnby")
    assert both.find("foster carers in north tarnby").names == ("North Tarnby",)
    assert both.find("merrow").names == ("Merrow",)
    one = Gazetteer.load((Authority("North Tarnby", ()),)).find("Tarnby?").all
    assert [(mention.name, mention.read_as) for mention in one] == [("North Tarnby", "North Tarnby")]


@pytest.mark.parametrize(("typed", "name"), [("middlesboro", "Middlesbrough"), ("peterbro", "Peterborough")])
def test_the_end_of_a_boroughs_name_may_be_shortened(typed: str, name: str) -> None:
    assert Gazetteer.load().find(f"caseloads in {typed}").names == (name,)
