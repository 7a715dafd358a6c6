"""The names by which clicks and forms come back: action ids, callback ids and the values that buttons carry.

A button's value holds the id of a stored answer and a place in it, never evidence: what is shown again is read from the
library. Where a button asks the question again, its value may carry the question: it stays in Slack, on no disk.
"""

import json
import re
from collections.abc import Mapping
from typing import Any


class Action:
    """Action ids; several of one kind in a message end in ``:n``."""

    CONTEXT = "context"
    QUOTE = "quote"
    MORE = "more"
    SHARE = "share"
    CHANGE = "change"
    CHOOSE = "choose"
    ELSEWHERE = "elsewhere"
    FEEDBACK = "feedback"
    TO_MESSAGES = "to_messages"
    ASK_ANYWAY = "ask_anyway"
    FORGET = "forget"  # the card that warns of personal data
    EXAMPLE = "example"
    REPORTS = "reports"
    ASK = "ask"
    DEFAULT_AUTHORITY = "default_authority"
    WALK = "walk"  # earlier and later in "Read in context"
    PAGE = "page"  # pages of "More passages"
    PART = "part"  # parts of a private answer
    ADD_REPORT = "add_report"  # on admins' Home: how to add a report
    MENU = "menu"  # what can be done with a passage or an answer: the option says which action is meant
    CSV = "csv"  # all rows of an answer as a file
    BRIEF = "brief"  # a briefing on the council of an answer
    ACTIONS = "actions"  # every action on a passage
    SEE_PAGE = "see_page"  # the page of a passage as a picture
    PAGE_TO_MESSAGES = "page_to_messages"
    TESTED_LATER = "tested_later"  # what later papers say on a point
    GRADES = "grades_over_time"
    COLLECT = "collect"
    PACK = "pack"  # one's own pack
    PACK_ITEM = "pack_item"  # what can be done with a passage in it
    PACK_CLEAR = "pack_clear"
    FOLLOW = "follow"  # what can be followed of an answer
    FOLLOWING = "following"  # what one follows
    UNFOLLOW = "unfollow"
    CHECK_QUOTES = "check_quotes"  # the form that takes a draft
    CHECK_FILE = "check_file"  # a Word document that was sent: check its quotations
    KEEP_FILE = "keep_file"  # it is a report for the library
    ORIGINAL = "original"  # the report itself, at its address or as a file


class Manage:
    """Action ids of what admins manage from Home; several of one kind in a view end in ``:n``."""

    AUTHORITY = "manage_authority"  # filters and pages of the list of documents
    KIND = "manage_kind"
    WARNINGS = "manage_warnings"
    PAGE = "manage_page"
    DETAILS = "manage_details"
    CORRECT = "manage_correct"
    CONFIRM = "manage_confirm"  # what was read is right, whatever the warning says
    REMOVE = "manage_remove"
    ORIGINAL = "manage_original"
    LINK = "manage_link"  # a button that is a link: Slack reports its clicks too
    BIN = "manage_bin"
    RESTORE = "manage_restore"
    REINDEX = "manage_reindex"
    RUNS = "manage_runs"
    AUDIT = "manage_audit"
    CHART = "manage_chart"
    FEEDBACK = "manage_feedback"
    FEEDBACK_DONE = "manage_feedback_done"
    VOCABULARY = "manage_vocabulary"
    VOCABULARY_SWITCH = "manage_vocabulary_switch"
    VOCABULARY_REMOVE = "manage_vocabulary_remove"
    VOCABULARY_ADD = "manage_vocabulary_add"


class Upload:
    """Action ids of a file that waits to be added."""

    ADD = "upload_add"
    BESIDE = "upload_beside"
    CORRECT = "upload_correct"
    DISCARD = "upload_discard"


class Form:
    """Callback ids of modals."""

    ASK = "ask_form"
    CHANGE = "change_form"
    SHARE = "share_form"
    FEEDBACK = "feedback_form"
    READ = "read_view"  # a modal with nothing to submit
    CORRECT = "correct_form"
    UPLOAD = "upload_form"
    SETTLE = "settle_form"  # of a file that waits
    VOCABULARY = "vocabulary_form"
    PACK = "pack_form"
    FOLLOW = "follow_form"  # what is offered of an answer
    FOLLOWING = "following_form"
    CHECK_QUOTES = "check_quotes_form"


def answer_value(answer: str, place: int | None = None, **more: Any) -> str:
    """Write the value of a button."""
    held: dict[str, Any] = {"a": answer, **({} if place is None else {"n": place}), **more}
    return json.dumps(held, separators=(",", ":"), ensure_ascii=False)


def chosen_value(answer: str, action: str, place: int | None = None) -> str:
    """Write the value of an option of a menu: what a button of the action holds, and the action."""
    return answer_value(answer, place, do=action)


def chosen_action(value: str | None) -> str:
    """Read which action an option of a menu means."""
    return str(read_value(value).get("do") or "")


def read_value(value: str | None) -> Mapping[str, Any]:
    """Read the value of a button; one that is not ours is empty."""
    try:
        held = json.loads(value or "{}")
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}


def several(action: str) -> re.Pattern[str]:
    """Match an action id, alone or ending in ``:n``."""
    # Bolt looks for a pattern anywhere in an action id: without its beginning "page" would be "manage_page" too.
    return re.compile(rf"^{re.escape(action)}(?::.*)?$")
