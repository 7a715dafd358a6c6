"""The Web API of the fake Slack: each method checks token, scope, arguments and limits, changes the state and answers.

In: method, arguments, token. Out: HTTP status, body, headers, with Slack's own error codes. A method that is not here
is answered `unknown_method`, so that the bot cannot come to rely on one that nobody has looked at.
"""

import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fake_slack_installs import Install
from fake_slack_limits import UPDATE_TEXT, message_fault, view_fault

if TYPE_CHECKING:
    from fake_slack import FakeSlack

Json = dict[str, Any]
Answer = tuple[int, Json, dict[str, str]]


class Failed(Exception):  # noqa: N818 (what Slack says, not what fails here)
    """A call fails with one of Slack's error codes."""

    def __init__(self, code: str, *, status: int = 200, headers: dict[str, str] | None = None, **more: Any) -> None:
        super().__init__(code)
        self.code, self.status, self.headers, self.more = code, status, headers or {}, more


# Any one of the scopes suffices (Slack's own reference of each method).
SCOPES: dict[str, tuple[str, ...]] = {
    "auth.test": (),
    "chat.postMessage": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.update": ("chat:write",),
    "chat.delete": ("chat:write",),
    "chat.getPermalink": (),
    "chat.startStream": ("chat:write",),
    "chat.appendStream": ("chat:write",),
    "chat.stopStream": ("chat:write",),
    "conversations.history": ("im:history", "channels:history"),
    "conversations.replies": ("im:history", "channels:history"),
    "conversations.open": ("im:write",),
    "users.info": ("users:read",),
    "usergroups.users.list": ("usergroups:read",),
    "views.open": (),
    "views.push": (),
    "views.update": (),
    "views.publish": (),
    "assistant.threads.setStatus": ("chat:write", "assistant:write"),
    "assistant.threads.setSuggestedPrompts": ("assistant:write",),
    "assistant.threads.setTitle": ("assistant:write",),
    "files.info": ("files:read",),
    "files.getUploadURLExternal": ("files:write",),
    "files.completeUploadExternal": ("files:write",),
    "auth.teams.list": (),
    "canvases.create": ("canvases:write",),
    "canvases.access.set": ("canvases:write",),
    "canvases.delete": ("canvases:write",),
}


def answer_call(slack: "FakeSlack", method: str, arguments: Json, token: str) -> Answer:
    """Answer one call of the Web API."""
    try:
        body, headers = _answer(slack, method, _decoded(arguments), token)
        return 200, {"ok": True, **body}, headers
    except Failed as failed:
        if failed.code in {
            "invalid_blocks",
            "msg_blocks_too_long",
            "msg_too_long",
            "invalid_arguments",
            "view_too_large",
            "invalid_blocks_format",
            "invalid_attachments",
        }:
            slack.refusals.append((method, failed.code, str(failed.more.get("response_metadata", ""))))
        return failed.status, {"ok": False, "error": failed.code, **failed.more}, failed.headers


def _answer(slack: "FakeSlack", method: str, arguments: Json, token: str) -> tuple[Json, dict[str, str]]:
    if not token:
        raise Failed("not_authed")
    if method == "apps.connections.open":
        if token == slack.bot_token:
            raise Failed("not_allowed_token_type")
        if token != slack.app_token:
            raise Failed("invalid_auth")
        if "connections:write" not in slack.app_scopes:
            raise Failed("missing_scope", needed="connections:write", provided=",".join(sorted(slack.app_scopes)))
        if not slack.manifest["settings"].get("socket_mode_enabled"):
            raise Failed("not_allowed", detail="Socket Mode is off")
        return {"url": slack.delivery.new_link()}, {}
    if token == slack.app_token:
        raise Failed("not_allowed_token_type")
    if method == "oauth.v2.access":
        return _oauth(slack, arguments, token), {}
    install = next((one for one in slack.installs.made if one.token == token), None)
    if install is None:
        raise Failed("invalid_auth")
    if fault := slack.installs.fault(install):
        raise Failed(fault)
    slack.calling = install
    if method not in SCOPES:
        raise Failed("unknown_method", req_method=method)
    provided = ",".join(sorted(slack.scopes))
    needed = SCOPES[method]
    if method.startswith("conversations.") and needed != ("im:write",):
        held = slack.channels.get(arguments.get("channel", ""), {})
        needed = ("im:history",) if held.get("is_im") else ("channels:history",)
    granted = [s for s in needed if s in slack.scopes]
    if needed and not granted:
        raise Failed("missing_scope", needed=needed[0], provided=provided)
    slack.used_scopes |= set(granted)
    headers = {"x-oauth-scopes": provided, "x-accepted-oauth-scopes": ",".join(needed)}
    return METHODS[method](slack, arguments), headers


