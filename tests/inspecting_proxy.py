"""A proxy that takes TLS apart with an authority of its own, as offices have them, before a server on loopback."""

import asyncio
import ssl
from base64 import b64encode
from contextlib import suppress
from pathlib import Path

import trustme


class InspectingProxy:
    """Leads what is asked of one https host to a port of this machine, and refuses all else."""

    def __init__(self, host: str, port: int, folder: Path, *, login: str) -> None:
        """Take the host, the port of the server, a folder for the certificate of the authority, and name:password."""
        self._login = b"Proxy-Authorization: Basic " + b64encode(login.encode())
        self._host, self._server = host, port
        authority = trustme.CA()
        self.certificate = folder / "authority.pem"
        authority.cert_pem.write_to_path(str(self.certificate))
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert(host).configure_cert(self._context)
        self.refused: list[bytes] = []
        self._open: list[asyncio.Future[None]] = []
        self.url = ""

    async def start(self) -> None:
        """Bind a free port."""
        self._listening = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._listening.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Close the port and every connection."""
        self._listening.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.append(asyncio.ensure_future(self._lead(reader, writer)))

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            asked, *headers = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")
            known = self._login.lower() in [line.lower() for line in headers]
            if not known or not asked.startswith(f"CONNECT {self._host}:443 ".encode()):
                self.refused.append(asked)
                writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
                writer.close()
                return
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await writer.start_tls(self._context)
            there, back = await asyncio.open_connection("127.0.0.1", self._server)
            try:
                await asyncio.gather(_pass_on(reader, back), _pass_on(there, writer))
            finally:
                back.close()
                writer.close()


async def _pass_on(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while part := await source.read(1 << 16):
            to.write(part)
            await to.drain()
    with suppress(OSError):
        to.close()
