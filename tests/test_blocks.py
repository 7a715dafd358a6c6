"""Any answer, hostile and oversized ones included, becomes messages that Slack takes and that say what the answer
says."""

import json
import random
from dataclasses import replace

import pytest
from check_blocks import block_errors
from fake_slack_limits import message_fault, pings, view_fault
from fake_slack_people import labels
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_answers import ALL, CLARIFY, COMPARISON, DOCUMENTS, HOSTILE, HOSTILE_ANSWER, JUDGEMENTS, LONG, P1, PASSAGES
from sample_answers import citation as cite
from sample_answers import evidence as find

from bot.answers.excerpt import cut_excerpt
from bot.models import Answer, AnswerKind, CitedJudgement, Coverage, Evidence, Filters, Group, Option, Understood, marks
from bot.slack.blocks import menus
from bot.slack.blocks.action_ids import Action
from bot.slack.blocks.answers import render_answer
from bot.slack.blocks.elements import runs, shown
from bot.slack.blocks.forms import REASONS, Held, ask_form, change_form, feedback_form, share_form
from bot.slack.blocks.inputs import notice
from bot.slack.blocks.menus import Audience, passage_menu
from bot.slack.blocks.notices import failure, privacy_warning
from bot.slack.blocks.passage_modals import Neighbour, context_view, more_view, quote_view
from bot.slack.blocks.report_list import reports_list
from bot.slack.home.page import home_view
from index.models import Citation, Document, Kind, Passage, Recency, Unit, Voice

# Letters, signs that Slack parses, control and bidirectional characters, characters that JSON writes long.
ALPHABET = [*"abc XYZ.,!?;:-*_`~&<>@#|\n\t", "\u202e", "\x00", "\x07", "’", "é", "漢", "😀", "\ud800", "\u2028"]
WORDS = ["children", "care", "However,", "but", "Ofsted", "<!channel>", "<@U1>", "*b*", "go.", "A.", "\n"]


