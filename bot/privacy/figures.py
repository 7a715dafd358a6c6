"""Figures and addresses that belong to a person: numbers of files, telephones, dates of birth, homes, accounts.

Each rule tells whether a text holds its kind. Every pattern looks a bounded way ahead; examples that must
and must not be seen stand in tests/test_privacy.py.
"""

import re
from collections.abc import Callable
from datetime import date

from index.text import MONTH_PATTERN

_EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
# United Kingdom numbers: +44 or 0, ten or nine further digits with blanks, brackets or hyphens between them.
_PHONE = re.compile(r"(?<![\w£.])(?:(?:\+|00)\s?44[\s-]?(?:\(0\)[\s-]?)?|\(?0)(?:\d[\s()-]{0,2}){8,9}\d(?![\w.]?\d)")
_TEN = r"\d{3}[\s-]?\d{3}[\s-]?\d{4}(?![\d,]|\.\d)"
_NHS = re.compile(rf"(?<![\d£.,]){_TEN}")
_NHS_CUED = re.compile(rf"\bnhs\b[^\d\n]{{0,25}}{_TEN}", re.I)
# HM Revenue and Customs, NIM39110: no D, F, I, Q, U, V first, no O second, some pairs never used, suffix A to D.
_INSURANCE = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.I
)
_POSTCODE = (
    r"\b(?:GIR\s?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPS-UW]|[A-HK-Y]\d[ABEHMNPRV-Y])"
    r"\s?\d[ABD-HJLNP-UW-Z]{2})\b"
)
_ADDRESS = re.compile(
    rf"(?<![\w/])\d{{1,4}}[A-Za-z]?(?:\s?,)?(?:\s{{1,3}}[\w'’.-]{{1,30}},?){{0,6}}\s{{1,3}}{_POSTCODE}"
    rf"|{_POSTCODE}[\s,]{{1,4}}(?:number|no\.?|house|flat)?\s?\d{{1,4}}\b"
    rf"|\b(?:lives?|living|lived|address|stays?|staying|moved|flat|apartment|mum|dad|mother|father|family|client|carers?|grandparents|"
    rf"grandmother|nan|aunt|uncle)\b[^.?!\n]{{0,50}}?{_POSTCODE}",
    re.I,
)
_ROADS = r"Street|St|Road|Rd|Avenue|Ave|Lane|Crescent|Terrace|Mews"
_STREET = re.compile(
    rf"(?<![\w/])\d{{1,4}}[A-Za-z]?,?\s{{1,3}}(?:[A-Z][\w'’-]{{1,30}}\s{{1,3}}){{1,3}}(?:{_ROADS}|Close|Drive|Grove|Court|Gardens|Place|Way|Walk|"
    r"Rise|Square|Hill|View|Green)\b"
)
_SMALL_STREET = re.compile(
    rf"(?<![\w/])\d{{1,4}}[a-z]?,?\s{{1,3}}((?:[a-z'’-]{{3,30}}\s{{1,3}}){{1,2}})(?:{_ROADS}|close|drive|grove|gardens)\b",
    re.I,
)
_NO_STREET = re.compile(
    r"\b(?:the|and|from|off|with|children|child|young|people|year|years|month|months|week|weeks|day|days|old|were|was|are|is|homes?|"
    r"per|than|over|under|near|along|very|case|fast|each|cases|more|this|that|their|his|her)\b",
    re.I,
)
_FLAT = re.compile(
    rf"\b(?:flat|apartment|apt|maisonette)\s?(?:no\.?\s?|number\s)?\d{{1,4}}[a-z]?\b[\s,]{{1,3}}(?:\d{{1,4}}[a-z]?\b|(?:[\w'’.-]{{1,30}}[\s,]{{1,3}}){{0,6}}"
    rf"(?:{_POSTCODE}|(?:house|court|tower|point|heights|{_ROADS}|close|drive|way|mansions|lodge|gardens|buildings?)\b))",
    re.I,
)
_DAY = (
    r"(?:\d{1,2}(?:\s?(?:st|nd|rd|th))?|(?:twenty|thirty)[\s-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|first|second|"
    r"third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|"
    r"seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_DATE = (
    r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\s\d{1,2}\s(?:19|20)?\d\d|"
    rf"(?:the\s)?{_DAY}\s(?:of\s)?(?:{MONTH_PATTERN})\b|(?:{MONTH_PATTERN})\s(?:the\s)?{_DAY})\b"
)
_BIRTH = re.compile(
    rf"(?:\b(?:d\.?\s?o\.?\s?b|date\sof\sbirth|born|birthday|birth\sdate|birthdate)\b\.?(?:\s(?:is|was|on|of|in|falls))*\W{{0,6}}"
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\W{{1,3}})?|\b(?:turned|turns|turning)\s\d{{1,2}}\son\s){_DATE}",
    re.I,
)
_BORN_AFTER = re.compile(rf"\b{_DATE}(?:\s(?:19|20)\d\d)?\W{{0,3}}(?:d\.?\s?o\.?\s?b\b|date\sof\sbirth|birthday)", re.I)
_BORN_IN = re.compile(
    rf"\b(?:he|she|boy|girl|baby|client|son|daughter)\s(?:was\s|who\swas\s)?born\sin\s(?:{MONTH_PATTERN})\b", re.I
)
_AGED = re.compile(r"\b(?:born|aged|years? old|yo)\b", re.I)
_PERSON = re.compile(
    r"\b(?:child|girl|boy|baby|toddler|teenager|teen|son|daughter|young person|pupil|client|sibling|"
    r"he|she|born|aged|years? old|yo)\b",
    re.I,
)
_FULL = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b")
# Systems that keep children's files, and who gives out numbers of persons.
_SYSTEMS = (
    r"mosaic|liquid\s?logic|lcs|ehm|eclipse|care\s?first|care\s?director|framework-?i|azeus|charms|synergy|systm\s?one|rio|emis|"
    r"careworks|child\s?view|core\+|asset\s?plus|capita\sone|ics|iais|contr?occ|niche|athena|cris|pnc|cms"
)
_HOLDERS = (
    r"case|client|child|family|person|pupil|service\suser|customer|referral|unique\spupil|upn|court|legal|police|crime|incident|"
    r"cad|occurrence|log|home\soffice|ho|passport|arc|nass|asylum|laa|legal\said|yot|yjs|ehcp|hospital|mrn|patient|gp|tenancy|"
    r"housing|student|prison|record|file|social\scare|swift|nhs|his|her|their|uln|cin|cp|lac|contact"
)
_NUMBERED = r"(?:id|ids|ref|refs|reference|number|no|num|urn|log|#)"
_TOKEN = r"(?=[\w/-]{0,24}\d{3})[A-Z]{0,4}[\d/-][\w/-]{3,24}"
_CASE = re.compile(
    rf"\b(?:{_HOLDERS}|{_SYSTEMS})['’]?s?\s?(?:record\s|case\s|client\s|person\s|file\s|crime\s)?{_NUMBERED}(?:\b|(?<=\#))\.?(?:\s(?:number|no|is|was|of))*\s?[:#.-]?\s?{_TOKEN}"
    rf"|\b(?:{_SYSTEMS})\b\W{{0,3}}(?:(?:id|ref|record|file|case|is|entry|on|under)\W{{1,3}}){{0,3}}(?!(?:19|20)\d\d\b)(?=[\w/-]{{0,24}}\d{{4}})[A-Z]{{0,4}}[\d/-][\w/-]{{3,24}}"
    rf"|\b(?:ref|reference|case)\s?[:#]\s?{_TOKEN}|\bcase\s(?!(?:19|20)\d\d\b)(?=[\w/-]{{0,12}}\d{{4}})[A-Z]{{0,4}}\d[\w/-]{{4,24}}"
    rf"|\bcad\s?\d{{2,5}}\b|\b(?:crime|police|incident|log)\s\d{{2}}/\d{{3,7}}(?:/\d\d)?",
    re.I,
)
_UPN = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]\b")  # unique pupil number, Department for Education
_COURT = re.compile(r"\b[A-Z]{2}\d{2}[A-Z]\d{5}\b")  # family court: place, year, kind, number
_POLICE = re.compile(r"\b(?:\d{2}[A-Z]{1,2}\d?/\d{3,7}/\d{2}|\d{2}/\d{4,7}/\d{2}|\d{2}\*\d{5,8})\b")
_MEDIA = (
    r"snap(?:chat)?|insta(?:gram)?|tik\s?tok|facebook|fb|discord|roblox|"
    r"whats\s?app|telegram|xbox|psn|twitter|kik|user\s?name|handle|gamer\s?tag|screen\s?name"
)
_HANDLE = re.compile(
    rf"(?<![\w.@/<])@(?=[\w.]{{0,30}}[\d_])[A-Za-z_][\w.]{{2,30}}"
    rf"|\b(?:{_MEDIA})\b\W{{1,3}}(?:(?:name|handle|account|user|username|id|tag|profile|is|as|called|under|on|was)\W{{1,3}}){{0,4}}@?"
    rf"(?=[\w.]{{0,30}}[\d_])[A-Za-z_][\w.]{{3,30}}"
    rf"|\b(?:{_MEDIA})\b[^.?!\n]{{0,30}}?\s@[A-Za-z_][\w.]{{2,30}}"
    r"|\b(?:facebook|instagram|tiktok|twitter|snapchat)\.com/(?:add/)?@?(?!ofsted)[\w.-]{3,30}",
    re.I,
)


