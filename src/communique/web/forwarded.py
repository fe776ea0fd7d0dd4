"""What a request was before proxies passed it on: X-Forwarded-For, -Proto, -Host and -Prefix."""

import re
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from communique.web.exchange import Scope

Networks = tuple[IPv4Network | IPv6Network, ...]

_HOST = re.compile(r"[A-Za-z0-9._\-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")
_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~\-]+)+")


def networks(text: str) -> Networks:
    """Return the networks that the setting `trusted_proxies` names."""
    return tuple(ip_network(part) for part in text.split(",") if part)


def forwarded(scope: Scope, trusted: Networks) -> Scope:
    """Return the scope of the request that the client sent, for one that came over a proxy.

    The headers count only when the peer is one of the `trusted`, and then what the nearest proxy
    said of them; the client is the last address of X-Forwarded-For that is not trusted. Values
    that make no sense are passed over. X-Forwarded-Prefix is what the proxy took off the path.
    """
    peer = scope.get("client")
    if not peer or not _is_trusted(peer[0], trusted):
        return scope
    sent = _joined(scope)
    scope = {**scope, "client": (_client(sent.get(b"for", ""), str(peer[0]), trusted), 0)}
    if (scheme := _last(sent.get(b"proto", "")).lower()) in ("http", "https"):
        scope["scheme"] = scheme
    if _HOST.fullmatch(host := _last(sent.get(b"host", ""))):
        others = [pair for pair in scope["headers"] if pair[0] != b"host"]
        scope["headers"] = [(b"host", host.encode()), *others]
    if _PREFIX.fullmatch(prefix := _last(sent.get(b"prefix", "")).rstrip("/")):
        scope["root_path"] = prefix
    return scope


def below(scope: Scope, prefix: str) -> Scope:
    """Return the scope with `prefix` taken off its path, for one that has it.

    So the IRIs of a base with a path lead here without a proxy that takes it off.
    """
    if not prefix or not str(scope["path"]).startswith(f"{prefix}/"):
        return scope
    scope = {**scope, "path": scope["path"].removeprefix(prefix)}
    if raw := scope.get("raw_path"):
        scope["raw_path"] = raw.removeprefix(prefix.encode())
    scope["root_path"] = f"{scope.get('root_path', '')}{prefix}"
    return scope


def _joined(scope: Scope) -> dict[bytes, str]:
    """Return the X-Forwarded headers by the last word of their names; repeated ones are lists."""
    sent: dict[bytes, str] = {}
    for name, value in scope["headers"]:
        if name.startswith(b"x-forwarded-"):
            key, text = name.removeprefix(b"x-forwarded-"), value.decode("latin-1")
            sent[key] = f"{sent[key]},{text}" if key in sent else text
    return sent


def _client(chain: str, peer: str, trusted: Networks) -> str:
    """Return who began the `chain` of addresses that ends with `peer`, as far as it is trusted."""
    client = peer
    for part in reversed(chain.split(",")):
        try:
            address = ip_address(part.strip())
        except ValueError:
            break  # what stands before it is no better
        client = str(address)
        if not _is_trusted(client, trusted):
            break
    return client


@lru_cache(maxsize=1024)
def _is_trusted(peer: str, trusted: Networks) -> bool:
    try:
        address: IPv4Address | IPv6Address = ip_address(peer)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return any(address in network for network in trusted)


def _last(values: str) -> str:
    return values.rpartition(",")[2].strip()
