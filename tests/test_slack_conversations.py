"""Conversations with the real process, over Socket Mode and over HTTP: what people do in Slack, and what they get
back."""

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from check_blocks import block_errors
from fake_slack import FakeSlack
from fake_slack_limits import pings
from fake_slack_people import Person, labels
from slack_bot import HOSTILE, ROOT, BotProcess

from bot.slack.blocks.elements import shown

Json = dict[str, Any]
MANIFEST = json.loads((ROOT / "manifest.json").read_text())
FOSTERING = "What did inspectors say about private fostering in Merrow?"
# Words of the questions below that no document and no text of the bot has: none may be found on disk afterwards.
MARKERS = ("zanzibarish", "quokkas", "wombats", "numbats", "bilbies", "lucyana", "potoroos", "dunnarts", "bettongs")


class World:
    """A workspace with the bot running in it."""

    def __init__(self, slack: FakeSlack, bot: BotProcess) -> None:
        self.slack, self.bot = slack, bot
        self.people = 0
        self.admin: Person | None = None

    def person(self, **more: Any) -> Person:
        self.people += 1
        return self.slack.person(f"person-{self.people}", **more)

    def channel(self, *members: Person, **more: Any) -> str:
        return self.slack.channel(f"channel-{len(self.slack.channels)}", members=list(members), **more)


@pytest.fixture(scope="module", params=["socket", "http"])
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, index_for_slack: Path
) -> Iterator[World]:
    slack = FakeSlack(MANIFEST, post_interval=1.0).start()
    bot = BotProcess(
        slack, tmp_path_factory.mktemp(request.param), index_for_slack, http=request.param == "http"
    ).start()
    try:
        yield World(slack, bot)
    finally:
        if bot.process is not None and bot.process.poll() is None:
            bot.stop()
        slack.stop()


def _structure(blocks: list[Json]) -> list[str]:
    return [error for block in blocks for error in block_errors(block)]


def words_of(message: Json) -> str:
    """Join all that a message shows."""
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

    walk(message["blocks"])
    return "\n".join(found)


def quotes(message: Json) -> list[str]:
    return [
        "".join(part["text"] for part in element["elements"])
        for block in message["blocks"]
        if block["type"] == "rich_text"
        for element in block["elements"]
        if element["type"] == "rich_text_quote"
    ]


# -- entry points ------------------------------------------------------------------------------------------------------


def test_a_direct_message_is_answered_in_its_thread_with_a_quotation_and_its_citation(world):
    ann = world.person()
    answer = ann.ask(FOSTERING)
    assert answer["thread_ts"] < answer["ts"]
    assert any("fostering" in quote.lower() for quote in quotes(answer))
    assert re.search(r"Merrow · inspection report · published 12 March 2025 · .*page \d+", words_of(answer))
    assert {"Read in context", "Quote", "Share to channel", "Change", "Helpful", "Not helpful"} <= set(labels(answer))


def test_a_status_shows_while_the_reports_are_searched(world):
    ann = world.person()
    answer = ann.ask(FOSTERING)
    assert {"channel_id": ann.im, "thread_ts": answer["thread_ts"]}.items() <= world.slack.statuses[-1].items()


def test_a_mention_is_answered_in_its_thread_with_the_best_passage_alone(world):
    ann = world.person()
    channel = world.channel(ann)
    answer = ann.ask(FOSTERING, channel=channel)
    assert len(quotes(answer)) == 1
    assert any(label.startswith("More passages") for label in labels(answer))
    assert "Share to channel" not in labels(answer)


def test_the_command_answers_its_asker_alone(world):
    ann = world.person()
    channel = world.channel(ann)
    delivered = ann.command(FOSTERING, channel=channel)
    answer = ann.wait_private()
    assert delivered.seconds < 3
    assert quotes(answer)
    assert f"Your question: {FOSTERING}" in words_of(answer)
    assert world.slack.messages.get(channel, []) == []