def answer_response_url(slack: "FakeSlack", token: str, body: Json) -> tuple[int, str]:
    """Answer a message that is sent to a response_url."""
    url = slack.response_urls.get(token)
    if url is None:
        return 404, "no_service"
    url.uses += 1
    if url.uses > 5:
        return 404, "used_url"
    if time.monotonic() - url.made > 1800:
        return 404, "expired_url"
    if body.get("delete_original"):
        if url.message is None:
            return 404, "message_not_found"
        _forget(slack, url.channel, url.message)
        return 200, "ok"
    blocks = body.get("blocks") or []
    if fault := message_fault(blocks, without=slack.without_blocks):
        slack.refusals.append(("response_url", *fault))
        return 400, fault[0]
    if not body.get("text") and not blocks:
        return 400, "no_text"
    content = {k: body[k] for k in ("text", "blocks") if k in body}
    numbered(content.get("blocks", []))
    if body.get("replace_original") and url.message is not None:
        url.message.update({"blocks": [], **content, "edited": True})
    elif body.get("response_type", "ephemeral") == "ephemeral":
        slack.ephemerals.append(
            {
                "ts": slack.next_ts(),
                "to": url.user,
                "channel": url.channel,
                "thread_ts": body.get("thread_ts"),
                **content,
            }
        )
    else:
        _append(slack, url.channel, content)
    return 200, "ok"


def numbered(blocks: list[Json]) -> list[Json]:
    """Give every block an id, as Slack does."""
    for number, block in enumerate(blocks):
        block.setdefault("block_id", f"b{number}")
    return blocks


def _auth_test(slack: "FakeSlack", arguments: Json) -> Json:
    install = slack.calling
    return {
        "url": "https://home.example/",
        "team": "Home",
        "user": "findings",
        "team_id": install.enterprise if install.org_wide else install.team,
        "user_id": "U0BOT",
        "bot_id": "B0BOT",
        "is_enterprise_install": install.org_wide,
        **({"enterprise_id": install.enterprise} if install.enterprise else {}),
    }


def _oauth(slack: "FakeSlack", arguments: Json, client: str) -> Json:
    """Give a token for the code that an admin's browser brought, or for the one that refreshes an older."""
    installs = slack.installs
    if client != f"{installs.client_id}:{installs.client_secret}":
        raise Failed("invalid_client_id")
    if arguments.get("grant_type") == "refresh_token":
        held = next((one for one in installs.made if one.refresh and one.refresh == arguments["refresh_token"]), None)
        if held is None or held.revoked:
            raise Failed("invalid_refresh_token")
        installs.refreshed += 1
        return installs.give(held)
    if arguments.get("code") not in installs.codes:
        raise Failed("invalid_code")
    team, org_wide = installs.codes.pop(arguments["code"])
    held = next((one for one in installs.made if one.team == team and one.org_wide == org_wide), None)
    if held is None:
        installs.made.append(held := Install(team, installs.organisations.get(team), "", org_wide))
    held.revoked = False
    return installs.give(held)


