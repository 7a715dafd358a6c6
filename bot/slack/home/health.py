"""How the service is and how it is used, in words and one picture for admins; no question and nobody who asked."""

from dataclasses import dataclass
from datetime import datetime

from bot.labels import count, size
from bot.records import DAYS
from bot.slack.blocks import Block, Manage, Message, actions, button, clip, context, escape, facts, image, section
from bot.slack.home.runs import moment


@dataclass(frozen=True, slots=True)
class Health:
    """Figures of the running service; None where one cannot be told."""

    generation: int = 0
    documents: int = 0
    passages: int = 0
    index_bytes: int | None = None
    folder_bytes: int | None = None
    free_bytes: int | None = None
    slack: str = ""  # in words: connected how and since when
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """Figures of the last days; seconds are those until an answer was found."""

    answers: int = 0
    refusals: int = 0
    askers_at_most: int = 0  # on the busiest day
    median: float | None = None
    p99: float | None = None
    last: datetime | None = None
    refused_most: tuple[tuple[str, int], ...] = ()  # why, or whose reports: how often
    picture: str | None = None  # the id of a picture that Slack holds


def health_blocks(health: Health, use: Use) -> list[Block]:
    """Show how the service is; two blocks at most."""
    known: list[tuple[str, str | Block]] = [
        (
            "Library",
            f"{count(health.documents, 'document')}, {count(health.passages, 'passage')}; version {health.generation} "
            "of the index",
        ),
        ("Space", _space(health)),
        ("Last question", moment(use.last) if use.last else "none yet"),
        ("Time to an answer", _seconds(use)),
        ("Slack", health.slack or "not known"),
    ]
    blocks = [facts(known)]
    if health.faults:
        blocks.append(section("\n".join(f"⚠ {clip(fault, 400)}" for fault in health.faults[:6])))
    return blocks


def chart_message(use: Use) -> Message:
    """Make the message that brings the chart; its text says the same."""
    blocks: list[Block] = [section(_said(use))]
    if use.picture:
        blocks.append(_picture(use))
    return Message(escape(_said(use)), tuple(blocks))


def use_blocks(use: Use) -> list[Block]:
    """Show how the service is used; four blocks at most."""
    if not use.answers:
        return [section(_said(use))]
    blocks: list[Block] = [section(_said(use))]
    if use.picture:
        blocks.append(_picture(use))
    if use.refused_most:
        most = "; ".join(f"{clip(why, 120)} ({number:,})" for why, number in use.refused_most[:5])
        blocks.append(context(f"Why there was no answer: {most}"))
    blocks.append(actions([button("Send me the chart", Manage.CHART, "")]))
    return blocks


def _picture(use: Use) -> Block:
    # Slack's documentation asks that whoever posts the blocks has access to the file, which the app has. Whether each
    # client shows a file on Home that is shared with nobody could not be tried: the words beside it say the same, and
    # "Send me the chart" brings it to a message, where it is shared.
    return image(use.picture or "", f"Questions a day. {_said(use)}")


def _said(use: Use) -> str:
    if not use.answers:
        return "No question has been asked yet."
    said = f"{count(use.answers, 'question')} in the last {DAYS} days"
    if use.refusals:
        said += f", {use.refusals:,} of them without an answer ({_percent(use.refusals, use.answers)})"
    said += f"; {_people(use.askers_at_most)} on the busiest day." if use.askers_at_most else "."
    return said


def _space(health: Health) -> str:
    parts = []
    if health.index_bytes is not None:
        parts.append(f"index {size(health.index_bytes)}")
    if health.folder_bytes is not None:
        parts.append(f"reports {size(health.folder_bytes)}")
    if health.free_bytes is not None:
        parts.append(f"{size(health.free_bytes)} free on the disk")
    return ", ".join(parts) or "not known"


def _seconds(use: Use) -> str:
    if use.median is None:
        return "not known yet"
    said = f"{_duration(use.median)} for half of the questions"
    return said if use.p99 is None else f"{said}, {_duration(use.p99)} for 99 of 100"


def _duration(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms" if seconds < 1 else f"{seconds:,.1f} s"


def _percent(part: int, whole: int) -> str:
    share = 100 * part / whole
    return "under 1 %" if share < 1 else f"{share:.0f} %"


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"
