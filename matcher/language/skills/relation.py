"""How two readings stand to each other, and the fact that decides it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from matcher.language.skills.having import Having
from matcher.language.skills.lattice import EXPERIENCE, GRADES, Concept, lattice
from matcher.language.skills.reading import Reading

NO, PARTLY, COVERS, SAME = 0, 1, 2, 3
_LEADERS = "班组长"
_NO_WORK = frozenset({"languages", "traits", "certificates"})


class Fact(StrEnum):
    """What decided a relation."""

    SAME_THING = "same thing"
    KIND_OF = "kind of"
    BETTER = "better standing"
    LEADS = "leads such people"
    LESS = "lower standing"
    NOT_THERE = "does not have it"
    GRADED = "a grade of some trade"
    WORKED = "years in some trade"
    BROADER = "broader"
    PART_OF = "a part of the work"
    CLOSE = "close work"
    WHOLE = "all its parts together"
    SIBLINGS = "same trade"
    OTHER_PAPER = "another certificate"
    DIFFERENT = "different"
    UNKNOWN = "unknown word"


@dataclass(frozen=True)
class Verdict:
    """``relation`` 0 no, 1 partly, 2 covers, 3 same; ``why`` is the reason written in the data, where there is one."""

    relation: int
    fact: Fact
    why: str = ""


def judge(skill: Reading, asked: Reading) -> Verdict:
    """Whether one skill satisfies one requirement."""
    having = skill.standing.having
    if having <= Having.WISHES or asked.standing.having == Having.LACKS:
        same = skill.concept == asked.concept and skill.standing == asked.standing
        return Verdict(SAME, Fact.SAME_THING) if same else Verdict(NO, Fact.NOT_THERE)
    if asked.concept.key == EXPERIENCE == skill.concept.key and skill.standing.years == 0 != asked.standing.years:
        return Verdict(NO, Fact.NOT_THERE)
    between = _of_any_trade(skill, asked) or compare(skill.concept, asked.concept)
    apart = between.fact == Fact.KIND_OF and "apart" in skill.concept.flags
    beside = between.fact in {Fact.CLOSE, Fact.SIBLINGS} and asked.concept.kind != "languages"
    if (apart or beside) and asked.standing.paper:
        return Verdict(NO, Fact.OTHER_PAPER)
    if between.relation < COVERS:
        return between if having >= Having.A_LITTLE or not between.relation else Verdict(NO, Fact.NOT_THERE)
    if not skill.standing.reaches(asked.standing):
        return Verdict(PARTLY, Fact.LESS)
    return _more_than_same(skill, asked) or between if between.relation == SAME else between


def makes_up(skills: Sequence[Reading], asked: Reading) -> bool:
    """Whether several skills together are all the parts of what is asked: Word, Excel and PPT are Office."""
    parts = [replace(asked, concept=part) for part in lattice().parts.get(asked.concept.key, ())]
    return bool(parts) and all(any(judge(one, part).relation >= COVERS for one in skills) for part in parts)


def denied(skills: Sequence[Reading], asked: Reading) -> bool:
    """Whether the person says that what is asked is not there: 不会用电脑 outweighs 会打字 where 电脑 is asked.

    Only a claim of the very thing that is asked outweighs the denial.
    """
    lacks = {one.concept.key for one in skills if _is_denial(one, asked)}
    claims = any(one.concept == asked.concept and one.standing.having == Having.HAS for one in skills)
    return not claims and not lacks.isdisjoint(asked.concept.above)


def _is_denial(skill: Reading, asked: Reading) -> bool:
    return skill.standing.having == Having.LACKS and skill.standing.paper <= asked.standing.paper


def _more_than_same(skill: Reading, asked: Reading) -> Verdict | None:
    """One concept, and yet not two names of one thing."""
    if skill.standing != asked.standing:
        return Verdict(COVERS, Fact.BETTER)
    return Verdict(COVERS, Fact.KIND_OF) if skill.deed != asked.deed else None


def _of_any_trade(skill: Reading, asked: Reading) -> Verdict | None:
    """What a requirement of no named trade says of a place in the team, a grade or years, or the other way round."""
    return _as_leaders(skill, asked) or _as_graded(skill, asked) or _as_worked(skill, asked)


def _as_worked(skill: Reading, asked: Reading) -> Verdict | None:
    """Years in any trade are years of work."""
    if asked.concept.key == EXPERIENCE and skill.standing.years and skill.concept.kind not in _NO_WORK:
        return Verdict(COVERS, Fact.WORKED)
    return None


def _as_leaders(skill: Reading, asked: Reading) -> Verdict | None:
    """Who leads a team of any trade is a 班组长; a 班组长 of no named trade is partly one of a trade."""
    if asked.concept.key == _LEADERS and skill.standing.rank > 0:
        return Verdict(COVERS, Fact.LEADS)
    if skill.concept.key == _LEADERS and asked.standing.rank > 0 and asked.concept.key != _LEADERS:
        return Verdict(PARTLY, Fact.BROADER)
    return None


def _as_graded(skill: Reading, asked: Reading) -> Verdict | None:
    """A graded worker of any trade has the bare grade; a bare grade is partly the grade of a trade."""
    if (skill.concept.key == GRADES) == (asked.concept.key == GRADES) or not skill.standing.grade:
        return None
    if asked.concept.key == GRADES:
        return Verdict(COVERS, Fact.GRADED)
    return Verdict(PARTLY, Fact.BROADER) if skill.standing.grade >= asked.standing.grade > 0 else None


@lru_cache(maxsize=262144)
def compare(has: Concept, asked: Concept) -> Verdict:
    """How two concepts stand, whatever the standing of the people."""
    if has.key == asked.key:
        return Verdict(SAME, Fact.SAME_THING)
    if asked.key in has.above:
        return Verdict(COVERS, Fact.KIND_OF)
    if asked.doers.isdisjoint(has.above) and has.key in asked.above:
        return _below(has, asked)
    return _by_work(has, asked) or _beside(has, asked)


def _by_work(has: Concept, asked: Concept) -> Verdict | None:
    """Who has a title can do what such people do all day; who can do some of it is partly one of them."""
    if not asked.doers.isdisjoint(has.above):
        return Verdict(COVERS, Fact.KIND_OF)
    if asked.key in has.doers or not has.doers.isdisjoint(asked.doers):
        return Verdict(PARTLY, Fact.PART_OF)
    return None


def _below(has: Concept, asked: Concept) -> Verdict:
    """The requirement is narrower. Where a law draws the line, coming close does not count."""
    if _shut_out(has, asked) or ("strict" in asked.flags and "strict" in has.flags):
        return Verdict(NO, Fact.OTHER_PAPER)
    return Verdict(PARTLY, Fact.BROADER, lattice().near.get(has.key, {}).get(asked.key, ""))


def _shut_out(has: Concept, asked: Concept) -> bool:
    """Whether a law keeps people like this out of what is asked, or of something on the way to it: 护工 of 护师."""
    known = lattice().concepts
    between = (known[key] for key in asked.direct | asked.above if key in known and key != has.key)
    return "barred" in asked.flags or any("barred" in one.flags and has.key in one.above for one in between)


def _beside(has: Concept, asked: Concept) -> Verdict:
    known = lattice()
    if not has.kind or not asked.kind:
        return Verdict(NO, Fact.UNKNOWN)
    mine, theirs = known.close_to(has), known.close_for(asked)
    # Its own reasons come before those of what it is a kind of; a set has no order of its own.
    for key in sorted(mine, key=lambda key: (key != has.key, key)):
        for other, why in known.near.get(key, {}).items():
            if other in theirs:
                return Verdict(PARTLY, Fact.CLOSE, why)
    if not mine.isdisjoint(theirs):
        return Verdict(PARTLY, Fact.SIBLINGS)
    return Verdict(NO, Fact.DIFFERENT)


def reach(skill: Reading) -> set[str]:
    """Every key at which a requirement must be met for this skill to be more than nothing to it."""
    known = lattice()
    close = known.close_to(skill.concept)
    return _standing_keys(skill).union(
        skill.concept.above, skill.concept.doers, close, *(known.near.get(key, ()) for key in close)
    )


def met_at(asked: Reading) -> set[str]:
    """The keys at which a requirement is met by the ``reach`` of a skill."""
    return _standing_keys(asked).union(asked.concept.above, asked.concept.doers, lattice().close_for(asked.concept))


def _standing_keys(reading: Reading) -> set[str]:
    keys = {_LEADERS} if reading.standing.rank > 0 else set()
    keys |= {GRADES} if reading.standing.grade else set()
    return keys | {EXPERIENCE} if reading.standing.years else keys
