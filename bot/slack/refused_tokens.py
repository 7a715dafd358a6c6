"""What is said where Slack refuses the token of Socket Mode: by the check, and by a bot that would try for ever."""

APPS = "api.slack.com/apps"
# Slack's own trouble, which ends by itself: it is tried again.
PASSING = ("ratelimited", "internal_error", "service_unavailable", "fatal_error", "request_timeout")


def app_token_fault(code: str) -> str:
    """Say what is wrong with SLACK_APP_TOKEN, and what to do, by the code of Slack's refusal."""
    if code == "missing_scope":
        return f"SLACK_APP_TOKEN lacks connections:write. Make a new app-level token with it at {APPS}."
    if code == "not_allowed":
        return f"Socket Mode is off. Switch it on at {APPS}, Socket Mode, or paste manifest.json again."
    return f"Slack refuses SLACK_APP_TOKEN ({code}). Make a new app-level token with connections:write at {APPS}."