def test_what_is_offered_with_a_question_back_is_of_the_council_that_was_named(world):
    asked = world.person().ask("Merrow focused visit")
    assert "The newest document of this kind held is: Merrow, focused visit letter" in asked["text"]
    offered = [label for label in labels(asked) if "Merrow" in label]
    assert "What must Merrow improve?" in offered
    assert not any("Merrowshire" in label for label in offered)


def test_the_command_helps_and_lists_the_reports(world):
    ann = world.person()
    ann.command("help")
    assert "I hold 8 documents" in ann.wait_private()["text"]
    assert "What must Merrow improve?" in labels(ann.wait_private())
    ann.command("reports")
    held = ann.wait_private(count=2)
    assert "8 documents held, newest first" in held["text"]
    published = re.findall(r"\d+ (\w+ \d{4})", held["text"])
    assert published[0] == "September 2025"


def test_the_global_shortcut_asks_with_filters_and_answers_privately(world):
    ann = world.person()
    ann.shortcut("ask_reports")
    ann.wait_modal("Ask the reports")
    ann.submit({"Question": "private fostering", "Council": "Merrow", "Report or period": "2019"})
    answer = ann.slack.wait_for(lambda: ann.slack.said(ann.im))[0]
    assert "2019" in answer["text"].split("\n")[1]
    assert "published 16 December 2019" in words_of(answer)
    world.slack.wait_for(lambda: "The answer is in your messages" in words_of(ann.modal))


def test_the_message_shortcut_asks_about_a_message_and_answers_privately(world):
    ann, bob = world.person(), world.person()
    channel = world.channel(ann, bob)
    ts = bob.write("Does anybody know about private fostering in Merrow?", channel=channel)
    ann.shortcut("ask_about_this", channel=channel, ts=ts)
    form = ann.wait_modal("Ask the reports")
    assert form["blocks"][0]["element"]["initial_value"] == "Does anybody know about private fostering in Merrow?"
    ann.submit()
    assert quotes(world.slack.wait_for(lambda: world.slack.said(ann.im))[0])
    assert world.slack.said(channel) == []


def test_home_shows_what_is_held_and_a_default_council_is_used(world):
    ann = world.person()
    ann.open_home()
    home = world.slack.wait_for(lambda: world.slack.homes.get(ann.user))
    text = words_of(home)
    assert "8 documents of 2 councils" in text
    assert "Your questions are not kept" in text
    ann.choose(home, "Choose your council", "Merrowshire")
    world.slack.wait_for(lambda: "initial_option" in json.dumps(world.slack.homes[ann.user]))
    answer = ann.ask("What did inspectors say about care leavers?")
    assert "Merrowshire" in answer["text"].split("\n")[0]
    assert "Merrowshire is your default council" in words_of(answer)
    other = ann.ask("What did inspectors say about care leavers in Merrow?")
    assert other["text"].startswith("Merrow ") or other["text"].startswith("Merrow.")


def test_an_example_on_home_is_asked(world):
    ann = world.person()
    ann.open_home()
    home = world.slack.wait_for(lambda: world.slack.homes.get(ann.user))
    example = labels(home)[1]
    ann.click(home, example)
    assert world.slack.wait_for(lambda: world.slack.said(ann.im))


def test_up_to_four_questions_are_suggested_from_what_is_held(world):
    ann = world.person()
    ann.open_home("messages")
    prompts = world.slack.wait_for(lambda: world.slack.prompts.get(ann.im))
    assert 1 <= len(prompts) <= 4
    assert all("Merrow" in prompt["message"] for prompt in prompts)


# -- kinds of answer -----------------------------------------------------------------------------------------


def test_grades_of_a_report_come_as_a_list_and_those_of_several_as_a_table(world):
    ann = world.person()
    answer = ann.ask("What grades did Merrow get in its latest inspection?")
    assert "rich_text_list" in json.dumps(answer["blocks"])
    assert answer["text"].split("\n")[0] == "Merrow 2025: Overall effectiveness: Good"
    assert "Requires improvement" in answer["text"]
    table = next(b for b in ann.ask("Merrow's grades over time")["blocks"] if b["type"] == "data_table")
    years = [cell["text"] for cell in table["rows"][0][1:]]
    assert years == sorted(years, reverse=True)
    assert "verall" in table["rows"][1][0]["text"]


