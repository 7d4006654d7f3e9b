"""Names as people search them: pinyin without tones, initials, and surnames that the library misreads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from pypinyin import Style, lazy_pinyin, load_phrases_dict

MISREAD = {
    "单": "shan", "曾": "zeng", "查": "zha", "仇": "qiu", "区": "ou", "解": "xie", "任": "ren", "盖": "ge",
    "缪": "miao", "朴": "piao", "冼": "xian", "翟": "zhai", "覃": "qin", "尉": "wei", "召": "shao", "乐": "yue",
    "洗": "xian", "繁": "po", "种": "chong", "秘": "bi", "折": "she", "员": "yun", "黑": "he", "牟": "mu",
    "佴": "nai", "隗": "wei", "卜": "bu", "乜": "nie", "祭": "zhai", "句": "gou", "於": "yu",
}  # fmt: skip
COMMON_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常于时傅皮卞齐康伍余元顾孟平黄穆萧肖尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房干应宗丁宣邓郁杭"
    "洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠甄曲家封芮储靳段富巫焦牧山谷车侯宓蓬全班仰秋仲伊宫宁武符刘景詹束龙叶幸司韶黎薄"
    "印宿白怀蒲邰从鄂索赖卓蔺屠蒙池乔阴胥苍双闻党谭劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温庄晏柴瞿阎充慕连茹习宦"
    "艾鱼容向古易慎戈廖庾终暨居衡步耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷辛阚简饶空沙养鞠须丰巢关蒯相后"
    "荆红游权逯益桓公阳谌付闫涂佘代战占"
)
DOUBLE_SURNAME = re.compile(
    "尉迟|单于|万俟|长孙|澹台|令狐|宇文|欧阳|司马|诸葛|上官|夏侯|皇甫|濮阳|呼延|赫连|慕容|独孤|轩辕|钟离|亓官|鲜于|公孙|东方|南宫"
    "|西门|司徒|司空|申屠|端木|东郭|百里|闾丘|公冶|宗政|太史|闻人|拓跋|耶律|完颜"
)
READ_TWICE: Mapping[str, tuple[str, str]] = {
    "长": ("chang", "zhang"), "乐": ("le", "yue"), "朝": ("chao", "zhao"), "行": ("xing", "hang"), "重": ("zhong", "chong"),
    "盛": ("sheng", "cheng"), "藏": ("cang", "zang"), "传": ("chuan", "zhuan"), "茜": ("qian", "xi"), "单": ("dan", "shan"),
}  # fmt: skip
"""Letters of names that are read in two ways; which one a name has only its bearer knows, and one is kept."""
NO_PERSON = re.compile(r"(?:[局所站村镇乡旗县区市社队院校厅委店厂]|苏木|嘎查|中心|公司|协会|银行|政府|之家)$|^查干")
LONGEST_GIVEN_NAME = 2
load_phrases_dict(
    {
        "嘎查": [["gā"], ["chá"]],
        "苏木": [["sū"], ["mù"]],
        "都日": [["dū"], ["rì"]],
        "都仁": [["dū"], ["rén"]],
        "什拉": [["shí"], ["lā"]],
        "图什": [["tú"], ["shí"]],
    }
)


@dataclass(frozen=True)
class Spelling:
    """How a name is read, in small letters without tones (ü as v).

    `full` is surname and given name as two words ("guo laoshu"), other names as one; `initials` are the first
    letters ("gls"), `sort_key` all syllables without spaces ("guolaoshu"), `syllables` the syllables.
    """

    full: str
    initials: str
    sort_key: str
    syllables: tuple[str, ...]


def spell(name: str) -> Spelling:
    """The spelling of a name.

    A surname is read as a surname in names of two or three letters (four with a double surname); Mongolian
    names without surname, places and organisations are read plainly; Latin letters pass through.
    """
    text = unicodedata.normalize("NFKC", name).strip()
    length = _surname_length(text)
    surname = (MISREAD[text[0]],) if length == 1 and text[0] in MISREAD else _read(text[:length])
    words = [surname, *(_read(part) for part in re.split(r"[\s·•・\-]+", text[length:]))]
    syllables = tuple(syllable for word in words for syllable in word)
    return Spelling(
        full=" ".join("".join(word) for word in words if word),
        initials="".join(syllable[0] for syllable in syllables),
        sort_key="".join(syllables),
        syllables=syllables,
    )


def matches(query: str, spelling: Spelling, name: str) -> bool:
    """Does a query fit a name? A part of the name, or its sounds from any syllable on, each whole or begun.

    "老鼠", "guolaoshu", "gls", "guols", "laoshu" and "Guo Lao" all fit 郭老鼠; an empty query fits every name.
    """
    text = unicodedata.normalize("NFKC", query).strip().lower()
    if text in unicodedata.normalize("NFKC", name).lower():
        return True
    sounds = re.sub(r"[\s'’·]", "", text).replace("ü", "v")
    typed = {sounds, sounds.replace("lyu", "lv").replace("nyu", "nv")}  # the first for "chan yu", where n and yu meet
    syllables = spelling.syllables
    starts = [syllables[place:] for place in range(len(syllables))]
    return bool(sounds) and any(_sounds_like(one, start) for one in typed for start in starts)


def heard_otherwise(sounds: str) -> Iterator[tuple[str, str]]:
    """(letter, sounds) for each way in which typed sounds or initials may stand kept, in a name with this letter.

    "guochangyou" and "gcy" find 郭长有, of which "guozhangyou" and "gzy" are kept, and the other way round.
    """
    for letter, readings in READ_TWICE.items():
        for typed, kept in permutations(readings):
            if typed in sounds:
                yield letter, sounds.replace(typed, kept)
            elif typed[0] != kept[0]:
                places = (place for place, one in enumerate(sounds) if one == typed[0])
                yield from ((letter, f"{sounds[:place]}{kept[0]}{sounds[place + 1 :]}") for place in places)


def _surname_length(text: str) -> int:
    if DOUBLE_SURNAME.match(text) and len(text) <= 2 + LONGEST_GIVEN_NAME:
        return 2
    is_surname = text[:1] in COMMON_SURNAMES or text[:1] in MISREAD
    return int(is_surname and 2 <= len(text) <= 1 + LONGEST_GIVEN_NAME and not NO_PERSON.search(text))


@lru_cache(maxsize=20_000)
def _read(text: str) -> tuple[str, ...]:
    """The syllables of a part of a name; kept, as a sheet of a banner has the same surnames and given names often."""
    parts = lazy_pinyin(text, style=Style.NORMAL, v_to_u=False)
    return tuple(word for part in parts for word in "".join(c if c.isalnum() else " " for c in part.lower()).split())


def _sounds_like(sounds: str, syllables: tuple[str, ...]) -> bool:
    """Are these sounds beginnings of the syllables, one after the other, none left out?"""
    ends = {0}
    for syllable in syllables:
        begun = {
            end + length
            for end in ends
            for length in range(1, len(syllable) + 1)
            if sounds.startswith(syllable[:length], end)
        }
        if len(sounds) in begun:
            return True
        ends = begun
    return False
