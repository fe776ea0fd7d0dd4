"""Where ontology/, queries/ and data/ are: inside an installed wheel or in a source checkout."""

from pathlib import Path

from communique.errors import InputError

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of a file or folder that ships with the package.

    `parts` begin with "ontology", "queries" or "data". Raises InputError when it is missing,
    which only a damaged installation can cause.
    """
    for root in (_PACKAGE / "_resources", _PACKAGE.parent.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise InputError(f"{'/'.join(parts)} is missing from the installation: install again")
