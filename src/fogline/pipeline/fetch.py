"""Fetch an address; refuse what lies inside the user's own network."""

import ipaddress
import socket
import time
from urllib.parse import urljoin, urlsplit

import httpx

from fogline.errors import FetchRefused
from fogline.reports.inputs import Input, form_of
from fogline.settings import Settings

MAX_REDIRECTS = 5
PATIENCE = 5.0
"""A whole answer may take this many times as long as one piece of it."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_AGENT = "Fogline (reads public reporting)"


def is_address(text: str) -> bool:
    """Tell whether a user named an address rather than a path."""
    return "://" in text


def fetch(
    url: str,
    settings: Settings,
    *,
    transport: httpx.BaseTransport | None = None,
) -> Input:
    """Return what stands at an http or https address.

    Each hop is resolved once and the connection goes to that very address, so a name that
    changes its mind between check and connection gains nothing.

    Raises:
        FetchRefused: another scheme, a private or loopback address, too large, too slow, no answer.
    """
    timeout = httpx.Timeout(settings.fetch_timeout_s)
    target = url
    with httpx.Client(
        timeout=timeout,
        follow_redirects=False,
        trust_env=settings.fetch_proxy,
        transport=transport,
    ) as client:
        for _ in range(MAX_REDIRECTS + 1):
            answer = _hop(client, url, target, settings)
            if isinstance(answer, Input):
                return answer
            target = urljoin(target, answer)
    raise FetchRefused(url, f"more than {MAX_REDIRECTS} redirects; name the final address")


def _hop(client: httpx.Client, url: str, target: str, settings: Settings) -> Input | str:
    """Return what the target answers: its content, or where it redirects to."""
    request = _request(client, url, target, settings)
    try:
        response = client.send(request, stream=True)
        try:
            if response.is_redirect:
                return str(response.headers.get("location", target))
            if response.status_code != httpx.codes.OK:
                raise FetchRefused(url, f"the server answers {response.status_code}")
            data = _body(response, url, settings)
        finally:
            response.close()
    except httpx.TimeoutException:
        raise FetchRefused(url, f"no answer within {settings.fetch_timeout_s:.0f} s") from None
    except httpx.HTTPError as error:
        raise FetchRefused(url, f"cannot be fetched: {error}") from None
    form = form_of(data[:4096], content_type=response.headers.get("content-type", ""))
    if form is None:
        raise FetchRefused(url, "neither a page nor a feed")
    return Input(name=url, form=form, data=data, url=target)


def _request(client: httpx.Client, url: str, target: str, settings: Settings) -> httpx.Request:
    try:
        parts = urlsplit(target)
        _ = parts.port
        httpx.URL(target)
    except (ValueError, httpx.InvalidURL) as error:
        raise FetchRefused(url, f"no address: {error}") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchRefused(url, f"{parts.scheme or 'no'} scheme; only http and https are fetched")
    headers = {"User-Agent": _AGENT}
    if settings.fetch_private or settings.fetch_proxy:
        return client.build_request("GET", target, headers=headers)
    address = _public_address(url, parts.hostname)
    pinned = httpx.URL(target).copy_with(host=address)
    headers["Host"] = parts.netloc.rpartition("@")[2]
    return client.build_request(
        "GET",
        pinned,
        headers=headers,
        extensions={"sni_hostname": parts.hostname},
    )


def _public_address(url: str, host: str) -> str:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchRefused(url, f"no host named {host} can be found") from None
    addresses = [str(info[4][0]) for info in found]
    for address in addresses:
        if not _is_public(address.partition("%")[0]):
            raise FetchRefused(
                url,
                f"{host} is {address}, a private or local address; set FOGLINE_FETCH_PRIVATE=1 "
                "if it is meant",
            )
    return addresses[0]


def _is_public(text: str) -> bool:
    """Tell whether an address is anybody's: also the one that an IPv6 address wraps."""
    address = ipaddress.ip_address(text)
    wrapped: ipaddress.IPv4Address | None = None
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            wrapped = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return all(a.is_global and not a.is_multicast for a in (address, wrapped) if a is not None)


def _body(response: httpx.Response, url: str, settings: Settings) -> bytes:
    parts: list[bytes] = []
    size, limit = 0, settings.max_input_bytes
    # Each piece may come in time and the whole never end.
    until = time.monotonic() + PATIENCE * settings.fetch_timeout_s
    for chunk in response.iter_bytes():
        if time.monotonic() > until:
            raise FetchRefused(
                url, "sends so slowly that it was given up; save it and read the file"
            )
        size += len(chunk)
        if size > limit:
            raise FetchRefused(url, f"more than {limit:,} bytes; save it and read the file")
        parts.append(chunk)
    return b"".join(parts)