def _post(slack: "FakeSlack", arguments: Json) -> Json:
    channel = _channel(slack, arguments)
    _check_content(slack, arguments)
    if (thread := arguments.get("thread_ts")) is not None and slack.message(channel, thread) is None:
        raise Failed("thread_not_found")
    now = time.monotonic()
    if now - slack.last_post.get(channel, -1e9) < slack.post_interval:
        raise Failed("ratelimited", status=429, headers={"Retry-After": "1"})
    slack.last_post[channel] = now
    message = _append(
        slack, channel, {k: arguments[k] for k in ("text", "blocks", "thread_ts", "metadata") if arguments.get(k)}
    )
    return {"channel": channel, "ts": message["ts"], "message": message}


def _append(slack: "FakeSlack", channel: str, content: Json) -> Json:
    message = {
        "type": "message",
        "user": "U0BOT",
        "bot_id": "B0BOT",
        "app_id": "A0FINDINGS",
        "ts": slack.next_ts(),
        **content,
    }
    message["text"] = message.get("text", "")[:40_000]
    numbered(message.get("blocks", []))
    slack.messages.setdefault(channel, []).append(message)
    if slack.own_events:
        slack.delivery.message_event(channel, message)
    return message


def _ephemeral(slack: "FakeSlack", arguments: Json) -> Json:
    channel = _channel(slack, arguments)
    _check_content(slack, arguments)
    if arguments.get("user") not in slack.channels[channel]["members"]:
        raise Failed("user_not_in_channel")
    ts = slack.next_ts()
    numbered(arguments.get("blocks") or [])
    slack.ephemerals.append(
        {
            "ts": ts,
            "to": arguments["user"],
            "channel": channel,
            **{k: arguments[k] for k in ("text", "blocks", "thread_ts") if arguments.get(k)},
        }
    )
    return {"message_ts": ts}


def _update(slack: "FakeSlack", arguments: Json) -> Json:
    channel = _channel(slack, arguments)
    message = slack.message(channel, arguments.get("ts", ""))
    if message is None:
        raise Failed("message_not_found")
    if message.get("bot_id") != "B0BOT":
        raise Failed("cant_update_message")
    _check_content(slack, arguments)
    if len(arguments.get("text") or "") > UPDATE_TEXT:
        raise Failed("msg_too_long")
    message.update({k: arguments[k] for k in ("text", "blocks") if k in arguments})
    numbered(message.get("blocks", []))
    message["edited"] = {"ts": slack.next_ts()}
    return {"channel": channel, "ts": message["ts"], "text": message["text"], "message": message}


def _delete(slack: "FakeSlack", arguments: Json) -> Json:
    channel = _channel(slack, arguments)
    message = slack.message(channel, arguments.get("ts", ""))
    if message is None:
        raise Failed("message_not_found")
    if message.get("bot_id") != "B0BOT":
        raise Failed("cant_delete_message")
    _forget(slack, channel, message)
    return {"channel": channel, "ts": message["ts"]}


def _permalink(slack: "FakeSlack", arguments: Json) -> Json:
    channel = _channel(slack, arguments)
    if slack.message(channel, arguments.get("message_ts", "")) is None:
        raise Failed("message_not_found")
    return {
        "channel": channel,
        "permalink": f"https://home.example/archives/{channel}/p{arguments['message_ts'].replace('.', '')}",
    }


def _start_stream(slack: "FakeSlack", arguments: Json) -> Json:
    channel = _channel(slack, arguments)
    _tier(slack, "chat.startStream", 20)
    if not arguments.get("thread_ts"):
        raise Failed("invalid_thread_ts")
    if channel[0] == "C" and not (arguments.get("recipient_team_id") and arguments.get("recipient_user_id")):
        raise Failed("missing_recipient_team_id")
    message = _append(slack, channel, {"thread_ts": arguments["thread_ts"], "text": arguments.get("markdown_text", "")})
    message["streaming"] = time.monotonic()
    return {"channel": channel, "ts": message["ts"]}


def _append_stream(slack: "FakeSlack", arguments: Json) -> Json:
    channel = _channel(slack, arguments)
    _tier(slack, "chat.appendStream", 100)
    message = slack.message(channel, arguments.get("ts", ""))
    if message is None or not message.get("streaming") or time.monotonic() - message["streaming"] > 300:
        raise Failed("message_not_in_streaming_state")
    added = arguments.get("markdown_text", "")
    if len(added) > 12_000:
        raise Failed("msg_too_long")
    message["text"] += added
    return {"channel": channel, "ts": message["ts"]}


