"""The command line: ``findings``."""

import gc
import os

# Loading modules and opening an index make hundreds of thousands of small values and no circles: looking for circles
# a hundred times meanwhile would take a tenth of the time to an answer.
gc.set_threshold(100_000, 20, 20)
# Products of a few vectors take no second thread, and to start one takes a twentieth of the time to an answer.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from bot.cli.entry import main  # noqa: E402

__all__ = ["main"]
