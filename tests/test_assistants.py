"""Assistants get the same verbatim evidence over the Model Context Protocol, read-only and limited; nothing is kept."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from bot.cli.evidence_tools import EvidenceTools, TooManyCallsError
from bot.settings import Settings, read_settings
from index.indexing import index_folder

ROOT = Path(__file__).resolve().parents[1]
TOKEN = "a-secret-of-the-tests"
REPORT = """Inspection of Merrow local authority children’s services

Inspection dates: 5 February 2024 to 9 February 2024

Report published: 12 March 2024

1. Social workers visit privately fostered children regularly and know them well.

2. Care leavers are helped to find a home.

3. Leaders know what must be better.
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("assistants")
    (folder / "documents").mkdir()
    (folder / "documents" / "merrow.txt").write_text(REPORT, encoding="utf-8")
    index_folder(folder / "documents", folder / "index.db")
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "FINDINGS_DOCUMENTS": str(folder / "documents"),
        "FINDINGS_INDEX": str(folder / "index.db"),
        "FINDINGS_RECORDS": str(folder / "records.db"),
        "FINDINGS_MCP_TOKEN": TOKEN,
    }


def test_the_real_process_answers_an_assistant_over_its_standard_streams(environment):
    async def talk() -> None:
        server = StdioServerParameters(command=sys.executable, args=["-m", "bot.cli", "mcp"], env=environment)
        async with Client(stdio_client(server)) as client:
            tools = (await client.list_tools()).tools
            assert {tool.name for tool in tools} == {"search", "read", "grades", "check_quotation"}
            assert all(tool.annotations is not None and tool.annotations.read_only_hint for tool in tools)
            found = await client.call_tool("search", {"question": "private fostering in Merrow"})
            places = {one["text"][:12]: one["citation"]["paragraph"] for one in found.structured_content["evidence"]}
            assert places["Social worke"] == "1"
            said = await client.call_tool("check_quotation", {"text": "Care leavers are helped to buy a home."})
            (one,) = said.structured_content["quotations"]
            assert (one["state"], one["differences"][0]["printed"]) == ("differs", "find")
            read = await client.call_tool("read", {"document": "merrow.txt", "paragraph": "2"})
            texts = [row["text"] for row in read.structured_content["passages"]]
            assert "Care leavers are helped to find a home." in texts
            none = await client.call_tool("grades", {"authority": "Merrow"})
            assert (none.structured_content["state"], none.structured_content["judgements"]) == ("none", [])
            wrong = await client.call_tool("read", {"document": "nothing.pdf"})
            assert wrong.is_error
            assert "holds no document" in wrong.content[0].text

    asyncio.run(asyncio.wait_for(talk(), 60))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_over_http_nobody_gets_in_without_the_token(environment):
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "mcp", "--http", str(port)],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        call = {"name": "search", "arguments": {"question": "fostering"}}
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}).encode()
        assert status_of(port, body, "") == 401
        assert status_of(port, body, "Bearer wrong") == 401
        assert status_of(port, body, f"Bearer {TOKEN}") not in {401, 404, 500}
        with pytest.raises(OSError, match="refused"), socket.create_connection(("127.0.0.2", port), timeout=2):
            pass
    finally:
        server.terminate()
        complaints = server.communicate(timeout=20)[1]
    assert "fostering" not in complaints


def status_of(port: int, body: bytes, token: str) -> int:
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}/mcp", body, {**headers, "Authorization": token})
    for _ in range(300):
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            return error.code
        except urllib.error.URLError:
            time.sleep(0.1)  # it is starting
    raise AssertionError("the server never listened")


def test_a_token_that_is_too_short_opens_no_port(environment):
    given = {**environment, "FINDINGS_MCP_TOKEN": "short"}
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "mcp", "--http", "1"], env=given, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "FINDINGS_MCP_TOKEN" in done.stderr) == (2, True)


@pytest.fixture
def settings(environment, monkeypatch) -> Settings:
    for name in ("FINDINGS_DOCUMENTS", "FINDINGS_INDEX"):
        monkeypatch.setenv(name, environment[name])
    return read_settings()


def test_calls_are_limited_and_counted_over_all_tools(settings):
    tools = EvidenceTools(settings, calls=2, seconds=60)
    tools.grades("Merrow")
    tools.check_quotation("Care leavers")
    with pytest.raises(TooManyCallsError, match="Try again in"):
        tools.search("fostering")


def test_a_new_generation_is_read_without_a_new_start(settings):
    tools = EvidenceTools(settings)
    assert tools.check_quotation("Plans are thorough and kept")["quotations"][0]["state"] != "verbatim"
    (settings.documents / "merrow 2.txt").write_text("1. Plans are thorough and kept.\n", encoding="utf-8")
    index_folder(settings.documents, settings.index)
    assert tools.check_quotation("Plans are thorough and kept")["quotations"][0]["state"] == "verbatim"


def test_nothing_of_the_protocol_is_loaded_by_other_commands():
    code = "import sys, bot.cli.main; print('mcp' in sys.modules, 'uvicorn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