def _stop_stream(slack: "FakeSlack", arguments: Json) -> Json:
    body = _append_stream(slack, arguments)
    message = slack.message(body["channel"], body["ts"])
    assert message is not None
    if fault := message_fault(arguments.get("blocks") or [], without=slack.without_blocks):
        raise Failed(fault[0], response_metadata={"messages": [fault[1]]})
    message.update({"streaming": False, "blocks": arguments.get("blocks") or []})
    return body


def _history(slack: "FakeSlack", arguments: Json) -> Json:
    channel = _channel(slack, arguments)
    latest, oldest = str(arguments.get("latest") or "9e9"), str(arguments.get("oldest") or "0")
    inclusive = str(arguments.get("inclusive", "")).lower() in {"true", "1"}
    found = [m for m in slack.messages.get(channel, []) if "thread_ts" not in m or m["thread_ts"] == m["ts"]]
    found = [
        m
        for m in found
        if float(oldest) < float(m["ts"]) < float(latest) or (inclusive and m["ts"] in {latest, oldest})
    ]
    found.sort(key=lambda m: m["ts"], reverse=True)
    return {"messages": found[: int(arguments.get("limit", 100))], "has_more": False}


def _replies(slack: "FakeSlack", arguments: Json) -> Json:
    channel, root = _channel(slack, arguments), arguments.get("ts", "")
    found = [m for m in slack.messages.get(channel, []) if root in (m["ts"], m.get("thread_ts"))]
    if not found:
        raise Failed("thread_not_found")
    oldest, latest = float(arguments.get("oldest") or 0), float(arguments.get("latest") or 9e9)
    inclusive = str(arguments.get("inclusive", "")).lower() in {"true", "1"}
    kept = [
        m
        for m in found
        if m["ts"] == root or oldest < float(m["ts"]) < latest or (inclusive and float(m["ts"]) in {oldest, latest})
    ]
    return {"messages": kept[: int(arguments.get("limit", 1000))], "has_more": False}


def _open_conversation(slack: "FakeSlack", arguments: Json) -> Json:
    return {"channel": {"id": _im(slack, str(arguments.get("users", "")))}}


def _user_info(slack: "FakeSlack", arguments: Json) -> Json:
    if arguments.get("user") not in slack.users:
        raise Failed("user_not_found")
    if arguments["user"] in slack.hidden:
        raise Failed("user_not_visible")
    return {"user": slack.users[arguments["user"]]}


def _group_users(slack: "FakeSlack", arguments: Json) -> Json:
    groups = getattr(slack, "usergroups", {})
    if arguments.get("usergroup") not in groups:
        raise Failed("no_such_subteam")
    return {"users": list(groups[arguments["usergroup"]])}


def _open_view(slack: "FakeSlack", arguments: Json) -> Json:
    user, view = _triggered(slack, arguments), _checked_view(slack, arguments, "modal")
    return {"view": _keep_view(slack, user, view, stack=[])}


def _push_view(slack: "FakeSlack", arguments: Json) -> Json:
    user, view = _triggered(slack, arguments), _checked_view(slack, arguments, "modal")
    stack = slack.view_stacks.get(user) or []
    if not stack:
        raise Failed("not_found")
    if len(stack) >= 3:
        raise Failed("push_limit_reached")
    return {"view": _keep_view(slack, user, view, stack=stack)}


def _update_view(slack: "FakeSlack", arguments: Json) -> Json:
    view = _checked_view(slack, arguments, "modal")
    held = slack.views.get(arguments.get("view_id", ""))
    if held is None:
        raise Failed("not_found")
    if arguments.get("hash") and arguments["hash"] != held["hash"]:
        raise Failed("hash_conflict")
    replace_view(slack, held, view)
    return {"view": held}


