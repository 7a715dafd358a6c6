"""Requests: what a council's paper asks its members to decide, told apart from what inspectors want improved.

In come a structure and the voice of its document; out goes the structure in which "Recommendations: the committee is
asked to note ..." is text like any other. An inspector's recommendations stay what needs to improve.
"""

import re
from dataclasses import replace

from index.models import DocumentPart, Passage, Voice
from index.structure import Structure, matter_of

_RECOMMENDATIONS = re.compile(r"(?:\d+(?:\.\d+)*\.?\s+)?recommendations?\b", re.IGNORECASE)
_INSPECTORS = re.compile(r"\b(?:ofsted|inspectors?|inspectorates?|HMI|inspection report)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:asked|recommended|requested|invited|is to|are to)\b"
    r"|\bthat (?:the )?(?:cabinet|committee|panel|board|members)",
    re.IGNORECASE,
)


def set_requests_apart(structure: Structure, voice: Voice) -> Structure:
    """Keep as improvements only what inspectors want improved, in a document that is not in their voice."""
    if voice is Voice.INSPECTOR or not structure.improvements:
        return structure
    passages = tuple(replace(p, matter=DocumentPart.BODY) if _is_request(p) else p for p in structure.passages)
    listed = [p for p in structure.passages if p.matter is DocumentPart.IMPROVEMENT]
    kept = tuple(i for i, p in zip(structure.improvements, listed, strict=True) if not _is_request(p))
    return replace(structure, passages=passages, improvements=kept)


def _is_request(passage: Passage) -> bool:
    """Tell whether an item stands under "Recommendations" that are not said to be the inspectors'."""
    if passage.matter is not DocumentPart.IMPROVEMENT:
        return False
    heading = next((text for text in reversed(passage.sections) if matter_of(text) is DocumentPart.IMPROVEMENT), "")
    if not _RECOMMENDATIONS.match(heading):
        return False
    said = f"{heading} {passage.context}"
    return _ASKED.search(said) is not None or _INSPECTORS.search(said) is None
