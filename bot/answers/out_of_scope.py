"""Beyond: what is said to a question that no inspection document can answer.

In come the sort of question and what the library holds; out goes a refusal in one or two plain sentences. Who asks
what to do about a child at risk is told first whom to call. Nothing is searched: near passages would pass for advice.
"""

from dataclasses import replace

from bot.answers.evidence_finder import Finder
from bot.models import Answer, AnswerKind, Coverage, Lead, Reason, State
from index.models import Kind
from index.query import Frame

_NEAR = "I find what inspection documents say of children's services in England, word for word"
_SAID = {
    "other services": f"{_NEAR}, and hold nothing on other services such as schools, health, adult care or housing.",
    "other nations": f"{_NEAR}, and hold nothing on other nations.",
    "opinions": f"{_NEAR}, and have no opinion of my own.",
    "advice": f"{_NEAR}, and give no advice on law, procedure, pay or a single case. Ask what inspectors said of it.",
    "contacts": f"{_NEAR}, and know no numbers or addresses.",
    "writing": f"{_NEAR}, and write nothing of my own.",
    "off topic": f"{_NEAR}, and nothing else.",
    "future": f"{_NEAR}, and cannot say what inspectors will find or which grade will be given.",
}
_NO_ADVICE = (
    "I only find what inspection documents say and cannot advise on a person. To see what inspectors found, ask "
    "for example: what did inspectors say about neglect?"
)
# What is inspected besides children's services, where the library holds such reports.
_OTHERS = frozenset({Kind.SCHOOL, Kind.CHILDRENS_HOME, Kind.PROVIDER, Kind.HEALTH})


def say_beyond(finder: Finder, frame: Frame, *, safeguarding: str | None) -> Answer | None:
    """Say why a question is not answered here; None where the library holds what it asks for after all."""
    sort = frame.beyond or ""
    if sort == "other services" and any(document.kind in _OTHERS for document in finder.library.documents):
        return None
    told = f"{whom_to_call(safeguarding)} {_NO_ADVICE}" if sort == "safeguarding" else _SAID[sort]
    return Answer(AnswerKind.NO_ANSWER, told, coverage=Coverage(reason=Reason.NO_MATCH))


def say_whom_to_call(answer: Answer, *, safeguarding: str | None) -> Answer:
    """Put whom to call before what an answer says, in the line that is read first, unless it begins with that.

    A quotation that led stands below, with its passage: it is no answer to somebody in danger.
    """
    told, lead = whom_to_call(safeguarding), answer.lead
    if answer.message.startswith(told):
        return answer
    if lead is None or (answer.state is State.RELATED and answer.message):
        return replace(answer, lead=None, message=f"{told} {answer.message}".strip())
    if lead.quoted:
        return replace(answer, lead=Lead(told))
    return replace(answer, lead=Lead(f"{told} {lead.text}", lead.citation))


def whom_to_call(number: str | None) -> str:
    """Say whom to call about somebody at risk."""
    where = f"call {number}" if number else "call the children's services of the council where the child lives"
    return f"If anyone is in danger now, call 999; if you are worried about a child, {where}."
