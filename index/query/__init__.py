"""A question, understood."""
