"""What is said of a file that waits keeps within Slack's limits, whatever the document says."""

import json
from datetime import date

import pytest
from fake_slack_limits import message_fault, pings, view_fault

from bot.slack.admin.metadata_form import read_metadata
from bot.slack.uploads.messages import (
    add_form,
    examined_message,
    refused_message,
    replaced_mark,
    settle_form,
    upload_note,
)
from index.errors import UploadError
from index.indexing.preview import Examined
from index.models import Document, Improvement, Judgement, Kind, Period, Voice

WORST = ("a" * 400, "🦉" * 400, "<!channel> & <@U00001> " * 20, "\u202eright to left " * 30)


def document(text: str = "Short", *, many: int = 3) -> Document:
    return Document(
        path=f"{text[:200]}.pdf",
        sha256="0" * 64,
        title=text,
        kind=Kind.INSPECTION,
        voice=Voice.INSPECTOR,
        authority=text,
        published=date(2025, 7, 8),
        inspected=Period(date(2025, 5, 19), date(2025, 5, 23)),
        lead_inspector=text,
        pages=14,
        judgements=tuple(Judgement(f"{number} {text}", text, 1) for number in range(many)),
        improvements=tuple(Improvement(text, None, None, 1) for _ in range(many)),
        warnings=tuple(f"{number} {text}" for number in range(many)),
    )


def filled(view: dict, **given: str | None) -> dict:
    """The form as Slack sends it back: what it showed, but for what is given."""
    values: dict = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        name = element["action_id"]
        state = {
            "value": element.get("initial_value"),
            "selected_date": element.get("initial_date"),
            "selected_option": element.get("initial_option"),
        }
        if name in given:
            key = "selected_date" if element["type"] == "datepicker" else "value"
            state[key] = given[name]
        values[block["block_id"]] = {name: state}
    return {**view, "state": {"values": values}}


@pytest.mark.parametrize("text", WORST)
def test_slack_takes_what_was_read_of_any_document(text):
    changes = tuple(f"{number} {text}" for number in range(40))
    examined = Examined(document(text, many=40), 9_999, 9_999, None, f"{text[:200]}.pdf", changes, changes)
    message = examined_message("0" * 16, examined, settled=("title", "url"), note=text)
    assert message_fault(list(message.blocks)) is None
    assert len(message.text) <= 4_000
    assert not pings(message.text, list(message.blocks))
    assert view_fault(settle_form("0" * 16, document(text), channel="C1", ts="1.1", thread_ts="1.0")) is None
    assert message_fault(list(upload_note(text, "waits.").blocks)) is None
    refused = [UploadError(text, "it is no file", "Send it again.") for _ in range(10)]
    assert message_fault(list(refused_message(refused, of=10).blocks)) is None


def test_slack_takes_the_form_that_adds():
    assert view_fault(add_form()) is None


def test_a_click_carries_which_version_was_shown_to_be_replaced():
    plain = Examined(document(), 1, 1, None, None, (), ())
    newer = Examined(document(), 1, 1, None, "merrow/report.pdf", ("Pages: 1 before, 2 now",), ())
    assert replaced_mark(plain) == ""
    assert replaced_mark(newer) != ""
    buttons = examined_message("ab", newer).blocks[-1]["elements"]
    assert {json.loads(button["value"])["r"] for button in buttons} == {replaced_mark(newer)}
    assert [button["text"]["text"] for button in buttons] == ["Replace", "Keep both", "Correct", "Discard"]


@pytest.mark.parametrize("text", ["Short", "  two  spaces ", *WORST])
def test_a_form_that_nobody_changes_settles_nothing(text):
    form = settle_form("ab", document(text), channel="C1", ts="1.1", thread_ts=None)
    assert read_metadata(filled(form)) == ({}, {})


def test_the_form_gives_what_was_changed_and_nothing_else():
    form = settle_form("ab", document(), channel="C1", ts="1.1", thread_ts=None)
    values, errors = read_metadata(filled(form, title="Other", published="2025-07-09", lead_inspector=None))
    assert (values, errors) == ({"title": "Other", "published": date(2025, 7, 9), "lead_inspector": None}, {})


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"inspected_from": None}, "meta_inspected_from", "both days"),
        ({"inspected_from": "2025-05-24"}, "meta_inspected_to", "before the first"),
        ({"published": "2999-01-01"}, "meta_published", "in the future"),
        ({"url": "ftp://example.org/x"}, "meta_url", "https://"),
        ({"url": "https://example.org/a b"}, "meta_url", "no spaces"),
    ],
)
def test_what_cannot_be_right_is_said_at_its_field(given, field, said):
    form = settle_form("ab", document(), channel="C1", ts="1.1", thread_ts=None)
    _, errors = read_metadata(filled(form, **given))
    assert said in errors[field]
