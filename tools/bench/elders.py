"""An invented register of elders of a banner, as its lists really differ: for measuring how duplicates are found.

Nobody in it exists. What is drawn, and how often (the shares are our own estimate, made before the rules were
weighed, and are meant to be no kinder than real lists):

- 34 000 records of about 19 000 people born 1926-1966, in 122 villages and communities of 13 townships.
- Two fifths bear Mongolian names without a surname (every ninth of them a surname in front in some list); others one
  of 60 surnames by their frequency. Of the given names 45 in 100 come from a short list by frequency (王秀英 is about
  one person in 1 000, 其木格 one in 130), the others are put together of two usual parts.
- Kin in the same village: every seventh person has a brother or sister who shares surname and generation syllable,
  born 1 to 5 years apart; one in 300 is a twin (same birthday, one other syllable); three couples in ten share a phone.
- Namesakes: beside those that common names give, one person in 250 has a namesake of the same sex, in the same
  village, born in the same year; one in 1 000 has one born on the same day.
- Four lists write the same person with errors of their own (`LISTS`): an insurance list with numbers and few errors,
  a subsidy list, a village ledger with lunar birthdays and without many numbers, and notes from telephone calls that
  know names by ear, mostly years only, and phones.
- One village in 12 was merged: lists made before and after it give different codes, half of them another name.
- Of the numbers, 1 in 400 has a typing error, and 1 in 700 is that of husband, wife or a neighbour.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from minsheng.foundation import identity


def _words(text: str) -> list[str]:
    return text.split()


SURNAMES = _words(
    "王 71 李 70 张 67 刘 54 陈 33 杨 31 赵 27 黄 12 周 16 吴 15 徐 12 孙 18 胡 11 朱 11 高 14 林 6 何 9 郭 14 马 15 罗 7 梁 9 "
    "宋 9 郑 9 谢 6 韩 9 唐 6 冯 7 于 8 董 7 程 6 曹 6 袁 5 许 6 傅 3 沈 4 曾 3 彭 3 吕 5 苏 5 卢 3 蒋 3 蔡 3 贾 5 丁 4 魏 5 薛 4 "
    "叶 3 阎 3 余 3 潘 3 杜 5 戴 3 夏 4 钟 2 汪 3 田 5 任 4 姜 4 范 4 石 4 白 5 包 5"
)
WOMEN = _words(
    "秀英 22 桂英 18 秀兰 18 玉兰 14 桂兰 13 玉珍 11 秀珍 10 凤英 11 玉英 11 淑珍 8 淑英 8 兰英 8 桂芳 8 秀芳 8 凤兰 7 素珍 6 素英 6 玉梅 7 "
    "秀梅 6 玉华 7 淑华 7 淑芳 6 秀云 6 桂云 5 凤云 5 月英 5 月娥 4 翠英 5 翠花 4 翠兰 4 金花 4 银花 3 改莲 4 改香 3 玉莲 5 桂莲 4 爱莲 4 "
    "花 3 兰 4 英 4 梅 3 二女 2 三女 2 巧云 3 巧玲 3 存花 2 润莲 3 润香 2 秀清 2 玉清 2 桂珍 6 桂香 5 桂花 4 俊英 4 俊兰 3 瑞英 3 瑞兰 2"
)
MEN = _words(
    "建国 8 建军 6 国强 5 志强 6 文明 5 永福 5 永贵 5 长福 4 长有 4 德福 4 德明 5 玉山 4 玉明 4 玉林 4 宝山 4 宝林 4 福元 4 福贵 4 富贵 3 有福 3 "
    "志明 5 志华 4 国华 5 国栋 3 振华 4 振国 4 占元 3 占山 3 占军 3 金山 4 金宝 3 银山 2 文元 3 文亮 3 明 3 贵 3 荣 3 军 3 勇 2 强 2 "
    "二小 3 三小 2 二毛 2 满仓 2 存福 3 存柱 2 铁柱 2 拴柱 2 根柱 2 进财 3 来福 2 培荣 2 树林 4 树森 2 维民 2 卫东 3 卫国 3 俊杰 2 俊明 2 广福 2"
)
MONGOLIAN_WOMEN = _words(
    "乌云 8 其木格 12 其其格 10 萨仁 5 萨仁其其格 4 娜仁 5 娜仁花 4 娜仁其其格 4 斯琴 8 斯琴高娃 6 高娃 7 图雅 8 乌云图雅 3 阿拉坦其其格 3 格日勒 7 "
    "乌日娜 4 苏日娜 3 斯琴格日勒 4 萨日娜 3 敖云 4 敖云其木格 3 哈斯 4 哈斯其木格 3 金花 3 银花 2 乌兰 5 乌兰图雅 3 宝音其木格 2 道尔吉格日勒 1 阿木古楞 1"
)
MONGOLIAN_MEN = _words(
    "巴特尔 14 巴图 8 宝音 7 白音 6 朝鲁 6 孟克 6 孟和 6 苏和 7 布和 6 呼和 4 额尔敦 6 那顺 6 那顺巴雅尔 3 巴雅尔 7 吉日嘎拉 5 德力格尔 4 道尔吉 5 "
    "额尔敦巴雅尔 3 孟克巴雅尔 3 阿拉坦 3 达来 5 牧仁 4 特木尔 5 乌力吉 6 满都拉 4 朝克图 4 图门 3 宝力德 4 哈斯巴根 3 阿木尔 3 斯日古楞 3 布仁 3 格日勒图 3"
)
FIRST_PARTS = {
    "f": list("秀桂玉凤淑兰素月翠金银改爱巧存润俊瑞香桃荷菊春冬雪文美丽彩霞焕喜"),
    "m": list("建国志永长德玉宝福占振金文树广俊培维卫铁进根有富贵满海成世万连兴学"),
}
SECOND_PARTS = {
    "f": list("英兰珍芳华花梅莲云芝香琴荣娥玲清霞贞仙叶平萍凤娟巧桃连枝鱼女"),
    "m": list("国军明强福贵山林元华栋江海河平生义和财民成旺清祥宽厚全胜利亮柱"),
}
MONGOLIAN_FIRST = {
    "f": _words(
        "乌云 萨仁 娜仁 斯琴 阿拉坦 敖云 哈斯 宝音 金 格根 苏布德 通拉嘎 赛音 那顺 牡丹 孟根 查干 杭盖 塔娜 索龙 莲花 南斯勒 达古拉 策策格 额尔登"
    ),
    "m": _words(
        "额尔敦 孟克 那顺 哈斯 宝音 白音 阿拉腾 乌力吉 布仁 巴图 青格勒 特格喜 朝格 图布 达木 敖特根 浩毕斯 查干 萨其 色登 乌恩 贺希格 其劳 扎拉 淖尔"
    ),
}
MONGOLIAN_SECOND = {
    "f": _words("其木格 其其格 图雅 高娃 格日勒 花 娜 托亚 呼 吉雅 琪琪格 塔娜 玛 朝克 斯琴"),
    "m": _words("巴雅尔 图 巴根 吉日嘎拉 达来 苏荣 毕力格 朝鲁 陶格陶 巴特 仓 德力格尔 敦 布拉格 桑 宝力高"),
}
FREQUENT = 0.45  # of the names are those of the lists above; the others are put together of two parts
SOUNDS_ALIKE = _words(
    "英颖瑛莹 兰岚蓝 珍真贞 芳方 华花 玉育钰 秀绣 桂贵 凤奉 淑叔 梅枚 莲连 云芸 翠脆 月悦 明鸣 强墙 福富 德得 志治 文雯 永勇 长常 金今 银寅 "
    "国果 建健 军君 林琳 山杉 宝保 占战 有友 元园 振镇 卫伟 树述 俊峻 香乡 巧俏 清青 二尔 存村 其琪齐旗 格阁 娜那 仁人 斯丝 琴勤 高皋 雅亚 "
    "乌邬 巴八 特忒 图涂 尔儿 白百 音因 朝潮 孟梦 苏稣 布不 敦墩 顺舜 吉及 嘎尕 道到 达答 来莱 力立 哈蛤 日月 勒乐 张章 王汪 李里 刘留 陈程 "
    "杨阳 吴伍 徐许 孙损 胡湖 朱竹 高膏 何河 郭国 马码 宋送 郑正 谢泄 韩寒 董懂 曹草 于余 蒋讲 贾甲 魏卫 石时 任认"
)
RETOLD = _words(
    "巴特尔 巴图尔 巴特尔 巴特 其木格 其莫格 其木格 齐莫格 格日勒 格尔勒 格日勒 格勒 图雅 托娅 高娃 高华 斯琴 斯庆 宝音 布音 孟克 孟和 额尔敦 额尔登 布和 宝和 "
    "苏和 苏荷 阿拉坦 阿勒坦 吉日嘎拉 吉仁嘎拉 德力格尔 德勒格尔 娜仁 那仁 萨日娜 萨仁娜 乌力吉 乌勒吉 特木尔 铁木尔 巴雅尔 巴依尔 满都拉 满达拉 朝克图 朝格图"
)


@dataclass(frozen=True)
class Village:
    """A village with the code and the name that it had before it was merged (the same, where it never was)."""

    code: str
    name: str
    old_code: str
    old_name: str


@dataclass(frozen=True)
class Elder:
    """A person of the invented banner as he is."""

    name: str
    sex: str
    born_on: date
    village: Village
    identity: str
    phone: str
    other_phone: str
    kin_identity: str
    is_mongolian: bool


@dataclass(frozen=True)
class Listing:
    """How a list errs: shares of its records."""

    name: str
    has_identity: float
    has_day: float
    has_year: float
    is_lunar: float
    has_phone: float
    homophone: float
    retold: float
    left_out: float
    one_other: float
    surname_in_front: float
    has_sex: float
    old_code: float
    year_off: float


LISTS = (
    Listing("insurance", 0.985, 1.0, 1.0, 0.0, 0.55, 0.006, 0.02, 0.001, 0.001, 0.01, 1.0, 0.3, 0.0),
    Listing("subsidy", 0.93, 0.95, 1.0, 0.02, 0.70, 0.02, 0.04, 0.002, 0.003, 0.03, 0.99, 0.5, 0.005),
    Listing("village", 0.62, 0.80, 0.98, 0.15, 0.65, 0.06, 0.08, 0.005, 0.004, 0.05, 0.97, 0.6, 0.03),
    Listing("call", 0.12, 0.25, 0.85, 0.25, 0.97, 0.12, 0.10, 0.010, 0.006, 0.03, 0.95, 0.0, 0.08),
)
SHARES = (0.40, 0.27, 0.23, 0.10)


@dataclass(frozen=True)
class Entry:
    """A record of the register: who it is (`person`, unknown to the rules) and what a list says of him."""

    person: int
    listing: str
    name: str
    sex: str
    birth_year: int | None
    born_on: date | None
    area: str
    village: str
    phone: str
    identity: str


Lunar = Callable[[date], tuple[int, int, int]]


def register(records: int, seed: int, lunar: Lunar) -> list[Entry]:
    """So many records, the same for the same seed. `lunar` gives the lunar year, month and day of a date."""
    chance = random.Random(seed)
    elders = _elders(int(records / 1.79), chance)
    entries: list[Entry] = []
    homophones = _writings(SOUNDS_ALIKE)
    for person, elder in enumerate(elders):
        lists = [one for one, share in zip(LISTS, SHARES, strict=True) if chance.random() < share * 1.79]
        entries += [_entry(person, elder, one, chance, lunar, homophones) for one in lists or LISTS[:1]]
    chance.shuffle(entries)
    return entries[:records]


def _writings(groups: list[str]) -> dict[str, str]:
    return {letter: group.replace(letter, "") for group in groups for letter in group}


def _drawn(weighted: list[str], chance: random.Random) -> str:
    return chance.choices(weighted[::2], [int(weight) for weight in weighted[1::2]])[0]


def _villages(chance: random.Random) -> list[Village]:
    found = []
    heads = _words("红 东 西 新 永 胜 乌 海 石 德 双 水 沙 宏 同 联 先 光 河 前")
    for place in range(122):
        code = f"150824{101 + place % 13:03}{201 + place // 13:03}"
        name = f"{chance.choice(heads)}{chance.choice('升丰盛利泉兴旗井林岭滩台')}{chance.choice('村村嘎查')}"
        is_merged = chance.random() < 1 / 12
        old_code = f"150824{301 + place % 13:03}{201 + place // 13:03}" if is_merged else code
        old_name = f"{chance.choice(heads)}{name[1:]}" if is_merged and chance.random() < 0.5 else name
        found.append(Village(code, name, old_code, old_name))
    return found


def _elders(many: int, chance: random.Random) -> list[Elder]:
    villages = _villages(chance)
    elders: list[Elder] = []
    while len(elders) < many:
        elder = _elder(chance, villages)
        elders.append(elder)
        elders += _beside(elder, chance)
    return elders


def _beside(elder: Elder, chance: random.Random) -> list[Elder]:
    """Whom this person is easily taken for: brother or sister, twin, namesake, wife or husband with the same phone."""
    drawn = chance.random()
    if drawn < 1 / 12:
        days = 0 if drawn < 1 / 480 else chance.randrange(365, 5 * 365)
        return [_other(elder, chance, _sibling_name(elder, chance), elder.born_on + timedelta(days=days))]
    if drawn < 1 / 12 + 1 / 400:
        is_twin_day = chance.random() < 0.25
        day = elder.born_on if is_twin_day else _day_in(elder.born_on.year, chance)
        return [_other(elder, chance, elder.name, day)]
    if drawn < 0.35:
        sex = "f" if elder.sex == "m" else "m"
        day = elder.born_on + timedelta(days=chance.randrange(-2500, 2500))
        is_mongolian = elder.is_mongolian if chance.random() < 0.9 else not elder.is_mongolian
        spouse = _person(chance, sex, day, elder.village, is_mongolian=is_mongolian)
        shared = elder.phone if chance.random() < 0.6 else spouse.phone
        return [replace(spouse, phone=shared, kin_identity=elder.identity)]
    return []


def _other(elder: Elder, chance: random.Random, name: str, day: date) -> Elder:
    other = _person(chance, elder.sex, day, elder.village, is_mongolian=elder.is_mongolian)
    phone = elder.phone if chance.random() < 0.1 else other.phone
    return replace(other, name=name, phone=phone, kin_identity=elder.identity)


def _sibling_name(elder: Elder, chance: random.Random) -> str:
    if elder.is_mongolian or len(elder.name) < 3:
        return _name(chance, elder.sex, is_mongolian=elder.is_mongolian)
    kept = elder.name[:2] if chance.random() < 0.7 else elder.name[0]
    other = _composed(chance, elder.sex)
    return kept + other[-1] if len(kept) == 2 else kept + other


def _elder(chance: random.Random, villages: list[Village]) -> Elder:
    sex = "f" if chance.random() < 0.53 else "m"
    year = int(chance.triangular(1926, 1966, 1958))
    day = _day_in(year, chance)
    return _person(chance, sex, day, chance.choice(villages), is_mongolian=chance.random() < 0.4)


def _day_in(year: int, chance: random.Random) -> date:
    return date(year, 1, 1) + timedelta(days=chance.randrange(365))


def _person(chance: random.Random, sex: str, day: date, village: Village, *, is_mongolian: bool) -> Elder:
    return Elder(
        name=_name(chance, sex, is_mongolian=is_mongolian),
        sex=sex,
        born_on=day,
        village=village,
        identity=_identity(chance, day, sex),
        phone=_phone(chance),
        other_phone=_phone(chance),
        kin_identity="",
        is_mongolian=is_mongolian,
    )


def _name(chance: random.Random, sex: str, *, is_mongolian: bool) -> str:
    is_frequent = chance.random() < FREQUENT
    if is_mongolian:
        if is_frequent:
            return _drawn(MONGOLIAN_WOMEN if sex == "f" else MONGOLIAN_MEN, chance)
        return chance.choice(MONGOLIAN_FIRST[sex]) + chance.choice(MONGOLIAN_SECOND[sex])
    given = _drawn(WOMEN if sex == "f" else MEN, chance) if is_frequent else _composed(chance, sex)
    return _drawn(SURNAMES, chance) + given


def _composed(chance: random.Random, sex: str) -> str:
    return chance.choice(FIRST_PARTS[sex]) + chance.choice(SECOND_PARTS[sex])


def _phone(chance: random.Random) -> str:
    return f"1{chance.choice('3578')}{chance.randrange(10**9):09}"


def _identity(chance: random.Random, day: date, sex: str) -> str:
    place = chance.choice(["152822", "152822", "150824", "152801", "152824"])
    serial = chance.randrange(500) * 2 + (sex == "m")
    digits = f"{place}{day:%Y%m%d}{serial:03}"
    total = sum(int(d) * w for d, w in zip(digits, identity.ID_WEIGHTS, strict=True))
    return digits + identity.ID_CHECKS[total % 11]


def _entry(
    person: int, elder: Elder, of: Listing, chance: random.Random, lunar: Lunar, homophones: Mapping[str, str]
) -> Entry:
    year, day = _birth(elder, of, chance, lunar)
    village, is_old = elder.village, chance.random() < of.old_code
    return Entry(
        person=person,
        listing=of.name,
        name=_written(elder, of, chance, homophones),
        sex=_sex(elder, of, chance),
        birth_year=year,
        born_on=day,
        area=_area(village.old_code if is_old else village.code, chance),
        village=village.old_name if is_old else village.name,
        phone=_listed_phone(elder, of, chance),
        identity=_listed_identity(elder, of, chance),
    )


def _area(code: str, chance: random.Random) -> str:
    """One in 40 is listed where he lives now, not where he is at home."""
    return code if chance.random() >= 1 / 40 else f"150824100{chance.randrange(1, 7):03}"


def _sex(elder: Elder, of: Listing, chance: random.Random) -> str:
    if chance.random() >= of.has_sex:
        return ""
    return elder.sex if chance.random() >= 0.003 else {"f": "m", "m": "f"}[elder.sex]


def _listed_phone(elder: Elder, of: Listing, chance: random.Random) -> str:
    if chance.random() >= of.has_phone:
        return ""
    phone = elder.phone if chance.random() >= 0.15 else elder.other_phone
    return phone if chance.random() >= 0.01 else _mistyped(phone, chance)


def _listed_identity(elder: Elder, of: Listing, chance: random.Random) -> str:
    if chance.random() >= of.has_identity:
        return ""
    drawn = chance.random()
    if drawn < 1 / 700 and elder.kin_identity:
        return elder.kin_identity
    return _mistyped(elder.identity, chance) if drawn > 1 - 1 / 400 else elder.identity


def _mistyped(number: str, chance: random.Random) -> str:
    place = chance.randrange(len(number) - 1)
    if chance.random() < 0.4:
        return number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    return number[:place] + str((int(number[place]) + chance.randrange(1, 10)) % 10) + number[place + 1 :]


def _birth(elder: Elder, of: Listing, chance: random.Random, lunar: Lunar) -> tuple[int | None, date | None]:
    if chance.random() >= of.has_year:
        return None, None
    year, month, day = elder.born_on.year, elder.born_on.month, elder.born_on.day
    if chance.random() < of.is_lunar:
        year, month, day = lunar(elder.born_on)
    if chance.random() < of.year_off:
        year += chance.choice([-1, -1, -2, 1])
    if chance.random() < 0.003:
        day = min(28, day % 10 * 10 + day // 10) or 1
    has_day = chance.random() < of.has_day
    try:
        return year, date(year, month, day) if has_day else (date(year, 1, 1) if chance.random() < 0.3 else None)
    except ValueError:
        return year, None


def _written(elder: Elder, of: Listing, chance: random.Random, homophones: Mapping[str, str]) -> str:
    name = elder.name
    if elder.is_mongolian and chance.random() < of.retold:
        name = _retold(name, chance)
    if elder.is_mongolian and chance.random() < of.surname_in_front:
        name = chance.choice("包白王李张韩何鲍") + name
    if chance.random() < of.homophone:
        places = [place for place, letter in enumerate(name) if letter in homophones]
        if places:
            place = chance.choice(places)
            name = name[:place] + chance.choice(homophones[name[place]]) + name[place + 1 :]
    if len(name) > 2 and chance.random() < of.left_out:
        place = chance.randrange(1, len(name))
        name = name[:place] + name[place + 1 :]
    if len(name) > 2 and chance.random() < of.one_other:
        name = name[:-1] + chance.choice("英兰珍芳华梅云明福贵山林军尔格娜")
    return name


def _retold(name: str, chance: random.Random) -> str:
    pairs = [(RETOLD[n], RETOLD[n + 1]) for n in range(0, len(RETOLD), 2) if RETOLD[n] in name]
    if not pairs:
        return name
    written, other = chance.choice(pairs)
    return name.replace(written, other, 1)
