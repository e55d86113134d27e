"""DOCX and XLSX files are zip archives: pack one again so that equal content is equal bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from synthesis.outputs.facts import utc

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The first moment that a zip archive can hold; stands in where nothing was ever stored."""


def moment(changed_at: datetime | None) -> datetime:
    """Give the moment a file is dated with: the last stored change, never the clock."""
    return max(utc(changed_at), EARLIEST).replace(microsecond=0) if changed_at else EARLIEST


def repacked(archive: bytes, changed_at: datetime | None) -> bytes:
    """Pack every member again, in the same order, dated with the last stored change."""
    stamp = moment(changed_at).timetuple()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as read, zipfile.ZipFile(out, "w") as written:
        for name in read.namelist():
            member = zipfile.ZipInfo(name, (stamp.tm_year, *stamp[1:6]))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            member.external_attr = 0
            written.writestr(member, read.read(name))
    return out.getvalue()
