"""Reading an article: plain text, Markdown with front matter, or a saved web page.

Offsets count the code points of `Article.text`. For text and Markdown that is the decoded file,
whole; for HTML it is the text that was extracted from the page.
"""

import datetime as dt
import hashlib
import re
from pathlib import Path

import frontmatter
import yaml

from communique.errors import InputError
from communique.ingest.chrome import content
from communique.ingest.encoding import clean, read_file
from communique.ingest.html import looks_like_html, read_html
from communique.model import Article
from communique.vocab import digest

_MARKDOWN = frozenset((".md", ".markdown", ".mdown", ".mkd"))
_HTML = frozenset((".html", ".htm", ".xhtml"))
_FRONT = re.compile(r"\ufeff?---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEARS = range(1900, 2101)
_ADDRESS = re.compile(
    r"https?://[^\W_][\w.~-]*(?::\d{1,5})?(?:[/?#](?:[^\s<>\"{}|\\^`%\[\]]|%[0-9A-Fa-f]{2})*)?"
)
_FRONT_KEYS = {
    "headline": ("title", "headline"),
    "published": ("date", "published", "publication_date"),
    "publisher": ("publisher", "source", "site"),
    "url": ("url", "link", "canonical"),
}


def read_article(path: Path, *, published: str = "", publisher: str = "", url: str = "") -> Article:
    """Return the article in `path`; the options win over what the file says of itself.

    Raises InputError for a file that cannot be used, or an option that is not what it should be.
    """
    text = read_file(path)
    said: dict[str, str] = {}
    start = 0
    suffix = path.suffix.lower()
    if suffix in _HTML or (suffix not in _MARKDOWN and looks_like_html(text)):
        page = read_html(text, name=str(path))
        text, said = page.text, page.metadata
        markdown = False
    else:
        said, start = _front_matter(text, name=str(path))
        markdown = suffix in _MARKDOWN or start > 0
    origin = hashlib.sha256(str(path.resolve()).encode()).hexdigest()
    return _article(
        text,
        start=start,
        markdown=markdown,
        name=str(path),
        headline=said.get("headline", ""),
        published=published or said.get("published", ""),
        publisher=publisher or said.get("publisher", ""),
        url=url or said.get("url", ""),
        source_key=f"sha256:{origin}",
    )


def read_text(
    text: str,
    *,
    published: str = "",
    publisher: str = "",
    url: str = "",
    headline: str = "",
    source_key: str = "",
) -> Article:
    """Return plain `text` that came from elsewhere than a file as an Article.

    Without `url` or `source_key` the text is its own origin. Raises InputError as above.
    """
    return _article(
        clean(text, "the text"),
        start=0,
        markdown=False,
        name="the text",
        headline=headline,
        published=published,
        publisher=publisher,
        url=url,
        source_key=source_key,
    )


def _article(
    text: str,
    *,
    start: int,
    markdown: bool,
    name: str,
    headline: str,
    published: str,
    publisher: str,
    url: str,
    source_key: str,
) -> Article:
    spans, found = content(text, start=start, markdown=markdown)
    if not spans:
        raise InputError(f"{name} holds no article text: give a file with the article itself")
    url = _checked_url(url)
    text_hash = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    return Article(
        key=digest(url or text_hash),
        text=text,
        content=spans,
        text_hash=text_hash,
        headline=" ".join((headline or found).split()),
        published=_checked_day(published, name),
        publisher=" ".join(publisher.split()),
        url=url,
        source_key=url or source_key or text_hash,
    )


def _front_matter(text: str, *, name: str) -> tuple[dict[str, str], int]:
    """Return what the front matter says, and where the text begins after it."""
    match = _FRONT.match(text)
    if not match:
        return {}, 0
    try:
        post = frontmatter.loads(match.group().lstrip("\ufeff"))
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        raise InputError(f"{name}: the front matter is not YAML ({reason}): fix it") from error
    stated = {str(key).lower(): value for key, value in post.metadata.items()}
    if not stated:
        return {}, 0
    said = {
        field: next((_plain(stated[key]) for key in keys if stated.get(key)), "")
        for field, keys in _FRONT_KEYS.items()
    }
    if said["publisher"].startswith(("http://", "https://")):
        said["url"] = said["url"] or said["publisher"]
        said["publisher"] = ""
    return said, match.end()


def _plain(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value).strip()


def _checked_day(day: str, name: str) -> str:
    if not day:
        return ""
    stamp = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*", day)
    day = stamp.group(1) if stamp else day
    if not _is_day(day):
        raise InputError(
            f"{name}: {day!r} is no publication date: write it as YYYY-MM-DD, such as 2023-11-02"
        )
    return day


def _is_day(day: str) -> bool:
    try:
        return bool(_DAY.fullmatch(day)) and dt.date.fromisoformat(day).year in _YEARS
    except ValueError:
        return False


def _checked_url(url: str) -> str:
    if url and not _ADDRESS.fullmatch(url):
        raise InputError(
            f"{url!r} is no web address: write it whole, such as https://example.org/a"
        )
    return url
