"""A person at the fake Slack: writes, mentions, uses commands and shortcuts, clicks, fills in and submits.

Each method does what a person's Slack would do, returns when the app has acknowledged it (or at once, for messages),
and shows the person what came back. Buttons are found by the words on them, as a person finds them.
"""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from fake_slack_web import keep_view, replace_view

if TYPE_CHECKING:
    from fake_slack import FakeSlack
    from fake_slack_delivery import Delivered
    from fake_slack_installs import Install

Json = dict[str, Any]


class Person:
    """One person and their direct message channel with the app."""

    def __init__(self, slack: "FakeSlack", user: str, dm: str) -> None:
        self.slack, self.user, self.im = slack, user, dm

    # -- writing ------------------------------------------------------------------------------------------------------

    def write(self, text: str, *, channel: str | None = None, thread: str | None = None, **more: Any) -> str:
        """Send a message to the app (or in a channel) and return its timestamp."""
        return str(self.slack.run(self._write(text, channel or self.im, thread, more)))

    async def _write(self, text: str, channel: str, thread: str | None, more: Json) -> str:
        held = self.slack.users[self.user]
        message = {
            "type": "message",
            "user": self.user,
            "text": text,
            "ts": self.slack.next_ts(),
            "team": held["team_id"],
            "client_msg_id": f"msg-{time.monotonic_ns()}",
            **({"thread_ts": thread} if thread else {}),
            **more,
        }
        if held["team_id"] != self.slack.channels[channel]["team"]:
            message |= {"user_team": held["team_id"], "source_team": held["team_id"]}
        self.slack.messages.setdefault(channel, []).append(message)
        self.slack.delivery.message_event(channel, message)
        return message["ts"]

    def offer(self, name: str, content: bytes, **more: Any) -> Json:
        """Upload a file to Slack and return what Slack says of it; ``more`` replaces or adds to that."""
        identity = self.slack.new_file_id()
        address = f"{self.slack.address}/files/{identity}"
        file = {
            "id": identity,
            "name": name,
            "title": name,
            "mimetype": "application/octet-stream",
            "mode": "hosted",
            "is_external": False,
            "size": len(content),
            "user": self.user,
            "url_private": address,
            "url_private_download": address,
            **more,
        }
        self.slack.files[identity] = {**file, "content": content}
        return file

    def send(self, *files: Json, text: str = "") -> str:
        """Drop files into the direct message with the app and return the message's timestamp."""
        return self.write(text, subtype="file_share", files=list(files), upload=False)

    def mention(self, channel: str, text: str, *, thread: str | None = None) -> str:
        """Mention the app in a channel."""
        return self.write(f"<@U0BOT> {text}", channel=channel, thread=thread)

    def edit(self, channel: str, ts: str, text: str) -> None:
        """Edit a message of one's own."""

        async def edit() -> None:
            message = self.slack.message(channel, ts)
            assert message is not None
            message |= {"text": text, "edited": {"user": self.user}}
            self.slack.delivery.message_event(channel, message, subtype="message_changed")

        self.slack.run(edit())

    def ask(self, text: str, *, channel: str | None = None, thread: str | None = None, timeout: float = 60) -> Json:
        """Write (mentioning the app in a channel) and return its first new message in the thread."""
        ts = self.write(text, thread=thread) if channel is None else self.mention(channel, text, thread=thread)
        return self.reply(ts, channel=channel, thread=thread, timeout=timeout)

    def reply(self, ts: str, *, channel: str | None = None, thread: str | None = None, timeout: float = 60) -> Json:
        """Wait for the app's first message after a timestamp in its thread."""
        where, root = channel or self.im, thread or ts

        def new() -> list[Json]:
            return [m for m in self.slack.said(where, thread=root) if m["ts"] > ts]

        self.slack.wait_for(new, timeout=timeout, what=f"an answer in {where}")
        return new()[0]

    # -- commands and shortcuts ------------------------------------------------------------------------------

    def command(self, text: str, *, channel: str | None = None, name: str = "/findings") -> "Delivered":
        """Use a slash command."""
        commands = [c["command"] for c in self.slack.manifest["features"].get("slash_commands", [])]
        assert name in commands, f"{name} is not a valid command"
        assert self.slack.delivery.granted("commands")
        where = channel or self.im
        payload = {
            "token": "legacy",
            "team_id": self._team(),
            "team_domain": "home",
            "channel_id": where,
            "channel_name": self.slack.channels[where].get("name", "directmessage"),
            "user_id": self.user,
            "user_name": self.slack.users[self.user]["name"],
            "command": name,
            "text": text,
            "api_app_id": "A0FINDINGS",
            **({"enterprise_id": org, "enterprise_name": org} if (org := self._organisation()) else {}),
            "is_enterprise_install": "true" if self._install().org_wide else "false",
            "response_url": self.slack.response_url(self.user, where),
            "trigger_id": self.slack.trigger(self.user),
        }
        delivered = self.slack.run(self.slack.delivery.bring("slash_commands", payload))
        if delivered.answer:
            body = delivered.answer if isinstance(delivered.answer, dict) else {"text": delivered.answer}
            self.slack.ephemerals.append({"ts": self.slack.next_ts(), "to": self.user, "channel": where, **body})
            self.slack.note()
        return delivered

    def shortcut(self, callback_id: str, *, channel: str | None = None, ts: str | None = None) -> "Delivered":
        """Use a global shortcut, or a message shortcut on a message."""
        kind = "global" if ts is None else "message"
        known = [(s["type"], s["callback_id"]) for s in self.slack.manifest["features"].get("shortcuts", [])]
        assert self.slack.delivery.granted("commands")
        assert (kind, callback_id) in known, f"no {kind} shortcut {callback_id}"
        payload = self._interaction("shortcut" if ts is None else "message_action") | {"callback_id": callback_id}
        if ts is not None:
            assert channel is not None
            payload |= {
                "channel": {"id": channel},
                "message": self.slack.message(channel, ts),
                "message_ts": ts,
                "response_url": self.slack.response_url(self.user, channel),
            }
        return self.slack.run(self.slack.delivery.bring("interactive", payload))

    def open_home(self, tab: str = "home") -> None:
        """Open the app: its Home or its Messages tab."""

        async def event() -> None:
            self.slack.delivery.event(
                {
                    "type": "app_home_opened",
                    "user": self.user,
                    "channel": self.im,
                    "tab": tab,
                    "event_ts": self.slack.next_ts(),
                    **({"view": home} if tab == "home" and home else {}),
                },
                team=self._team(),
            )

        home = self.slack.homes.get(self.user)
        assert "app_home_opened" in self.slack.manifest["settings"]["event_subscriptions"]["bot_events"]
        self.slack.run(event())

    # -- clicking --------------------------------------------------------------------------------------------

    def click(self, shown: Json, label: str, *, nth: int = 0, channel: str | None = None) -> "Delivered":
        """Click the n-th button, or option of a menu behind three dots, with these words."""
        if (menus := _menu_options(shown, label)) and not nth < labels(shown, menus=False).count(label):
            block, element, option = menus[nth]
            action = {
                "type": "overflow",
                "action_id": element["action_id"],
                "block_id": block["block_id"],
                "action_ts": self.slack.next_ts(),
                "selected_option": option,
            }
            return self._act(shown, action, channel)
        block, element, value = self._button(shown, label, nth)
        action = {
            "type": element["type"],
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "action_ts": self.slack.next_ts(),
            "text": element.get("text"),
            "value": value,
        }
        return self._act(shown, action, channel)

    def choose(self, shown: Json, placeholder: str, label: str, *, channel: str | None = None) -> "Delivered":
        """Choose an option by its words from the select (or overflow menu) that holds it."""
        for block in shown["blocks"]:
            for element in _elements(block):
                option = next((o for o in _options(element) if o["text"]["text"] == label), None)
                if option is not None and placeholder in (element.get("placeholder", {}).get("text"), element["type"]):
                    action = {
                        "type": element["type"],
                        "action_id": element["action_id"],
                        "block_id": block["block_id"],
                        "action_ts": self.slack.next_ts(),
                        "selected_option": option,
                    }
                    return self._act(shown, action, channel)
        raise AssertionError(f"no option {label!r} under {placeholder!r}")

    def submit(self, values: dict[str, Any] | None = None) -> "Delivered":
        """Fill in the modal on top (by label) and submit it; return what the app acknowledged."""
        view = self.slack.top_view(self.user)
        assert view is not None, "no modal is open"
        payload = self._interaction("view_submission") | {
            "view": view | {"state": {"values": _filled(view, values or {})}},
            "response_urls": [],
        }
        return self.slack.run(self._submit(view, payload))

    async def _submit(self, view: Json, payload: Json) -> "Delivered":
        # In the server's own loop, so that what the app does after its acknowledgement comes after it here too.
        delivered = await self.slack.delivery.bring("interactive", payload)
        answer = delivered.answer or {}
        stack = self.slack.view_stacks[self.user]
        if delivered.seconds is not None:
            match answer.get("response_action"):
                case None:
                    stack.pop()
                case "clear":
                    stack.clear()
                case "update":
                    replace_view(self.slack, view, answer["view"])
                case "push":
                    keep_view(self.slack, self.user, answer["view"])
        self.slack.note()
        return delivered

    def close(self) -> None:
        """Close the modal on top."""
        self.slack.view_stacks[self.user].pop()

    @property
    def modal(self) -> Json | None:
        """The modal on top."""
        return self.slack.top_view(self.user)

    def wait_modal(self, title: str, *, timeout: float = 60) -> Json:
        """Wait for a modal with this title on top and return it."""

        def there() -> Json | None:
            view = self.modal
            return view if view is not None and view["title"]["text"] == title else None

        view = self.slack.wait_for(there, timeout=timeout, what=f"modal {title!r}")
        assert isinstance(view, dict)
        return view

    def wait_private(self, *, count: int = 1, timeout: float = 60) -> Json:
        """Wait for the n-th ephemeral message to this person and return it."""
        self.slack.wait_for(
            lambda: len(self.slack.shown_to(self.user)) >= count, timeout=timeout, what="a private message"
        )
        return self.slack.shown_to(self.user)[count - 1]

    # -- payloads --------------------------------------------------------------------------------------------

    def _act(self, shown: Json, action: Json, channel: str | None) -> "Delivered":
        payload = self._interaction("block_actions") | {"actions": [action], "state": {"values": {}}}
        if "title" in shown or shown.get("type") in {"modal", "home"}:
            payload |= {
                "view": shown | {"state": {"values": _filled(shown, {}, partly=True)}},
                "container": {"type": "view", "view_id": shown["id"]},
            }
        elif "to" in shown:
            where = shown["channel"]
            payload |= {
                "channel": {"id": where, "name": "x"},
                "response_url": self.slack.response_url(self.user, where, shown),
                "container": {
                    "type": "message",
                    "message_ts": shown["ts"],
                    "channel_id": where,
                    "is_ephemeral": True,
                    **({"thread_ts": shown["thread_ts"]} if shown.get("thread_ts") else {}),
                },
            }
        else:
            where = channel or next(c for c, held in self.slack.messages.items() if shown in held)
            payload |= {
                "channel": {"id": where, "name": "x"},
                "message": shown,
                "response_url": self.slack.response_url(self.user, where, shown),
                "container": {
                    "type": "message",
                    "message_ts": shown["ts"],
                    "channel_id": where,
                    "is_ephemeral": False,
                    **({"thread_ts": shown["thread_ts"]} if shown.get("thread_ts") else {}),
                },
            }
        return self.slack.run(self.slack.delivery.bring("interactive", payload))

    def _interaction(self, kind: str) -> Json:
        assert self.slack.manifest["settings"]["interactivity"]["is_enabled"]
        install = self._install()
        return {
            "type": kind,
            "token": "legacy",
            "api_app_id": "A0FINDINGS",
            "action_ts": self.slack.next_ts(),
            "team": self._where(),
            "enterprise": {"id": org, "name": org} if (org := install.enterprise) else None,
            "is_enterprise_install": install.org_wide,
            "user": {"id": self.user, "name": self.slack.users[self.user]["name"], "team_id": self._team()},
            "trigger_id": self.slack.trigger(self.user),
        }

    def _team(self) -> str:
        return str(self.slack.users[self.user]["team_id"])

    def _organisation(self) -> str | None:
        return self.slack.installs.organisations.get(self._team())

    def _install(self) -> "Install":
        """The install by which the app hears of what this person does: their own workspace's, else the home's."""
        return self.slack.installs.of_team(self._team()) or self.slack.installs.made[0]

    def _where(self) -> Json:
        """The workspace in which a click is made: of an organisation the person's own, else the one with the app."""
        install = self._install()
        team = self._team() if self.slack.installs.of_team(self._team()) else install.team
        return {"id": team, "domain": "home"} | ({"enterprise_id": org} if (org := install.enterprise) else {})

    def _button(self, shown: Json, label: str, nth: int) -> tuple[Json, Json, str | None]:
        found: list[tuple[Json, Json, str | None]] = []
        for block in shown["blocks"]:
            for element in _elements(block):
                if element["type"] in {"button", "icon_button"} and element["text"]["text"] == label:
                    found.append((block, element, element.get("value")))
                if element["type"] == "feedback_buttons":
                    for name in ("positive_button", "negative_button"):
                        if element[name]["text"]["text"] == label:
                            found.append((block, element, element[name]["value"]))
        assert len(found) > nth, f"no button {label!r} ({nth}); there are {labels(shown)}"
        return found[nth]


