"""Figures and addresses that belong to a person: numbers of files, telephones, dates of birth, homes, accounts.

Each rule tells whether a text holds its kind. Every pattern looks a bounded way ahead; examples that must
and must not be seen stand in tests/test_privacy.py.
"""

import re
from collections.abc import Callable

from index.text import MONTH_PATTERN

_EMAIL = re.compile(r"(?<![\w.+'-])([\w.+'-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,6})")
# Written so that programs do not see it: "name(at)host(dot)uk".
_EMAIL_HIDDEN = re.compile(r"[\w.+'-]{2,64}\s?[(\[]\s?at\s?[)\]]\s?[\w-]{2,63}\s?(?:\.|[(\[]\s?dot\s?[)\]])", re.I)
# Mailboxes of an office, which nobody is called by.
_OFFICES = frozenset(
    "enquiries enquiry info information contact contactus office admin hello help helpdesk support complaints feedback "
    "press noreply no-reply foi mash firstresponse customerservices customer.services".split()
)
# United Kingdom numbers: +44 or 0, ten or nine further digits with blanks, brackets or hyphens between them.
_PHONE = re.compile(r"(?<![\w£.])(?:(?:\+|00)\s?44[\s-]?(?:\(0\)[\s-]?)?|\(?0)(?:\d[\s()-]{0,2}){8,9}\d(?![\w.]?\d)")
_PHONE_ABROAD = re.compile(r"(?<![\w£.])(?:\+|00)\s?[1-9](?:[\s()-]{0,2}\d){8,13}(?![\w.]?\d)")
# Helplines and switchboards: numbers of no place and no person (Ofcom's numbering plan, 03, 0800, 0808, 084, 087).
_SERVICE_LINE = re.compile(r"\(?0(?:3\d|80[08]|84\d|87\d)")
_PHONE_LETTERS = re.compile(r"(?<![\w£.])[0oO]7(?=[\doOIl\s]{0,12}[oOIl])(?:[\s-]?[\doOIl]){9}(?!\w)")
_SPOKEN = r"(?:oh?|zero|nought|one|two|three|four|five|six|seven|eight|nine|hundred|(?:double|triple|treble)\s\w{2,6})"
_PHONE_SPOKEN = re.compile(rf"\b(?:oh?|zero|nought)[\s,-]{{1,3}}(?:{_SPOKEN}[\s,-]{{1,3}}){{5,14}}{_SPOKEN}\b", re.I)
_TEN = r"\d{3}[\s-]?\d{3}[\s-]?\d{4}(?![\d,]|\.\d)"
_NHS = re.compile(rf"(?<![\d£.,]){_TEN}")
_NHS_CUED = re.compile(r"\bnhs\b[^\d\n]{0,25}\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)", re.I)
# HM Revenue and Customs, NIM39110: no D, F, I, Q, U, V first, no O second, some pairs never used, suffix A to D.
_INSURANCE = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.I
)
_INSURANCE_CUED = re.compile(
    r"\b(?:ni|nino|national\sinsurance)\b[^\d\n]{0,40}\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.I
)
_POSTCODE = (
    r"\b(?:GIR\s?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPS-UW]|[A-HK-Y]\d[ABEHMNPRV-Y])"
    r"\s?\d[A-Z]{2})\b"
)
_ADDRESS = re.compile(
    rf"(?<![\w/])\d{{1,4}}[A-Za-z]?(?:\s?,)?(?:\s{{1,3}}[\w'’.-]{{1,30}},?){{0,6}}\s{{1,3}}{_POSTCODE}"
    rf"|{_POSTCODE}[\s,]{{1,4}}(?:number|no\.?|house|flat)?\s?\d{{1,4}}\b"
    rf"|\b(?:lives?|living|lived|address|stays?|staying|moved|flat|apartment|mum|dad|mother|father|family|client|carers?|grandparents|"
    rf"grandmother|nan|aunt|uncle)\b[^.?!\n]{{0,50}}?{_POSTCODE}",
    re.I,
)
_WHOLE_POSTCODE = re.compile(_POSTCODE)
_ROADS = r"Street|St|Road|Rd|Avenue|Ave|Lane|Crescent|Terrace|Mews"
_STREET = re.compile(
    rf"(?<![\w/])\d{{1,4}}[A-Za-z]?,?\s{{1,3}}(?:[A-Z][\w'’-]{{1,30}}\s{{1,3}}){{1,3}}(?:{_ROADS}|Close|Drive|Grove|Court|Gardens|Place|Way|Walk|"
    r"Rise|Square|Hill|View|Green)\b"
)
_SMALL_STREET = re.compile(
    rf"(?<![\w/])\d{{1,4}}[a-z]?,?\s{{1,3}}((?:[a-z'’-]{{3,30}}\s{{1,3}}){{1,2}})(?:{_ROADS}|close|drive|grove|gardens)\b",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d\b")
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
# Homes called by a name or a number: beside what says that somebody lives there, or with half a postcode.
_OUTWARD = r"[A-PR-UWYZ][A-HK-Y]?\d{1,2}[A-Z]?"
_NUMBER = (
    r"(?<![\w/.])(?<!para )(?<!page )(?<!paragraph )(?<!recommendation )(?<!section )(?<!regulation )\d{1,3}[a-z]?"
)
_NAMED = r"(?:[A-Z][\w'’-]{1,30}[\s,]{1,3}){1,4}"
_HOUSE = (
    r"(?:Cottages?|Forge|Bungalows?|Old\sSchool|Chapel|Manse|Coach\sHouse|Farm(?:house)?|Bungalow|Bakery|Barns?|Lodge|Lofts|Villas?|Hotel|Hostel|B&B|Guest\s?House|Inn|Caravan\sPark|"
    r"Mobile\sHome|Vicarage|Rectory|Mill|Stables|Travelodge|Premier\sInn)"
)
_WAYS = (
    rf"(?:{_ROADS}|Close|Drive|Grove|Court|Gardens|Place|Way|Walk|Rise|Square|Hill|View|Green|Bank|Path|Park|Barns|Lofts|Row|"
    r"Wharf|Mount|Quay|Parade|Croft|Fold|Wynd|Villas|Cottages|Heights|Mead|Meadows?|Vale|Gate|Drove|Approach|Buildings|House|Tower)"
)
_LIVES = (
    r"\b(?:placements?|carer|place|nan['’]s|mum['’]s|dad['’]s|lives?|living|lived|address|stays?|staying|moved?|placed|put|home|host|visit|visits|visited|family|families|mum|dad|mother|"
    r"father|client|carers?|grandparents|nan|aunt|uncle|adopters?|tenancy|evicted|house|child|children|kids|boy|girl|they|she|he)\b"
)
_HOME = re.compile(
    rf"(?i:{_LIVES})[^.?!\n]{{0,40}}?(?:{_NUMBER}\s{{1,2}}(?:[A-Z][\w'’-]{{1,30}}\s){{1,3}}{_WAYS}\b"
    rf"|(?:[A-Z][\w'’-]{{1,30}}\s){{1,3}}{_HOUSE},\s(?:{_NUMBER}\s)?[A-Z])"
    rf"|(?:[A-Z][\w'’-]{{1,30}}\s){{1,3}}(?:{_HOUSE}|{_WAYS}),?\s{{1,2}}{_NAMED}{_OUTWARD}\b"
    rf"|{_NUMBER}\s(?:[A-Z][\w'’-]{{1,30}}\s?){{1,3}},\s(?:[A-Z][\w'’-]{{1,30}}[\s,]{{1,2}}){{1,3}}{_OUTWARD}\b"
    rf"|{_NUMBER}\s(?:[A-Z][\w'’-]{{1,30}}\s){{1,3}}(?:Bank|Path|Barns|Lofts|Croft|Fold|Wynd|Villas|Cottages|Row|Parade),\s(?:Nr\.?\s|near\s)?[A-Z]"
)
_OUTWARD_HOME = re.compile(
    rf"\b(?i:hostel|travelodge|hotel|premier\sinn|b&b|guest\s?house)\b[^.?!\n]{{0,30}}\b(?i:room|rm)\s?\d{{1,4}}\b"
    rf"|{_HOUSE},\s(?:[A-Z][\w'’-]{{1,30}}\s){{1,3}}(?:{_HOUSE}|{_WAYS})\b|{_NUMBER}\s(?:[A-Z][\w'’-]{{1,30}}\s?){{1,3}},?\s{_OUTWARD}\b|\bnumber\s\d{{1,3}}[a-z]?,?\s(?:[A-Z][\w'’-]{{1,30}}[\s,]{{1,2}}){{2,5}}"
    rf"|(?:[A-Z][\w'’-]{{1,30}}\s){{1,3}}(?:House|Court|Tower|Lodge|Heights|Point)\s(?i:flats?|apartments?)\s\d"
)
_UNIT = re.compile(
    rf"\b(?i:flat|flt|apt|apartment|room|plot|pitch|caravan|bedsit|studio)\s?(?:no\.?\s?)?\d{{1,4}}[a-z]?\s?[,/]?\s"
    rf"(?:(?:\d{{1,4}}[a-z]?,?\s)(?:[\w'’-]{{2,30}}\s){{1,3}}(?i:{_WAYS}|{_HOUSE})\b|(?:[A-Z][\w'’-]{{1,30}}\s){{1,3}}(?:{_WAYS}|{_HOUSE})\b)"
)
_NAMED_HOME = re.compile(
    rf"\b(?i:narrow\s?boat|house\s?boat|canal\sboat|barge)\b[^.?!\n]{{0,30}}?(?i:moored|mooring|[\"“'‘])"
    rf"|[\"“'‘]?(?:[A-Z][\w'’-]{{1,30}}\s){{1,3}}{_HOUSE}[\"”'’]?,\s(?:[A-Z][\w'’-]{{1,30}}[\s,]{{1,2}}){{1,3}}{_OUTWARD}\b"
)
_SERVICE = re.compile(
    r"^[\s,]{1,3}(?:\w+\s){0,3}(?:unit|home|centre|service|hub|school|nursery|project|team|clinic|offices?)\b", re.I
)
_DAY = (
    r"(?:\d{1,2}(?:\s?(?:st|nd|rd|th))?|(?:twenty|thirty)[\s-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|first|second|"
    r"third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|"
    r"seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_DATE = (
    r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\s\d{1,2}\s(?:19|20)?\d\d|"
    rf"\d{{1,2}}[\s/.-](?:{MONTH_PATTERN})[\s/.-](?:19|20)?\d\d|"
    rf"(?:the\s)?{_DAY}(?:[\s-]?(?:of\s)?(?:the\s)?(?:{MONTH_PATTERN})|[\s-](?:of\s)?(?:the\s)?{_DAY})\b|(?:{MONTH_PATTERN})\s(?:the\s)?{_DAY})\b"
)
_BIRTH = re.compile(
    rf"(?:\b(?:d\.?\s?o\.?\s?b|date\sof\sbirth|born|birthday|birth\sdate|birthdate|since\sbirth|(?<![&\w])b(?=\.|\s\d))\.?(?:\s(?:is|was|on|of|in|falls|for|the))*\W{{0,6}}"
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\W{{1,3}})?|\b(?:turned|turns|turning|be|is)\s\d{{1,2}}\son\s){_DATE}",
    re.I,
)
_BORN_AFTER = re.compile(
    rf"\b{_DATE}(?:\s(?:(?:19|20)|['’])\d\d)?\W{{0,3}}(?:(?:is|was)\s(?:his|her|their|the)\s)?(?:d\.?\s?o\.?\s?b\b|date\sof\sbirth|birthday|(?:he|she)\s(?:turns|turned|is|will)\b)",
    re.I,
)
_BORN_IN = re.compile(
    rf"\b(?:he|she|boy|girl|baby|client|son|daughter)\s(?:was\s|who\swas\s)?born\sin\s(?:{MONTH_PATTERN})\b", re.I
)
_ANY_DATE = re.compile(
    rf"(?<![\d/.-])(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)?\s?(?:of\s)?(?:{MONTH_PATTERN}),?\s?(?:['’]\d\d|(?:19|20)\d\d)"
    rf"|(?:{MONTH_PATTERN})\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d)(?![\d/-])",
    re.I,
)
_BIRTH_CUE = re.compile(
    r"\b(?:d\.?\s?o\.?\s?b|dobs|y\.o\.b|born|birth\w*|b['’]?days?|edd|yob|ye?a?r\sof\sbirth)\b(?!\s(?:certificate|parent|mum|mother|father|dad|famil|weight|rate))",
    re.I,
)
_BIRTH_DAY = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s?(?:of\s)?(?:{MONTH_PATTERN})|(?:{MONTH_PATTERN})\W{{1,2}}(?:day\s)?\d{{1,2}}|christmas|boxing|on\s(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)|\d{{6}}|\d{{8}}|"
    rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}})\b",
    re.I,
)
_PERSON_NEAR = re.compile(
    r"\b(?:yp|yps|hes|shes|he|she|him|her|his|child|kid|boy|girl|lad|lass|bab(?:y|ies)|mum|dad|twins?|siblings?|sisters?|brothers?|client|female|male|children|infant|"
    r"yrs?|infant|toddler|care\sleaver|one|placement|aged?|m|f|cin|cp|cla|lac)\b",
    re.I,
)
_OF_DOCUMENTS = re.compile(
    r"inspect|visit|report|letter|publish|publication|since|until|after|before|meeting|between|dated?\b|plan|version|ilacs|sif\b|jtai|"
    r"ofsted|outcome|monitor|review|judg|grade|guidance|act\b|published|from|on the|council|tomorrow|committee|cabinet|"
    r"panel|due",
    re.I,
)
# Systems that keep children's files, and who gives out numbers of persons.
_SYSTEMS = (
    r"mosaic|liquid\s?logic|lcs|ehm|eclipse|care\s?first|care\s?director|framework-?i|azeus|charms|synergy|systm\s?one|rio|emis|"
    r"careworks|swift|ll|protocol|child\s?view|core\+|asset\s?plus|capita\sone|ics|iais|contr?occ|niche|athena|cris|pnc|cms"
)
_HOLDERS = (
    r"case|client|child|family|person|pupil|service\suser|customer|referral|unique\spupil|upn|court|legal|police|crime|incident|"
    r"cad|occurrence|log|home\soffice|ho|passport|arc|nass|asylum|laa|legal\said|yot|yjs|ehcp|hospital|mrn|patient|gp|tenancy|"
    r"housing|student|prison|record|file|social\scare|dbs|hosp|episode|ward|care\sorder|swift|nhs|his|her|their|uln|cin|cp|lac|contact"
)
_NUMBERED = r"(?:ids?|refs?|reference|numbers?|no|num|nos|urn|log|episode|certificate|cert|record|file|#)"
_TOKEN = r"(?=[\w/-]{0,24}\d{3})[A-Z]{0,4}[\d/-][\w/-]{3,24}|[A-Z]{1,3}\d{1,2}\s\d{5,10}"
_CASE = re.compile(
    rf"\b(?:{_HOLDERS}|{_SYSTEMS})['’]?s?\s?(?:record\s|case\s|client\s|person\s|file\s|crime\s)?{_NUMBERED}(?:\b|(?<=\#))\.?(?:\s(?:number|no|is|was|of))*\s?[:#.-]?\s?(?:{_TOKEN})"
    rf"|\b(?:{_SYSTEMS})\b\W{{0,3}}(?:(?:id|ref|record|file|case|is|entry|on|under)\W{{1,3}}){{0,3}}(?!(?:19|20)\d\d\b)(?=[\w/-]{{0,24}}\d{{4}})[A-Z]{{0,4}}[\d/-][\w/-]{{3,24}}"
    rf"|\b(?:ref|reference|case)\s?[:#]\s?(?:{_TOKEN})|\bref\s(?!10\d{{6}}\b)(?=[\w/-]{{0,12}}\d{{6}})[A-Z]{{0,4}}\d[\w/-]{{4,24}}|\b(?:our|your|my)\sref\W{{1,3}}[A-Z]{{1,4}}/[\d/]{{5,16}}|\bcase\s(?!(?:19|20)\d\d\b)(?=[\w/-]{{0,12}}\d{{4}})[A-Z]{{0,4}}\d[\w/-]{{4,24}}"
    rf"|\bcad\s?\d{{2,5}}\b|\b(?:crime|police|incident|log)\s\d{{2}}/\d{{3,7}}(?:/\d\d)?",
    re.I,
)
# Unique pupil number, Department for Education: a check letter and twelve characters.
_UPN = re.compile(r"(?i:\bupn\b)\W{0,3}[A-Z]?\d{9,}\w?|\b[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]\b")
# Numbers of no system that is known: six figures and more, or letters and figures joined; those of documents and
# inspected places are left out.
_LONG_NUMBER = re.compile(
    r"(?<![\w£$€.,/#-])(?:[A-Z]{1,4}[-/]?)?\d{6,12}(?!\w|,\d|[.-]\d)|(?<!\w)[A-Z]\s?(?:\d{3,4}\s){2,4}\d{1,4}\b"
    r"|(?<![\w/.-])[A-Z]{2,5}\s(?:no\.?\s|id\s|number\s)?\d{5}(?!\w)"
)
_CODE = re.compile(r"(?<![\w/.:@-])(?=[\w./-]{0,30}\d)[A-Z0-9]{1,12}(?:[./-][A-Z0-9]{1,12}){0,4}(?![\w/-])")
_YEARS = re.compile(r"(?:19|20)\d\d")
_OF_PLACES = re.compile(
    r"\b(?:urns?|provider|inspection|report|ofsted|company|charity|registration|isbn|doi|event)\b", re.I
)
_PUBLIC_CODE = re.compile(r"10\d{6}$|REF\s8\d{4}$|(?:SC|EY|URN|RP|CMD|HC|COVID|GBP|ISBN|DFE)[-\s]?\d", re.I)
_COURT = re.compile(r"\b[A-Z]{2}\d{2}[A-Z]\d{5}\b")  # family court: place, year, kind, number
_POLICE = re.compile(r"\b(?:\d{2}[A-Z]{1,2}\d?/\d{3,7}/\d{2}|\d{2}/\d{4,7}/\d{2}|\d{2}\*\d{5,8})\b")
_MEDIA = (
    r"snap(?:chat)?|insta(?:gram)?|tik\s?tok|facebook|fb|discord|roblox|"
    r"whats\s?app|telegram|xbox|psn|twitter|kik|skype|signal|wechat|viber|onlyfans|twitch|steam|fortnite|user\s?name|handle|"
    r"gamer\s?tag|screen\s?name"
)
# Plates since 2001, AB12 CDE; the former ones, P404 CDE, beside what is driven.
_PLATE = re.compile(
    r"\b[A-HJ-PR-Y]{2}\d{2}\s?[A-HJ-PR-Z]{3}\b|\b(?i:reg|plates?|van|car|moped|motorbike|vehicle)\b[^.?!\n]{0,25}?\b[A-Z]\d{1,3}\s?[A-Z]{3}\b"
)
_HANDLE = re.compile(
    rf"(?<![\w.@/<])@(?=[\w.]{{0,30}}[\d_])[A-Za-z_][\w.]{{2,30}}"
    rf"|\b(?:{_MEDIA})\b\W{{1,3}}(?:(?:name|handle|account|user|username|id|tag|profile|is|he'?s|she'?s|they'?re|as|called|under|on|was)\W{{1,3}}){{0,4}}@?"
    rf"(?:live:)?(?=[\w.#]{{0,30}}(?:[\d_#]|\w\.\w))\.?[A-Za-z_][\w.#]{{3,30}}"
    rf"|\b(?:{_MEDIA})\b[^.?!\n]{{0,30}}?\s@[A-Za-z_][\w.]{{2,30}}"
    r"|\b(?:dms?|message[sd]?|texts?|snaps?)\s(?:from|by|to|with)\s@[A-Za-z_][\w.]{3,30}"
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


def _email(text: str) -> bool:
    return bool(_EMAIL_HIDDEN.search(text)) or any(match[1].lower() not in _OFFICES for match in _EMAIL.finditer(text))


def _nhs(text: str) -> bool:
    return bool(_NHS_CUED.search(text)) or any(nhs_number(_digits(m[0])) for m in _NHS.finditer(text))


def _phone(text: str) -> bool:
    rest = _NHS_CUED.sub(" ", text)
    rest = _NHS.sub(lambda match: " " if nhs_number(_digits(match[0])) else match[0], rest)
    numbers = [*_PHONE.finditer(rest), *_PHONE_ABROAD.finditer(rest)]
    if any(9 < len(_digits(m[0])) < 16 and not _SERVICE_LINE.match(m[0]) for m in numbers):
        return True
    return bool(_PHONE_SPOKEN.search(rest) or _PHONE_LETTERS.search(rest))


def _address(text: str) -> bool:
    if any(text.strip(" .?!") != found[0] for found in _WHOLE_POSTCODE.finditer(text)):
        return True
    if any(pattern.search(text) for pattern in (_ADDRESS, _FLAT, _UNIT, _OUTWARD_HOME)):
        return True
    streets = [*_STREET.finditer(text), *_HOME.finditer(text), *_NAMED_HOME.finditer(text)]
    streets += [m for m in _SMALL_STREET.finditer(text) if not (_NO_STREET.search(m[1]) or _YEAR.match(m[0]))]
    return any(not _SERVICE.match(text[match.end() : match.end() + 60]) for match in streets)


def _birth(text: str) -> bool:
    if any(pattern.search(text) for pattern in (_BIRTH, _BORN_AFTER, _BORN_IN)):
        return True
    if any(_BIRTH_DAY.search(text[cue.end() : cue.end() + 40]) for cue in _BIRTH_CUE.finditer(text)):
        return True
    return any(_child_beside(text, found) for found in _ANY_DATE.finditer(text))


def _child_beside(text: str, found: re.Match[str]) -> bool:
    """Tell whether a child stands beside a date, and nothing that says that the date is a document's."""
    former, after = text[max(0, found.start() - 30) : found.start()], text[found.end() : found.end() + 25]
    person = _PERSON_NEAR.search(f"{former} | {after}")
    return person is not None and not _OF_DOCUMENTS.search(f"{former} | {after[:14]}")


def _case(text: str) -> bool:
    return any(pattern.search(text) for pattern in (_CASE, _UPN, _COURT, _POLICE))


def holds_reference(text: str) -> bool:
    """Tell whether a text holds a number that looks like a person's in a system which nobody has told of."""
    if any(not _is_public(text, found) for found in _LONG_NUMBER.finditer(text)):
        return True
    return any(_is_code(found[0]) and not _is_public(text, found) for found in _CODE.finditer(text))


def _is_public(text: str, found: re.Match[str]) -> bool:
    return bool(_PUBLIC_CODE.match(found[0]) or _OF_PLACES.search(text[max(0, found.start() - 25) : found.start()]))


def _is_code(token: str) -> bool:
    """Tell whether a token of capitals and figures is a reference: four figures that are no years, beside letters."""
    figures = sum(c.isdigit() for c in _YEARS.sub("", token))
    return figures > 3 and any(c.isalpha() for c in token)


# What is seen, as it is named to the person who typed it, and how; in the order in which it is told.
FIGURES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("an e-mail address", _email),
    ("an NHS number", _nhs),
    ("a phone number", _phone),
    ("a National Insurance number", lambda text: bool(_INSURANCE.search(text) or _INSURANCE_CUED.search(text))),
    ("an address", _address),
    ("a date of birth", _birth),
    ("a case number", _case),
    ("a number plate", lambda text: bool(_PLATE.search(text))),
    ("an account on social media", lambda text: bool(_HANDLE.search(text))),
)
