"""Personal data in a question, seen before anything is searched or kept.

In: the text of a question, and what the library knows (words and names of its documents). Out: what was seen,
named as a person would name it; nothing of the text itself. Rules are narrow on purpose: a warning that comes
without cause teaches people to click it away.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from index.authorities import Gazetteer
from index.storage import Library
from index.vocabulary import GIVEN_NAMES

Known = Callable[[str], bool]
# Each pattern begins where a word begins and repeats only so often, so that none is slow on any text.
_EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
# United Kingdom numbers: +44 or 0, ten or nine further digits with blanks, brackets or hyphens between them.
_PHONE = re.compile(r"(?<![\w£.])(?:\+44[\s-]?(?:\(0\)[\s-]?)?|\(?0)(?:\d[\s()-]{0,2}){8,9}\d(?![\w.]?\d)")
_NHS = re.compile(r"(?<![\d£.,])\d{3}[\s-]?\d{3}[\s-]?\d{4}(?![\d,]|\.\d)")
# HM Revenue and Customs, NIM39110: no D, F, I, Q, U, V first, no O second, some pairs never used, suffix A to D.
_INSURANCE = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.I
)
_POSTCODE = (
    r"\b(?:GIR\s?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPS-UW]|[A-HK-Y]\d[ABEHMNPRV-Y])"
    r"\s?\d[ABD-HJLNP-UW-Z]{2})\b"
)
_ADDRESS = re.compile(
    rf"(?<![\w/])\d{{1,4}}[A-Za-z]?(?:\s*,)?(?:\s+[\w'’.-]+,?){{0,6}}\s+{_POSTCODE}|{_POSTCODE}[\s,]+(?:number|no\.?|house)?\s*\d{{1,4}}\b",
    re.I,
)
_STREET = re.compile(
    r"(?<![\w/])\d{1,4}[A-Za-z]?,?\s+(?:[A-Z][\w'’-]+\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Crescent|"
    r"Terrace|Grove|Court|Gardens|Place|Way|Walk|Mews)\b"
)
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_DATE = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\s+(?:19|20)?\d\d|"
    rf"(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d)"
)
_BIRTH = re.compile(
    rf"\b(?:d\.?o\.?b\.?|date of birth|born(?:\s+on)?|birthday|birth date)\b\W{{0,6}}(?:is|was|on|of)?\s*{_DATE}", re.I
)
_BORN_AFTER = re.compile(rf"\b{_DATE}\s*\(?(?:d\.?o\.?b\.?|date of birth|birthday)\b", re.I)
_CASE = re.compile(
    r"\b(?:case|client|child|family|person|pupil|service user|customer|referral|mosaic|liquid\s?logic|lcs|"
    r"eclipse|care\s?first|"
    r"unique pupil|upn|urn|court|legal)\s*(?:record\s*)?(?:id|ids|ref|reference|number|no|num|"
    r"#)\b\.?\s*(?:is|was)?\s*[:#]?\s*"
    r"(?=[\w/-]{0,40}\d{3})[A-Z]{0,4}[\d/-][\w/-]{3,}",
    re.I,
)
_UPN = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]\b")  # unique pupil number, Department for Education
_NAME = r"[A-Z][a-z]{1,40}(?:['’-][A-Z]?[a-z]{1,40}){0,3}"
_PAIR = re.compile(rf"\b({_NAME})\s+(?:[A-Z]\.?\s+)?({_NAME})\b")
_FAMILY = (
    "mum|mam|mom|mother|dad|father|stepmother|stepfather|step-?mum|step-?dad|parents?|sister|brother|sibling|nan|gran|"
    "grandmother|grandfather|aunt|uncle|carer|partner"
)
_CHILD = (
    "child|girl|boy|baby|toddler|teenager|teen|son|daughter|young person|young man|young woman|pupil|client|"
    "service user|sibling"
)
_CALLED = re.compile(
    rf"\b(?:{_CHILD}|{_FAMILY}|family|kid|lad|lass)\s+(?:is\s+|was\s+|who is\s+|who's\s+)?(?:called|named|"
    rf"by the name of)\s+([A-Za-z][\w'’-]+)",
    re.I,
)
_OF_NAMED = re.compile(
    rf"\b({_NAME})['’]s\s+(?:{_FAMILY}|social worker|case|care plan|placement|assessment|son|daughter|foster carers?)\b"
)
_NAMED_ROLE = re.compile(rf"\b(?:my|our|the|this|that)\s+(?:{_CHILD}|{_FAMILY}|case)[,:]?\s+({_NAME})\b")
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss)\.?\s+({_NAME})")
# A given name before one of these is the name of a house, a school, a scheme.
_PLACES = {
    "house",
    "court",
    "home",
    "homes",
    "centre",
    "center",
    "road",
    "street",
    "lane",
    "school",
    "academy",
    "college",
    "trust",
    "lodge",
    "hall",
    "council",
    "hospital",
    "report",
    "review",
    "inquiry",
    "project",
    "service",
    "services",
    "hub",
    "unit",
    "team",
    "park",
    "farm",
    "cottage",
    "place",
    "close",
    "avenue",
    "nursery",
    "clinic",
    "foundation",
    "programme",
    "scheme",
    "act",
    "law",
}
_CUE_STOP = {
    "who",
    "that",
    "and",
    "or",
    "the",
    "a",
    "an",
    "in",
    "by",
    "to",
    "as",
    "for",
    "of",
    "names",
    "something",
    "private",
}


def personal_data(text: str, *, known: Known) -> tuple[str, ...]:
    """Say what personal data a question seems to hold, in the order of the rules; empty where none is seen.

    ``known`` says of a word or of words whether the library's documents or its councils' names have them: such
    names are of inspectors, judges, places, schemes, and may be asked about.
    """
    seen: list[str] = []

    def see(what: str) -> None:
        if what not in seen:
            seen.append(what)

    if _EMAIL.search(text):
        see("an e-mail address")
    rest = text
    for match in _NHS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if nhs_number(digits):
            see("an NHS number")
            rest = rest.replace(match[0], " ")
    if any(9 < len(re.sub(r"\D", "", m[0])) < 14 for m in _PHONE.finditer(rest)):
        see("a phone number")
    if _INSURANCE.search(text):
        see("a National Insurance number")
    if _ADDRESS.search(text) or _STREET.search(text):
        see("an address")
    if _BIRTH.search(text) or _BORN_AFTER.search(text) or _full_birth(text):
        see("a date of birth")
    if _CASE.search(text) or _UPN.search(text):
        see("a case number")
    if _names(text, known):
        see("a person's name")
    return tuple(seen)


def nhs_number(digits: str) -> bool:
    """Check the last digit of an NHS number (modulus 11; NHS Data Dictionary)."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(d) * (10 - i) for i, d in enumerate(digits[:9])) % 11
    return check != 10 and (0 if check == 11 else check) == int(digits[9])


