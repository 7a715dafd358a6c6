"""Check what is said of the way to Slack: the proxy, and the authorities whose certificates are trusted."""

import os
import ssl
from urllib.parse import urlsplit

from bot.settings import PROXIES
from index.errors import fault_of


def network_fault() -> str | None:
    """Say in one sentence why Slack cannot be reached as HTTPS_PROXY and SSL_CERT_FILE say; None where it can be."""
    name = next((name for name in PROXIES if os.environ.get(name, "").strip()), "")
    try:
        proxy = urlsplit(os.environ.get(name, ""))
        usable = proxy.scheme in {"http", "https"} and bool(proxy.hostname) and (proxy.port is None or proxy.port > 0)
    except ValueError:  # a port that is no number
        usable = False
    if name and not usable:
        return f"{name} names no proxy that can be used. Write http://HOST:PORT or http://USER:PASSWORD@HOST:PORT."
    if file := os.environ.get("SSL_CERT_FILE", ""):
        try:
            ssl.create_default_context(cafile=file)
        except ssl.SSLError:
            return f"SSL_CERT_FILE names {file}, which holds no certificate in PEM form. Name one that does."
        except OSError as error:
            return f"SSL_CERT_FILE names {file}, which cannot be read: {fault_of(error)}. Name one that can."
    return None
