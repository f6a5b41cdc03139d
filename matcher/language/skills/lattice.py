"""The lattice of skills: which names mean one thing, what includes what, and what lies close.

Data: ``data/skill_concepts_*.csv`` (concept, other names, names of its certificate, what it covers, flags),
``data/skill_kinds.csv`` (what lies right under a concept and needs no more said of it),
``data/skill_tasks.csv`` (tasks and the titles that do them), ``data/skill_objects.csv`` × ``data/skill_verbs.csv``
(install, repair, sell … a thing), ``data/skill_near.csv`` (close work, with the reason shown),
``data/skill_wholes.csv`` (skills that together are another one), ``data/skill_known.csv`` (official titles with no
edges: they own their words).

Flags: ``wide`` — what lies under it is not close to one another (维修工); ``closed`` — an unlisted word in front
makes another trade (宠物美容师 is no 美容师); ``strict`` — a law says what it allows, so what lies below
it is not close; ``barred`` — a law keeps everyone below it out (护工 is nothing of a 护士); ``apart`` — its certificate
is another one than that of what it covers (压力焊); ``exam`` — every name of it is a certificate (英语四级).
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from matcher.language.skills.words import normal

KINDS = ("making", "building", "services", "office", "computing", "languages", "certificates", "traits")
_FILES = {**{kind: kind for kind in KINDS}, "industry": "making", "public": "services", "titles": "certificates"}
# What a grade without a trade belongs to: 高级技师.
GRADES = "技能等级证书"
# What years without a trade belong to: 两年以上工作经验.
EXPERIENCE = "工作经验"
# Who may call himself 注册会计师 or 执业药师 holds the certificate.
_REGISTERED = ("注册", "执业")
_AGENT = re.compile(
    r"(?:工作人员|人员|师傅|工人|技师|技工|工|员|师|阿姨|阿婶|阿伯|阿叔|大婶|大爷|大哥|婶|阿姐|大姐|大叔|大妈|小哥|小妹|小姐|专员|手|匠|佬|仔)$"
)

# These only mean something together with the word for the person: 厨师 and 厨工, 药师 and 药工 are different people.
_BOUND = ("厨", "药", "医", "教", "律", "技", "职", "学", "店", "护")


@dataclass(frozen=True)
class Concept:
    """One thing a person can do or hold.

    ``above``: all that it is enough for; ``direct``: one step up; ``doers``: the titles that do it all day, where it is
    a piece of work and no title.
    """

    key: str
    kind: str
    above: frozenset[str]
    direct: frozenset[str]
    flags: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()

    def __hash__(self) -> int:
        return hash(self.key)


@dataclass(frozen=True)
class Lattice:
    """Everything known of skills; ``names`` maps a normal name to its concept and whether it names the certificate.

    ``deeds`` are the names that say what a title does and not what it is called: 扫地, 巡逻.
    ``parts`` are the skills that together are a concept: 水暖工 and 电工 of 水电工.
    """

    concepts: Mapping[str, Concept]
    names: Mapping[str, tuple[str, bool]]
    stems: Mapping[str, str]
    known: frozenset[str]
    near: Mapping[str, Mapping[str, str]]
    deeds: frozenset[str]
    parts: Mapping[str, tuple[Concept, ...]]

    def close_to(self, concept: Concept) -> frozenset[str]:
        """The concept and what it is a kind of, where kinds of that are close to one another.

        What a law draws lines around (``strict``) is close to nothing but itself.
        """
        if "strict" in concept.flags:
            return frozenset({concept.key})
        return frozenset({concept.key, *(key for key in concept.direct if "wide" not in self.concepts[key].flags)})

    def close_for(self, asked: Concept) -> frozenset[str]:
        """What is close enough to count a little where ``asked`` is asked for."""
        return frozenset({asked.key}) if "barred" in asked.flags else self.close_to(asked)

    def under(self, key: str, word: str) -> Concept:
        """An unlisted kind of a listed concept: 酒店保安 under 保安员."""
        head = self.concepts[key]
        return Concept(word, head.kind, head.above | {word}, frozenset({key}), head.flags & {"barred"})


def stem(name: str) -> str:
    """A title without its word for the person: 保洁阿姨, 保洁员 and 保洁工 are all 保洁."""
    short = _AGENT.sub("", name)
    return name if short.endswith(_BOUND) else short


@lru_cache(maxsize=1)
def lattice() -> Lattice:
    """The lattice of the packaged data, read once."""
    written = [*_written_rows()]
    written += _kind_rows(written)
    owners = _written_owners(written)
    rows = [*written, *_action_rows(owners.copy()), *_task_rows()]
    names = _names(rows)
    covers = {row["concept"]: _covered(row, names) for row in rows}
    for task in rows:
        for key in _covered({**task, "covers": task.get("of", "")}, names):
            covers[key] |= {task["concept"]}
    strict = frozenset(row["concept"] for row in rows if "strict" in words(row["flags"]))
    concepts = {row["concept"]: _concept(row, covers, strict) for row in rows}
    known = frozenset(normal(row["name"]) for row in rows_of("skill_known.csv"))
    return Lattice(concepts, names, _stems(names, concepts), known, _near(names, owners), _deeds(), _parts(concepts))


def words(cell: str) -> list[str]:
    """The entries of a data cell, which stand between bars."""
    return [word for word in cell.split("|") if word]


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """The rows of one packaged data file."""
    text = resources.files("matcher.language").joinpath("data", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _parts(concepts: Mapping[str, Concept]) -> dict[str, tuple[Concept, ...]]:
    return {row["whole"]: tuple(concepts[part] for part in words(row["parts"])) for row in rows_of("skill_wholes.csv")}


def _deeds() -> frozenset[str]:
    core = (row for row in rows_of("skill_tasks.csv") if row["core"])
    return frozenset(normal(name) for row in core for name in (row["task"], *words(row["names"])))


def _written_rows() -> Iterator[dict[str, str]]:
    core = {row["of"]: f"{row['task']}|{row['names']}" for row in rows_of("skill_tasks.csv") if row["core"]}
    for file, kind in _FILES.items():
        for row in rows_of(f"skill_concepts_{file}.csv"):
            names = "|".join(filter(None, (row["names"], core.get(row["concept"]))))
            yield {**row, "names": names, "kind": kind}


def _kind_rows(written: Iterable[Mapping[str, str]]) -> Iterator[dict[str, str]]:
    """A concept for each kind of a written one; the other names of a kind stand behind a sign of equality."""
    kind_of = {row["concept"]: row["kind"] for row in written}
    for row in rows_of("skill_kinds.csv"):
        if row["of"] not in kind_of:
            raise ValueError(f"skill data: skill_kinds.csv names {row['of']!r}, which no row before it holds")
        for one in words(row["kinds"]):
            name, *others = one.split("=")
            kind_of[name] = kind_of[row["of"]]
            filled = {"concept": name, "names": "|".join(others), "covers": row["of"], "kind": kind_of[name]}
            yield {**filled, "papers": "", "flags": ""}


def _action_rows(owners: dict[str, str]) -> Iterator[dict[str, str]]:
    """One concept for each thing and what is done with it, unless the data already names it; it then owns its names."""
    verbs = list(rows_of("skill_verbs.csv"))
    pairs = [(thing, verb) for thing in rows_of("skill_objects.csv") for verb in verbs]
    for thing, verb in pairs:
        owners.setdefault(normal(thing["object"] + verb["verb"]), thing["object"] + verb["verb"])
    for thing, verb in pairs:
        key = thing["object"] + verb["verb"]
        if owners[normal(key)] == key:
            yield _action_row(thing, verb, owners)


def _action_row(thing: Mapping[str, str], verb: Mapping[str, str], owners: dict[str, str]) -> dict[str, str]:
    key = thing["object"] + verb["verb"]
    spelled = [o + v for o in words(thing["names"]) for v in words(verb["names"])]
    spelled += [v + o for o in words(thing["names"]) for v in words(verb["before"])]
    free = [name for name in spelled if owners.setdefault(normal(name), key) == key]
    wider = [owners[normal(o + verb["verb"])] for o in words(thing["broader"])]
    parts = [owners[normal(thing["object"] + part)] for part in words(verb["parts"])]
    covers = "|".join([*wider, *parts, *words(verb["head"])])
    return {"concept": key, "names": "|".join(free), "papers": "", "covers": covers, "flags": "", "kind": "making"}


def _task_rows() -> Iterator[dict[str, str]]:
    """A part of the work of some titles; a ``core`` task is the whole of it and another name of the title."""
    for row in rows_of("skill_tasks.csv"):
        if not row["core"]:
            names = {"concept": row["task"], "names": row["names"]}
            yield {**names, "papers": "", "covers": "", "flags": "wide", "kind": "tasks", "of": row["of"]}


def _written_owners(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Which written concept owns a name, or a name without its word for the person."""
    owners: dict[str, str] = {}
    stems: dict[str, str] = {}
    for row in rows:
        for name in map(normal, [row["concept"], *words(row["names"])]):
            owners[name] = row["concept"]
            stems.setdefault(stem(name), row["concept"])
    return stems | owners


