"""A kind of wording at a time: a line that is refused and a lawful one that is written alike."""

import pytest

KINDS = {
    "preference by 为宜 or 佳": ("V01", "送货司机，男性为宜", "男浴区搓澡技师，有经验者佳"),
    "sex and 优": ("V01", "主播运营：女优，月薪6000", "女优惠券客服专员，双休"),
    "polite refusal before a group": ("V01", "恕不接受女性求职者", "恕不接受现金付款"),
    "refusal behind a comma": ("V01", "海鲜市场搬货，女的，请绕道", "海鲜市场搬货，女的，男的，都行"),
    "one sex before the other": ("V01", "普工，男先女后", "普工，男女先到先得"),
    "a letter for a sex": ("V01", "行车工；性别：M", "行车工；尺码：M"),
    "post kept for a sex": ("V01", "物业客服，本岗女士专属", "物业客服，设女职工母婴室"),
    "trades that want one sex each": ("V01", "杂工男性，厨工女性", "杂工、厨工，男性女性均可"),
    "people and 同胞": ("V01", "维吾尔族同胞婉拒", "各民族同胞均可应聘"),
    "only with a word of degree": ("V01", "保安，要纯汉族", "民族乐团二胡演奏员"),
    "believers": ("V01", "信奉宗教者请绕道", "尊重员工宗教信仰，设清真窗口"),
    "farewell in letters": ("V02", "黑龙江、吉林籍pass", "考过英语四级pass线，会黑龙江方言"),
    "put off": ("V02", "非本市户口暂缓录用", "非本市户口可办理居住证积分入户"),
    "那边的": ("V02", "东北那边的就不要了", "东北那边的门店要店长"),
    "number of the identity card": ("V02", "身份证44开头才可以报名", "身份证到期的请先补办再报名"),
    "who may and who may not": ("V02", "外地人都不行", "外地人都可以"),
    "promise not to give birth": ("V03", "入职承诺两年内不怀二胎", "怀二胎的员工同样有产假"),
    "dismissed after birth": ("V03", "女性生育后辞退", "女性生育后返岗有哺乳室"),
    "children in the way": ("V03", "带小孩的不考虑", "工作内容：带小孩，做饭"),
    "no friend yet": ("V03", "要求：未婚无男友", "要求：有耐心，未婚已婚不问"),
    "another name of the virus": ("V04", "澳抗阳性者不予录用", "澳门线路客服，阳光心态"),
    "had an illness": ("V04", "得过新冠的不要", "新冠疫苗已接种者同样欢迎"),
    "a body that lacks something": ("V05", "盲、聋、哑、肢体不便者请勿应聘", "盲人按摩店前台"),
    "特别 is no 别": ("V05", "别招残疾人", "特别欢迎残疾人来电"),
    "those born in": ("V06", "95后优先", "90后创立的品牌招美工"),
    "an age and plus": ("V06", "网店客服，30+勿扰", "公司成立30+年"),
    "too old": ("V06", "年纪大的勿投", "年纪大的也欢迎"),
    "about so many years": ("V06", "三十出头优先", "三十多家门店"),
    "left school": ("V07", "招初二辍学生", "辅导初二学生"),
    "refused by law": ("V07", "不到16也要", "未满16周岁者依法不予录用"),
    "unpaid trial": ("V10", "前三天试工无薪，月薪4500", "前三天试工有薪，月薪4500"),
    "unpaid when leaving early": ("V10", "不满一个月没有工资", "不满一个月按天数发工资"),
    "as the firm sees fit": ("V11", "工资看能力给", "工资4500，提成看能力给"),
    "fees by any name": ("V12", "要缴300块钱工装款", "工装免费发放"),
    "papers brought and kept": ("V12", "报到时携身份证，由厂里统一代管", "报到时携身份证，登记后当场交还"),
    "something to buy first": ("V12", "入职需购买指定平板电脑2999元", "入职需购买社保，公司出"),
    "wage as a guarantee": ("V12", "首月工资押着作为违约保证", "首月工资准时发"),
    "a class at one's own cost": ("V12", "上岗前自费参加技能班", "技能班免费参加"),
    "taken back": ("V12", "押金500元", "押金已取消"),
    "condemned": ("V01", "男士优先", "严禁男士优先等歧视"),
    "refused hours": ("V17", "996，月薪8000", "拒绝996，月薪8000"),
    "two times apart": ("V17", "加班到晚上11点，早8点上班，月休四天", "早8点上班，下午5点下班，月休八天"),
    "insurance from the wage alone": ("V18", "社保从工资里扣全额", "社保个人部分从工资代扣"),
    "a test of pregnancy": ("V03", "入职须做孕检", "入职体检不做孕检"),
    "papers on marriage": ("V03", "需提供婚育证明", "设婚姻登记窗口辅助岗"),
    "a people of a place": ("V01", "彝族凉山的不要", "彝族漆器工艺师"),
    "shares of the sexes": ("V01", "男女比例3:1招收", "团队男女比例均衡"),
    "too hard for a sex": ("V01", "装卸工，女孩子吃不消", "装卸工，女孩子同样能报"),
    "a household that pays more": ("V02", "外地户口加收一个月", "外地户口交社保同城待遇"),
    "only those from here": ("V02", "本地人，有摩托车", "本地人气老店"),
    "for a firm by its brand": ("V14", "为富士康招聘普工", "富士康供应商，招普工"),
    "one's own deposit by any name": ("V12", "签合同时交风险抵押金", "核对工程履约保证金"),
    "a deposit not given back": ("V12", "离职不退服装押金", "不收服装押金"),
    "a fee at the start": ("V12", "报到交床品费200元", "报到时交体检报告"),
    "asked and answered no": ("V18", "社保自愿购买", "社保自愿？不，我们依法缴"),
    "least age by 最低": ("V07", "最低15岁，学徒", "最低16岁，学徒"),
    "no contract": ("V25", "不签劳动合同，月薪5000", "无固定期限合同，月薪5000"),
    "a contract much later": ("V25", "试用期满后才签合同", "入职当天签合同"),
    "character by character": ("V05", "残,疾,人,勿,扰，普工", "男，女，老，少，皆可，普工"),
    "quotation marks inside a phrase": ("V02", "要“本地”人，送水工", "招“本地”牌送水工"),
    "a character taken apart": ("V12", "身亻分证押公司", "身份证当场归还"),
    "a character of the same shape": ("V03", "末婚优先，前台", "周末婚礼主持，不限性别"),
    "numerals of a cheque": ("V12", "伍佰元押金，三个月后退", "退伍军人优先，拾荒体验馆讲解"),
    "one syllable as a letter": ("V05", "残j人勿扰", "T恤导购，会K歌"),
    "a province by its sound": ("V02", "拒hubei籍，普工", "hubei路店招普工"),
    "strokes as bars": ("V01", "限丨男丨性", "8小时丨双休丨男女不限"),
    "quoted as what may not be written": ("V01", "要求“限男性”", "招聘信息不得含“限男性”“限女性”等字样"),
    "swindlers who ask for money": ("V12", "以体检费、保证金名义收500元，入职退", "冒充我司收保证金的都是骗子"),
    "a list of what does not matter": ("V03", "要求婚育稳定，已婚", "不论性别、民族、婚育，只看手艺"),
    "work without the danger": ("V08", "年满16周岁，高空、粉尘岗位", "年满16周岁，不涉高空、粉尘岗位"),
    "a fee out of the first wage": ("V12", "工作服费用280元从第一个月工资扣", "社保个人部分从第一个月工资扣"),
    "fees that customers pay": ("V12", "报名费由学徒自理", "报名费由驾校收取学员"),
    "each character in a box": ("V03", "【未】【婚】【优】【先】", "【包】【吃】【住】"),
    "behind the word for a waiter": ("V01", "服务员限女性", "服务员接待女性顾客，男女不限"),
    "papers kept by anybody": ("V12", "身份证由队部统一收管", "身份证由队部统一核验"),
    "a fee from those who join": ("V12", "凡入职者交茶水费500", "顾客交茶水费5元"),
    "asked as a question": ("V12", "要交押金吗？答：要交押金200", "要交押金吗？答：不用"),
    "called a rumour": ("V12", "押金500，绝非谣言", "“限男”“押金500”系谣言"),
    "numerals said by digits": ("V07", "幺五岁以上都收", "一八岁以上都收"),
    "Japanese shapes": ("V04", "両対半检查", "両班轮换"),
    "by order of a firm": ("V14", "受某科技公司委托，招聘组装工", "受客户好评的科技公司，招聘组装工"),
}


def rules(found) -> set[str]:
    return {finding.rule for finding in found.findings}


@pytest.mark.parametrize(("rule", "text", "_"), KINDS.values(), ids=KINDS)
def test_a_line_of_this_kind_is_refused(screened, rule: str, text: str, _: str) -> None:
    assert rules(screened(text)) == {rule}


@pytest.mark.parametrize("text", [lawful for _, _, lawful in KINDS.values()], ids=KINDS)
def test_its_lawful_twin_is_left_alone(screened, text: str) -> None:
    assert rules(screened(text)) == set()
