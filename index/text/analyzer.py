"""Analyzer: text to terms with offsets, the same for passages and for questions.

In comes text as a document or a person wrote it; out go tokens: the form, its stem, and where it stands. The sole
knower of nltk. At indexing every form of the library and of the vocabulary is stemmed once and kept in a table; at
question time the table is enough, and nltk (a second to import) is not loaded.
"""

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

__all__ = [
    "DETERMINERS",
    "FRAME_WORDS",
    "STOP_WORDS",
    "Analyzer",
    "Stems",
    "Token",
    "find_words",
    "forms",
    "inflections",
    "lemma",
    "load_stemmer",
    "normalise",
    "raw_forms",
]

# Numbers whole ("1,200"), letters joined by an ampersand ("B&B", "C&F"), words with their apostrophes.
# Raised figures are the marks of footnotes and no part of the word that they stand behind.
# The first choice is a short way for most words, and finds nothing that the last would not find.
_TOKEN = re.compile(
    r"[a-zA-Z]++(?=[ .,])|\d+(?:[.,]\d+)+|\b[^\W\d_]&[^\W\d_]s?\b|[^\W_⁰¹²³⁴-⁹]+(?:['’][^\W_⁰¹²³⁴-⁹]+)*"
)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})

# Function words of English. They keep their place in phrases ("in care") but are no concept alone.
_FUNCTION_WORDS = """
    a about above after again against ago all almost along already also although always am among an and another any
    anybody anyone anything are arent around as ask asked asking at away back be because been before being below
    between both but by came can cant cannot come comes coming could couldnt did didnt do does doesnt doing dont done
    down during each either else ever every everybody everyone everything far few for from further gave get gets
    getting give given gives go goes going gone got had hadnt has hasnt have havent having he hed hes her here hers
    herself him himself his how however i id ill im ive if in instead into is isnt it its itself just keep kind know
    known let like lot lots made make makes making many may maybe me mean might mine more most much must my myself
    need needs neither never no nobody none nor not nothing now of off often on once one ones only onto or other
    others our ours ourselves out over own per perhaps please quite rather really said same say saying says see seem
    seems seen shall she shes should shouldnt since so some somebody someone something sort still such sure take taken
    takes taking tell than thank thanks that thats the their theirs them themselves then there theres these they theyd
    theyll theyre theyve thing things this those though through thus to together told too took toward towards two
    under until up upon us use used uses using very via want wants was wasnt way we weve well went were werent what
    whatever whats when where whether which while who whole whom whos whose why will with within without wont would
    wouldnt yes yet you youd youll your youre yours youve hello hi hey dear ok okay sir madam etc v vs versus
    pls plz plse u ur cos coz cuz gonna wanna gotta dunno innit tbh btw asap fyi tho abt
"""
# Words of asking about an inspection: whose report, when, where in it. Never what a paragraph is about.
_FRAME_WORDS = """
    ofsted inspector inspectors inspection inspections inspected report reports reported council councils authority
    authorities borough county findings found find finds mention mentioned mentions according anything concerning jan
    feb mar apr jun jul aug sep sept oct nov dec
    regarding regard respect reference identify passage passages paragraph paragraphs wording question answer year
    years latest last recent insp insps rpt rpts recently newest current currently hmi cqc la las
"""
# Words that come and go in a phrase without changing what it names: "caring for a parent", "caring for parents".
_DETERMINERS = "a an the my your his her its our their this that these those some any"
DETERMINERS = frozenset(_DETERMINERS.split())
FRAME_WORDS = frozenset(_FRAME_WORDS.split())
STOP_WORDS = frozenset(_FUNCTION_WORDS.split()) | FRAME_WORDS

