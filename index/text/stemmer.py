"""Words to stems and lemmas; sole knower of nltk."""

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache

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
    return form.removesuffix("e") if len(form) > 3 else form  # "ehe" are initials


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
