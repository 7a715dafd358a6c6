"""How often each form stands in ordinary English, from the spelling library's own list; sole knower of it."""

from collections.abc import Mapping
from functools import cache


@cache
def ordinary_english() -> dict[str, float]:
    """Load how many in a million words of ordinary English each form is, in small letters."""
    from spellchecker import SpellChecker

    frequencies: Mapping[str, int] = SpellChecker(language="en").word_frequency.dictionary
    total = sum(frequencies.values())
    return {form: count * 1e6 / total for form, count in frequencies.items() if form.isalpha()}
