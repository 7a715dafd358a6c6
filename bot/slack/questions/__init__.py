"""A question in Slack, from the message to its answer."""
