"""One short Chinese sentence for a relation, naming the fact that decided it."""

from collections.abc import Callable

from matcher.language.skill_levels import Standing, grade_name
from matcher.language.skill_reading import Reading
from matcher.language.skill_relation import Fact, Verdict


def reason(skill: Reading, asked: Reading, verdict: Verdict) -> str:
    """Why the relation is what it is, in words a worker can check."""
    has, wants = skill.text, asked.text
    sentences: dict[Fact, Callable[[], str]] = {
        Fact.SAME_THING: lambda: f"“{has}”就是“{wants}”，叫法不同" if has != wants else f"会的就是要求的“{wants}”",
        Fact.KIND_OF: lambda: _kind_of(skill, asked),
        Fact.BETTER: lambda: _better(skill.standing, asked.standing, has, wants),
        Fact.LEADS: lambda: f"“{has}”带过班组",
        Fact.LESS: lambda: _less(skill.standing, asked.standing, has, wants),
        Fact.BROADER: lambda: _broader(skill, asked),
        Fact.CLOSE: lambda: f"“{has}”和“{wants}”相近：{verdict.why}",
        Fact.SIBLINGS: lambda: f"“{has}”和“{wants}”属于同一大类，还要适应",
        Fact.UNKNOWN: lambda: f"词表里没有“{wants if skill.listed else has}”，看不出能否满足“{wants}”",
        Fact.OTHER_PAPER: lambda: f"“{has}”不能代替“{wants}”，要另外考证",
        Fact.DIFFERENT: lambda: f"“{has}”和“{wants}”是两回事",
    }
    return sentences[verdict.fact]()


def _kind_of(skill: Reading, asked: Reading) -> str:
    has, wants = skill.text, asked.text
    match skill.concept.kind:
        case "certificates":
            return f"有“{has}”，可以做“{wants}”" if not asked.standing.paper else f"“{has}”包含“{wants}”准许的范围"
        case "computing":
            return f"会“{has}”，就会“{wants}”"
        case "languages":
            return f"“{has}”高于或包含“{wants}”"
        case _:
            return f"“{has}”是“{wants}”的一种，能做"


def _broader(skill: Reading, asked: Reading) -> str:
    has, wants = skill.text, asked.text
    if asked.concept.kind in {"certificates", "languages"}:
        return f"“{has}”还没到“{wants}”，差一级"
    if asked.concept.kind == "computing":
        return f"只会“{has}”还不够“{wants}”，还要再学"
    return f"“{wants}”比“{has}”要求更专，还要再学"


def _better(has: Standing, asked: Standing, skill: str, wants: str) -> str:
    if has.rank > asked.rank and has.rank > 0:
        return f"“{skill}”带过“{wants}”，做得来"
    if has.rank > asked.rank:
        return f"“{skill}”已出师，能做“{wants}”"
    if has.grade > asked.grade > 0:
        return f"{grade_name(has.grade)}高于{grade_name(asked.grade)}"
    if has.paper and not asked.paper:
        return f"有“{skill}”，可以做“{wants}”"
    return f"“{skill}”满足“{wants}”，等级更高"


def _less(has: Standing, asked: Standing, skill: str, wants: str) -> str:
    if asked.rank > has.rank:
        return f"“{skill}”还在学徒阶段" if has.rank < 0 else f"会做这一行，没有“{wants}”的带班经历"
    if asked.paper and not has.paper:
        return f"会做这一行，还要看有没有“{wants}”"
    if has.grade:
        return f"{grade_name(has.grade)}低于{grade_name(asked.grade)}"
    return f"会做这一行，没写够不够“{wants}”的等级"