def test_what_must_improve_comes_as_a_list(world):
    answer = world.person().ask("What does Merrow need to improve?")
    assert "rich_text_list" in json.dumps(answer["blocks"])
    assert re.search(r"bullets 1 to \d+ · page \d+|bullet 1", words_of(answer))


def test_two_councils_are_stacked_each_under_its_name(world):
    person = world.person()
    for question in ("Merrow v Merrowshire on missing children", "Merrow v Merrowshire on care leavers"):
        blocks = person.ask(question)["blocks"]
        bold = [
            element["text"]
            for block in blocks
            if block["type"] == "rich_text"
            for element in block["elements"][0]["elements"][:1]
            if element.get("style", {}).get("bold")
        ]
        assert [name for name in bold if name in ("Merrow", "Merrowshire")] == ["Merrow", "Merrowshire"]


def test_a_subject_over_the_years_comes_in_the_order_of_its_dates(world):
    answer = world.person().ask("private fostering in Merrow over the years")
    years = [int(y) for y in re.findall(r"inspection report, \d+ \w+ (\d{4})", words_of(answer))]
    assert len(set(years)) > 1
    assert years == sorted(years) or years == sorted(years, reverse=True)


def test_no_answer_says_why_and_what_was_searched(world):
    answer = world.person().ask("zanzibarish quokkas in Merrow")
    assert not quotes(answer)
    assert "Searched" in words_of(answer)


def test_a_name_of_two_councils_is_asked_about_and_the_choice_is_answered_in_place(world):
    ann = world.person()
    asked = ann.ask("Kingston private fostering")
    choices = [label for label in labels(asked) if "Kingston" in label]
    assert "Which council do you mean" in asked["text"]
    assert len(choices) == 2
    ann.click(asked, choices[0])
    world.slack.wait_for(lambda: "Nothing is held" in world.slack.said(ann.im)[-1]["text"])
    assert len(world.slack.said(ann.im)) == 1


def test_a_greeting_is_helped(world):
    answer = world.person().ask("hello")
    assert "?" in words_of(answer)


# -- buttons and modals --------------------------------------------------------------------------------------


def test_a_passage_is_read_in_its_context_earlier_and_later(world):
    ann = world.person()
    answer = ann.ask(FOSTERING)
    ann.click(answer, "Read in context")
    view = ann.wait_modal("In context")
    assert quotes(view)
    assert "The passage you asked for" in words_of(view)
    count = len(view["blocks"])
    way = "Later" if "Later" in labels(view) else "Earlier"
    ann.click(view, way)
    world.slack.wait_for(lambda: len(ann.modal["blocks"]) > count)
    assert quotes(ann.modal) == quotes(view)


def test_more_passages_are_a_click_away_and_lead_to_their_context(world):
    ann = world.person()
    answer = ann.ask("children in care in Merrow")
    label = next(label for label in labels(answer) if label.startswith("More passages"))
    ann.click(answer, label)
    view = ann.wait_modal("More passages")
    assert quotes(view)
    ann.click(view, "Quote")
    assert ann.wait_modal("Quote")["previous_view_id"] == view["id"]


def test_the_exact_words_can_be_copied_with_a_full_citation(world):
    ann = world.person()
    answer = ann.ask(FOSTERING)
    ann.click(answer, "Quote")
    view = ann.wait_modal("Quote")
    text = view["blocks"][1]["element"]["initial_value"]
    assert quotes(answer)[0] in text
    assert "published 12 March 2025" in text
    ann.submit()
    assert ann.modal is None


