"""Read every setting, in one place: the environment, then a ``.env`` file in the working directory.

In: ``FINDINGS_*`` and Slack's own ``SLACK_*`` variables. Out: a frozen ``Settings``. Nothing else in the project reads
the environment, and this module does so only when ``read_settings`` is called. ``.env.example`` lists every setting.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

# Findings has no plugins of pydantic; to look through all that is installed for some takes as long as an answer.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator

from index.errors import FindingsError


class SettingsError(FindingsError):
    """A setting is wrong; the message names it, its fault and the remedy."""


class Settings(BaseModel):
    """Every setting with its default; tokens are never printed."""

    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True)

    documents: Path = Field(default=Path("documents"), description="The folder that holds the reports.")
    index: Path = Field(default=Path("var/findings.db"), description="The index file, made by findings index.")
    state: Path = Field(
        default=Path("var/slack.db"),
        description="What the Slack side keeps: references to answers, never questions.",
    )
    records: Path = Field(
        default=Path("var/records.db"),
        description="Who changed the library, and counts of use; never a question.",
    )
    watch: bool = Field(
        default=True, description="Whether findings serve reads what changes in the documents folder by itself."
    )
    samples: bool | None = Field(
        default=None,
        description="Whether the samples about invented councils are read; by default where there is nothing else"
        " and nobody is served in Slack.",
    )
    ocr: bool = Field(default=False, description="Whether scans are read by OCRmyPDF, where it is installed.")
    home_authority: str | None = Field(default=None, description="The council assumed where a question names none.")
    safeguarding: str | None = Field(
        default=None,
        max_length=120,
        description="The number, or the words with it, that who asks what to do about a child at risk is told to call.",
    )
    neighbours: Path | None = Field(
        default=None, description="A CSV of statistical neighbours: council, statistical_neighbours."
    )
    admins: tuple[str, ...] = Field(
        default=(),
        description="Slack user ids (U...) or user group ids (S...) of admins, separated by commas.",
    )
    answer_days: int = Field(default=30, ge=1, le=365, description="Days that an answer's references are kept.")
    usage_days: int = Field(default=400, ge=1, le=3_650, description="Days that counts of use and feedback are kept.")
    thread_hours: int = Field(default=24, ge=1, le=720, description="Hours that a thread's context is kept.")
    allowed_teams: tuple[str, ...] = Field(
        default=(), description="Ids of further workspaces or organisations whose people get answers."
    )
    allow_guests: bool = Field(default=False, description="Whether guests of the workspace get answers.")
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="How much is logged.")
    log_format: str = Field(default="lines", pattern="^(lines|json)$", description="Logs as lines, or as JSON.")
    health_port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="The port on 127.0.0.1 of /health and /metrics for a supervisor; none by default.",
    )
    http_port: int = Field(default=3000, ge=1, le=65535, description="The port of findings serve --http.")

    mcp_token: SecretStr | None = Field(default=None, description="The token of findings mcp --http; none by default.")

    slack_bot_token: SecretStr | None = Field(default=None, validation_alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr | None = Field(default=None, validation_alias="SLACK_APP_TOKEN")
    slack_signing_secret: SecretStr | None = Field(default=None, validation_alias="SLACK_SIGNING_SECRET")
    slack_api_url: str = Field(default="https://slack.com/api/", validation_alias="SLACK_API_URL")
    slack_client_id: str | None = Field(default=None, validation_alias="SLACK_CLIENT_ID")
    slack_client_secret: SecretStr | None = Field(default=None, validation_alias="SLACK_CLIENT_SECRET")
    slack_redirect_uri: str | None = Field(default=None, validation_alias="SLACK_REDIRECT_URI")
    installations: str = Field(
        default="var/installations.db",
        description="Where the tokens of several workspaces are kept: a file of SQLite, or an address of SQLAlchemy.",
    )
    workspaces: Path | None = Field(
        default=None, description="A TOML file with the home council and the admins of each of several workspaces."
    )

    @model_validator(mode="before")
    @classmethod
    def _empty_is_unset(cls, values: dict[str, object]) -> dict[str, object]:
        # A line "FINDINGS_DOCUMENTS=" in .env means: not set. An empty path would be the working directory.
        return {name: value for name, value in values.items() if not (isinstance(value, str) and not value.strip())}

    @field_validator("admins", "allowed_teams", mode="before")
    @classmethod
    def _split_list(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part for part in value.replace(",", " ").split() if part)
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("slack_api_url")
    @classmethod
    def _end_with_slash(cls, value: str) -> str:
        # slack_sdk joins method names to the base URL without adding one.
        return value if value.endswith("/") else value + "/"


class WorkspaceSettings(BaseModel):
    """What one of several workspaces has of its own; what is not said is as for all, admins apart."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    home_authority: str | None = None
    admins: tuple[str, ...] = ()
    allowed_teams: tuple[str, ...] | None = None
    allow_guests: bool | None = None


