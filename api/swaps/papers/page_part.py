"""Papers as parts of a page: what is printed from the browser says the same as the .docx."""

from collections.abc import Sequence

from markupsafe import Markup

from api.layout import part
from api.swaps.papers.paper import Paper


def page_part(papers: Sequence[Paper]) -> Markup:
    """Sheets one after another; each begins a page when printed."""
    return part("swaps/paper_sheet.html", papers=papers)
