"""Check that the Slack side is ready to run: tokens, scopes, connection; one line a finding, with its remedy.

Slack is asked who the app is, which scopes its token has (a response header), and for a Socket Mode address, which is
not used. Nothing is posted.
"""

import re
import ssl
from pathlib import Path

from slack_sdk.errors import SlackApiError
from slack_sdk.web import WebClient

from bot.checks.checked import Checked, bad, good, note, to_be_made
from bot.checks.network import network_fault
from bot.settings import Settings, SettingsError, read_workspaces, settings_of_workspace
from bot.slack.refused_tokens import APPS, app_token_fault
from bot.slack.state import AnswerStore, Entry, StoreError

# What each scope is for; the manifest asks for these and no other.
SCOPES = {
    "app_mentions:read": "to be told of mentions",
    "assistant:write": "to suggest questions",
    "chat:write": "to answer",
    "commands": "for /findings and the shortcuts",
    "files:read": "to fetch the reports that admins send",
    "files:write": "to send originals, the pages of passages, packs, and the picture of the use",
    "im:history": "to be told of direct messages",
    "users:read": "to tell guests from members (not needed with FINDINGS_ALLOW_GUESTS=true)",
}
# Needed only where admins are named by a user group.
GROUPS = {"usergroups:read": "to tell who is in the user group that FINDINGS_ADMINS names"}
_ARRIVES = {
    Entry.DIRECT: ("direct message", "the event message.im"),
    Entry.MENTION: ("mention", "the event app_mention"),
    Entry.COMMAND: ("/findings", "the slash command"),
}


def check_slack(settings: Settings) -> tuple[Checked, ...]:
    """Look at everything that the bot needs of Slack."""
    several = settings.slack_client_id is not None
    found = _installs(settings) if several else [*_state(settings.state, settings), _admins(settings)]
    if (fault := network_fault()) is not None:
        return *found, bad(fault)
    if not several:
        found += _own_token(settings)
    found.append(_app_token(settings))
    return tuple(found)


def _own_token(settings: Settings) -> list[Checked]:
    if settings.slack_bot_token is None:
        return [bad(f"SLACK_BOT_TOKEN is not set. Copy the Bot User OAuth Token from {APPS}, OAuth & Permissions.")]
    token = settings.slack_bot_token.get_secret_value()
    if not token.startswith("xoxb-"):
        return [bad("SLACK_BOT_TOKEN does not begin with xoxb-. Copy the Bot User OAuth Token, not another token.")]
    return _bot_token(token, settings, "SLACK_BOT_TOKEN")


def _installs(settings: Settings) -> list[Checked]:
    """Look at the workspaces that the app is installed in, where one process serves several."""
    if settings.slack_client_secret is None:
        return [bad(f"SLACK_CLIENT_SECRET is not set. Copy the Client Secret from {APPS}, Basic Information.")]
    from bot.slack.installations import Installations  # Bolt, which nothing else here needs

    try:
        of_each = read_workspaces(settings)
        installs = Installations(settings.installations, client_id=settings.slack_client_id or "").with_tokens()
    except SettingsError as error:
        return [bad(str(error))]
    if not installs:
        said = "The app is installed in no workspace yet: open /slack/install of findings serve --http as an admin."
        return [note(said)]
    found = []
    for key, token in installs:
        own = settings_of_workspace(settings, key)
        found += [*_state(own.state, own), *_bot_token(token, own, f"the token of {key}")]
        if key not in of_each:
            said = f"{key} has no table in FINDINGS_WORKSPACES: it has no home council of its own and no admins."
            found.append(note(said))
    return found