def read_workspaces(settings: Settings) -> dict[str, WorkspaceSettings]:
    """Read what each workspace (T...) or organisation (E...) has of its own; nothing where no file is named.

    Raises:
        SettingsError: the file is missing, is no TOML, or says something that is no setting of a workspace.
    """
    import tomllib  # not needed by those who ask in a terminal

    path = settings.workspaces
    if path is None:
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"FINDINGS_WORKSPACES names {path}, which cannot be read: {error}. Correct it.") from None
    found = {}
    for name, table in tables.items():
        if not re.fullmatch(r"[TE][A-Z0-9]{2,20}", name):
            raise SettingsError(
                f"{path} has a table [{name}], which is no Slack id. Name a workspace (T...) or an organisation (E...)."
            )
        try:
            found[name] = WorkspaceSettings.model_validate(table)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise SettingsError(f"{path} says {where} of {name}: {first['msg'].lower()}. Correct it.") from None
    return found


def settings_of_workspace(settings: Settings, key: str) -> Settings:
    """Give the settings of one of several workspaces, with its own file of state beside the one that is set.

    Raises:
        SettingsError: the file of workspaces cannot be used.
    """
    own = read_workspaces(settings).get(key, WorkspaceSettings())
    said = {name: value for name, value in own.model_dump().items() if value is not None}
    state = settings.state.with_name(f"{settings.state.stem}.{key}{settings.state.suffix}")
    return settings.model_copy(update={**said, "state": state})


def unknown_settings() -> tuple[str, ...]:
    """List what looks like a setting of Findings, in the environment or in .env, and is none."""
    known = _variables()
    return tuple(sorted(name for name in _given() if name.startswith("FINDINGS_") and name not in known))


def _variables() -> dict[str, str]:
    """Map the variables of all settings, in capitals, to the names by which they are validated."""
    fields = Settings.model_fields.items()
    return {
        str(field.validation_alias or f"FINDINGS_{name.upper()}"): str(field.validation_alias or name)
        for name, field in fields
    }


def _given() -> dict[str, str]:
    """Give what .env and the environment say, the environment above .env, with the names in capitals."""
    written: Mapping[str, str | None] = {}
    if Path(".env").is_file():
        from dotenv import dotenv_values

        written = dotenv_values(".env", encoding="utf-8")
    return {name.upper(): value for name, value in (*written.items(), *os.environ.items()) if value is not None}


def read_settings() -> Settings:
    """Read the settings.

    Raises:
        SettingsError: a value is not usable; the message names the variable and what it must be, never a token.
    """
    given = _given()
    try:
        return Settings.model_validate({name: given[v] for v, name in _variables().items() if v in given})
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0])
        variable = name if name.startswith("SLACK_") else f"FINDINGS_{name.upper()}"
        raise SettingsError(
            f"The setting {variable} cannot be used: {first['msg'].lower()}. Correct it in the environment or in .env."
        ) from None