def _publish_view(slack: "FakeSlack", arguments: Json) -> Json:
    if not slack.manifest["features"]["app_home"].get("home_tab_enabled"):
        raise Failed("not_enabled")
    view = _checked_view(slack, arguments, "home")
    if arguments.get("user_id") not in slack.users:
        raise Failed("invalid_arguments")
    if not slack.installs.sees(slack.calling, slack.users[arguments["user_id"]]["team_id"]):
        raise Failed("not_enabled")
    held = slack.homes.get(arguments["user_id"])
    if arguments.get("hash") and held is not None and arguments["hash"] != held["hash"]:
        raise Failed("hash_conflict")
    home = {"id": f"VH{arguments['user_id']}", "hash": slack.next_ts(), "team_id": "T0HOME", **_numbered(view)}
    slack.homes[arguments["user_id"]] = slack.views[home["id"]] = home
    return {"view": home}


def _set_status(slack: "FakeSlack", arguments: Json) -> Json:
    _channel(slack, arguments | {"channel": arguments.get("channel_id", "")})
    if slack.message(arguments["channel_id"], arguments.get("thread_ts", "")) is None:
        raise Failed("invalid_thread_ts")
    if len(arguments.get("loading_messages") or []) > 10:
        raise Failed("invalid_arguments", response_metadata={"messages": ["loading_messages: at most 10"]})
    slack.statuses.append(dict(arguments))
    return {}


def _set_prompts(slack: "FakeSlack", arguments: Json) -> Json:
    channel = _channel(slack, arguments | {"channel": arguments.get("channel_id", "")})
    prompts = arguments.get("prompts") or []
    if not 1 <= len(prompts) <= 4 or any(not p.get("title") or not p.get("message") for p in prompts):
        raise Failed("invalid_arguments", response_metadata={"messages": ["prompts: 1 to 4 of title and message"]})
    if "agent_view" in slack.manifest["features"] and arguments.get("thread_ts"):
        return {}  # "will cause the call to silently fail" (docs.slack.dev, assistant.threads.setSuggestedPrompts)
    slack.prompts[channel] = prompts
    return {}


def _set_title(slack: "FakeSlack", arguments: Json) -> Json:
    return {}


def _file_info(slack: "FakeSlack", arguments: Json) -> Json:
    if arguments.get("file") not in slack.files:
        raise Failed("file_not_found")
    held = _looked_at(slack, arguments["file"])
    return {"file": {k: v for k, v in held.items() if k not in {"content", "completed"}}}


def _looked_at(slack: "FakeSlack", identity: str) -> Json:
    """Give a file as Slack knows it now: for a while after it was sent its type is not known, and blocks refuse it."""
    held = slack.files[identity]
    if "completed" in held and not held.get("mimetype") and time.monotonic() - held["completed"] > slack.file_delay:
        held["mimetype"] = "image/png" if held["content"].startswith(b"\x89PNG") else "application/octet-stream"
    return held


def _check_pictures(slack: "FakeSlack", blocks: list[Json], code: str) -> None:
    """Refuse a picture that is no file of this workspace, no image, or that Slack has not looked at yet."""
    for block in blocks:
        for node in (block, block.get("accessory") or {}):
            identity = (node.get("slack_file") or {}).get("id") if isinstance(node, dict) else None
            if identity is not None and (
                identity not in slack.files or not _looked_at(slack, identity).get("mimetype", "").startswith("image/")
            ):
                raise Failed(code, response_metadata={"messages": ["[ERROR] invalid slack file"]})


def _upload_url(slack: "FakeSlack", arguments: Json) -> Json:
    if not arguments.get("filename") or int(arguments.get("length") or 0) <= 0:
        raise Failed("invalid_arguments")
    identity = slack.new_file_id()
    slack.files[identity] = {"id": identity, "name": arguments["filename"], "size": int(arguments["length"])}
    return {"upload_url": f"{slack.address}/upload/{identity}", "file_id": identity}


def _teams(slack: "FakeSlack", arguments: Json) -> Json:
    """List the workspaces that the token under way reaches."""
    teams = [team for team in slack.installs.organisations if slack.installs.sees(slack.calling, team)]
    return {"teams": [{"id": team, "name": team} for team in teams], "response_metadata": {"next_cursor": ""}}