# Irregular forms that a suffix stemmer cannot bring together (Quirk et al., A Comprehensive Grammar, ch. 3 and 5), and
# numbers in words, which others write in figures.
_IRREGULAR = {
    form: lemma
    for lemma, inflected in {
        "child": "children childs", "person": "people persons peoples", "man": "men", "woman": "women",
        "run": "ran", "teach": "taught", "keep": "kept", "meet": "met", "feel": "felt", "hear": "heard",
        "grow": "grew grown", "bring": "brought", "think": "thought", "buy": "bought", "seek": "sought",
        "hold": "held", "lead": "led", "understand": "understood", "speak": "spoke spoken", "write": "wrote written",
        "choose": "chose chosen", "know": "knew known", "leave": "left", "stand": "stood", "break": "broke broken",
        "drive": "drove driven", "fall": "fell fallen", "begin": "began begun", "become": "became", "lose": "lost",
        "build": "built", "send": "sent", "spend": "spent", "sell": "sold", "steal": "stole stolen", "sleep": "slept",
        "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight", "9": "nine",
        "10": "ten", "11": "eleven", "12": "twelve", "13": "thirteen", "14": "fourteen", "15": "fifteen",
        "16": "sixteen", "17": "seventeen", "18": "eighteen", "19": "nineteen", "20": "twenty",
        "sit": "sat", "pay": "paid", "eat": "ate eaten", "drink": "drank drunk", "feed": "fed", "fight": "fought",
        "catch": "caught", "wake": "woke woken", "wear": "wore worn", "tear": "tore torn", "ride": "rode ridden",
        "shake": "shook shaken", "forget": "forgot forgotten", "freeze": "froze frozen", "shoot": "shot",
        "deal": "dealt", "lend": "lent", "stick": "stuck", "strike": "struck", "hang": "hung", "flee": "fled",
        "sing": "sang sung", "swim": "swam swum", "swear": "swore sworn", "bite": "bitten", "win": "won",
        "throw": "threw thrown", "hide": "hid hidden", "beat": "beaten", "mother": "mum mums mam mams mummy",
        "father": "dad dads daddy", "withdraw": "withdrew withdrawn", "rise": "rose risen", "show": "shown",
    }.items()
    for form in inflected.split()
}  # fmt: skip


