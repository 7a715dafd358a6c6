"""What admins see stays within Slack's limits and says what is there, however long and hostile the names in it are."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from check_blocks import block_errors
from fake_slack_limits import pings, view_fault

from bot.library import RunState
from bot.records.audit import AuditEntry
from bot.slack.admin.audit_view import audit_view
from bot.slack.admin.document_details import DocumentDetails
from bot.slack.admin.document_view import bin_view, confirmable, correction_form, document_view, removed_view
from bot.slack.admin.feedback_view import feedback_view, read_done, read_turn
from bot.slack.admin.vocabulary_view import (
    added,
    alias_form,
    off_form,
    read_alias,
    read_off,
    read_switch,
    read_term,
    term_form,
    vocabulary_view,
)
from bot.slack.blocks.action_ids import Action, Manage, several
from bot.slack.blocks.forms import Held
from bot.slack.home.admin_page import MOST, Overview, admin_blocks
from bot.slack.home.document_list import Choice, attended, chosen, library_blocks, read_choice, refilter, write_choice
from bot.slack.home.health import Health, Use
from bot.slack.home.page import home_view
from bot.slack.home.runs import moment, progress_blocks, runs_view
from bot.slack.state.feedback import Complaint
from index.errors import TomlFault
from index.folder.trash import Binned
from index.models import Document, Improvement, Judgement, Kind, Period, Voice
from index.search.vocabulary_overlay import Learned
from index.storage.records import Run
from index.vocabulary.local_words import LocalWords

Json = dict[str, Any]
HOSTILE = "<!channel> <@U00001> *bold* & <https://example.org|here> \u202eevil\x07 😀😀 " * 9
NOW = datetime(2026, 11, 21, 7, 15, tzinfo=UTC)
WARNING = "The document is dated 10 August 2017, its file name 11 August 2017."


def document(number: int, **more: Any) -> Document:
    given: dict[str, Any] = {
        "path": f"{number:04d}/{HOSTILE}.pdf",
        "sha256": f"{number:064x}",
        "title": f"{HOSTILE} {number}",
        "kind": list(Kind)[number % len(Kind)],
        "voice": Voice.INSPECTOR,
        "authority": f"{chr(65 + number % 26)}{number} {HOSTILE}",
        "published": date(2010 + number % 15, 1 + number % 12, 1 + number % 28),
        "inspected": Period(date(2010, 1, 1), date(2010, 1, 5)),
        "lead_inspector": HOSTILE,
        "pages": 12,
        "also": tuple(f"{HOSTILE}{n}" for n in range(30)),
        "aliases": (HOSTILE,) * 20,
        "url": "https://example.org/" + "x" * 900,
        "judgements": tuple(Judgement(HOSTILE, HOSTILE, 1) for _ in range(60)),
        "improvements": tuple(Improvement(HOSTILE, None, None, 1) for _ in range(60)),
        "warnings": (HOSTILE, WARNING) if number % 9 == 0 else (),
    }
    return Document(**{**given, **more})


LIBRARY = tuple(document(n) for n in range(500))
RUN = Run(
    started="2026-11-21T06:10:00+00:00",
    finished="2026-11-21T06:11:00+00:00",
    generation=7,
    added=tuple(f"{HOSTILE}{n}" for n in range(500)),
    updated=(HOSTILE,) * 500,
    removed=(HOSTILE,) * 500,
    failed=tuple((f"{n}", HOSTILE) for n in range(500)),
    warnings=(HOSTILE,) * 500,
)
FULL = Overview(
    documents=LIBRARY,
    runs=(RUN,) * 60,
    progress=RunState(running=True, done=211, total=500, name=HOSTILE),
    health=Health(
        generation=10**9,
        documents=10**6,
        passages=10**8,
        index_bytes=10**12,
        folder_bytes=10**12,
        free_bytes=10**13,
        slack=HOSTILE,
        faults=(HOSTILE,) * 30,
    ),
    use=Use(
        answers=10**7,
        refusals=10**6,
        askers_at_most=10**5,
        median=0.034,
        p99=123.4,
        last=NOW,
        refused_most=((HOSTILE, 10**6),) * 40,
        picture="F0123456789",
    ),
    binned=10**6,
    bad_feedback=10**6,
    waiting=10**6,
)
BINNED = [
    Binned(f"{n:016x}", f"{HOSTILE}/{n}", f"{HOSTILE}{n}", NOW, "0" * 64, 10**9, replaced=n % 2 == 0) for n in range(90)
]
UNHAPPY = [Complaint(f"{n}", NOW, "not_about", HOSTILE, HOSTILE, (HOSTILE,) * 9, done=n % 3 == 0) for n in range(90)]
AUDITED = AuditEntry(1, NOW, HOSTILE, HOSTILE, HOSTILE, "failed", HOSTILE * 9)
LEARNED = [Learned(f"{n} {HOSTILE}", (HOSTILE,) * 9, on=n % 2 == 0) for n in range(3_000)]
WORDS = LocalWords(
    terms={f"{HOSTILE}{n}": (HOSTILE,) * 20 for n in range(90)},
    aliases={f"{HOSTILE}{n}": (HOSTILE,) * 20 for n in range(90)},
    off=frozenset(f"{HOSTILE}{n}" for n in range(90)),
    faults=(TomlFault(3, HOSTILE, "vocabulary.toml"),) * 9,
)


def home(overview: Overview, choice: Choice | None = None) -> Json:
    held = Held(authorities=tuple(sorted({d.authority for d in overview.documents if d.authority})), years=(2024,))
    view = home_view(
        overview.documents,
        held=held,
        default=None,
        examples=[(HOSTILE[:75], HOSTILE)] * 4,
        extra=admin_blocks(overview, choice or Choice()),
    )
    return {**view, "private_metadata": write_choice(choice or Choice())}


def every_view() -> Iterator[tuple[str, Json]]:
    yield "home", home(FULL)
    yield "home, last page", home(FULL, Choice(page=10**6))
    yield "home, filtered", home(FULL, Choice(kind="SLIDES", warnings=True, page=1))
    yield "home, empty", home(Overview())
    standing = DocumentDetails(10**6, 10**5, 10**9, supersedes=LIBRARY, superseded_by=LIBRARY[3])
    yield "document", document_view(LIBRARY[0], standing, note=HOSTILE)
    bare = Document("a.txt", "0" * 64, "", Kind.OTHER, Voice.UNKNOWN)
    yield "bare document", document_view(bare, DocumentDetails())
    yield "correction", correction_form(LIBRARY[0])
    yield "bare correction", correction_form(bare)
    yield "removed", removed_view([HOSTILE] * 30, [f"{n}" for n in range(30)])
    yield "runs", runs_view((RUN,) * 60)
    yield "audit", audit_view([AUDITED] * 15, page=3, further=True)
    yield "no audit", audit_view(())
    yield "no runs", runs_view(())
    yield "bin", bin_view(BINNED, page=1, note=HOSTILE)
    yield "empty bin", bin_view(())
    yield "feedback", feedback_view(UNHAPPY, page=1, all_of_it=True)
    yield "no feedback", feedback_view(())
    yield "vocabulary", vocabulary_view(LEARNED, WORDS, note=HOSTILE)
    yield "last of the vocabulary", vocabulary_view(LEARNED, WORDS, page=10**6)
    yield "empty vocabulary", vocabulary_view((), LocalWords())
    yield "term", term_form()
    yield "off", off_form()
    yield "alias", alias_form([d.authority or "" for d in LIBRARY])


VIEWS = dict(every_view())


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_slack_takes_every_view_however_long_and_hostile_the_names_are(name):
    assert view_fault(VIEWS[name]) is None
    assert len(json.dumps(VIEWS[name]).encode()) < 245_000


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_no_name_turns_into_a_mention_or_a_link(name):
    assert pings("", VIEWS[name]["blocks"]) == []
    assert '"mrkdwn"' not in json.dumps(VIEWS[name])


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_every_block_has_the_published_structure(name):
    assert [error for block in VIEWS[name]["blocks"] for error in block_errors(block)] == []


def test_home_fits_with_five_hundred_councils_of_long_and_hostile_names():
    library = tuple(replace(d, authority=f"{n} {HOSTILE}"[:80]) for n, d in enumerate(LIBRARY))
    view = home(replace(FULL, documents=library))
    assert view_fault(view) is None


def test_the_word_on_privacy_is_never_pushed_off_home():
    blocks = home(FULL)["blocks"]
    assert blocks[-2]["text"]["text"] == "Your privacy"
    assert len(admin_blocks(FULL, Choice())) <= MOST


def test_every_document_stands_on_one_page_and_those_with_warnings_first():
    seen: list[str] = []
    choice = Choice()
    while True:
        blocks = library_blocks(LIBRARY, choice)
        seen += [
            b["accessory"]["value"]
            for b in blocks
            if (b.get("accessory") or {}).get("action_id", "").startswith(Manage.DETAILS)
        ]
        turns = [e for b in blocks if b["type"] == "actions" for e in b["elements"] if e["type"] == "button"]
        further = [t for t in turns if t["text"]["text"] == "Next page"]
        if not further:
            break
        choice = refilter(choice, further[0])
    assert seen == [d.sha256 for d in attended(LIBRARY)]
    assert len(set(seen)) == 500
    warned = sum(bool(d.warnings) for d in LIBRARY)
    assert all(LIBRARY[int(sha256, 16)].warnings for sha256 in seen[:warned])


def test_filters_leave_only_what_was_asked_for_and_begin_on_the_first_page():
    start = Choice(page=7)
    filters = library_blocks(LIBRARY, start)[0]["elements"]
    authority = next(
        o for g in filters[0]["option_groups"] for o in g["options"] if o["text"]["text"].startswith("B1 ")
    )
    choice = refilter(start, {"action_id": Manage.AUTHORITY, "selected_option": authority})
    assert choice.page == 0
    assert {d.authority for d in chosen(LIBRARY, choice)} == {LIBRARY[1].authority}
    choice = refilter(start, {"action_id": Manage.KIND, "selected_option": {"value": "SLIDES"}})
    assert {d.kind for d in chosen(LIBRARY, choice)} == {Kind.SLIDES}
    choice = refilter(start, {"action_id": Manage.WARNINGS, "value": "1"})
    assert all(d.warnings for d in chosen(LIBRARY, choice))
    assert refilter(choice, {"action_id": Manage.WARNINGS, "value": "0"}) == Choice()


def test_a_council_that_is_not_known_can_be_filtered_for():
    library = (*LIBRARY[:3], document(900, authority=None))
    option = library_blocks(library, Choice())[0]["elements"][0]["option_groups"][0]["options"][1]
    assert option["text"]["text"] == "Council not known"
    choice = refilter(Choice(), {"action_id": Manage.AUTHORITY, "selected_option": option})
    assert [d.authority for d in chosen(library, choice)] == [None]


@pytest.mark.parametrize("held", ["", "[]", "nonsense", '{"p":"x"}', '{"a":1,"k":null,"w":2,"p":-5}', "null"])
def test_a_choice_that_is_not_ours_is_shown_as_the_first_page(held):
    blocks = library_blocks(LIBRARY, read_choice({"private_metadata": held}))
    assert "page 1 of 50" in json.dumps(blocks) or "No document is like that" in json.dumps(blocks)


def test_a_choice_survives_its_way_through_slack():
    choice = Choice("0123456789abcdef", "SLIDES", True, 12)
    assert read_choice({"private_metadata": write_choice(choice)}) == choice


def test_details_ask_before_anything_is_removed():
    blocks = document_view(LIBRARY[0], DocumentDetails())["blocks"]
    remove = next(e for b in blocks if b["type"] == "actions" for e in b["elements"] if e["action_id"] == Manage.REMOVE)
    assert remove["style"] == "danger"
    assert remove["confirm"]["deny"]["text"] == "Keep it"
    assert "All 31 files" in remove["confirm"]["text"]["text"]


def test_what_was_read_can_be_settled_only_where_that_ends_every_warning():
    dated = document(1, warnings=(WARNING,))
    assert confirmable(dated) == {"published": dated.published}
    assert confirmable(document(1, warnings=("No authority could be told from the text.",), authority=None)) == {}
    assert confirmable(document(1, warnings=(WARNING, "Something else."))) == {}
    assert confirmable(document(1, warnings=())) == {}
    unknown = document(1, voice=Voice.UNKNOWN, warnings=("It cannot be told whose words these are.",))
    assert confirmable(unknown) == {}


def test_progress_says_what_is_going_on():
    def said(progress: RunState) -> str:
        return json.dumps(progress_blocks(progress), ensure_ascii=False)

    assert progress_blocks(RunState()) == []
    assert "87 of 212 files" in said(RunState(running=True, done=87, total=212, name="a.pdf"))
    assert "Looking through" in said(RunState(running=True))
    assert "searchable" in said(RunState(running=True, done=212, total=212))
    assert "Another run" in said(RunState(running=True, waiting=True))
    assert "did not end: no room" in said(RunState(error="no room"))


def test_runs_that_changed_nothing_are_left_out_but_the_last():
    idle = replace(RUN, added=(), updated=(), removed=(), failed=(), warnings=(), generation=9)
    text = json.dumps(runs_view((idle, idle, RUN, idle)))
    assert text.count("Nothing changed") == 1
    assert text.count("version 7") == 1
    assert moment(NOW)["timestamp"] == 1795245300
    assert moment(NOW)["fallback"] == "21 November 2026, 07:15 UTC"
    assert moment(NOW.replace(tzinfo=None)) == moment(NOW)
    assert "no moment" in json.dumps(runs_view((replace(RUN, finished="no moment"),)))


def test_the_audit_names_people_by_their_ids_and_the_machine_in_words():
    def said(**more: str) -> str:
        return json.dumps(audit_view([replace(AUDITED, act="removed", subject="a.pdf", detail="", **more)]))

    assert '{"type": "user", "user_id": "U0123ABC"}' in said(actor="U0123ABC", outcome="done")
    assert "by itself" in said(actor="watcher")
    assert ": removed, a.pdf (failed)" in said(actor="cli:ann", outcome="failed")


def test_feedback_that_is_done_leaves_the_list_and_can_be_brought_back():
    assert '"1:0:1"' in json.dumps(feedback_view(UNHAPPY[:2]))
    assert '"0:1:0"' in json.dumps(feedback_view(UNHAPPY[:2], all_of_it=True))
    assert "All of it is done" in json.dumps(feedback_view([replace(UNHAPPY[0], done=True)]))
    assert read_turn("all:3") == (True, 3)
    assert read_turn("open:x") == (False, 0)
    assert read_turn("") == (False, 0)
    assert read_done("1:0:abc") == ("abc", True, False)
    assert read_done("0:1:abc") == ("abc", False, True)
    assert read_done("") == ("", False, False)


def test_forms_of_the_vocabulary_are_read_as_they_were_filled_in():
    def filled(**values: Any) -> Json:
        return {"state": {"values": {name: {name: value} for name, value in values.items()}}}

    typed = filled(term={"value": "  SGO "}, ways={"value": "special  guardianship order\n\nspecial guardianship\n"})
    assert read_term(typed) == ("SGO", ("special guardianship order", "special guardianship"))
    names = ["Derby", "Derbyshire", "Kent"]
    options = [o for g in alias_form(names)["blocks"][0]["element"]["option_groups"] for o in g["options"]]
    derbyshire = next(o for o in options if o["text"]["text"] == "Derbyshire")
    chosen_one = filled(authority={"selected_option": derbyshire}, alias={"value": "the county"})
    assert read_alias(chosen_one, names) == ("Derbyshire", "the county")
    # The list has changed meanwhile: the same number now means another council, and none is taken.
    assert read_alias(chosen_one, ["Barnet", *names]) == ("", "the county")
    assert read_off(filled(word={"value": " IRO  "})) == "IRO"
    assert read_off({}) == ""
    assert read_switch("1:3:a:b") == ("a:b", True, 3)
    assert read_switch("") == ("", False, 0)


def test_what_admins_settled_is_listed_but_learned_abbreviations_once():
    words = LocalWords({"SGO": ("special guardianship order",)}, {"Derby": ("the city",)}, frozenset({"iro", "mash"}))
    entries = added(words, [Learned("IRO", ("independent reviewing officer",), on=False)])
    assert [entry.text for entry in entries] == [
        "SGO: also searched as special guardianship order",
        "Derby: also called the city",
        "mash: switched off",
    ]
    assert len({entry.key for entry in entries}) == 3


def test_no_name_of_an_action_is_taken_for_another():
    names = [value for group in (Action, Manage) for key, value in vars(group).items() if key.isupper()]
    assert len(set(names)) == len(names)
    for name in names:  # Bolt searches with the pattern
        assert [other for other in names if several(name).search(other) or several(name).search(f"{other}:3")] == [name]
