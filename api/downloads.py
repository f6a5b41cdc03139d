"""Files a reader takes away."""

from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from litestar import Request, Response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def asks_for_xlsx(request: Request[Any, Any, Any]) -> bool:
    """Whether a list is asked for as a file, at the same address with ``as=xlsx``."""
    return request.query_params.get("as") == "xlsx"


def xlsx(content: bytes, name: str) -> Response[bytes]:
    """An Excel file; the name may be Chinese, and nothing in it can reach the headers."""
    safe = quote(f"{PurePath(name).stem}.xlsx")
    disposition = f"attachment; filename=\"download.xlsx\"; filename*=UTF-8''{safe}"
    return Response(content, media_type=XLSX, headers={"Content-Disposition": disposition})