def test_the_report_that_is_cited_comes_to_whoever_wants_to_open_it(world):
    ann, bob = world.person(), world.person()
    channel = world.channel(ann, bob)
    bob.click(ann.ask(FOSTERING, channel=channel), "More…")
    bob.click(bob.wait_modal("This passage"), "Open the report")
    world.slack.wait_for(lambda: any(m.get("files") for m in world.slack.messages.get(bob.im, [])))
    assert re.search(r"stands at .*page \d+", world.slack.said(bob.im)[0]["text"])
    world.slack.wait_for(lambda: "in your messages with me" in words_of(bob.modal))
    assert not any(message.get("files") for message in world.slack.messages[channel])


def test_what_was_understood_can_be_changed_in_place(world):
    ann = world.person()
    answer = ann.ask("private fostering in Merrow in 2025")
    ann.click(answer, "Change")
    form = ann.wait_modal("Change the search")
    assert form["blocks"][0]["element"]["initial_value"] == "private fostering in Merrow in 2025"
    ann.submit({"Question": "private fostering in Merrow", "Report or period": "2019"})
    world.slack.wait_for(lambda: answer.get("edited"))
    assert "published 16 December 2019" in words_of(answer)
    assert len(world.slack.said(ann.im)) == 1


def test_a_private_answer_is_changed_in_place_too(world):
    ann = world.person()
    ann.command("private fostering in Merrow")
    answer = ann.wait_private()
    ann.click(answer, "Change")
    ann.wait_modal("Change the search")
    ann.submit({"Whose words": "Only the council's own words"})
    world.slack.wait_for(lambda: answer.get("edited"))
    assert "only the council's own words" in words_of(answer)
    assert len(world.slack.shown_to(ann.user)) == 1


def test_an_answer_is_shared_once_under_the_name_of_its_asker(world):
    ann, bob = world.person(), world.person()
    channel = world.channel(ann, bob)
    answer = ann.ask(FOSTERING + " bilbies")
    for n in range(2):
        ann.click(answer, "Share to channel")
        ann.wait_modal("Share to channel")
        ann.submit({"Channel": channel})
        what = "Shared, with your name on it." if n == 0 else "shared with that channel before"
        world.slack.wait_for(lambda what=what: what in words_of(ann.modal), what=what)
        ann.close()
    (shared,) = world.slack.said(channel)
    assert pings(shared["text"], shared["blocks"]) == ["user"]
    assert {"type": "user", "user_id": ann.user} in [
        part for b in shared["blocks"] if b["type"] == "rich_text" for part in b["elements"][0]["elements"]
    ]
    assert shared["text"].startswith("“")  # the answer itself, before whose it is
    assert quotes(shared) == quotes(answer)
    assert "bilbies" not in json.dumps(shared)
    bob.click(shared, "Read in context")
    assert bob.wait_modal("In context")


def test_what_is_asked_next_in_place_of_a_shared_answer_is_not_shown_under_its_public_copy(world):
    ann, bob = world.person(), world.person()
    channel = world.channel(ann, bob)
    answer = ann.ask(FOSTERING)
    before = quotes(answer)
    ann.click(answer, "Share to channel")
    ann.wait_modal("Share to channel")
    ann.submit({"Channel": channel})
    world.slack.wait_for(lambda: "Shared, with your name on it." in words_of(ann.modal))
    ann.close()
    (shared,) = world.slack.said(channel)
    ann.click(answer, "Change")
    ann.wait_modal("Change the search")
    ann.submit({"Question": "What did inspectors say about care leavers in Merrow?"})
    world.slack.wait_for(lambda: answer.get("edited"))
    assert quotes(answer) != before
    bob.click(shared, "Quote")
    modal = bob.wait_modal("Quote")
    quoted = next(block["element"]["initial_value"] for block in modal["blocks"] if block["type"] == "input")
    assert quoted.startswith("“" + before[0][:60])


def test_sharing_where_the_app_is_not_says_how_to_invite_it(world):
    ann = world.person()
    channel = world.channel(ann, app=False)
    answer = ann.ask(FOSTERING)
    ann.click(answer, "Share to channel")
    ann.wait_modal("Share to channel")
    ann.submit({"Channel": channel})
    world.slack.wait_for(lambda: "/invite @Findings" in words_of(ann.modal))
    assert world.slack.said(channel) == []