def _names(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[str, bool]]:
    names: dict[str, tuple[str, bool]] = {}
    for row in rows:
        paper_only = row["kind"] == "certificates" or "exam" in words(row["flags"])
        for name in words(row["papers"]):
            _claim(names, name, (row["concept"], True))
        for name in [row["concept"], *words(row["names"])]:
            _claim(names, name, (row["concept"], paper_only or name.startswith(_REGISTERED)))
    return names


def _claim(names: dict[str, tuple[str, bool]], name: str, owner: tuple[str, bool]) -> None:
    if names.setdefault(normal(name), owner)[0] != owner[0]:
        raise ValueError(f"skill data: {name!r} is claimed by {names[normal(name)][0]!r} and {owner[0]!r}")


def _covered(row: Mapping[str, str], names: Mapping[str, tuple[str, bool]]) -> frozenset[str]:
    try:
        return frozenset(names[normal(name)][0] for name in words(row["covers"])) - {row["concept"]}
    except KeyError as unknown:
        raise ValueError(f"skill data: {row['concept']!r} covers {unknown}, which no row names") from None


def _concept(row: Mapping[str, str], covers: Mapping[str, frozenset[str]], strict: frozenset[str]) -> Concept:
    """A concept with all that it is enough for. What a law lists it lists in full: C1 drives C3, C3 drives C4, yet C1
    does not drive C4."""
    key = row["concept"]
    above, waiting = {key}, list(covers[key])
    while waiting:
        one = waiting.pop()
        if one not in above:
            above.add(one)
            waiting.extend(covers[one] if not {key, one} <= strict else ())
    return Concept(key, row["kind"], frozenset(above), covers[key], frozenset(words(row["flags"])))