def nhs_number(digits: str) -> bool:
    """Check the last digit of an NHS number (modulus 11; NHS Data Dictionary)."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(d) * (10 - i) for i, d in enumerate(digits[:9])) % 11
    return check != 10 and (0 if check == 11 else check) == int(digits[9])


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _nhs(text: str) -> bool:
    return bool(_NHS_CUED.search(text)) or any(nhs_number(_digits(m[0])) for m in _NHS.finditer(text))


def _phone(text: str) -> bool:
    rest = _NHS_CUED.sub(" ", text)
    rest = _NHS.sub(lambda match: " " if nhs_number(_digits(match[0])) else match[0], rest)
    return any(9 < len(_digits(match[0])) < 15 for match in _PHONE.finditer(rest))


def _address(text: str) -> bool:
    if any(pattern.search(text) for pattern in (_ADDRESS, _STREET, _FLAT)):
        return True
    return any(not _NO_STREET.search(match[1]) for match in _SMALL_STREET.finditer(text))


def _birth(text: str) -> bool:
    return any(pattern.search(text) for pattern in (_BIRTH, _BORN_AFTER, _BORN_IN)) or _full_birth(text)


def _full_birth(text: str) -> bool:
    """Tell whether a full numeric date could be a child's birthday and stands beside words of a person."""
    if not (_PERSON.search(text) and _AGED.search(text)):
        return False
    return any(_is_day(int(found[1]), int(found[2]), int(found[3])) for found in _FULL.finditer(text))


def _is_day(day: int, month: int, year: int) -> bool:
    try:
        return date(year, month, day).year >= 1950
    except ValueError:
        return False


def _case(text: str) -> bool:
    return any(pattern.search(text) for pattern in (_CASE, _UPN, _COURT, _POLICE))


# What is seen, as it is named to the person who typed it, and how; in the order in which it is told.
FIGURES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("an e-mail address", lambda text: bool(_EMAIL.search(text))),
    ("an NHS number", _nhs),
    ("a phone number", _phone),
    ("a National Insurance number", lambda text: bool(_INSURANCE.search(text))),
    ("an address", _address),
    ("a date of birth", _birth),
    ("a case number", _case),
    ("an account on social media", lambda text: bool(_HANDLE.search(text))),
)
