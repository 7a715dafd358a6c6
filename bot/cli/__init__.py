"""The command line: ``findings``."""

from bot.cli.main import main

__all__ = ["main"]
