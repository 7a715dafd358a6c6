"""Evaluation: how well judged questions are answered, by retrieval, by refusal and by kind.

In come files of judged questions (one JSON object a line) and something that answers; out go ``Measures`` and the list
of failures with what was found instead. Nothing of a question is stored. Success, reciprocal rank and nDCG (gain
2^grade - 1) are computed by ir-measures; what counts as a match is settled here:

- A grade 2 passage answers, a grade 1 passage supports. A quotation is matched with white space collapsed,
  and without the mark of a list before it, which no passage has.
- Gold with a paragraph number was judged over numbered paragraphs only: evidence without one is left out, neither
  right nor wrong. Twenty passages are asked for and the first ten that remain are scored.
- A line with ``turns`` is a conversation, with the gold of each turn: passages, a grade, or nothing (a refusal, a
  question back or a short reply). A turn is right where the first three passages that are scored hold the answer.
- Questions of type "theme" have incomplete gold: they are shown apart and are in no total.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from bot.models import NO_OVERALL, Answer, AnswerKind, Evidence, State
from index.errors import FindingsError, fault_of

_MARK = re.compile(r"^[-–*•] ")
ASKED = 20  # passages asked for, since some are left out before scoring
SCORED = 10
APART = "theme"
REFUSALS = frozenset({AnswerKind.NO_ANSWER, AnswerKind.CLARIFY, AnswerKind.HELP})


class EvaluationError(FindingsError):
    """Judged questions cannot be read, or what measures them is not installed."""


class Answering(Protocol):
    """What is measured: something that answers a question."""

    def answer(self, text: str, *, limit: int = ...) -> Answer:
        """Answer a question with at most ``limit`` passages."""
        ...


class Conversing(Protocol):
    """What is measured over conversations: something that answers each message in the light of those before it."""

    def say(self, text: str) -> Answer:
        """Answer the next message."""
        ...


@dataclass(frozen=True, slots=True)
class Gold:
    """A passage judged right: by its printed number, or by words that stand in it."""

    file: str
    grade: int
    paragraph: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with what answers it; all of it empty where a refusal is the right answer."""

    identity: str
    type: str
    question: str
    gold: tuple[Gold, ...] = ()
    answer: str | None = None
    answer_contains: tuple[str, ...] = ()
    ungraded: bool = (
        False  # a judgement that the report does not print: to say so, with every grade it prints, is right
    )

    @property
    def unanswerable(self) -> bool:
        """Say whether a refusal is the right answer."""
        return not (self.ungraded or self.gold or self.answer is not None or self.answer_contains)

    @property
    def numbered(self) -> bool:
        """Say whether it was judged over numbered paragraphs only."""
        return any(gold.quote is None for gold in self.gold)


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Measures of ranking over a number of questions, each from 0 to 1."""

    questions: int = 0
    success_at_1: float = 0.0
    success_at_3: float = 0.0
    success_at_5: float = 0.0
    mrr_at_10: float = 0.0
    ndcg_at_10: float = 0.0


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of a number of questions."""

    of: int = 0
    count: int = 0

    @property
    def share(self) -> float:
        """Give the share, 0 to 1; 0 of none."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that was not answered as judged: what is wrong, what was wanted and what came instead."""

    identity: str
    type: str
    question: str
    fault: str
    wanted: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures of one evaluation; ``overall`` leaves theme questions out."""

    overall: Retrieval = field(default_factory=Retrieval)
    by_type: Mapping[str, Retrieval] = field(default_factory=dict)
    judgements: Rate = field(default_factory=Rate)
    improvements: Rate = field(default_factory=Rate)
    refused_unanswerable: Rate = field(default_factory=Rate)
    refused_answerable: Rate = field(default_factory=Rate)
    turns: Rate = field(default_factory=Rate)  # of conversations
    assumed: tuple[str, ...] = ()  # of another type than unanswerable, and without anything that is right
    failures: tuple[Failure, ...] = ()


def evaluate(files: Sequence[Path], answerer: Answering, converse: Callable[[], Conversing] | None = None) -> Measures:
    """Ask every judged question and measure the answers; ``converse`` begins a conversation.

    Raises:
        EvaluationError: a file cannot be read as judged questions, or ir-measures is not installed.
    """
    ranked: list[tuple[Judged, list[int | None]]] = []
    failures: list[Failure] = []
    judgements, improvements, unanswerable, answerable = [], [], [], []
    threads: list[bool] = []
    judged_questions, conversations = _read(files)
    for turns in conversations:
        talk = (converse or (lambda: _Apart(answerer)))()
        for judged in turns:
            answer = talk.say(judged.question)
            threads.append(_is_right_turn(judged, answer))
            if not threads[-1]:
                failures.append(_failure(judged, "wrong turn", _shown(answer)))
    for judged in judged_questions:
        answer = answerer.answer(judged.question, limit=ASKED)
        refused = answer.kind in REFUSALS
        if judged.unanswerable:
            unanswerable.append(refused or answer.state is State.RELATED)
            if not unanswerable[-1]:
                failures.append(_failure(judged, "answered, should be refused", _shown(answer)))
            continue
        if judged.type != APART:
            answerable.append(refused)
        right = _is_right(judged, answer)
        if judged.ungraded or judged.answer is not None:
            judgements.append(right)
        elif judged.answer_contains:
            improvements.append(right)
        else:
            ranked.append((judged, _matches(judged, answer.evidence)))
        if not right:
            failures.append(_failure(judged, "refused" if refused else "not found", _shown(answer)))
    by_type, overall = _retrieval(ranked)
    return Measures(
        overall=overall,
        by_type=by_type,
        judgements=_rate(judgements),
        improvements=_rate(improvements),
        refused_unanswerable=_rate(unanswerable),
        refused_answerable=_rate(answerable),
        turns=_rate(threads),
        assumed=tuple(one.identity for one in judged_questions if one.unanswerable and one.type != "unanswerable"),
        failures=tuple(failures),
    )


def _read(files: Sequence[Path]) -> tuple[list[Judged], list[list[Judged]]]:
    """Read files of judged questions and conversations, each conversation as its turns."""
    judged: list[Judged] = []
    conversations: list[list[Judged]] = []
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise EvaluationError(
                f"Cannot read judged questions in {file}: {fault_of(error)}. Name a UTF-8 text file."
            ) from error
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise TypeError
                if "turns" in row:
                    conversations.append(_turns(row))
                else:
                    judged.append(_judged(row))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise EvaluationError(
                    f"Cannot read line {number} of {file} as a judged question: {_fault(error)}."
                    " Write one JSON object a line, with id, type, question and gold (docs/retrieval.md)."
                ) from error
    if not judged and not conversations:
        raise EvaluationError(
            f"There is no judged question in {', '.join(map(str, files))}. Name files that have some."
        )
    return judged, conversations


def _fault(error: Exception) -> str:
    """Say in words why a line is no judged question."""
    if isinstance(error, json.JSONDecodeError):
        return "it is no JSON"
    if isinstance(error, KeyError):
        return f"it has no “{error.args[0]}”"
    return "a value in it has another form" if isinstance(error, ValueError | AttributeError) else "it has another form"


def _turns(row: Mapping[str, Any]) -> list[Judged]:
    """Read a conversation: its messages, and what is right for each."""
    turns = []
    for number, (text, gold) in enumerate(zip(row["turns"], row["gold"], strict=True), 1):
        named = {} if isinstance(gold, list) else gold
        held = gold if isinstance(gold, list) else []
        shape = {"id": f"{row['id']}.{number}", "type": "turn", "question": text, "gold": held, **named}
        turns.append(_judged(shape))
    return turns


def _is_right_turn(judged: Judged, answer: Answer) -> bool:
    """Say whether a turn of a conversation was answered as judged."""
    if judged.unanswerable:
        return answer.kind in REFUSALS or answer.state is State.RELATED or _tells_ungraded(answer)
    return _is_right(judged, answer)


def _is_right(judged: Judged, answer: Answer) -> bool:
    """Say whether an answer holds what answers a question, among its first three passages where they are ranked."""
    if judged.ungraded:
        return _tells_ungraded(answer)
    if judged.answer is not None:  # older reports print grades in small letters
        return bool(answer.judgements) and (answer.judgements[0].grade or "").casefold() == judged.answer.casefold()
    if judged.answer_contains:
        text = " ".join(_flat(item.text) for item in answer.evidence)
        return all(_flat(phrase) in text for phrase in judged.answer_contains)
    found = _matches(judged, answer.evidence)
    return any(n is not None and judged.gold[n].grade == 2 for n in found[:3])


@dataclass(frozen=True, slots=True)
class _Apart:
    """A conversation in which no message leans on another."""

    answerer: Answering

    def say(self, text: str) -> Answer:
        """Answer a message by itself."""
        return self.answerer.answer(text, limit=ASKED)


def _judged(row: Mapping[str, Any]) -> Judged:
    return Judged(
        identity=str(row["id"]),
        type=str(row["type"]),
        question=str(row["question"]),
        gold=tuple(
            Gold(
                file=gold["file"],
                grade=int(gold["grade"]),
                paragraph=str(gold["para"]) if gold.get("para") is not None else None,
                quote=gold.get("quote"),
            )
            for gold in row["gold"]
        ),
        answer=row.get("answer"),
        answer_contains=tuple(row.get("answer_contains") or ()),
        ungraded=row["type"] == "judgement" and "answer" in row and row["answer"] is None,
    )


def _tells_ungraded(answer: Answer) -> bool:
    """Say whether an answer shows grades, none of the whole, and leads with there being none."""
    whole = any(judgement.area.lower().startswith("overall") for judgement in answer.judgements)
    return bool(answer.judgements) and not whole and answer.lead is not None and NO_OVERALL in answer.lead.text


def _matches(judged: Judged, evidence: Sequence[Evidence]) -> list[int | None]:
    """Give, for each piece of evidence that is scored, the number of the gold that it is, None where it is none."""
    kept = [item for item in evidence if item.citation.paragraph or not judged.numbered][:SCORED]
    return [
        max(
            (number for number, gold in enumerate(judged.gold) if _is(gold, item)),
            key=lambda number: judged.gold[number].grade,
            default=None,
        )
        for item in kept
    ]


def _is(gold: Gold, evidence: Evidence) -> bool:
    if gold.file != evidence.citation.document:
        return False
    if gold.quote is not None:
        return _MARK.sub("", _flat(gold.quote)) in _flat(evidence.text)
    return gold.paragraph is not None and gold.paragraph.rstrip(".") == (evidence.citation.paragraph or "").rstrip(".")


def _retrieval(ranked: Sequence[tuple[Judged, list[int | None]]]) -> tuple[dict[str, Retrieval], Retrieval]:
    """Measure rankings by type and in all."""
    if not ranked:
        return {}, Retrieval()
    try:
        import ir_measures
        from ir_measures import RR, Qrel, ScoredDoc, Success, nDCG
    except ImportError as error:
        raise EvaluationError("Cannot measure: ir-measures is not installed. Run: pip install ir-measures") from error

    measures = (
        Success(rel=2) @ 1,
        Success(rel=2) @ 3,
        Success(rel=2) @ 5,
        RR(rel=2) @ 10,
        nDCG(gains={1: 1, 2: 3}) @ 10,
    )
    qrels, run = [], []
    for query, (judged, found) in enumerate(ranked):
        qrels += [Qrel(str(query), str(number), gold.grade) for number, gold in enumerate(judged.gold)]
        seen: set[int] = set()
        for rank, number in enumerate(found):
            # What was found already counts once; the rank orders, whatever the scores of the answer mean.
            name = f"other {rank}" if number is None or number in seen else str(number)
            seen |= {number} if number is not None else set()
            run.append(ScoredDoc(str(query), name, float(SCORED - rank)))
    values: dict[str, dict[Any, float]] = {str(query): dict.fromkeys(measures, 0.0) for query in range(len(ranked))}
    for metric in ir_measures.iter_calc(measures, qrels, run):
        values[metric.query_id][metric.measure] = metric.value

    def mean(queries: Sequence[int]) -> Retrieval:
        means = (sum(values[str(query)][measure] for query in queries) / max(len(queries), 1) for measure in measures)
        return Retrieval(len(queries), *means)

    types = sorted({judged.type for judged, _ in ranked})
    by_type = {name: mean([n for n, (judged, _) in enumerate(ranked) if judged.type == name]) for name in types}
    return by_type, mean([n for n, (judged, _) in enumerate(ranked) if judged.type != APART])


def _failure(judged: Judged, fault: str, found: tuple[str, ...]) -> Failure:
    if judged.unanswerable:
        wanted: tuple[str, ...] = ("a refusal",)
    elif judged.ungraded:
        wanted = (NO_OVERALL,)
    elif judged.answer is not None:
        wanted = (judged.answer,)
    elif judged.answer_contains:
        wanted = judged.answer_contains
    else:
        wanted = tuple(
            f"{gold.file}, paragraph {gold.paragraph}" if gold.quote is None else f"{gold.file}: {gold.quote}"
            for gold in judged.gold
            if gold.grade == 2
        )
    return Failure(judged.identity, judged.type, judged.question, fault, wanted, found)


def _shown(answer: Answer) -> tuple[str, ...]:
    """Say what an answer showed: its kind, then its first grades and passages."""
    grades = [f"{judgement.area}: {judgement.grade}" for judgement in answer.judgements[:3]]
    passages = [
        f"{item.citation.document}, {item.citation.paragraph or item.citation.item or item.citation.section}"
        for item in answer.evidence[:3]
    ]
    return (answer.kind.value, *grades, *passages) if grades or passages else (answer.kind.value, answer.message)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _rate(outcomes: Sequence[bool]) -> Rate:
    return Rate(len(outcomes), sum(outcomes))
