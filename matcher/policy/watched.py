"""Words that adverts spell in ways meant to slip through."""

_WORDS = (
    "押金 保证金 服装费 培训费 身份证 乙肝 两对半 社保 社会保险 户口 汉族 回族 维族 藏族 已婚 未婚 怀孕 孕妇 残疾 优先 "
    "勿扰 男生 女生 男士 女士 男性 女性 仅限 只限 只招 放弃 扣押"
)
WATCHED = tuple(_WORDS.split())
