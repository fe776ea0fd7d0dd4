"""A file's bytes as text, with every way that can fail said in one line."""

import codecs
import re
from pathlib import Path

from communique.errors import InputError

LARGEST = 10 * 1024 * 1024

_BOMS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BINARY_SHARE = 0.02


def read_file(path: Path) -> str:
    """Return the text of `path`, newlines as `\\n`, as Python's text mode would give it.

    Control characters that no RDF syntax based on XML can carry become spaces, so offsets hold.
    A UTF-8 byte order mark stays in the text for the same reason.
    """
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder: give the articles in it, such as {path}/*.txt")
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError(
                f"{path} has {size // 1024 // 1024} MB, an article at most"
                f" {LARGEST // 1024 // 1024}: give one article per file"
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file, check the path") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path} cannot be read ({reason}): check its permissions") from error
    return clean(_decode(path, data), path.name)


def clean(text: str, name: str) -> str:
    """Return `text` with `\\n` for every newline and spaces for control characters.

    Raises InputError when there are so many that this is no text, or half a surrogate pair.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    controls = len(_CONTROL.findall(text))
    if controls > max(4, _BINARY_SHARE * len(text)):
        raise InputError(f"{name} is a binary file: give text, Markdown or HTML")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"{name}: character {error.start} is half of a surrogate pair, not text: fix it there"
        ) from error
    return _CONTROL.sub(" ", text)


def _decode(path: Path, data: bytes) -> str:
    if not data.strip():
        raise InputError(f"{path} is empty: give a file that holds an article")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{path} begins as UTF-16 but byte {error.start} is not: save it as UTF-8"
                ) from error
    if b"\x00" in data:
        raise InputError(f"{path} is a binary file: give text, Markdown or HTML")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: byte {error.start} (0x{data[error.start]:02x}) is not UTF-8:"
            " save the file as UTF-8"
        ) from error
