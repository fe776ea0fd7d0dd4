"""Events, signatures and controls as CSV, with CSVW metadata that says what the columns are."""

import json
import zipfile
from functools import cache
from typing import BinaryIO, cast

from communique.exports.material import Material
from communique.resources import resource

METADATA = "csv-metadata.json"
"""Where CSV on the Web looks for the metadata of tables beside it."""

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same tables give the same bytes


@cache
def table_names() -> tuple[str, ...]:
    """Return the names of the tables."""
    tables = json.loads(metadata())["tables"]
    return tuple(str(table["url"]).removesuffix(".csv") for table in tables)


def table_query(name: str) -> str:
    """Return the query whose answer is the table `name`."""
    return resource("queries", "tables", f"{name}.rq").read_text(encoding="utf-8")


def metadata() -> bytes:
    """Return the CSVW metadata of all tables."""
    return resource("queries", "tables", METADATA).read_bytes()


def write_tables(material: Material, output: BinaryIO) -> None:
    """Write a zip file with all tables and their metadata."""
    with zipfile.ZipFile(cast(BinaryIO, _Onward(output)), "w") as archive:
        archive.writestr(_entry(METADATA), metadata())
        for name in table_names():
            with archive.open(_entry(f"{name}.csv"), "w") as file:
                file.writelines(material.table(name))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


class _Onward:
    """A file that only goes onward: a zip file looks different where it can go back."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output

    def write(self, data: bytes) -> int:
        return self._output.write(data)

    def flush(self) -> None:
        self._output.flush()