def _create_canvas(slack: "FakeSlack", arguments: Json) -> Json:
    content = arguments.get("document_content") or {}
    if content.get("type") != "markdown" or not isinstance(content.get("markdown"), str):
        raise Failed("invalid_arguments")
    if len(content["markdown"]) > 1_048_576:
        raise Failed("canvas_creation_failed")
    identity = slack.new_file_id()
    slack.files[identity] = {
        "id": identity,
        "title": arguments.get("title") or "Untitled",
        "mimetype": "application/vnd.slack-docs",
        "permalink": f"https://example.slack.com/docs/{slack.calling.team or 'E'}/{identity}",
        "content": content["markdown"].encode(),
        "access": {},
    }
    return {"canvas_id": identity}


def _canvas(slack: "FakeSlack", arguments: Json) -> Json:
    held = slack.files.get(str(arguments.get("canvas_id")))
    if held is None or "access" not in held:
        raise Failed("canvas_not_found")
    return held


def _set_canvas_access(slack: "FakeSlack", arguments: Json) -> Json:
    """Give people access: only those to whom the canvas was sent directly before."""
    held, users = _canvas(slack, arguments), arguments.get("user_ids")
    people = users.split(",") if isinstance(users, str) else users or []
    if not people or arguments.get("channel_ids"):
        raise Failed("invalid_parameters")
    for user in people:
        own = next((name for name, one in slack.channels.items() if one.get("is_im") and one["user"] == user), "")
        if not any(held["permalink"] in str(message) for message in slack.messages.get(own, [])):
            raise Failed("failed_to_update_user_ids")
        held["access"][user] = arguments["access_level"]
    return {}


def _delete_canvas(slack: "FakeSlack", arguments: Json) -> Json:
    del slack.files[_canvas(slack, arguments)["id"]]
    return {}


def _complete_upload(slack: "FakeSlack", arguments: Json) -> Json:
    files = arguments.get("files") or []
    if not files or any("content" not in slack.files.get(f.get("id", ""), {}) for f in files):
        raise Failed("file_not_found")
    for file in files:
        held = slack.files[file["id"]]
        if len(held["content"]) != held["size"]:
            raise Failed("file_upload_size_mismatch")
        held |= {"completed": time.monotonic(), "user": "U0BOT", "title": file.get("title", held["name"])}
    if arguments.get("channel_id"):
        channel = _channel(slack, {"channel": arguments["channel_id"]})
        _append(
            slack,
            channel,
            {
                "text": arguments.get("initial_comment", ""),
                "files": files,
                **({"thread_ts": arguments["thread_ts"]} if arguments.get("thread_ts") else {}),
            },
        )
    return {"files": files}


METHODS: dict[str, Callable[["FakeSlack", Json], Json]] = {
    "auth.test": _auth_test,
    "chat.postMessage": _post,
    "chat.postEphemeral": _ephemeral,
    "chat.update": _update,
    "chat.delete": _delete,
    "chat.getPermalink": _permalink,
    "chat.startStream": _start_stream,
    "chat.appendStream": _append_stream,
    "chat.stopStream": _stop_stream,
    "conversations.history": _history,
    "conversations.replies": _replies,
    "conversations.open": _open_conversation,
    "users.info": _user_info,
    "usergroups.users.list": _group_users,
    "views.open": _open_view,
    "views.push": _push_view,
    "views.update": _update_view,
    "views.publish": _publish_view,
    "assistant.threads.setStatus": _set_status,
    "assistant.threads.setSuggestedPrompts": _set_prompts,
    "assistant.threads.setTitle": _set_title,
    "files.info": _file_info,
    "files.getUploadURLExternal": _upload_url,
    "files.completeUploadExternal": _complete_upload,
    "auth.teams.list": _teams,
    "canvases.create": _create_canvas,
    "canvases.access.set": _set_canvas_access,
    "canvases.delete": _delete_canvas,
}


