"""Answers and modals as Block Kit. In: values of the bot. Out: messages and views that stay inside Slack's limits."""
