"""Answers: from a question to an answer of one of eight kinds, refusal included. No Slack and no terminal in it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
