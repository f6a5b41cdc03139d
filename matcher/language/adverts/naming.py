"""Where an advert names the posts it is for, and how many people it wants for each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from matcher.language.adverts.counts import Count, counts
from matcher.language.adverts.facts import Span
from matcher.language.adverts.sections import Section
from matcher.language.titles.asides import is_job
from matcher.language.titles.cleaning import clean_title
from matcher.language.titles.mentions import UNKNOWN
from matcher.language.titles.reading import read

MOST_POSTS = 30
_SHORT = 8  # characters of a title that is none of the known ones
_LONGEST = 16  # characters of a title
_FIRST_LINES = 4  # lines in which a title may stand with nothing that announces it
_CLAUSE = re.compile(r"[^,;。!?\n|]+")
_PIECE = re.compile(r"[^\s,;。!?|]+")
_PART = re.compile(r"[^、/和及与&\s]+")
_HIRING = re.compile(
    r"招聘|诚聘|急聘|急招|诚招|现招|现需|高薪聘请?|聘请|招收(?!银)|招募|招工|急需|急缺|现缺|急请|诚请|直招|热招|长期招"
    r"|寻找?|[招聘缺]|(?<![申邀提])请(?![携带问将致电发联拨加来到前假])|想请|还要|需要"
    r"|需(?=[一两二三四五六七八九十\d])|要(?=[一两二三四五六七八九十\d])"
)
_NUMBERED = re.compile(r"\s{0,4}(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)、.]|[-•·*●])\s{0,4}")
_NO_POST = re.compile(
    r"^(?:员工|工人|人员|人才|职员|师傅|老板|老师傅|熟手|熟练工|学历|学生|大学生|高中生|工|企业员工|公司员工|以上岗位"
    r"|岗位|工种|工作|经理|家人|伙伴|阿姨|女工|男工|兼职|全职|包住|包吃|双休|长期|会员|本人|男工|女工|男生|女生|男|女"
    r"|男女|男性|女性|普工男|老人|客人|人|急|单位|公司|工厂|报名|长期工|临时工|退役军人|应届生|名额|应届毕业生"
    r"|工作人员|优秀人才|农民工)$"
)
_TELLS = re.compile(r"经验|以上|优先|要求|\d{3}|工资|学历|身份证|健康证|即可|负责|有意|电话|宿舍")
_WORKS = re.compile("照顾|照看|负责|从事")
_FIRM = re.compile("(?:公司|集团|单位|部门|工厂|企业)$")
_CALLED = re.compile(r"阿姨|师傅|大姐|小妹|小哥|学徒|人员|[工员](?![\u4e00-\u9fff资])")
_BRACKET = re.compile(r"[(\[【]")
_WORD = re.compile(r"[^\s|()【】\[\]]+")
_COUNTED = re.compile(r"\d+[名人个位]?")
_RUN = re.compile(r"[^\s,;。:]*")
_AROUND = " \t|,;。、.:!~-—–*·•\"'“”【】[]「」『』<>《》()"
_READ_IN = frozenset({"", "title"})


@dataclass(frozen=True, slots=True)
class Named:
    """A post named in the advert: the place of its title, of its head count where one stands beside it."""

    title: Span
    people: int | None = None
    count: Span | None = None

    @property
    def start(self) -> int:
        return min(self.title[0], self.count[0]) if self.count else self.title[0]

    @property
    def end(self) -> int:
        return max(self.title[1], self.count[1]) if self.count else self.title[1]


def named_posts(words: str, parts: tuple[Section, ...]) -> tuple[Named, ...]:
    """The posts in order: those labelled, else those with a head count, behind 招聘, or on a first line."""
    for way in (_labelled, _counted, _announced, _first_lines):
        found = list(way(words, parts))
        if found:
            return _distinct(words, found)
    return ()


def _distinct(words: str, posts: list[Named]) -> tuple[Named, ...]:
    """Each title once; where two overlap, the longer."""
    kept: dict[str, Named] = {}
    for post in sorted(posts, key=lambda post: (post.title[0], -post.title[1])):
        name = words[slice(*post.title)]
        if name in kept and post.people and not kept[name].people:
            kept[name] = replace(kept[name], people=post.people, count=post.count)
        if kept and any(post.title[0] < other.title[1] for other in kept.values()):
            continue
        kept.setdefault(name, post)
    return tuple(kept.values())[:MOST_POSTS]


def _labelled(words: str, parts: tuple[Section, ...]) -> Iterator[Named]:
    for part in parts:
        if part.kind != "title":
            continue
        found = list(_counted(words, (replace(part, kind=""),)))
        if found:
            yield from found
            continue
        clause = next((c for c in _CLAUSE.finditer(words, part.start, part.end) if c[0].strip()), None)
        if clause:
            yield from _titles(words, clause.start(), clause.end(), None, trusted=True)


def _counted(words: str, parts: tuple[Section, ...]) -> Iterator[Named]:
    for part in parts:
        if part.kind not in _READ_IN:
            continue
        for clause in _CLAUSE.finditer(words, part.start, part.end):
            yield from _counted_in(words, clause.start(), clause.end())


def _counted_in(words: str, start: int, end: int) -> Iterator[Named]:
    done = start
    for count in counts(words, start, end):
        posts = list(_titles(words, done, count.start, count))
        if not posts:
            behind = _RUN.match(words, count.end, end)
            posts = list(_titles(words, count.end, behind.end() if behind else end, count))[:1]
        yield from posts
        done = max(count.end, posts[-1].end if posts else 0)


def _announced(words: str, parts: tuple[Section, ...]) -> Iterator[Named]:
    for part in parts:
        if part.kind not in _READ_IN:
            continue
        for clause in _CLAUSE.finditer(words, part.start, part.end):
            verb = _HIRING.search(words, clause.start(), clause.end())
            if verb:
                yield from _titles(words, verb.end(), clause.end(), None)
                yield from _further(words, clause.end(), part.end)


def _further(words: str, start: int, end: int) -> Iterator[Named]:
    """The clauses next to an announced post that are nothing but further posts: 招四线工，三线工，锁边工."""
    for clause in _CLAUSE.finditer(words, start, end):
        span = _bare(words, *clause.span())
        if words[clause.start() - 1] != "," or not is_job(words[slice(*span)]) or _title(words, *span) != span:
            return
        yield Named(span)


def _first_lines(words: str, parts: tuple[Section, ...]) -> Iterator[Named]:
    for part in [part for part in parts if part.kind in _READ_IN][:_FIRST_LINES]:
        for piece in _PIECE.finditer(words, part.start, part.end):
            found = () if _TELLS.search(piece[0]) else tuple(_titles(words, piece.start(), piece.end(), None))
            if found:
                yield found[0]
                return


def _titles(words: str, start: int, end: int, count: Count | None, *, trusted: bool = False) -> Iterator[Named]:
    """The titles of a stretch: several where they are listed, else one. A labelled one is ``trusted`` to be a title."""
    numbering = _NUMBERED.match(words, start, end)
    start = numbering.end() if numbering else start
    listed = [(part.start(), part.end()) for part in _PART.finditer(words, start, end)]
    titles = [_title(words, *part) for part in listed]
    every = [title for title in titles if title is not None]
    joined = "、" in words[start:end] or (count is not None and count.each)
    if joined and len(every) > 1:
        yield from (_post(title, count) for title in every)
        return
    whole = (
        _joined(words, start, end, listed, titles)
        or _title(words, start, end)
        or (every[-1] if every and count else every[0] if every else None)
    )
    whole = whole or (_trusted(words, start, end) if trusted else None)
    if whole:
        yield _post(whole, count)


def _joined(words: str, start: int, end: int, listed: list[Span], titles: list[Span | None]) -> Span | None:
    """One post under two names: 月嫂/育婴师."""
    if "/" not in words[start:end] or len(listed) < 2 or not all(titles):
        return None
    first, last = titles[0], titles[-1]
    return (first[0], last[1]) if first and last and last[1] - first[0] <= _LONGEST else None


def _post(title: Span, count: Count | None) -> Named:
    return Named(title, count.people, (count.start, count.end)) if count else Named(title)


def _title(words: str, start: int, end: int) -> Span | None:
    """The place of the job a stretch names; none where it names none, or says more than a title would."""
    verbs = [verb.end() for verb in _HIRING.finditer(words, start, end)]
    if verbs and words[verbs[-1] : end].strip(_AROUND):
        start = verbs[-1]
    stop = _WORKS.search(words, start + 2, end)
    end = stop.start() if stop else end
    while end > start and words[end - 1] in "要请招需":
        end -= 1
    phrase = words[start:end]
    if len(phrase.strip()) < 2 or len(phrase) > 4 * _LONGEST:
        return None
    core = clean_title(phrase).core
    if (
        not 2 <= len(core) <= _LONGEST
        or _NO_POST.match(core)
        or _TELLS.search(core)
        or _FIRM.search(core)
        or not _is_work(core)
    ):
        return None
    at = phrase.find(core)
    if at < 0:
        return _apart(words, start, end)
    called = _CALLED.match(phrase, at + len(core))
    return start + at, start + (called.end() if called else at + len(core))


def _apart(words: str, start: int, end: int) -> Span | None:
    """The job of a stretch that says other things within it: the last of its words, else all of it up to a bracket."""
    bracket = _BRACKET.search(words, start + 1, end)
    if bracket and (before := _title(words, start, bracket.start())):
        return before
    pieces = [piece.span() for piece in _WORD.finditer(words, start, end)]
    if len(pieces) > 1:
        titles = [title for piece in pieces if (title := _title(words, *piece))]
        return titles[-1] if titles else None
    span = _bare(words, start, bracket.start() if bracket else end)
    return (
        span if 2 <= span[1] - span[0] <= _SHORT and not _NO_POST.match(_COUNTED.sub("", words[slice(*span)])) else None
    )


def _is_work(core: str) -> bool:
    return is_job(core) or any(mention.concept != UNKNOWN for mention in read(core))


def _trusted(words: str, start: int, end: int) -> Span | None:
    """What stands behind the label of a title, up to a bracket."""
    bracket = _BRACKET.search(words, start + 1, end)
    span = _bare(words, start, bracket.start() if bracket else end)
    named = 2 <= span[1] - span[0] <= _LONGEST and not _NO_POST.match(_COUNTED.sub("", words[slice(*span)]))
    return span if named else None


def _bare(words: str, start: int, end: int) -> Span:
    while start < end and words[start] in _AROUND:
        start += 1
    while start < end and words[end - 1] in _AROUND:
        end -= 1
    return start, end