# What the stemmer brings together though it is not spoken of together: "missing" children and "missed" appointments,
# "emergency" and "emerging", "initial" and "initiatives". Each form has the stem that is given here.
_APART = {
    form: stem
    for stem, forms in {
        "missing": "missing", "emergency": "emergency emergencies", "university": "university universities",
        "careful": "careful carefully", "meeting": "meeting meetings", "sexuality": "sexuality sexualities",
        "accommodation": "accommodation", "secure": "secure", "security": "security", "feelings": "feelings feeling",
        "close": "close closely closer",
        "closed": "closed closing closes closure closures", "timely": "timely timeliness",
        "understandable": "understandable", "decisive": "decisive decisively",
        "extremism": "extremism extremist extremists",
        "minority": "minority minorities", "diversion": "diversion diversionary",
        "relative": "relative relatives", "lasting": "lasting", "judge": "judge judges",
        "judgement": "judgement judgements judgment judgments", "centred": "centred",
        "expectant": "expectant", "sufficiency": "sufficiency", "housing": "housing", "officer": "officer officers",
        "manageable": "manageable", "unmanageable": "unmanageable", "rights": "rights",
        "nationality": "nationality nationalities",
        "responsible": "responsible responsibility responsibilities responsibly", "permanence": "permanence permanency",
        "informal": "informal informally", "information": "information", "practical": "practical practically",
        "hospital": "hospital hospitals", "position": "position positions", "activity": "activity activities",
        "initiative": "initiative initiatives", "initial": "initial initially", "majority": "majority",
        "several": "several", "locality": "locality localities", "important": "important importance importantly",
    }.items()
    for form in forms.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its form in lower case, its stem, and its offsets in the text."""

    form: str
    term: str
    start: int
    end: int


@lru_cache(maxsize=1 << 17)
def normalise(form: str) -> str:
    """Fold case, typographic apostrophes, the possessive, the plural of initials ("IROs") and figures ("19s") away."""
    if form[-1] == "s" and len(form) > 2 and (form[:-1].isupper() or form[:-1].isdigit()):
        form = form[:-1]
    form = form.lower()
    if not form.isascii():
        form = form.translate(_APOSTROPHES)
    if "'" in form:
        if form.endswith("'s"):
            form = form[:-2]
        form = form.replace("'", "")
    return form


def forms(text: str) -> list[tuple[str, int, int]]:
    """List the normalised words of a text with their offsets."""
    return [(normalise(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def raw_forms(text: str) -> list[str]:
    """List the words of a text as they stand there."""
    return _TOKEN.findall(text)


def find_words(text: str, count: int) -> list[tuple[int, int]]:
    """Give the [start, end) of the first ``count`` words of a text."""
    return [match.span() for match in islice(_TOKEN.finditer(text), count)]


class Analyzer:
    """Turns text into tokens through a table of stems; a form outside the table goes to ``fallback``."""

    def __init__(self, table: Mapping[str, str], fallback: Callable[[str], str] | None = None) -> None:
        """Take the table of stems and what to do with a form that it does not hold."""
        self._table = table
        self._fallback = fallback or self._nearest_inflection

    def tokens(self, text: str) -> list[Token]:
        """List the tokens of a text in order."""
        return [Token(form, self.stem(form), start, end) for form, start, end in forms(text)]

    def terms(self, text: str) -> list[str]:
        """List the stems of a text in order."""
        return [self.stem(form) for form, _, _ in forms(text)]

    def term(self, word: str) -> str:
        """Give the stem of a word as it stands in a text."""
        return self.stem(normalise(word))

    def stem(self, form: str) -> str:
        """Give the stem of a normalised form."""
        known = self._table.get(form)
        return known if known is not None else self._fallback(form)

    def knows(self, form: str) -> bool:
        """Say whether the form stands in the library or in the vocabulary."""
        return form in self._table

    def _nearest_inflection(self, form: str) -> str:
        """Find the stem of another inflection of the same word ("gossiping", where the library has "gossip")."""
        for candidate in inflections(form):
            known = self._table.get(candidate)
            if known is not None:
                return known
        return form


def inflections(form: str) -> Iterable[str]:
    """List what an English word of this form may be an inflection of, and its other inflections, likeliest first."""
    if len(form) < 4 or not form.isalpha():
        return
    bases = []
    for suffix, replacements in (
        ("ies", ("y", "ie")), ("ied", ("y",)), ("ing", ("", "e")), ("ed", ("", "e")), ("es", ("", "e")), ("s", ("",)),
        ("ers", ("", "e", "er")), ("er", ("", "e")), ("ly", ("", "le")), ("ize", ("ise",)), ("ized", ("ised", "ise")),
        ("izing", ("ising", "ise")), ("ization", ("isation",)), ("or", ("our",)),
    ):  # fmt: skip
        if form.endswith(suffix) and len(form) - len(suffix) >= 3:
            base = form[: -len(suffix)]
            bases += [base + replacement for replacement in replacements]
            if len(base) > 3 and base[-1] == base[-2]:
                bases.append(base[:-1])
    bases.append(form)
    yield from bases
    for base in bases:
        stem = base[:-1] if base.endswith("e") else base
        yield from (base + "s", stem + "ed", stem + "ing", stem + stem[-1] + "ing", stem + "er")


def lemma(form: str) -> str:
    """Take regular inflection off a form and nothing else: "supports" meets "supported", but not "supportive"."""
    form = _IRREGULAR.get(form, form)
    for suffix in ("ies", "ied", "ing", "ed", "es", "s"):
        if form.endswith(suffix) and len(form) - len(suffix) >= 3 and not form.endswith("ss"):
            form = form[: -len(suffix)] + ("y" if suffix[0] == "i" and suffix != "ing" else "")
            break
    if len(form) > 3 and form[-1] == form[-2] and form[-1] not in "lse":
        form = form[:-1]
    return form.removesuffix("e")


@cache
def load_stemmer() -> Callable[[str], str]:
    """Load nltk's Snowball stemmer (slow to import: for indexing only) behind the irregular forms."""
    # For one statistical test that is not used here nltk loads all of SciPy, if it can be had, which takes three times
    # as long as the rest; it does without where it cannot.
    absent = "scipy" not in sys.modules
    if absent:
        sys.modules["scipy"] = None  # type: ignore[assignment]
    try:
        from nltk.stem.snowball import EnglishStemmer  # type: ignore[import-untyped]
    finally:
        if absent:
            del sys.modules["scipy"]
    stemmer = EnglishStemmer()

    def stem(form: str) -> str:
        apart = _APART.get(form)
        return apart or str(stemmer.stem(_IRREGULAR.get(form, form)))

    return stem


class Stems:
    """Stems by their forms, each found once: finding it costs more than all else that is done to a word.

    They can be kept, and taken again where the stemmer is still the same.
    """

    def __init__(self) -> None:
        """Know none yet."""
        self._found: dict[str, str] = {}

    def __call__(self, form: str) -> str:
        """Give the stem of a normalised form."""
        known = self._found.get(form)
        if known is None:
            known = self._found[form] = load_stemmer()(form)
        return known

    def take(self, kept: bytes) -> None:
        """Take what ``to_bytes`` wrote, if the stemmer that found them was this one."""
        head, _, rows = kept.decode().partition("\n")
        if rows and head == _stemmer_version():
            self._found |= dict(row.split(" ") for row in rows.split("\n"))

    @staticmethod
    def to_bytes(table: Mapping[str, str]) -> bytes:
        """Write stems by their forms, with what found them."""
        return "\n".join([_stemmer_version(), *(f"{form} {stem}" for form, stem in sorted(table.items()))]).encode()


@cache
def _stemmer_version() -> str:
    from hashlib import sha256
    from importlib.metadata import version  # these too are for indexing only

    irregular = sha256(repr(sorted((_IRREGULAR | _APART).items())).encode()).hexdigest()[:16]
    return f"nltk {version('nltk')} {irregular}"
