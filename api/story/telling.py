"""The whole story, subject by subject, into a store that holds the made-up district."""

from random import Random

from sqlmodel import Session

from api.referrals.ending import end_past_last_day
from api.story.cast import Cast, cast
from api.story.key_lines import tell_lines
from api.story.lent import tell_swap
from api.story.newcomers import tell_newcomers, tell_registrations
from api.story.own_worker import tell_own_worker
from api.story.posts import tell_posts
from api.story.talks import tell_talks
from models.days import start_of
from seed_data.generator import AS_OF

CHAPTERS = (tell_posts, tell_own_worker, tell_talks, tell_lines, tell_newcomers, tell_registrations, tell_swap)


def tell(session: Session, seed: int) -> None:
    """The same seed tells the same story. A district too small for a chapter's cast is told less of it."""
    players: Cast = cast(session)
    for chapter in CHAPTERS:
        chapter(session, players, Random(f"wengang story {seed} {chapter.__name__}"))
    end_past_last_day(session, AS_OF, now=start_of(AS_OF))