def test_an_answer_is_shared_with_channels_only(world):
    ann, bob = world.person(), world.person()
    answer = ann.ask(FOSTERING)
    ann.click(answer, "Share to channel")
    ann.wait_modal("Share to channel")
    ann.submit({"Channel": bob.im})
    world.slack.wait_for(lambda: "not a channel" in words_of(ann.modal))
    assert world.slack.said(bob.im) == []


def test_an_answer_of_somebody_else_is_not_shared_with_a_forged_button(world):
    ann, bob = world.person(), world.person()
    channel = world.channel(ann, bob)
    hers, his = ann.ask(FOSTERING), bob.ask(FOSTERING)
    forged = his | {"blocks": hers["blocks"]}  # the button holds the id of her answer
    bob.click(forged, "Share to channel", channel=bob.im)
    assert "Only the person who asked" in words_of(bob.wait_modal("Share to channel"))
    assert world.slack.said(channel) == []


def test_only_the_asker_can_share_or_change_an_answer(world):
    ann, bob = world.person(), world.person()
    channel = world.channel(ann, bob)
    answer = ann.ask(FOSTERING, channel=channel)
    bob.click(answer, "Change")
    assert "Only the person who asked" in words_of(bob.wait_modal("Change"))


def test_a_private_answer_can_be_kept_in_the_direct_message(world):
    ann = world.person()
    channel = world.channel(ann)
    ann.command(FOSTERING, channel=channel)
    answer = ann.wait_private()
    ann.click(answer, "Send to my messages")
    assert quotes(world.slack.wait_for(lambda: world.slack.said(ann.im))[0]) == quotes(answer)
    assert world.slack.said(channel) == []


def test_good_feedback_is_thanked_for_and_the_last_click_counts(world):
    ann = world.person()
    answer = ann.ask(FOSTERING)
    ann.click(answer, "Helpful")
    assert "Thank you" in ann.wait_private()["text"]
    ann.click(answer, "Not helpful")
    ann.wait_modal("What was wrong?")
    ann.submit({"What was wrong?": "Out of date", "Anything else?": "There is a newer one."})
    assert "Thank you" in words_of(ann.modal)
    rows = _feedback(world, ann)
    assert [(r["helpful"], r["reason"], r["comment"], r["question"]) for r in rows] == [
        (0, "out_of_date", "There is a newer one.", None)
    ]


def test_a_question_is_kept_with_feedback_only_if_the_box_is_ticked(world):
    ann = world.person()
    answer = ann.ask("private fostering in Merrow, ticked")
    ann.click(answer, "Not helpful")
    ann.wait_modal("What was wrong?")
    ann.submit({"What was wrong?": "Something else", "Your question": ["Include my question"]})
    assert [r["question"] for r in _feedback(world, ann)] == ["private fostering in Merrow, ticked"]


def _feedback(world: World, person: Person) -> list[sqlite3.Row]:
    with sqlite3.connect(world.bot.state) as database:
        database.row_factory = sqlite3.Row
        rows = database.execute("SELECT * FROM feedback WHERE user = ?", (person.user,)).fetchall()
    database.close()
    return rows


# -- follow-ups ----------------------------------------------------------------------------------------------


def test_a_follow_up_takes_over_the_council_and_the_topic(world):
    ann = world.person()
    first = ann.ask("What did inspectors say about private fostering in Merrow in 2025?")
    second = ann.ask("and in 2019?", thread=first["thread_ts"])
    assert "published 16 December 2019" in words_of(second)
    assert "Taken over from the question before: Merrow" in words_of(second)
    assert any("fostering" in q.lower() for q in quotes(second))


def test_a_follow_up_changes_the_topic_and_keeps_the_council(world):
    ann = world.person()
    first = ann.ask("private fostering in Merrowshire")
    second = ann.ask("what about care leavers?", thread=first["thread_ts"])
    assert second["text"].startswith("Merrowshire")
    assert any("care leaver" in q.lower() or "leav" in q.lower() for q in quotes(second))


