"""One short Chinese sentence for a relation, naming the fact that decided it.

What is quoted are the person's own words; what is said of them must hold for every pair of its kind (a 店长 is no kind
of 营业员, but who can do the one can do the other).
"""

from collections.abc import Callable

from matcher.language.skills.having import Having
from matcher.language.skills.levels import Standing, grade_name
from matcher.language.skills.reading import Reading
from matcher.language.skills.relation import Fact, Verdict


def reason(skill: Reading, asked: Reading, verdict: Verdict) -> str:
    """Why the relation is what it is, in words a worker can check."""
    has, wants = skill.text, asked.text
    sentences: dict[Fact, Callable[[], str]] = {
        Fact.SAME_THING: lambda: f"“{has}”就是“{wants}”，叫法不同" if has != wants else f"正是要求的“{wants}”",
        Fact.KIND_OF: lambda: _kind_of(skill, asked),
        Fact.BETTER: lambda: _better(skill.standing, asked.standing, has, wants),
        Fact.LEADS: lambda: f"“{has}”带过人，够“{wants}”的要求",
        Fact.WORKED: lambda: f"“{has}”有年限，够“{wants}”的要求",
        Fact.GRADED: lambda: f"“{has}”已有等级，够“{wants}”的要求",
        Fact.LESS: lambda: _less(skill, asked),
        Fact.NOT_THERE: lambda: _not_there(skill, asked),
        Fact.BROADER: lambda: f"“{has}”和“{wants}”相近：{verdict.why}" if verdict.why else _broader(skill, asked),
        Fact.PART_OF: lambda: f"“{has}”只是“{wants}”的一部分",
        Fact.CLOSE: lambda: f"“{has}”和“{wants}”相近：{verdict.why}",
        Fact.WHOLE: lambda: f"几项合起来就是“{wants}”",
        Fact.SIBLINGS: lambda: f"“{has}”和“{wants}”是同一大类，还要适应",
        Fact.UNKNOWN: lambda: f"还不认识“{wants if skill.listed else has}”这个说法，看不出够不够“{wants}”",
        Fact.OTHER_PAPER: lambda: f"“{has}”不能代替“{wants}”，要另外考证",
        Fact.DIFFERENT: lambda: f"“{has}”和“{wants}”是两回事",
    }
    return sentences[verdict.fact]()


def _kind_of(skill: Reading, asked: Reading) -> str:
    has, wants = skill.text, asked.text
    kinds = skill.concept.kind, asked.concept.kind
    if kinds == ("certificates", "certificates"):
        licences = skill.concept.key.startswith("驾照") and asked.concept.key.startswith("驾照")
        return f"“{has}”也准驾“{wants}”的车" if licences else f"“{has}”已经达到“{wants}”"
    if skill.standing.paper and asked.concept.kind not in {"certificates", "languages", "traits"}:
        return f"有“{has}”，能做“{wants}”"
    if skill.concept.kind == "computing":
        return f"会“{has}”，也就会“{wants}”"
    if skill.concept.kind in {"languages", "traits"}:
        return f"“{has}”已经达到“{wants}”"
    return f"能做“{has}”，就能做“{wants}”"


def _broader(skill: Reading, asked: Reading) -> str:
    has, wants = skill.text, asked.text
    if asked.concept.kind in {"certificates", "languages", "traits"}:
        return f"“{has}”还达不到“{wants}”"
    if asked.concept.kind == "computing":
        return f"会“{has}”还不够“{wants}”，还要再学"
    if skill.concept.key in {"打字", "做账", "报税"} or skill.concept.kind == "computing":
        return f"“{has}”只是“{wants}”的一部分"
    return f"“{wants}”比“{has}”要求更专，还要再学"


def _better(has: Standing, asked: Standing, skill: str, wants: str) -> str:
    if has.having > asked.having:
        return f"“{skill}”比要求的“{wants}”更好"
    if has.rank > asked.rank:
        return f"“{skill}”带过“{wants}”，做得来" if has.rank > 0 else f"“{skill}”已经出师，“{wants}”的活能做"
    if has.grade > asked.grade > 0:
        return f"{grade_name(has.grade)}高于{grade_name(asked.grade)}，够要求"
    if has.paper and not asked.paper:
        return f"有“{skill}”，能做“{wants}”"
    if has.years is not None and has.grade == asked.grade:
        return f"“{skill}”，年限够“{wants}”的要求"
    return f"“{skill}”有等级，够“{wants}”的要求"


def _less(skill: Reading, asked: Reading) -> str:
    has, wants = skill.standing, asked.text
    if has.having < asked.standing.having:
        return _not_firm(skill, asked)
    if asked.standing.rank > has.rank:
        return f"“{skill.text}”还在学徒阶段" if has.rank < 0 else f"会做这一行，没写带过“{wants}”这样的班组"
    if asked.standing.paper and not has.paper:
        return f"会做这一行，没写有“{wants}”"
    if has.grade < asked.standing.grade:
        if not has.grade:
            return f"会做这一行，没写够不够“{wants}”的等级"
        return f"{grade_name(has.grade)}低于{grade_name(asked.standing.grade)}"
    return _not_long(skill, asked)


def _not_long(skill: Reading, asked: Reading) -> str:
    if skill.standing.years is None:
        return f"会做这一行，没写做了多久，够不够“{asked.text}”要核实"
    if asked.standing.years is None:
        return f"“{skill.text}”，还没有做过"
    return f"“{skill.text}”的年限不够“{asked.text}”"


def _not_firm(skill: Reading, asked: Reading) -> str:
    has, wants = skill.text, asked.text
    match skill.standing.having:
        case Having.RUN_OUT:
            return f"“{has}”现在不能用，要重新办好才算“{wants}”"
        case Having.ON_THE_WAY if skill.standing.paper or asked.standing.paper or asked.concept.kind == "certificates":
            return f"“{has}”还没到手，不算有“{wants}”"
        case Having.ON_THE_WAY:
            return f"“{has}”还没学成，不算会“{wants}”"
        case _:
            return f"“{has}”的程度还不够“{wants}”"


def _not_there(skill: Reading, asked: Reading) -> str:
    match skill.standing.having:
        case Having.LACKS:
            return f"写明“{skill.text}”，没有这一项"
        case Having.WISHES:
            return f"“{skill.text}”只是打算，现在还不会"
        case Having.HAS | Having.A_LITTLE:
            return f"“{asked.text}”不是要会什么，没法比"
        case _:
            return f"“{skill.text}”还不算数，够不上“{asked.text}”"