def labels(shown: Json, *, menus: bool = True) -> list[str]:
    """List the words on the buttons of a message or view, and with ``menus`` those of the options behind three dots."""
    found = []
    for block in shown["blocks"]:
        for element in _elements(block):
            if element["type"] in {"button", "icon_button"}:
                found.append(element["text"]["text"])
            if element["type"] == "feedback_buttons":
                found += [element["positive_button"]["text"]["text"], element["negative_button"]["text"]["text"]]
            if element["type"] == "overflow" and menus:
                found += [option["text"]["text"] for option in element["options"]]
    return found


def _menu_options(shown: Json, label: str) -> list[tuple[Json, Json, Json]]:
    """List the options with these words of menus behind three dots: the block, the menu and the option."""
    return [
        (block, element, option)
        for block in shown["blocks"]
        for element in _elements(block)
        if element["type"] == "overflow"
        for option in element["options"]
        if option["text"]["text"] == label
    ]


def _elements(block: Json) -> Iterator[Json]:
    if block["type"] in {"actions", "context_actions"}:
        yield from block["elements"]
    for place in ("accessory", "element"):
        if isinstance(block.get(place), dict):
            yield block[place]


def _options(element: Json) -> list[Json]:
    return [*element.get("options", []), *(o for g in element.get("option_groups", []) for o in g["options"])]