def test_the_same_is_asked_for_another_council(world):
    ann = world.person()
    first = ann.ask("care leavers in Merrow")
    second = ann.ask("same for Merrowshire", thread=first["thread_ts"])
    assert second["text"].startswith("Merrowshire")
    assert "the topic" in words_of(second)


def test_only_the_words_of_inspectors_are_asked_for(world):
    ann = world.person()
    first = ann.ask("children in care in Merrow")
    second = ann.ask("only inspectors' words", thread=first["thread_ts"])
    assert "only inspectors' words" in words_of(second)
    assert "the council's own words" not in words_of(second)


def test_more_is_shown_when_asked_for(world):
    ann = world.person()
    first = ann.ask("children in care in Merrow")
    second = ann.ask("show me more", thread=first["thread_ts"])
    assert quotes(second)
    assert set(quotes(second)) & set(quotes(first)) == set()


def test_a_question_in_full_takes_nothing_over(world):
    ann = world.person()
    first = ann.ask("private fostering in Merrow in 2019")
    second = ann.ask("What did inspectors say about care leavers in Merrowshire?", thread=first["thread_ts"])
    assert "Taken over" not in words_of(second)


# -- confidentiality -----------------------------------------------------------------------------------------


def test_personal_data_is_warned_of_before_anything_is_searched(world):
    ann = world.person()
    warning = ann.ask("numbats: dob 03/04/2012, lives at 12 Elm Road DE1 2AB, mum is jo@example.org")
    assert "an e-mail address, an address and a date of birth" in warning["text"]
    assert not quotes(warning)
    ann.click(warning, "Ask anyway")
    world.slack.wait_for(lambda: len(world.slack.said(ann.im)) == 2)


def test_personal_data_in_a_mention_is_warned_of_privately(world):
    ann = world.person()
    channel = world.channel(ann)
    ann.mention(channel, "what about dunnarts, NHS number 943 476 5919?")
    warning = ann.wait_private()
    assert "an NHS number" in warning["text"]
    assert world.slack.said(channel) == []
    ann.click(warning, "Ask anyway")
    world.slack.wait_for(lambda: world.slack.said(channel))
    assert world.slack.shown_to(ann.user) == []


def test_personal_data_in_a_command_is_warned_of_privately(world):
    ann = world.person()
    channel = world.channel(ann)
    ann.command("private fostering in Merrow, call 07700 900123 about bettongs", channel=channel)
    warning = ann.wait_private()
    assert "a phone number" in warning["text"]
    ann.click(warning, "Ask anyway")
    world.slack.wait_for(lambda: [m["text"] for m in world.slack.shown_to(ann.user)] not in ([], [warning["text"]]))
    assert world.slack.said(channel) == []


def test_a_hostile_document_is_shown_as_text_and_pings_nobody(world):
    ann = world.person()
    answer = ann.ask("heron register in Merrow")
    assert any(quote and shown(HOSTILE).startswith(quote.removesuffix(" […]")) for quote in quotes(answer))
    assert pings(answer["text"], answer["blocks"]) == []
    ann.click(answer, "Read in context")
    assert pings("", ann.wait_modal("In context")["blocks"]) == []


def test_a_long_passage_is_shown_in_whole_sentences_with_its_caveats(world):
    answer = world.person().ask("otter scheme in Merrow 2020")
    quote = next(q for q in quotes(answer) if "otter scheme" in q)
    assert quote.endswith("[…]")
    assert re.search(r"had not been made\.\s*\[…\]$", quote)
    assert "goes on" in words_of(answer)


# -- behaviour -----------------------------------------------------------------------------------------------


def test_bots_edits_and_joins_are_left_alone(world):
    ann = world.person()
    ts = ann.write("potoroos", subtype="channel_join")
    ann.write("potoroos", bot_id="B9OTHER")
    ann.edit(ann.im, ts, "potoroos again")
    answer = ann.ask(FOSTERING)
    assert world.slack.said(ann.im) == [answer]


