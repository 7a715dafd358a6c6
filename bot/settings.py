"""Read every setting, in one place: the environment, then a ``.env`` file in the working directory.

In: ``FINDINGS_*`` and Slack's own ``SLACK_*`` variables. Out: a frozen ``Settings``. Nothing else in the project reads
the environment, and this module does so only when ``read_settings`` is called. ``.env.example`` lists every setting.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from index.errors import FindingsError, fault_of

# What libraries read from the environment themselves; a line of .env counts for them too.
NETWORK = ("HTTPS_PROXY", "SSL_CERT_FILE")
# The variables that name a proxy, as slack_sdk looks for them.
PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")

_SWITCHES = {**dict.fromkeys(("1", "on", "t", "true", "y", "yes"), True)}
_SWITCHES |= dict.fromkeys(("0", "off", "f", "false", "n", "no"), False)
_Days = Annotated[int, Meta(ge=1)]
_Port = Annotated[int, Meta(ge=1, le=65535)]


class SettingsError(FindingsError):
    """A setting is wrong; the message names it, its fault and the remedy."""


class Secret:
    """A token: it is printed as stars, and given only to who asks for it."""

    def __init__(self, value: str) -> None:
        """Take the token."""
        self._value = value

    def __repr__(self) -> str:
        """Show that there is one, and never which."""
        return "Secret('**********')"

    def __eq__(self, other: object) -> bool:
        """Say whether it is the same token."""
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        """Go with equality."""
        return hash(self._value)

    def get_secret_value(self) -> str:
        """Give the token."""
        return self._value


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Every setting with its default; tokens are never printed.

    A setting of Slack's own is the variable of its name in capitals; any other begins with FINDINGS_ there.
    """

    # The folder that holds the reports, and the index file that findings index makes of it.
    documents: Path = Path("documents")
    index: Path = Path("var/findings.db")
    # What the Slack side keeps: references to answers, never questions.
    state: Path = Path("var/slack.db")
    # Who changed the library, and counts of use; never a question.
    records: Path = Path("var/records.db")
    # Whether findings serve reads what changes in the documents folder by itself.
    watch: bool = True
    # Whether the samples about invented councils are read; by default where there is nothing else and nobody is served
    # in Slack.
    samples: bool | None = None
    # Whether scans are read by OCRmyPDF, where it is installed.
    ocr: bool = False
    # The council assumed where a question names none.
    home_authority: str | None = None
    # The number, or the words with it, that who asks what to do about a child at risk is told to call.
    safeguarding: Annotated[str, Meta(max_length=120)] | None = None
    # A CSV of statistical neighbours: council, statistical_neighbours.
    neighbours: Path | None = None
    # Slack user ids (U...) or user group ids (S...) of admins, separated by commas.
    admins: tuple[str, ...] = ()
    # Days that an answer's references are kept, and counts of use and feedback; hours that a thread's context is kept.
    answer_days: Annotated[_Days, Meta(le=365)] = 30
    usage_days: Annotated[_Days, Meta(le=3_650)] = 400
    thread_hours: Annotated[int, Meta(ge=1, le=720)] = 24
    # Ids of further workspaces or organisations whose people get answers; and whether guests of the workspace do.
    allowed_teams: tuple[str, ...] = ()
    allow_guests: bool = False
    # How much is logged; as lines, or as JSON.
    log_level: Annotated[str, Meta(pattern="^(DEBUG|INFO|WARNING|ERROR)$")] = "INFO"
    log_format: Annotated[str, Meta(pattern="^(lines|json)$")] = "lines"
    # The port on 127.0.0.1 of /health and /metrics for a supervisor, and that of findings serve --http.
    health_port: _Port | None = None
    http_port: _Port = 3000
    # The token of findings mcp --http.
    mcp_token: Secret | None = None
    slack_bot_token: Secret | None = None
    slack_app_token: Secret | None = None
    slack_signing_secret: Secret | None = None
    slack_api_url: str = "https://slack.com/api/"
    slack_client_id: str | None = None
    slack_client_secret: Secret | None = None
    slack_redirect_uri: str | None = None
    # Where the tokens of several workspaces are kept: a file of SQLite, or an address of SQLAlchemy; and a TOML file
    # with the home council and the admins of each.
    installations: str = "var/installations.db"
    workspaces: Path | None = None

    def __post_init__(self) -> None:
        """End the base URL with a slash: slack_sdk joins method names to it without adding one."""
        if not self.slack_api_url.endswith("/"):
            msgspec.structs.force_setattr(self, "slack_api_url", f"{self.slack_api_url}/")


class WorkspaceSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What one of several workspaces has of its own; what is not said is as for all, admins apart."""

    home_authority: str | None = None
    admins: tuple[str, ...] = ()
    allowed_teams: tuple[str, ...] | None = None
    allow_guests: bool | None = None


def read_workspaces(settings: Settings) -> dict[str, WorkspaceSettings]:
    """Read what each workspace (T...) or organisation (E...) has of its own; nothing where no file is named.

    Raises:
        SettingsError: the file is missing, is no TOML, or says something that is no setting of a workspace.
    """
    from index.files import read_toml  # not needed by those who ask in a terminal

    path = settings.workspaces
    if path is None:
        return {}
    try:
        tables = read_toml(path)
    except (OSError, ValueError) as error:
        fault = fault_of(error) if isinstance(error, OSError | UnicodeDecodeError) else str(error)
        raise SettingsError(f"FINDINGS_WORKSPACES names {path}, which cannot be read: {fault}. Correct it.") from None
    found, kinds = {}, _kinds(WorkspaceSettings)
    for name, table in tables.items():
        if not re.fullmatch(r"[TE][A-Z0-9]{2,20}", name):
            raise SettingsError(
                f"{path} has a table [{name}], which is no Slack id. Name a workspace (T...) or an organisation (E...)."
            )
        said = {}
        for key, value in table.items():
            try:
                said[key] = msgspec.convert(value, kinds[key])
            except KeyError:
                raise SettingsError(f"{path} says {key} of {name}, which is no setting. Take it out.") from None
            except msgspec.ValidationError as error:
                raise SettingsError(f"{path} says {key} of {name}: {_fault(error)}. Correct it.") from None
        found[name] = WorkspaceSettings(**said)
    return found


def homes_of_workspaces(settings: Settings) -> dict[str, str]:
    """Map the workspaces that have a home council of their own to it, for an install that serves several of them.

    Raises:
        SettingsError: the file of workspaces cannot be used.
    """
    return {key: own.home_authority for key, own in read_workspaces(settings).items() if own.home_authority}


def settings_of_workspace(settings: Settings, key: str) -> Settings:
    """Give the settings of one of several workspaces, with its own file of state beside the one that is set.

    Raises:
        SettingsError: the file of workspaces cannot be used.
    """
    own = msgspec.structs.asdict(read_workspaces(settings).get(key, WorkspaceSettings()))
    said = {name: value for name, value in own.items() if value is not None}
    state = settings.state.with_name(f"{settings.state.stem}.{key}{settings.state.suffix}")
    return msgspec.structs.replace(settings, **said, state=state)


def unknown_settings() -> tuple[str, ...]:
    """List what looks like a setting of Findings, in the environment or in .env, and is none."""
    known = variables()
    return tuple(sorted(name for name in _given() if name.startswith("FINDINGS_") and name not in known))


def variables() -> dict[str, str]:
    """Map the variables of all settings, in capitals, to the names of the settings."""
    names = Settings.__struct_fields__
    return {name.upper() if name.startswith("slack_") else f"FINDINGS_{name.upper()}": name for name in names}


def _given() -> dict[str, str]:
    """Give what .env and the environment say, the environment above .env, with the names in capitals."""
    written: Mapping[str, str | None] = {}
    if Path(".env").is_file():
        from dotenv import dotenv_values

        try:
            written = dotenv_values(".env", encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"Cannot read {Path('.env').absolute()}: {fault_of(error)}. Correct it, or take it away."
            ) from None
    for name in NETWORK:
        if value := written.get(name):
            os.environ.setdefault(name, value)
    for name in PROXIES:  # "proxy.example.org:8080" is enough for curl and for urllib, not for aiohttp
        if (value := os.environ.get(name, "").strip()) and "://" not in value:
            os.environ[name] = f"http://{value}"
    return {name.upper(): value for name, value in (*written.items(), *os.environ.items()) if value is not None}


def read_settings() -> Settings:
    """Read the settings.

    Raises:
        SettingsError: a value is not usable; the message names the variable and what it must be, never a token.
    """
    given = _given()
    said, kinds = {}, _kinds(Settings)
    for variable, name in variables().items():
        # A line "FINDINGS_DOCUMENTS=" in .env means: not set. An empty path would be the working directory.
        if not given.get(variable, "").strip():
            continue
        try:
            said[name] = _read(name, given[variable], kinds[name])
        except msgspec.ValidationError as error:
            raise SettingsError(
                f"The setting {variable} cannot be used: {_fault(error)}. Correct it in the environment or in .env."
            ) from None
    return Settings(**said)


def _kinds(settings: type[msgspec.Struct]) -> dict[str, Any]:
    return {field.name: field.type for field in msgspec.structs.fields(settings)}


def _read(name: str, value: str, kind: Any) -> Any:
    """Read what was written for a setting as a value of its kind."""
    written: object = value
    if kind in {bool, bool | None}:
        written = _SWITCHES.get(value.strip().lower(), value)
    elif kind == tuple[str, ...]:
        written = value.replace(",", " ").split()
    elif name == "log_level":
        written = value.upper()
    return msgspec.convert(written, kind, strict=False, dec_hook=lambda wanted, text: wanted(text))


def _fault(error: msgspec.ValidationError) -> str:
    """Say what a value must be, in the middle of a sentence."""
    told = str(error).replace("`", "").removeprefix("Expected ")
    words = {"int": "a whole number", "bool": "true or false", "str": "text"}
    kind, _, more = told.partition(" ")
    kind = kind.rstrip(",")
    if more.startswith("matching regex"):
        return f"it must be {more.split(chr(39))[1].strip('^$()').replace('|', ' or ')}"
    if more.startswith("of length <="):
        return f"it must be {words.get(kind, kind)} of at most {more.split()[-1]} characters"
    if more.startswith((">=", "<=")):
        return f"it must be {words.get(kind, kind)} {more.replace('>=', 'of at least').replace('<=', 'of at most')}"
    return f"it must be {words[kind]}" if kind in words else f"it must be {told}"
