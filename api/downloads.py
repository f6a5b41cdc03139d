"""Files a reader takes away."""

from pathlib import PurePath
from urllib.parse import quote

from litestar import Response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx(content: bytes, name: str) -> Response[bytes]:
    """An Excel file; the name may be Chinese, and nothing in it can reach the headers."""
    safe = quote(f"{PurePath(name).stem}.xlsx")
    disposition = f"attachment; filename=\"download.xlsx\"; filename*=UTF-8''{safe}"
    return Response(content, media_type=XLSX, headers={"Content-Disposition": disposition})
