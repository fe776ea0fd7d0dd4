"""`communique read`: what the language model makes of a text."""

import sys
from pathlib import Path

from communique.errors import InputError
from communique.language.reader import reader
from communique.language.render import as_json, as_text


def show(path: Path, form: str) -> str:
    """Return the annotation of the text at `path` ("-" is standard input) as "text" or "json".

    Raises InputError for a file that cannot be read, LanguageError for a text not in English.
    """
    found = reader().read(_text(path))
    return as_json(found) if form == "json" else "".join(f"{line}\n" for line in as_text(found))


def _text(path: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: this text cannot be read ({error})") from error