def replace_view(slack: "FakeSlack", held: Json, view: Json) -> None:
    """Put another view in the place of one that is open, under the same id."""
    kept = {k: held[k] for k in ("id", "team_id", "root_view_id", "previous_view_id", "user") if k in held}
    held.clear()
    held.update({**_numbered(view), **kept, "hash": slack.next_ts()})
    slack.note()


def keep_view(slack: "FakeSlack", user: str, view: Json) -> Json:
    """Push a view that an acknowledgement asked for."""
    return _keep_view(slack, user, view, stack=slack.view_stacks.get(user) or [])


def _keep_view(slack: "FakeSlack", user: str, view: Json, *, stack: list[str]) -> Json:
    identity = f"V{len(slack.views) + 1:05d}"
    root = stack[0] if stack else identity
    held = {
        **_numbered(view),
        "id": identity,
        "hash": slack.next_ts(),
        "team_id": "T0HOME",
        "root_view_id": root,
        "previous_view_id": stack[-1] if stack else None,
        "user": user,
    }
    slack.views[identity] = held
    slack.view_stacks[user] = [*stack, identity]
    return held


def _numbered(view: Json) -> Json:
    view = json.loads(json.dumps(view))
    numbered(view["blocks"])
    return view


def _triggered(slack: "FakeSlack", arguments: Json) -> str:
    trigger = slack.triggers.get(arguments.get("trigger_id", ""))
    if trigger is None:
        raise Failed("invalid_trigger_id")
    if trigger.used:
        raise Failed("exchanged_trigger_id")
    if time.monotonic() - trigger.made > 3:
        raise Failed("expired_trigger_id")
    trigger.used = True
    return trigger.user


def _checked_view(slack: "FakeSlack", arguments: Json, kind: str) -> Json:
    view = arguments.get("view")
    if not isinstance(view, dict) or view.get("type") != kind:
        raise Failed("invalid_arguments", response_metadata={"messages": [f"view: must be a {kind}"]})
    if fault := view_fault(view):
        raise Failed(fault[0], response_metadata={"messages": [fault[1]]})
    _check_pictures(slack, view["blocks"], "invalid_arguments")
    return view


def _check_content(slack: "FakeSlack", arguments: Json) -> None:
    blocks = arguments.get("blocks") or []
    if not arguments.get("text") and not blocks:
        raise Failed("no_text")
    if fault := message_fault(blocks, without=slack.without_blocks):
        raise Failed(fault[0], response_metadata={"messages": [fault[1]]})
    _check_pictures(slack, blocks, "invalid_blocks")


def _channel(slack: "FakeSlack", arguments: Json) -> str:
    channel = str(arguments.get("channel", ""))
    if channel in slack.users:
        channel = _im(slack, channel)
    held = slack.channels.get(channel)
    if held is None or not (held.get("is_ext_shared") or slack.installs.sees(slack.calling, held.get("team"))):
        raise Failed("channel_not_found")
    if held.get("is_archived"):
        raise Failed("is_archived")
    if "U0BOT" not in held["members"]:
        raise Failed("not_in_channel")
    return channel


def _im(slack: "FakeSlack", user: str) -> str:
    for channel, held in slack.channels.items():
        if held.get("is_im") and held["user"] == user:
            return channel
    raise Failed("user_not_found")


def _forget(slack: "FakeSlack", channel: str, message: Json) -> None:
    for held in (slack.messages.get(channel, []), slack.ephemerals):
        if message in held:
            held.remove(message)


def _tier(slack: "FakeSlack", method: str, a_minute: int) -> None:
    recent = [c for c in slack.calls if c.method == method and c.error is None and time.monotonic() - c.at < 60]
    if len(recent) >= a_minute:
        raise Failed("ratelimited", status=429, headers={"Retry-After": "30"})


def _decoded(arguments: Json) -> Json:
    decoded = dict(arguments)
    for name in ("blocks", "view", "prompts", "metadata", "loading_messages", "files"):
        if isinstance(decoded.get(name), str):
            decoded[name] = json.loads(decoded[name])
    return decoded
