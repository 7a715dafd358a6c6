"""Serve the evidence to assistants over the Model Context Protocol; the sole knower of its SDK.

Over standard input and output, or over HTTP on 127.0.0.1 with a token. Imported when ``findings mcp`` runs, not before.
"""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import uvicorn
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from bot.cli.evidence_tools import EvidenceTools
from bot.models import PASSAGES_SHOWN
from index.errors import FindingsError

HOST = "127.0.0.1"
_INSTRUCTIONS = (
    "Evidence from inspection documents of English children's services. Quote `text` word for word and give its"
    " `citation.label`; say whose voice it is. Never infer a grade or a figure that is not returned. A state of"
    " `related` or `none` means that the question is not answered: say so. Check what you wrote with `check_quotation`."
)
_READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

Asgi = Callable[[Any, Any, Any], Awaitable[None]]


def make_server(tools: EvidenceTools) -> MCPServer:
    """Make the server with its four tools; a fault that Findings raises on purpose is told in its own words."""
    server = MCPServer("findings", instructions=_INSTRUCTIONS, log_level="WARNING")

    async def run(call: Callable[..., dict[str, Any]], *arguments: object) -> dict[str, Any]:
        try:
            return await anyio.to_thread.run_sync(lambda: call(*arguments))
        except FindingsError as error:
            raise ToolError(str(error)) from error

    @server.tool(annotations=_READ_ONLY)
    async def search(question: str, authority: str | None = None, limit: int = PASSAGES_SHOWN) -> dict[str, Any]:
        """Find the passages that answer a question, word for word and cited, or the reason why there are none."""
        return await run(tools.search, question, authority, limit)

    @server.tool(annotations=_READ_ONLY)
    async def read(document: str, paragraph: str | None = None, start: int = 1) -> dict[str, Any]:
        """Read a paragraph with its neighbours, or 40 passages of a document from the start-th on."""
        return await run(tools.read, document, paragraph, start)

    @server.tool(annotations=_READ_ONLY)
    async def grades(authority: str) -> dict[str, Any]:
        """List every grade of a council as its reports print them, the newest report first."""
        return await run(tools.grades, authority)

    @server.tool(annotations=_READ_ONLY)
    async def check_quotation(text: str) -> dict[str, Any]:
        """Check each quotation of a text against the library: verbatim, differs (told word by word) or not_found."""
        return await run(tools.check_quotation, text)

    return server


def serve_stdio(tools: EvidenceTools) -> None:
    """Serve over standard input and output until the input ends."""
    make_server(tools).run("stdio")


def serve_http(tools: EvidenceTools, *, port: int, token: str) -> None:
    """Serve over HTTP on 127.0.0.1 at /mcp; every request must carry the token."""
    app = make_server(tools).streamable_http_app(host=HOST, stateless_http=True, json_response=True)
    uvicorn.run(with_token(app, token), host=HOST, port=port, log_level="warning", access_log=False)


def with_token(app: Asgi, token: str) -> Asgi:
    """Refuse every HTTP request that does not carry the token as a bearer."""
    wanted = f"Bearer {token}".encode()

    async def guarded(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            given = dict(scope["headers"]).get(b"authorization", b"")
            if not secrets.compare_digest(given, wanted):
                headers = [(b"www-authenticate", b"Bearer"), (b"content-type", b"text/plain")]
                await send({"type": "http.response.start", "status": 401, "headers": headers})
                await send({"type": "http.response.body", "body": b"This needs the token of FINDINGS_MCP_TOKEN.\n"})
                return
        await app(scope, receive, send)

    return guarded