def write(seed: int, length: int) -> str:
    """Write a text of signs, of words or of any characters at all: one draw for each text, not one for each sign."""
    chance = random.Random(seed)
    match seed % 3:
        case 0:
            return "".join(chance.choices(ALPHABET, k=length))
        case 1:
            return " ".join(chance.choices(WORDS, k=length // 6 + 1))
        case _:
            return "".join(chr(chance.randrange(0x110000)) for _ in range(length // 5 + 1))


TEXT = st.builds(write, st.integers(0, 2**32), st.integers(1, 400))
LONG_TEXT = st.builds(lambda t, n: (t + " ") * n, TEXT, st.integers(1, 60)).map(lambda t: t[:30_000])


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    return replace(
        cite(),
        document=draw(st.sampled_from(["a.pdf", "b.pdf", "c.docx", "d.html", "e.pdf"])),
        title=draw(TEXT),
        authority=draw(st.none() | TEXT),
        section=draw(st.none() | TEXT),
        paragraph=draw(st.none() | st.just("12") | TEXT),
        item=draw(st.none() | st.just("bullet 2")),
        pages=draw(st.sampled_from([(), (1,), (3, 4)])),
        kind=draw(st.sampled_from(list(Kind))),
        voice=draw(st.sampled_from(list(Voice))),
        published=draw(st.none() | st.just(cite().published)),
        url=draw(st.none() | st.just("https://reports.example/1")),
    )


@st.composite
def evidences(draw: st.DrawFn) -> Evidence:
    text = draw(LONG_TEXT)
    ends = st.integers(0, len(text))
    ranges = draw(st.lists(st.tuples(ends, ends).map(sorted).map(tuple), max_size=30))
    return Evidence(1, 1.0, text, draw(citations()), marks(tuple(ranges)), superseded_by=draw(st.none() | citations()))


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    evidence = tuple(draw(st.lists(evidences(), max_size=7)))
    places = st.integers(0, max(0, len(evidence) - 1)) if evidence else st.nothing()
    judgements = tuple(
        CitedJudgement(draw(TEXT), draw(st.none() | TEXT), draw(citations())) for _ in range(draw(st.integers(0, 12)))
    )
    groups = tuple(
        Group(
            draw(TEXT),
            tuple(draw(st.lists(places, max_size=3, unique=True))) if evidence else (),
            (),
            draw(st.just("") | TEXT),
        )
        for _ in range(draw(st.integers(0, 5)))
    )
    # The same evidence under two headings would be one passage shown twice; answers do not do that.
    seen: set[int] = set()
    kept = []
    for group in groups:
        kept.append(replace(group, evidence=tuple(i for i in group.evidence if i not in seen)))
        seen |= set(group.evidence)
    return Answer(
        question=draw(TEXT | st.just("")),
        kind=draw(st.sampled_from(list(AnswerKind))),
        message=draw(LONG_TEXT | TEXT | st.just("")),
        understood=Understood(
            authorities=tuple(draw(st.lists(TEXT, max_size=4))),
            years=tuple(draw(st.lists(st.integers(1990, 2030), max_size=4))),
            recency=draw(st.none() | st.sampled_from(list(Recency))),
            phrases=tuple(draw(st.lists(TEXT, max_size=3))),
            read_as=tuple(draw(st.lists(TEXT, max_size=3))),
        ),
        evidence=evidence,
        judgements=judgements,
        options=tuple(Option(draw(TEXT), Filters()) for _ in range(draw(st.integers(0, 40)))),
        coverage=Coverage(elsewhere=tuple(draw(st.lists(citations(), max_size=4)))),
        groups=tuple(kept),
        more=tuple(draw(st.lists(evidences(), max_size=2))),
    )


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(answer=answers(), audience=st.sampled_from(list(Audience)), question=st.booleans())
def test_any_answer_becomes_messages_that_slack_takes(answer, audience, question):
    shared_by = "U00001" if audience is Audience.SHARED else None
    messages = render_answer(answer, "answer", audience=audience, show_question=question, shared_by=shared_by)
    assert messages
    for message in messages:
        blocks = list(message.blocks)
        json.dumps({"text": message.text, "blocks": blocks}).encode("utf-8")
        assert message_fault(blocks) is None
        assert message.text.strip()
        assert len(message.text) <= 4_000
        found = pings(message.text, blocks)
        assert found == (["user"] if shared_by and message is messages[0] else [])


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("audience", list(Audience))
def test_every_kind_has_the_structure_that_slack_publishes(name, audience):
    messages = render_answer(
        ALL[name], "answer", audience=audience, shared_by="U1" if audience is Audience.SHARED else None
    )
    assert [error for message in messages for block in message.blocks for error in block_errors(block)] == []


@settings(max_examples=200, deadline=None)
@given(text=LONG_TEXT, limit=st.integers(50, 800))
def test_an_excerpt_is_whole_sentences_and_never_ends_before_a_caveat_that_fits(text, limit):
    part = cut_excerpt(text, limit=limit, hard=3 * limit)
    assert 0 <= part.start <= part.end <= len(text)
    assert part.end - part.start <= max(limit, 3 * limit)
    if not part.broken:
        assert not part.after or text[part.end :].strip()
        if part.after and text[part.end :].lstrip().startswith(("However", "But", "but")):
            assert part.caveat  # said in words beside the passage


def test_a_long_passage_keeps_its_caveat_though_the_limit_is_passed():
    text = (
        "Most visits are on time. " * 10
        + "Plans are good. However, in a few cases they drift. Managers know this. "
        + "More follows. " * 40
    )
    part = cut_excerpt(text, limit=text.index("However") - 1, hard=1_000)
    assert "However, in a few cases they drift." in text[part.start : part.end]
    assert part.after


def test_an_excerpt_shows_the_sentence_that_answers_best():
    text = "Nothing here. " * 100 + "Return home interviews are late. " + "Nothing there. " * 100
    at = text.index("Return")
    part = cut_excerpt(text, limit=200, hard=400, focus=(at, at + 31))
    assert "Return home interviews are late." in text[part.start : part.end]
    assert part.before
    assert part.after


def test_a_cut_passage_says_that_it_goes_on_and_offers_the_rest():
    (message,) = render_answer(replace(LONG, evidence=LONG.evidence[:1]), "answer", audience=Audience.DIRECT)
    assert " · goes on" in message.text
    assert "Read in context" in labels({"blocks": message.blocks})


def test_the_words_that_matched_are_bold_and_no_word_is_changed():
    quote = next(
        b
        for b in render_answer(PASSAGES, "answer", audience=Audience.DIRECT)[0].blocks
        if b["type"] == "rich_text" and b["elements"][0]["type"] == "rich_text_quote"
    )
    parts = quote["elements"][0]["elements"]
    assert "".join(p["text"] for p in parts) == P1
    assert {p["text"] for p in parts if p.get("style", {}).get("bold")} == {"private", "foster", "private foster"}


@settings(max_examples=200, deadline=None)
@given(text=TEXT, marks=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), max_size=20))
def test_bold_never_adds_or_loses_a_character(text, marks):
    assert "".join(part["text"] for part in runs(text, marks)).strip() == shown(text).strip()


def test_hostile_text_is_shown_as_text():
    (message,) = render_answer(HOSTILE_ANSWER, "answer", audience=Audience.DIRECT)
    quote = next(
        b for b in message.blocks if b["type"] == "rich_text" and b["elements"][0]["type"] == "rich_text_quote"
    )
    assert "".join(p["text"] for p in quote["elements"][0]["elements"]) == shown(HOSTILE)
    assert {node["type"] for node in quote["elements"][0]["elements"]} == {"text"}
    assert not any(c in json.dumps(message.blocks) for c in ("\\u202e", "\\u0007", "\\u0000"))
    assert pings(message.text, list(message.blocks)) == []
    assert not any(n == "mrkdwn" for n in _types(message.blocks))


def test_a_grade_that_is_not_printed_is_said_to_be_none():
    (message,) = render_answer(JUDGEMENTS, "answer", audience=Audience.DIRECT)
    listed = next(b for b in message.blocks if "rich_text_list" in json.dumps(b))["elements"][0]
    assert [item["elements"][0]["text"] for item in listed["elements"]] == [
        "Good", "Good", "Requires improvement to be good", "Outstanding", "none given",
    ]  # fmt: skip


def test_the_sides_of_a_comparison_are_stacked_under_their_own_names():
    (message,) = render_answer(COMPARISON, "answer", audience=Audience.DIRECT)
    assert not any(b["type"] in {"table", "data_table"} for b in message.blocks)
    texts = [json.dumps(b) for b in message.blocks]
    left, right = (
        next(n for n, t in enumerate(texts) if f'"{name}", "style"' in t) for name in ("Merrow", "Merrowshire")
    )
    assert any("Most are completed within 72 hours" in t for t in texts[left:right])
    assert any("receive a prompt response" in t for t in texts[right:])


def test_in_a_channel_the_best_passage_stands_alone():
    (message,) = render_answer(PASSAGES, "answer", audience=Audience.CHANNEL)
    assert P1[:60] in message.text
    assert "duty to notify" not in message.text
    assert "More passages (10)" in labels({"blocks": message.blocks})


def test_a_passage_has_one_menu_that_names_the_answer_the_place_and_the_action():
    menu = passage_menu(PASSAGES.evidence[1], 1, "answer")
    first = [a for a in menus.PASSAGE_ACTIONS if a.shown(PASSAGES.evidence[1])][:4]
    assert [o["text"]["text"] for o in menu["options"]] == [*(a.label for a in first), "More…"]
    assert [json.loads(o["value"]) for o in menu["options"]] == [
        {"a": "answer", "n": 1, "do": action} for action in (*(a.action for a in first), Action.ACTIONS)
    ]
    assert all(len(o["value"]) <= 150 for o in menu["options"])


def test_a_menu_with_more_actions_than_slack_takes_leads_to_all_of_them(monkeypatch):
    rows = tuple(menus.PassageAction(f"Act {n}", f"act{n}") for n in range(7))
    monkeypatch.setattr(menus, "PASSAGE_ACTIONS", rows)
    menu = passage_menu(PASSAGES.evidence[0], 0, "answer")
    assert [o["text"]["text"] for o in menu["options"]] == ["Act 0", "Act 1", "Act 2", "Act 3", "More…"]
    view = menus.passage_actions_view(PASSAGES.evidence[0], 0, "answer", cited="Merrow")
    assert labels(view) == [row.label for row in rows]
    assert view_fault(view) is None


def test_the_original_report_opens_at_the_cited_page_where_its_public_address_is_known():
    known = replace(PASSAGES.evidence[0], citation=replace(cite(), url="https://reports.example/1.pdf"))

    def addresses(evidence):
        view = menus.passage_actions_view(evidence, 0, "answer", cited="Merrow")
        return [e["url"] for b in view["blocks"] if b["type"] == "actions" for e in b["elements"] if "url" in e]

    assert addresses(known) == ["https://reports.example/1.pdf#page=5"]
    assert addresses(PASSAGES.evidence[0]) == []
    assert addresses(replace(known, citation=replace(cite(), url="javascript:alert(1)"))) == []


def test_choices_of_a_clarify_answer_are_buttons():
    (message,) = render_answer(CLARIFY, "answer", audience=Audience.DIRECT)
    labels = [e["text"]["text"] for b in message.blocks if b["type"] == "actions" for e in b["elements"]]
    assert labels[:2] == ["Kingsmere upon Thames", "Kingsmere City"]


HELD = Held(tuple(f"Council {n}" for n in range(180)), tuple(range(2030, 1990, -1)), DOCUMENTS)
NEIGHBOURS = [
    Neighbour(
        Passage(n, P1 * 30 if n == 3 else HOSTILE, Unit.NUMBERED, number=str(n), sections=("<!here>", "s" * 400)),
        asked=n == 2,
    )
    for n in range(24)
]
VIEWS = {
    "context": context_view(cite(), NEIGHBOURS, document="x" * 4000, asked="m", grade="Good", earlier=True, later=True),
    "more": more_view("answer", list(enumerate(PASSAGES.evidence + LONG.evidence + PASSAGES.more)), page=0),
    "quote": quote_view(PASSAGES.evidence[1]),
    "quote of a long passage": quote_view(LONG.evidence[2]),
    "ask": ask_form(HELD, question="q" * 5000),
    "change": change_form(
        HELD, question="q", filters=Filters(authorities=("Council 3",), years=(2019,)), state={"a": "1"}
    ),
    "share": share_form("s" * 3000, channel="C1", state={}),
    "feedback": feedback_form(state={}, question="q"),
    "notice": notice("A title that is far too long for Slack", "t" * 9000),
    "home": home_view(DOCUMENTS * 30, held=HELD, examples=(("t" * 90, "q"),) * 6, default="Council 3"),
    "empty home": home_view((), held=Held(), examples=(), default=None),
}


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_inside_the_limits(name):
    assert view_fault(VIEWS[name]) is None


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_has_the_structure_that_slack_publishes(name):
    assert [error for block in VIEWS[name]["blocks"] for error in block_errors(block)] == []


@pytest.mark.parametrize(
    "message",
    [
        failure("F-ABC234"),
        privacy_warning(["an address"], answer_id="a", question="q" * 1500),
        reports_list(DOCUMENTS * 30, page=2),
    ],
)
def test_every_notice_is_inside_the_limits(message):
    assert message_fault(list(message.blocks)) is None
    assert message.text
    assert [error for block in message.blocks for error in block_errors(block)] == []


def test_the_quotation_to_copy_is_exact_and_fully_cited():
    element = VIEWS["quote"]["blocks"][1]["element"]
    assert PASSAGES.evidence[1].text in element["initial_value"]
    for part in ("Merrow: inspection of local authority children's services", "inspected 12 May 2025 to 23 May 2025",
                 "published 4 March 2019", "paragraph 41, pages 9-10", "inspectors' words"):  # fmt: skip
        assert part in element["initial_value"]


def test_every_reason_of_bad_feedback_fits_its_button():
    assert all(len(text) <= 75 for text in REASONS.values())


def test_a_report_superseded_says_so_beside_its_passage():
    old = find("Old news.", (), superseded_by=cite())
    (message,) = render_answer(replace(PASSAGES, evidence=(old,), more=()), "answer", audience=Audience.DIRECT)
    assert "Superseded by the inspection report published 8 July 2025" in message.text


def _types(blocks: object) -> list[str]:
    if isinstance(blocks, dict):
        return [str(blocks.get("type"))] + [t for v in blocks.values() for t in _types(v)]
    if isinstance(blocks, list | tuple):
        return [t for b in blocks for t in _types(b)]
    return []


def test_documents_with_hostile_names_are_listed_as_text():
    document = Document("x.pdf", "a" * 64, "<!channel>", Kind.OTHER, Voice.UNKNOWN, "<@U1> *b*")
    message = reports_list((document,), page=0)
    assert pings(message.text, list(message.blocks)) == []
