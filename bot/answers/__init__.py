"""Answers: from a question to an answer of one of eight kinds, refusal included. No Slack and no terminal in it."""

from bot.answers.answerer import Answerer, open_answerer

__all__ = ["Answerer", "open_answerer"]