def _filled(view: Json, values: dict[str, Any], *, partly: bool = False) -> Json:
    """Build the state of a form: given values by label, else what stands there at the start."""
    state: Json = {}
    unknown = set(values)
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element, label = block["element"], block["label"]["text"]
        given = values.get(label)
        unknown.discard(label)
        kind = element["type"]
        held: Json = {"type": kind}
        if kind == "plain_text_input":
            held["value"] = (given or None) if given is not None else element.get("initial_value")
            assert held["value"] is None or len(held["value"]) <= element.get("max_length", 3000)
            empty = not held["value"]
        elif kind == "file_input":
            held["files"] = given or []
            assert len(held["files"]) <= element.get("max_files", 10)
            empty = not held["files"]
        elif kind == "datepicker":
            held["selected_date"] = given if given is not None else element.get("initial_date")
            empty = not held["selected_date"]
        elif kind == "checkboxes":
            wanted = given or []
            held["selected_options"] = [o for o in element["options"] if o["text"]["text"] in wanted]
            empty = not held["selected_options"]
        elif kind in {"conversations_select", "channels_select", "users_select"}:
            name = "selected_" + kind.removesuffix("s_select")
            held[name] = given if given is not None else element.get("initial_" + kind.removesuffix("s_select"))
            empty = not held[name]
        else:
            option = next((o for o in _options(element) if o["text"]["text"] == given), None)
            assert given is None or option is not None, (
                f"no option {given!r} in {[o['text']['text'] for o in _options(element)]}"
            )
            held["selected_option"] = option or element.get("initial_option")
            empty = held["selected_option"] is None
        assert partly or not empty or block.get("optional"), f"{label!r} must be filled in"
        state.setdefault(block["block_id"], {})[element["action_id"]] = held
    assert not unknown, f"no field {unknown}"
    return state
