"""A saved web page as text and what it says of itself, through trafilatura. No network."""

import re
from dataclasses import dataclass, field

from communique.errors import InputError

_LOOKS = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, and its title, date, publisher and address where it names them."""

    text: str
    metadata: dict[str, str] = field(default_factory=dict)


def looks_like_html(text: str) -> bool:
    """Say whether `text` is a whole HTML page."""
    return _LOOKS.match(text) is not None


def read_html(text: str, *, name: str) -> Page:
    """Return the article in an HTML page. Raises InputError when there is none in it."""
    # Half a second to import, and only pages need it.
    import trafilatura

    tree = trafilatura.load_html(text)
    body = None
    if tree is not None:
        body = trafilatura.extract(
            text, include_comments=False, include_tables=False, deduplicate=False
        )
    if not body or not body.strip():
        raise InputError(f"{name} holds no article text: save the page whole, or as plain text")
    found = trafilatura.extract_metadata(text)
    title = (found.title or "").strip()
    if title and title not in body.split("\n", 1)[0]:
        body = f"{title}\n\n{body}"
    metadata = {
        "headline": title,
        "published": found.date or "",
        "publisher": found.sitename or "",
        "url": found.url or "",
    }
    return Page(body, metadata)
