"""Which pieces of evidence stand in a message: a few passages that can be read at once, lists as a whole.

What is left out is said to be there and is one click away; every place is an index into the answer's evidence.
"""

from collections.abc import Sequence
from itertools import accumulate

from bot.models import PASSAGES_SHOWN, Answer, AnswerKind, Evidence, Group

LISTED = 15  # rows of a list of councils with a sentence each
_POINTS, _FEWEST, _LISTED = 5, 2, 450  # of a list beside another: points at most, at least, and characters for more
_WHOLE = (AnswerKind.IMPROVEMENTS, AnswerKind.TIMELINE)


def places_in_message(answer: Answer, *, best_alone: bool = False) -> tuple[int, ...]:
    """List the places of the evidence that a message shows, in order; ``best_alone`` leaves all passages but the best
    to a click, as in a channel."""
    every = range(len(answer.evidence))
    if answer.parts:
        return tuple(place for part, group in parts_of(answer) for place in _of_part(answer, part, group))
    if answer.kind in _WHOLE:
        return tuple(every)
    if answer.kind is AnswerKind.JUDGEMENTS and answer.judgements:
        return ()
    if answer.kind is AnswerKind.LISTING:
        return tuple(every[:LISTED])
    if answer.kind is AnswerKind.PASSAGES and best_alone:
        return tuple(every[:1])
    if not answer.groups:
        return tuple(every[:PASSAGES_SHOWN])
    return tuple(sorted(_of_groups(answer)))


def further_places(answer: Answer, shown: Sequence[int]) -> list[int]:
    """List the places of what was found and is not shown: in the answer's own list and then in what lies beyond it."""
    if answer.kind is AnswerKind.JUDGEMENTS and answer.judgements:
        return []
    return [place for place in range(len(answer.evidence) + len(answer.more)) if place not in shown]


def is_list(answer: Answer, group: Group) -> bool:
    """Tell whether a group is a list of points, each of them short: shown as one."""
    if answer.kind is AnswerKind.TIMELINE or not group.evidence:
        return False
    return group.points or all(_is_point(answer.evidence[place]) for place in group.evidence)


def points_shown(answer: Answer, group: Group) -> tuple[int, ...]:
    """List the points of a list that a message shows: all of them; the first few where two lists stand beside each
    other, but never all but one."""
    if answer.kind is not AnswerKind.COMPARISON:
        return group.evidence
    lengths = accumulate(len(answer.evidence[place].text) for place in group.evidence)
    few = sum(number < _FEWEST or (number < _POINTS and length <= _LISTED) for number, length in enumerate(lengths))
    return group.evidence[:few] if few + 1 < len(group.evidence) else group.evidence


def parts_of(answer: Answer) -> Sequence[tuple[Answer, Group]]:
    """Pair the answers to several questions with the group of the evidence of each."""
    return list(zip(answer.parts, answer.groups, strict=False))


def _of_part(answer: Answer, part: Answer, group: Group) -> Sequence[int]:
    if part.kind is AnswerKind.JUDGEMENTS and part.judgements:
        return ()
    return group.evidence if part.kind in _WHOLE or is_list(answer, group) else group.evidence[:1]


def _of_groups(answer: Answer) -> set[int]:
    """Take lists, then a passage of each group in turn until there are enough; a side is never left out."""
    lists = [group for group in answer.groups if is_list(answer, group)]
    passages = [group.evidence for group in answer.groups if group not in lists]
    chosen = {place for group in lists for place in points_shown(answer, group)}
    least = len([one for one in passages if one]) if answer.kind is AnswerKind.COMPARISON else 0
    most = _most_passages(answer, least, listed=bool(lists))
    taken = 0
    for turn in range(max(map(len, passages), default=0)):
        for places in passages:
            if turn < len(places) and taken < most and places[turn] not in chosen:
                chosen.add(places[turn])
                taken += 1
        if answer.kind is AnswerKind.COMPARISON and least > 1:  # one of each side, so that none weighs more
            break
    grouped = {place for group in answer.groups for place in group.evidence}
    for place in range(len(answer.evidence)):
        if place not in grouped and taken < most:
            chosen.add(place)
            taken += 1
    return chosen


def _most_passages(answer: Answer, least: int, *, listed: bool) -> int:
    """Say how many passages stand in a message: fewer where grades and a list stand there too."""
    if answer.kind is AnswerKind.OVERVIEW or (least and listed):
        return max(1, least)
    return max(PASSAGES_SHOWN, least)


def _is_point(evidence: Evidence) -> bool:
    return bool(evidence.citation.item and "bullet" in evidence.citation.item) and len(evidence.text) <= 600
