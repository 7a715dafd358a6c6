"""Admins manage the library from Home: the real process, and people who may not."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from fake_slack import FakeSlack
from fake_slack_people import Person, labels
from slack_bot import ROOT, BotProcess, copy_library

from bot.records.audit import Audit, AuditEntry
from bot.slack.blocks.action_ids import Manage

Json = dict[str, Any]
MANIFEST = json.loads((ROOT / "manifest.json").read_text())
VISIT = "merrow/monitoring visit - 2 march 2020.txt"
HERON = "What did the monitoring visit to Merrow say about the heron register?"
MARK = "It says <!channel>"  # words of that letter and of no other


VISITS = 3  # letters more, so that the list has a second page


class World:
    """A workspace, a library of its own, two admins, and the bot."""

    def __init__(self, made: Path, folder: Path) -> None:
        self.documents = folder / "documents"
        self.index = copy_library(made, folder)
        for number in range(VISITS):
            day = f"{number + 1} May 2014"
            text = f"Focused visit to Merrow children's services\n\nInspection dates: {day}\n\nPublished: {day}\n\n"
            text += f"Findings\n\n1. Inspectors wrote letter {number}.\n"
            (self.documents / "merrow" / f"focused visit - {number + 1} may 2014.txt").write_text(text)
        self.slack = FakeSlack(MANIFEST, post_interval=0.0).start()
        self.admins = [self.slack.person(f"admin-{n}") for n in range(2)]
        self.people = 0
        names = ",".join(admin.user for admin in self.admins)
        self.bot = BotProcess(self.slack, folder, self.index, FINDINGS_ADMINS=names).start()

    def person(self) -> Person:
        """Somebody who is no admin."""
        self.people += 1
        return self.slack.person(f"person-{self.people}")

    def audit(self) -> list[AuditEntry]:
        """The acts so far, oldest first."""
        audit = Audit(self.documents.parent / "records.db")
        entries = audit.entries()
        audit.close()
        return list(reversed(entries))

    def home(self, person: Person, holds: Callable[[str], bool] = lambda text: True, *, opened: bool = True) -> Json:
        """Open Home (unless it is open) and wait until it says something."""
        if opened:
            self.slack.homes.pop(person.user, None)
            person.open_home()

        def there() -> Json | None:
            home = self.slack.homes.get(person.user)
            return home if home is not None and holds(words_of(home)) else None

        home = self.slack.wait_for(there, what="Home")
        assert isinstance(home, dict)
        return home

    def details(self, admin: Person, name: str) -> Json:
        """Open the details of the document whose line on Home holds a text; return the modal."""
        self.slack.view_stacks[admin.user] = []  # whatever was open is closed
        home = self.home(admin)
        while True:
            for block in home["blocks"]:
                accessory = block.get("accessory") or {}
                if accessory.get("action_id", "").startswith(Manage.DETAILS) and name in block["text"]["text"]:
                    admin._act(home, self.action(block, accessory), None)
                    return admin.wait_modal("Document")
            if "Next page" not in labels(home):  # what was published may be from before the last run
                published = self.slack.counted["views.publish"]
                self.slack.wait_for(lambda n=published: self.slack.counted["views.publish"] > n, what=f"{name} on Home")
                home = self.slack.homes[admin.user]
                continue
            page = home["private_metadata"]
            admin.click(home, "Next page")
            home = self.home(admin, lambda _, page=page: self.moved(admin, page), opened=False)

    def moved(self, admin: Person, before: str) -> bool:
        return bool(self.slack.homes[admin.user]["private_metadata"] != before)

    def action(self, block: Json, element: Json) -> Json:
        return {
            "type": element["type"],
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "action_ts": self.slack.next_ts(),
            "value": element.get("value"),
        }

    def modal_says(self, person: Person, text: str, *, timeout: float = 60) -> Json:
        """Wait until the modal on top says something, and return it."""

        def there() -> Json | None:
            modal = person.modal
            return modal if modal is not None and text in words_of(modal) else None

        modal = self.slack.wait_for(there, timeout=timeout, what=f"a modal that says {text!r}")
        assert isinstance(modal, dict)
        return modal

    def answers(self, question: str, wanted: Callable[[str], bool], *, seconds: float = 60) -> str:
        """Ask until the answer is as wanted; return it. Asked again when Home has changed, or twice a second."""
        until = time.monotonic() + seconds
        while True:
            published = self.slack.counted["views.publish"]
            said = words_of(self.person().ask(question))
            if wanted(said):
                return said
            assert time.monotonic() < until, said
            with suppress(AssertionError):
                self.slack.wait_for(lambda n=published: self.slack.counted["views.publish"] > n, timeout=0.5)

    def close(self) -> None:
        self.bot.stop()
        self.slack.stop()


@pytest.fixture(scope="module")
def world(library_to_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(library_to_copy, tmp_path_factory.mktemp("managing"))
    try:
        yield made
    finally:
        made.close()


def words_of(shown: Json) -> str:
    """Join all that a message or a view shows."""
    found: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("text"), str):
                found.append(node["text"])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(shown["blocks"])
    return "\n".join(found)


# -- the list ----------------------------------------------------------------------------------------------------------


def test_home_shows_the_library_to_admins_and_to_nobody_else(world):
    admin, other = world.admins[0], world.person()
    text = words_of(world.home(admin))
    assert "For admins" in text
    assert "Add a report" in text
    assert "documents, page 1 of" in text
    assert "of the index" in text
    assert "free on the disk" in text
    plain = words_of(world.home(other))
    assert "For admins" not in plain
    assert "What is held" in plain


def test_the_list_is_filtered_and_the_filter_stays_when_home_is_opened_again(world):
    admin = world.admins[0]
    home = world.home(admin)
    everything = sum(label == "Details" for label in labels(home))
    admin.choose(home, "Council", "Merrowshire")
    home = world.home(admin, lambda _: "Merrowshire" in choice_of(world, admin, "Council"), opened=False)
    lines = [
        b["text"]["text"] for b in home["blocks"] if (b.get("accessory") or {}).get("text", {}).get("text") == "Details"
    ]
    assert 0 < len(lines) < everything
    assert all(line.startswith("Merrowshire ·") for line in lines)
    assert "Merrowshire" in choice_of(world, admin, "Council")
    again = world.home(admin)
    assert sum(label == "Details" for label in labels(again)) == len(lines)
    admin.choose(again, "Council", "Any council")
    world.home(admin, lambda text: choice_of(world, admin, "Council") == "Any council", opened=False)


def test_pages_of_the_list_turn_forth_and_back(world):
    admin = world.admins[0]
    home = world.home(admin, lambda text: f"{8 + VISITS} documents, page 1 of 2" in text)
    admin.click(home, "Next page")
    second = world.home(admin, lambda text: "page 2 of 2" in text, opened=False)
    assert sum(label == "Details" for label in labels(second)) == 8 + VISITS - 10
    admin.click(second, "Previous page")
    world.home(admin, lambda text: "page 1 of 2" in text, opened=False)


def test_the_filter_outlives_the_process(world):
    admin = world.admins[1]
    admin.choose(world.home(admin), "Council", "Merrowshire")
    world.home(admin, lambda _: choice_of(world, admin, "Council") == "Merrowshire", opened=False)
    world.bot.stop()
    world.bot.start()
    published = world.slack.counted["views.publish"]
    admin.open_home()
    world.slack.wait_for(lambda: world.slack.counted["views.publish"] > published, what="Home")
    assert choice_of(world, admin, "Council") == "Merrowshire"
    admin.choose(world.slack.homes[admin.user], "Council", "Any council")
    world.home(admin, lambda _: choice_of(world, admin, "Council") == "Any council", opened=False)


def choice_of(world: World, admin: Person, placeholder: str) -> str:
    for block in world.slack.homes[admin.user]["blocks"]:
        for element in block.get("elements", []):
            if isinstance(element, dict) and (element.get("placeholder") or {}).get("text") == placeholder:
                return str(element["initial_option"]["text"]["text"])
    return ""


def test_details_tell_everything_that_is_known_of_a_document(world):
    admin = world.admins[0]
    modal = world.details(admin, "monitoring visit letter · 2 March 2020")
    text = words_of(modal)
    for said in (
        "Council: ",
        "Kind: ",
        "Whose words: ",
        "Published: ",
        "2 March 2020",
        "Inspected: ",
        VISIT,
        "passages",
    ):
        assert said in text
    assert labels(modal) == ["Correct details", "Send me the file", "Remove"]


# -- changing ----------------------------------------------------------------------------------------------------------


def test_what_an_admin_corrects_is_shown_by_the_next_answer_and_stands_in_the_audit(world):
    admin = world.admins[0]
    modal = world.details(admin, "monitoring visit letter · 2 March 2020")
    admin.click(modal, "Correct details")
    admin.wait_modal("Correct details")
    admin.submit({"Published": "2020-03-09", "Web address of the original": "https://example.org/merrow.pdf"})
    world.modal_says(admin, "Saved.")
    assert "published = 2020-03-09" in (world.documents / "catalogue.toml").read_text()
    world.answers(HERON, lambda said: "9 March 2020" in said)
    modal = world.details(admin, "monitoring visit letter · 9 March 2020")
    link = next(e for b in modal["blocks"] for e in b.get("elements", []) if e.get("action_id") == Manage.LINK)
    assert (link["text"]["text"], link["url"]) == ("Open the original", "https://example.org/merrow.pdf")
    assert admin.click(modal, "Open the original").seconds is not None
    act = next(entry for entry in world.audit() if entry.act == "corrected")
    assert (act.actor, act.subject, act.outcome) == (admin.user, VISIT, "done")
    assert "published" in act.detail


def test_a_wrong_correction_is_refused_at_its_field(world):
    admin = world.admins[0]
    modal = world.details(admin, "monitoring visit letter")
    admin.click(modal, "Correct details")
    admin.wait_modal("Correct details")
    delivered = admin.submit({"Inspected to": "2019-01-01"})
    assert delivered.answer["response_action"] == "errors"
    assert all(error for error in delivered.answer["errors"].values())
    admin.close()


def test_a_warning_ends_when_an_admin_says_that_it_is_right_as_it_is(world):
    admin = world.admins[0]
    home = world.home(admin, lambda text: "Only with warnings (1)" in text)
    first = next(b for b in home["blocks"] if (b.get("accessory") or {}).get("text", {}).get("text") == "Details")
    assert "⚠" in first["text"]["text"]  # what needs a look stands first
    modal = world.details(admin, "⚠")
    assert "Please check" in words_of(modal)
    admin.click(modal, "It is right as it is")
    world.modal_says(admin, "Settled as it was read.")
    world.home(admin, lambda text: "Only with warnings" not in text, opened=False)
    assert [e.act for e in world.audit() if e.actor == admin.user].count("corrected") == 2


def test_a_removed_document_answers_no_more_until_it_is_brought_back(world):
    admin = world.admins[0]
    world.answers(HERON, lambda said: MARK in said)
    modal = world.details(admin, "monitoring visit letter")
    admin.click(modal, "Remove")
    removed = world.modal_says(admin, "Bring it back")
    assert not (world.documents / VISIT).exists()
    world.answers(HERON, lambda said: MARK not in said)
    admin.close()
    home = world.home(admin, lambda text: "Bin (1)" in text)
    admin.click(home, "Bin (1)")
    listed = admin.wait_modal("Bin")
    assert VISIT in words_of(listed)
    admin.click(listed, "Bring back")
    world.modal_says(admin, f"✓ {VISIT} is back.")
    assert (world.documents / VISIT).exists()
    world.answers(HERON, lambda said: MARK in said)
    # The button of the first modal still stands there, but has nothing left to bring back.
    admin.click(removed, "Bring it back")
    world.modal_says(admin, "The bin is empty")
    acts = [(entry.act, entry.actor, entry.subject, entry.outcome) for entry in world.audit()]
    assert ("removed", admin.user, VISIT, "done") in acts
    assert ("restored", admin.user, VISIT, "done") in acts
    assert acts.index(("removed", admin.user, VISIT, "done")) < acts.index(("restored", admin.user, VISIT, "done"))


def test_of_two_admins_who_remove_the_same_document_the_second_is_told(world):
    first, second = world.admins
    ours, theirs = world.details(first, "monitoring visit letter"), world.details(second, "monitoring visit letter")
    first.click(ours, "Remove")
    world.modal_says(first, "Bring it back")
    world.answers(HERON, lambda said: MARK not in said)
    second.click(theirs, "Remove")
    world.modal_says(second, "perhaps by another admin")
    first.click(first.modal, "Bring it back")
    world.modal_says(first, "is back")
    world.answers(HERON, lambda said: MARK in said)


def test_the_original_comes_to_the_admins_messages(world):
    admin = world.admins[1]
    modal = world.details(admin, "monitoring visit letter")
    admin.click(modal, "Send me the file")
    world.modal_says(admin, "The file is in your messages")
    message = next(m for m in world.slack.said(admin.im) if m.get("files"))
    sent = world.slack.files[message["files"][0]["id"]]
    assert sent["content"] == (world.documents / VISIT).read_bytes()
    assert sent["name"] == VISIT.split("/")[1]


# -- indexing ----------------------------------------------------------------------------------------------------------


def test_re_indexing_shows_how_far_it_is_about_once_a_second(world):
    admin = world.admins[0]
    home = world.home(admin, lambda text: "Re-index" in text)
    began = len(world.slack.calls)
    admin.click(home, "Re-index")
    world.home(admin, lambda text: "░" in text or "█" in text or "Looking through" in text, opened=False)
    world.home(admin, lambda text: "Re-index" in text, opened=False)
    published = [c.at for c in world.slack.calls[began:] if c.method == "views.publish"]
    assert len(published) >= 2
    runs = [entry for entry in world.audit() if entry.act == "reindexed" and entry.actor == admin.user]
    assert runs
    admin.click(world.slack.homes[admin.user], "All runs")
    assert "Nothing changed" in words_of(admin.wait_modal("Last runs"))
    admin.click(world.slack.homes[admin.user], "What was done, and by whom")
    done = admin.wait_modal("What was done")
    assert f": removed, {VISIT}" in words_of(done)
    assert {"type": "user", "user_id": admin.user} in done["blocks"][1]["elements"][0]["elements"][0]["elements"]


def test_what_another_process_has_published_is_not_put_back(world):
    admin = world.admins[1]
    home = world.home(admin, lambda text: "Re-index" in text)
    admin.click(home, "Re-index")
    world.home(admin, lambda text: "Looking through" in text or "█" in text, opened=False)
    with world.slack.changed:  # as when the other process answers a click on its filters
        world.slack.homes[admin.user]["hash"] = "published by another process"
    world.slack.wait_for(
        lambda: any(c.method == "views.publish" and c.error == "hash_conflict" for c in world.slack.calls),
        what="a publication that gives way",
    )
    assert world.slack.homes[admin.user]["hash"] == "published by another process"
    world.home(admin, lambda text: "Re-index" in text)


# -- use and feedback --------------------------------------------------------------------------------------------------


def pictures(shown: Json) -> list[str]:
    return [block["slack_file"]["id"] for block in shown["blocks"] if block["type"] == "image"]


def test_the_use_is_shown_as_a_picture_that_slack_holds(world):
    admin = world.admins[0]
    world.person().ask(HERON)
    world.home(admin)
    home = world.slack.wait_for(
        lambda: (h := world.slack.homes.get(admin.user)) and pictures(h) and h, what="a picture on Home"
    )
    held = world.slack.files[pictures(home)[0]]
    assert held["content"].startswith(b"\x89PNG")
    text = words_of(home)
    assert "in the last 30 days" in text
    assert "Last question: " in text
    assert "for half of the questions" in text
    admin.click(home, "Send me the chart")
    admin.wait_modal("Chart")
    message = next(m for m in world.slack.said(admin.im) if m.get("blocks") and pictures(m))
    assert "in the last 30 days" in message["text"]


def test_without_the_scope_to_send_files_admins_are_told_and_home_is_shown(world):
    admin = world.admins[1]
    world.person().ask(HERON)  # so that the picture is another one
    world.slack.scopes.discard("files:write")
    try:
        modal = world.details(admin, "monitoring visit letter")
        admin.click(modal, "Send me the file")
        world.modal_says(admin, "the scope files:write is missing")
        world.slack.view_stacks[admin.user] = []
        admin.click(world.home(admin), "Send me the chart")
        world.modal_says(admin, "the scope files:write is missing")
    finally:
        world.slack.scopes.add("files:write")


def test_a_picture_that_slack_does_not_show_costs_nobody_their_home(world):
    admin = world.admins[0]
    home = world.home(admin)
    held = {name: world.slack.files.pop(name) for name in pictures(home)}
    assert held
    home = world.home(admin)
    assert pictures(home) == []
    assert "For admins" in words_of(home)
    world.slack.files.update(held)  # else the Home tabs of other admins, kept current meanwhile, are refused later
    world.slack.refusals.clear()  # that refusal was the point


def test_bad_feedback_is_worked_through(world):
    admin, other = world.admins[0], world.person()
    answer = other.ask(HERON)
    other.click(answer, "Not helpful")
    other.wait_modal("What was wrong?")
    other.submit({"What was wrong?": "Out of date", "Anything else?": "from before the flood"})
    home = world.home(admin, lambda text: "Bad feedback (1)" in text)
    admin.click(home, "Bad feedback (1)")
    listed = admin.wait_modal("Bad feedback")
    text = words_of(listed)
    assert "Out of date" in text
    assert "from before the flood" in text
    assert "monitoring visit" in text
    assert other.user not in json.dumps(listed)
    assert HERON not in text  # the box was not ticked
    admin.click(listed, "Done")
    done = world.modal_says(admin, "All of it is done")
    admin.choose(done, "Which", "All (1)")
    again = world.modal_says(admin, "✓ Out of date")
    admin.click(again, "Not done after all")
    world.modal_says(admin, "Not done (1)")
    acts = [(entry.act, entry.actor, entry.detail) for entry in world.audit()]
    assert ("feedback", admin.user, "done") in acts
    assert ("feedback", admin.user, "not done after all") in acts


# -- vocabulary --------------------------------------------------------------------------------------------------------


def open_vocabulary(world: World, admin: Person) -> Json:
    world.slack.view_stacks[admin.user] = []
    admin.click(world.home(admin), "Vocabulary")
    return admin.wait_modal("Vocabulary")


def test_a_word_that_an_admin_adds_is_searched_for_at_once_and_can_be_taken_back(world):
    admin = world.admins[0]
    modal = open_vocabulary(world, admin)
    admin.click(modal, "Add a word")
    admin.wait_modal("Add a word")
    admin.submit({"Word or abbreviation": "wading birds ledger", "Also search for": "private fostering\n"})
    modal = world.modal_says(admin, "✓ wading birds ledger: also searched as private fostering")
    asked = "What did inspectors say about the wading birds ledger in Merrow?"
    world.answers(asked, lambda said: "“wading birds ledger” searched also as private fostering" in said, seconds=3)
    admin.click(modal, "Take back")
    world.modal_says(admin, "✓ wading birds ledger is taken back.")
    world.answers(asked, lambda said: "searched also as private fostering" not in said, seconds=3)
    acts = [(e.act, e.actor, e.subject, e.outcome) for e in world.audit()]
    assert acts.count(("vocabulary", admin.user, "wading birds ledger", "done")) == 2


def test_another_name_of_a_council_counts_at_once_but_never_one_of_another_council(world):
    admin = world.admins[0]
    modal = open_vocabulary(world, admin)
    admin.click(modal, "Add a council's other name")
    admin.wait_modal("Add another name")
    refused = admin.submit({"Council": "Merrow", "Also called": "Merrowshire"})
    assert "Merrowshire" in refused.answer["errors"]["alias"]
    admin.submit({"Council": "Merrow", "Also called": "Quaggaford"})
    world.modal_says(admin, "✓ Merrow: also called Quaggaford")
    world.answers("What does Quaggaford need to improve?", lambda said: said.startswith("Merrow"))


def test_a_word_is_switched_off_and_on_again(world):
    admin = world.admins[0]
    modal = open_vocabulary(world, admin)
    admin.click(modal, "Switch off a word")
    admin.wait_modal("Switch off a word")
    admin.submit({"Word or abbreviation": "MASH"})
    modal = world.modal_says(admin, "✓ MASH: switched off")
    assert '"MASH"' in (world.documents / "vocabulary.toml").read_text()
    place = [label for label in labels(modal) if label == "Take back"]
    admin.click(modal, "Take back", nth=len(place) - 1)
    world.modal_says(admin, "is taken back")
    assert '"MASH"' not in (world.documents / "vocabulary.toml").read_text()


def test_a_fault_in_what_admins_wrote_themselves_is_shown_on_home(world):
    admin, file = world.admins[0], world.documents / "vocabulary.toml"
    before = file.read_text()
    file.write_text(before + '\n[nonsense]\n"a" = ["b"]\n')
    world.home(admin, lambda text: "to put right" in text and "nonsense" in text)
    file.write_text(before)
    world.home(admin, lambda text: "nonsense" not in text)


# -- who may -----------------------------------------------------------------------------------------------------------


def test_nobody_but_an_admin_can_click_what_admins_see(world):
    admin, other = world.admins[0], world.person()
    home = world.home(admin)
    names = sorted(value for key, value in vars(Manage).items() if key.isupper() and value != Manage.LINK)
    on_home = {element.get("action_id", "").split(":")[0] for block in home["blocks"] for element in parts_of(block)}
    assert len(names) > 20
    assert len(on_home & set(names)) >= 8
    files = sorted(path for path in world.documents.rglob("*"))
    for name in names:
        world.slack.view_stacks[other.user] = []
        button = {"type": "button", "action_id": name, "value": "0", "block_id": "b"}
        other._act(home, button | {"action_ts": world.slack.next_ts()}, None)
        refusal = other.wait_modal("Findings")
        assert "Only admins" in words_of(refusal)
    assert sorted(path for path in world.documents.rglob("*")) == files
    refused = [entry for entry in world.audit() if entry.act == "refused" and entry.actor == other.user]
    assert [entry.subject for entry in refused] == names
    assert {entry.outcome for entry in refused} == {"refused"}


def parts_of(block: Json) -> list[Json]:
    return [part for part in [*block.get("elements", []), block.get("accessory")] if isinstance(part, dict)]


def settled(world) -> list[bytes | None]:
    """What admins have settled so far; the files are made by the first who does."""
    files = [world.documents / name for name in ("catalogue.toml", "vocabulary.toml")]
    return [file.read_bytes() if file.exists() else None for file in files]


def test_nobody_but_an_admin_can_send_a_form_of_theirs(world):
    admin, other = world.admins[0], world.person()
    modal = world.details(admin, "monitoring visit letter")
    admin.click(modal, "Correct details")
    form = admin.wait_modal("Correct details")
    before = settled(world)
    world.slack.view_stacks[other.user] = [form["id"]]
    delivered = other.submit({"Title": "Mine now"})
    assert "Only admins" in words_of(delivered.answer["view"])
    assert settled(world) == before
    admin.click(open_vocabulary(world, admin), "Switch off a word")
    form = admin.wait_modal("Switch off a word")
    world.slack.view_stacks[other.user] = [form["id"]]
    assert "Only admins" in words_of(other.submit({"Word or abbreviation": "care"}).answer["view"])
    assert settled(world) == before
    refused = [e.subject for e in world.audit() if (e.act, e.actor) == ("refused", other.user)]
    assert refused == ["correct_form", "vocabulary_form"]


def test_slack_took_everything_that_was_shown(world):
    assert world.slack.refusals == []
    assert "Traceback" not in world.bot.log.read_text()
