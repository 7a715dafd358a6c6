"""Answers, forms and messages as Block Kit."""
