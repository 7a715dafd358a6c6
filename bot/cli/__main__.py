"""``python -m bot.cli`` is ``findings``."""

from bot.cli import main

main()
