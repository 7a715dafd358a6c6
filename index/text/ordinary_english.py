"""How often each form stands in ordinary English, from the spelling library's own list; sole knower of it."""

import gzip
from functools import cache
from importlib.resources import files

import msgspec


@cache
def ordinary_english() -> dict[str, float]:
    """Load how many in a million words of ordinary English each form is, in small letters."""
    # The list of the spelling library alone: the checker around it takes 150 MB and a quarter of a second.
    packed = (files("spellchecker") / "resources" / "en.json.gz").read_bytes()
    frequencies = msgspec.json.decode(gzip.decompress(packed), type=dict[str, int])
    total = sum(frequencies.values())
    return {form: count * 1e6 / total for form, count in frequencies.items() if form.isalpha()}