def test_people_of_other_workspaces_and_guests_get_a_reason_and_no_answer(world):
    stranger, guest = world.person(team="T0OTHER"), world.person(restricted=True)
    channel = world.channel(stranger, guest, shared=True)
    stranger.mention(channel, FOSTERING)
    assert "people of this workspace only" in stranger.wait_private()["text"]
    guest.mention(channel, FOSTERING)
    assert "guests" in guest.wait_private()["text"]
    guest.command(FOSTERING, channel=channel)
    assert not quotes(guest.wait_private(count=2))
    assert world.slack.said(channel) == []
    guest.open_home()
    assert "guests" in words_of(world.slack.wait_for(lambda: world.slack.homes.get(guest.user)))


def test_a_failure_ends_in_one_plain_sentence_with_a_reference_that_is_in_the_log(world, monkeypatch):
    ann = world.person()
    answer = ann.ask(FOSTERING)
    # Slack refuses to open a view for a trigger that it does not know (any more).
    monkeypatch.setattr(world.slack, "trigger", lambda user: "0.gone")
    ann.click(answer, "Read in context")
    said = world.slack.wait_for(
        lambda: [m["text"] for m in world.slack.said(ann.im) if "went wrong" in m["text"]], what="an apology"
    )
    (sentence,) = said
    assert "\n" not in sentence
    reference = re.search(r"F-[A-Z2-9]{6}", sentence)
    assert reference is not None
    assert reference[0] in world.bot.log.read_text()
    assert "invalid_trigger_id" not in sentence


def test_a_message_that_is_delivered_again_is_answered_once(world):
    ann = world.person()
    world.slack.delivery.twice_every = 1
    try:
        answer = ann.ask(FOSTERING)
    finally:
        world.slack.delivery.twice_every = 0
    ann.ask("care leavers in Merrow")
    assert [m for m in world.slack.said(ann.im) if m["thread_ts"] == answer["thread_ts"]] == [answer]


def test_slack_failing_and_refusing_for_a_while_delays_an_answer_and_loses_none(world):
    from fake_slack import Trouble

    ann = world.person()
    trouble = [Trouble(every=2, status=503), Trouble(every=3, status=429)]
    world.slack.troubles += trouble
    try:
        answers = [ann.ask(FOSTERING, timeout=40) for _ in range(3)]
    finally:
        world.slack.troubles.clear()
    assert len(world.slack.said(ann.im)) == len(answers) == 3


# -- after all of it -----------------------------------------------------------------------------------------


def test_no_message_or_view_was_refused_and_each_has_a_text_and_its_published_structure(world):
    assert world.slack.refusals == []
    everything = [m for said in world.slack.messages.values() for m in said if m.get("bot_id") == "B0BOT"]
    everything += world.slack.ephemerals
    assert all(m.get("text", "").strip() for m in everything if not m.get("files"))
    assert [e for m in everything for e in _structure(m.get("blocks", []))] == []
    assert [e for v in world.slack.views.values() for e in _structure(v["blocks"])] == []


def test_the_manifest_asks_for_every_scope_that_is_needed_and_for_no_other(world):
    assert [c.error for c in world.slack.calls if c.error in ("missing_scope", "unknown_method")] == []
    if len(world.slack.users) < 40:
        pytest.skip("only some of the conversations were held")
    # Files are read in test_slack_uploads and test_slack_proofs.
    assert world.slack.scopes - world.slack.used_scopes == {"files:read"}


def test_everything_was_acknowledged_within_three_seconds(world):
    assert [d.kind for d in world.slack.delivery.record if d.seconds is None or d.seconds >= 3] == []


def test_no_word_of_any_question_is_on_disk_afterwards(world):
    assert world.bot.stop() == 0
    files = world.bot.files()
    assert {"slack.db", "bot.log"} <= {path.name for path in files}
    for path in files:
        held = path.read_bytes().lower()
        found = [word for word in (*MARKERS, "did inspectors say") if word.encode() in held]
        assert found == [], path.name