def _full_birth(text: str) -> bool:
    """Tell whether a full numeric date could be a child's birthday and stands beside words of a person."""
    found = re.search(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b", text)
    if found is None or not re.search(rf"\b(?:{_CHILD}|he|she|born|aged|years? old)\b", text, re.I):
        return False
    try:
        born = date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return False
    return bool(re.search(r"\b(?:born|aged|years? old)\b", text, re.I)) and born.year >= 1950


def _names(text: str, known: Known) -> bool:
    for match in _CALLED.finditer(text):
        if match[1].lower() not in _CUE_STOP and _is_name(match[1], known):
            return True
    for pattern in (_OF_NAMED, _NAMED_ROLE):
        for match in pattern.finditer(text):
            if _given(match[1]) and not known(match[1]):
                return True
    for match in _TITLED.finditer(text):
        if not known(match[0]) and not known(match[1]):
            return True
    if sum(c.isupper() for c in text) > len(text) // 3:  # in capitals every word looks like a name
        return False
    pair = _PAIR.search(text)
    while pair is not None:
        named = _given(pair[1]) and pair[2].lower() not in _PLACES
        if named and not known(pair[0]) and not (known(pair[1]) and known(pair[2])):
            return True
        pair = _PAIR.search(text, pair.end(1))
    return _lower_pair(text, known)


def _lower_pair(text: str, known: Known) -> bool:
    """See a name typed without capitals: a given name and a word that no document and no council has."""
    pairs = re.findall(r"\b([A-Za-z][A-Za-z'’-]{1,40})(?=\s+([A-Za-z][A-Za-z'’-]{1,40}))", text)
    return any(
        _given(first)
        and not known(first)
        and not known(f"{first} {second}")
        and len(second) > 2
        and not known(second)
        and second.lower() not in _CUE_STOP | _PLACES
        for first, second in pairs
        if first.lower() not in _ALSO_WORDS
    )


def _is_name(word: str, known: Known) -> bool:
    return _given(word) or not known(word)


def _given(word: str) -> bool:
    return word.split("-", maxsplit=1)[0].lower().removesuffix("'s").removesuffix("’s") in GIVEN_NAMES


# Given names that are ordinary words, places or months as well: without capitals they are taken for those.
_ALSO_WORDS = {
    "grace",
    "hope",
    "faith",
    "joy",
    "mark",
    "will",
    "rose",
    "lily",
    "may",
    "june",
    "april",
    "august",
    "summer",
    "autumn",
    "dean",
    "frank",
    "rich",
    "art",
    "bill",
    "jack",
    "pat",
    "sue",
    "rob",
    "drew",
    "chase",
    "hunter",
    "mason",
    "taylor",
    "carter",
    "reading",
    "chelsea",
    "jordan",
    "florence",
    "victoria",
    "charlotte",
    "york",
    "lee",
    "kent",
    "ross",
    "clay",
    "crystal",
    "ruby",
    "amber",
    "jade",
    "pearl",
    "ivy",
    "holly",
    "heather",
    "daisy",
    "poppy",
    "iris",
    "angel",
    "dawn",
    "eve",
    "jan",
    "max",
    "miles",
    "guy",
    "basil",
    "penny",
    "robin",
    "martin",
    "grant",
    "chance",
    "christian",
    "trinity",
    "harmony",
    "destiny",
    "melody",
    "charity",
    "patience",
    "prudence",
    "constance",
    "mercy",
    "star",
    "sky",
    "river",
    "ocean",
}


def known_names(library: Library, gazetteer: Gazetteer) -> Callable[[str], bool]:
    """Return what says of a word, or of words in this order, whether a document has them or a council is called so."""

    @lru_cache(maxsize=2_000)
    def known(words: str) -> bool:
        if gazetteer.find(words, is_word=lambda _: True).all:
            return True
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)", re.IGNORECASE)
        for document in library.documents:
            if pattern.search(f"{document.title} {document.lead_inspector or ''} {document.authority_form or ''}"):
                return True
            if any(pattern.search(passage.text) for passage in library.passages_of(document)):
                return True
        return False

    return known