def _stems(names: Mapping[str, tuple[str, bool]], concepts: Mapping[str, Concept]) -> dict[str, str]:
    """Stems that lead to one concept only.

    A stem of one character (木工) or of a wide concept (服务员) says too little: 财税服务专员 is no 服务员.
    """
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for name, (key, paper) in names.items():
        trade = concepts[key].kind in {"making", "building", "services", "office"}
        if trade and not paper and "wide" not in concepts[key].flags:
            owners[stem(name)].add(key)
    return {short: next(iter(keys)) for short, keys in owners.items() if len(short) > 1 and len(keys) == 1}


def _near(names: Mapping[str, tuple[str, bool]], owners: Mapping[str, str]) -> dict[str, dict[str, str]]:
    near: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in [*rows_of("skill_near.csv"), *_near_actions(owners)]:
        try:
            keys = [names[normal(name)][0] for name in words(row["concepts"])]
        except KeyError as unknown:
            raise ValueError(f"skill data: skill_near.csv joins {unknown}, which no row names") from None
        for one in keys:
            near[one].update({other: row["reason"] for other in keys if other != one})
    return dict(near)


def _near_actions(owners: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Who installs a thing is close to who repairs it; who sells it is not."""
    for thing in rows_of("skill_objects.csv"):
        for verb in rows_of("skill_verbs.csv"):
            pair = [thing["object"] + other for other in (verb["verb"], verb["near"])]
            if verb["near"]:
                concepts = "|".join(owners.get(normal(name), name) for name in pair)
                yield {"concepts": concepts, "reason": f"都懂{thing['object']}，一个装一个修"}
