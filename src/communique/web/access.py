"""Who may write and operate: who sends the token, as Bearer (RFC 6750) or password of Basic."""

import base64
import binascii
import hashlib
import hmac

from communique.errors import Forbidden, Unauthorized


def demand_token(authorization: str, token: str) -> None:
    """Pass when `authorization`, the header, carries `token`; compared in constant time.

    Raises Forbidden when no token is set, so nobody may write; else Unauthorized.
    """
    if not token:
        raise Forbidden("this is off: start the server with a token (COMMUNIQUE_TOKEN)")
    if not authorization:
        raise Unauthorized("send the token: Authorization: Bearer TOKEN")
    if not hmac.compare_digest(_hash(_offered(authorization)), _hash(token.encode())):
        raise Unauthorized("the token is not the one this server was started with")


def _offered(authorization: str) -> bytes:
    scheme, _, credentials = authorization.strip().partition(" ")
    if scheme.lower() == "bearer":
        return credentials.strip().encode("latin-1", "replace")
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(credentials, validate=True).partition(b":")[2]
        except (binascii.Error, ValueError):
            return b""
    return b""


def _hash(secret: bytes) -> bytes:
    """Equal lengths, so that the comparison tells nothing of the token's length either."""
    return hashlib.sha256(secret).digest()