def _bot_token(token: str, settings: Settings, name: str) -> list[Checked]:
    try:
        answer = WebClient(token=token, base_url=settings.slack_api_url, timeout=15).auth_test()
    except SlackApiError as error:
        code = _code_of(error)
        return [bad(f"Slack refuses {name} ({code}). Install the app again and copy its token at {APPS}.")]
    except OSError as error:
        return [_out_of_reach(settings, error)]
    found = [good(f"{name[0].upper()}{name[1:]} is that of @{answer['user']} in the workspace {answer['team']}.")]
    headers = {name.lower(): value for name, value in answer.headers.items()}
    granted = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",") if scope.strip()}
    wanted = set(SCOPES) - ({"users:read"} if settings.allow_guests else set())
    remedy = f"Paste manifest.json again at {APPS} (App Manifest) and install the app again."
    for scope in sorted(wanted - granted):
        found.append(bad(f"The scope {scope} is missing: it is needed {SCOPES[scope]}. {remedy}"))
    if any(name.startswith("S") for name in settings.admins):
        for scope in sorted(set(GROUPS) - granted):
            remedy = f"Add it at {APPS} (OAuth & Permissions) and install the app again"
            told = f"The scope {scope} is missing: it is needed {GROUPS[scope]}. {remedy}"
            found.append(bad(f"{told}, or name people in FINDINGS_ADMINS."))
    if wanted <= granted:
        found.append(good("Every scope that is needed has been granted."))
    return found


def _app_token(settings: Settings) -> Checked:
    if settings.slack_app_token is None:
        remedy = f"Make an app-level token with connections:write at {APPS}, Basic Information."
        return bad(f"SLACK_APP_TOKEN is not set. {remedy}")
    token = settings.slack_app_token.get_secret_value()
    if not token.startswith("xapp-"):
        return bad("SLACK_APP_TOKEN does not begin with xapp-. Copy the app-level token, not the bot token.")
    try:
        WebClient(base_url=settings.slack_api_url, timeout=15).apps_connections_open(app_token=token)
    except SlackApiError as error:
        return bad(app_token_fault(_code_of(error)))
    except OSError as error:
        return _out_of_reach(settings, error)
    return good("SLACK_APP_TOKEN opens Socket Mode.")


def _code_of(error: SlackApiError) -> str:
    return str(error.response.get("error")) if isinstance(error.response.data, dict) else "no answer"


def _out_of_reach(settings: Settings, error: OSError) -> Checked:
    cause = getattr(error, "reason", error)  # urllib wraps it
    if isinstance(cause, ssl.SSLCertVerificationError):
        why = f"is not trusted ({cause.verify_message}). Where TLS is inspected, name the authority in SSL_CERT_FILE"
        return bad(f"The certificate at {settings.slack_api_url} {why}.")
    why = (getattr(cause, "strerror", None) or type(cause).__name__).lower()
    return bad(
        f"Slack cannot be reached at {settings.slack_api_url} ({why}). Look at the firewall; a proxy is named in"
        " HTTPS_PROXY."
    )


def _state(path: Path, settings: Settings) -> list[Checked]:
    if not path.exists():
        told = "(answers by reference, never a question) will be made when it is needed."
        return [to_be_made("The state", "FINDINGS_STATE", path, told)]
    try:
        store = AnswerStore(path, answer_days=settings.answer_days, thread_hours=settings.thread_hours)
        seen = store.entries_seen()
        store.close()
    except StoreError as error:
        return [bad(str(error))]
    found = [
        good(f"{path} can be written; answers are kept {settings.answer_days} days by reference, questions never.")
    ]
    # Which events an app subscribes to cannot be asked of Slack with these tokens; what has arrived can be told.
    missing = [said for entry, said in _ARRIVES.items() if entry not in seen]
    if missing:
        whats, events = (", no ".join(what for what, _ in missing), ", ".join(event for _, event in missing))
        said = f"No {whats} has arrived in the last days. If somebody tried, look at {events}: paste manifest.json"
        found.append(note(f"{said} again at {APPS}."))
    return found


def _admins(settings: Settings) -> Checked:
    if not settings.admins:
        return note("No admins are named in FINDINGS_ADMINS: nobody can add reports from Slack, or is told of faults.")
    wrong = [name for name in settings.admins if not re.fullmatch(r"[UWS][A-Z0-9]{5,}", name)]
    if wrong:
        return bad(
            f"FINDINGS_ADMINS names {', '.join(wrong)}, which is no Slack id. Write ids of people (U...) or of user"
            " groups (S...): in Slack, open the profile, More, Copy member ID."
        )
    return good(f"Admins: {', '.join(settings.admins)}.")
