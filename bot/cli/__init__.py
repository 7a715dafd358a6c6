"""The command line: ``findings``."""

import gc

# Loading modules and opening an index make hundreds of thousands of small values and no circles: looking for circles
# a hundred times meanwhile would take a tenth of the time to an answer.
gc.set_threshold(100_000, 20, 20)

from bot.cli.entry import main  # noqa: E402

__all__ = ["main"]
