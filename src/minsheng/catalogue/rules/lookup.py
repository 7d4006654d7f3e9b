"""Look-up by ordinary words: which entries of a list a question is about, with the reason in words.

Pure: no clock, no tables. Two kinds of evidence are added up for each entry. *Phrases*: a word of the entry that
stands in the question whole; the longer and the rarer among the entries, the more it counts. *Pieces*: runs of one
to three characters that question and entry share, weighed by rarity (inverse document frequency, as in BM25;
Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009). Early words count more than late ones, because
people say first what they want. What it ignores: the order of the words, negation, and who said it. A person
confirms every proposal.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

PIECE_WEIGHTS = {1: 0.12, 2: 0.7, 3: 1.0}
"""How much a shared piece of so many characters counts: one character says little in Chinese, three say much."""
PHRASE_WEIGHT = 0.9
LENGTH_BALANCE = 0.25
"""How far entries with many words are held back (BM25's b): 0 not at all, 1 fully."""
HALF_WEIGHT_AT = 90
"""A word that stands so many characters into the text counts half."""
SHORT_TEXT = 60
"""Up to so many characters (late ones counted less) a text is one question; longer ones need more evidence."""
EVEN_EVIDENCE = 6.0
"""So much evidence gives a short question the score 0.5 (a rare word gives 8 with two characters, 20 with three)."""
LEAST_SCORE = 0.3
"""Below it nothing is proposed: two common characters in common reach about 0.2 and mean nothing."""
LAST_QUESTIONS = 16
"""So many answers at most are kept for who asks the same again."""
LEAST_OF_BEST = 0.25
"""What has less than this share of the best one's score only distracts."""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NOTHING_SAID = _listed(
    "请问 你好 您好 麻烦 谢谢 感谢 领导 尊敬的 有关部门 相关部门 哪个部门 什么部门 哪个单位 "
    "什么单位 归谁管 谁来管 谁管 谁负责 归谁 该找谁 找谁 怎么办理 怎么办 怎么弄 怎么 咋办 咋整 "
    "该怎么 如何 为什么 为啥 什么时候 啥时候 去哪里 去哪儿 去哪 在哪里 在哪儿 在哪 到哪 哪里 "
    "哪儿 我想问 想问 问一下 咨询 反映 希望 请求 我家的 我家 我们家 我们村 我们 你们 他们 "
    "一下 能不能 可不可以 是不是 有没有 可以吗 行不行 要办啥手续 需要什么 应该"
)
"""What everybody says whatever it is about; it is taken out before comparing."""

ALIKE = (
    ("盖房", "建房", "起房"),
    ("噪音", "噪声"),
    ("孩子", "小孩", "娃娃"),
    ("工资", "工钱", "薪水"),
    ("医生", "大夫"),
    ("老师", "教师"),
    ("牲口", "牲畜"),
    ("出租车", "的士"),
    ("驾照", "驾驶证"),
    ("房产证", "房本"),
    ("老人", "老年人"),
    ("暖气", "供暖"),
    ("欠薪", "拖欠工资"),
    ("土豆", "马铃薯"),
    ("葵花", "向日葵"),
)
"""Words that people use for the same thing; an entry with one of them is found by the others too."""

SAYS_WHO_OR_WHERE = frozenset(
    _listed(
        "家里 村里 嘎查 小区 邻居 孩子 老人 房子 有人 没人 没有 没钱 的人 人家 自己 不了 不起 "
        "不给 不管 不让 不到 不出 坏了 丢了 来了 的钱 东西 地方 时候 现在 一个 这个 那个 办理 "
        "申请 服务 管理 公司 单位 部门 农村 城乡 城镇 监督 规定 问题 情况"
    )
)
"""Words that stand in every second question, whatever it is about; they count as little as a single character."""
HOLLOW = frozenset("的了吗呢吧啊我你他她它把被就都也还又很太")
"""Characters that hold a sentence together; a piece that begins or ends with one is no piece of a word."""

WORDS_ONLY = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
SILENCE = re.compile("|".join(sorted(map(re.escape, NOTHING_SAID), key=len, reverse=True)))


@dataclass(frozen=True)
class Entry:
    """Something that can be found: its key, its title, and the ordinary words that people use for it."""

    key: str
    title: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """An entry that fits: `score` from 0 to 1, the words of the question that matched, and the reason as a sentence."""

    key: str
    score: float
    matched: tuple[str, ...]
    reason: str


@dataclass(frozen=True, eq=False)
class LookUp:
    """The entries, made ready for questions. Built once by `LookUp.of`; the order of the entries changes nothing.

    The last questions are not looked up again: form, proposal and operation ask for the same words one after the other.
    """

    titles: Mapping[str, str]
    own_phrases: Mapping[str, frozenset[str]]
    own_pieces: Mapping[str, Mapping[str, float]]
    pieces: Mapping[str, tuple[tuple[str, float], ...]]
    phrases: Mapping[str, tuple[tuple[str, float], ...]]
    piece_starts: Mapping[str, tuple[int, ...]]
    phrase_starts: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> LookUp:
        """Index the entries. Raises ValueError where two have the same key."""
        titles: dict[str, str] = {}
        phrases: dict[str, frozenset[str]] = {}
        for entry in entries:
            if entry.key in titles:
                raise ValueError(f"two entries have the key {entry.key!r}")
            titles[entry.key] = entry.title
            phrases[entry.key] = frozenset(_phrases(entry))
        pieces = {key: _shares(of_key) for key, of_key in phrases.items()}
        weighed, telling = _weighed_phrases(phrases), _weighed_pieces(pieces)
        return cls(titles, phrases, pieces, telling, weighed, _starts(telling), _starts(weighed))

    def find(self, question: str, most: int = 5) -> tuple[Found, ...]:
        """The entries that the question is about, likeliest first, at most `most`; () rather than a bad guess."""
        return _found(self, question, most)

    def ranked(self, question: str, most: int = 5) -> list[tuple[str, float]]:
        """(key, score) of what `find` gives, without the reasons, which cost as much again."""
        text = plain(question)
        evidence = self._evidence(text)
        if not evidence:
            return []
        heard = HALF_WEIGHT_AT * math.log1p(len(text) / HALF_WEIGHT_AT)  # the sum of `_earliness` over the text
        even = EVEN_EVIDENCE * (1 + math.log(max(1.0, heard / SHORT_TEXT)))
        ranked = sorted(evidence.items(), key=lambda pair: (-pair[1], pair[0]))[: max(most, 0)]
        scores = [(key, amount / (amount + even)) for key, amount in ranked]
        return [(key, score) for key, score in scores if score >= max(LEAST_SCORE, LEAST_OF_BEST * scores[0][1])]

    def _evidence(self, text: str) -> dict[str, float]:
        """How much speaks for each entry; nothing for one that shares only single characters."""
        amounts: dict[str, float] = defaultdict(float)
        sharing: set[str] = set()
        for piece, start in _first_places(text, self.piece_starts, self.pieces):
            earliness = _earliness(start)
            for key, weight in self.pieces[piece]:
                amounts[key] += weight * earliness
            if len(piece) > 1 and piece not in SAYS_WHO_OR_WHERE:
                sharing.update(key for key, _ in self.pieces[piece])
        for phrase, start in _first_places(text, self.phrase_starts, self.phrases):
            earliness = _earliness(start)
            for key, weight in self.phrases[phrase]:
                amounts[key] += weight * earliness
                sharing.add(key)
        return {key: amount for key, amount in amounts.items() if key in sharing}

    def explained(self, key: str, score: float, question: str) -> Found:
        """An entry that `ranked` gave, with the words of the question that speak for it."""
        matched = self._matched(key, plain(question))
        quoted = "、".join(f"“{part}”" for part in matched)
        return Found(key, round(score, 4), matched, f"问题里的{quoted}对应事项“{self.titles[key]}”")

    def _matched(self, key: str, text: str, most: int = 3) -> tuple[str, ...]:
        """The longest runs of the question that the entry shares, at most three, in the order of the question."""
        covered = [False] * len(text)
        for part in self.own_phrases[key] | self.own_pieces[key].keys():
            start = text.find(part) if len(part) > 1 else -1
            if start >= 0:
                covered[start : start + len(part)] = [True] * len(part)
        edges = [0, *(place for place in range(1, len(text)) if covered[place] != covered[place - 1]), len(text)]
        runs = [(text[begin:end], begin) for begin, end in pairwise(edges) if covered[begin : begin + 1] == [True]]
        longest = sorted(dict.fromkeys(run for run, _ in runs), key=len, reverse=True)[:most]
        return tuple(dict.fromkeys(run for run, _ in runs if run in longest))


@lru_cache(maxsize=LAST_QUESTIONS)
def _found(entries: LookUp, question: str, most: int) -> tuple[Found, ...]:
    return tuple(entries.explained(key, score, question) for key, score in entries.ranked(question, most))


def plain(text: str) -> str:
    """Only letters, digits and Chinese characters, half-width and small; one space for everything left out."""
    told = WORDS_ONLY.sub(" ", unicodedata.normalize("NFKC", text).lower())
    return SILENCE.sub(" ", told).strip()


def _earliness(start: int) -> float:
    """The weight of what stands at this place of the text: 1 at the start, falling, never nothing."""
    return HALF_WEIGHT_AT / (HALF_WEIGHT_AT + start)


def _phrases(entry: Entry) -> Iterator[str]:
    """Title and words of an entry, and the same with each word that people use instead."""
    for text in (entry.title, *entry.words):
        phrase = plain(text)
        if not phrase:
            continue
        yield phrase
        for group in ALIKE:
            for said in group:
                if said in phrase:
                    yield from (phrase.replace(said, other) for other in group if other != said)


def _shares(phrases: Iterable[str]) -> dict[str, float]:
    """Every telling run of one to three characters in these phrases: how much of a whole word it is, at most 1."""
    shares: dict[str, float] = {}
    for phrase in phrases:
        for word in phrase.split():
            for piece in _pieces(word):
                share = math.sqrt(min(1.0, len(piece) / len(word)))
                shares[piece] = max(share, shares.get(piece, 0.0))
    return shares


def _pieces(word: str) -> Iterator[str]:
    for length in PIECE_WEIGHTS:
        for start in range(len(word) - length + 1):
            piece = word[start : start + length]
            if piece[0] not in HOLLOW and piece[-1] not in HOLLOW:
                yield piece


def _starts(parts: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths of the parts that begin with the same two characters (or are no longer than that)."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for part in parts:
        lengths[part[:2]].add(len(part))
    return {start: tuple(sorted(known)) for start, known in lengths.items()}


def _first_places(text: str, starts: Mapping[str, tuple[int, ...]], known: Container[str]) -> list[tuple[str, int]]:
    """Each known part that stands in the text, with where it stands first, in a fixed order."""
    found: dict[str, int] = {}
    for place in range(len(text)):
        for start in (text[place], text[place : place + 2]):
            for length in starts.get(start, ()):
                part = text[place : place + length]
                if part not in found and part in known:
                    found[part] = place
    return sorted(found.items())


def _piece_weight(piece: str) -> float:
    return PIECE_WEIGHTS[1 if piece in SAYS_WHO_OR_WHERE else len(piece)]


def _rarity(holders: int, entries: int) -> float:
    """How telling something is that so many of the entries have: BM25's inverse document frequency."""
    return math.log(1 + (entries - holders + 0.5) / (holders + 0.5))


def _weighed_pieces(pieces: Mapping[str, Mapping[str, float]]) -> dict[str, tuple[tuple[str, float], ...]]:
    """Which entries have a piece, and how much it speaks for each of them."""
    average = sum(map(len, pieces.values())) / max(1, len(pieces))
    holders: dict[str, list[str]] = defaultdict(list)
    for key, of_key in pieces.items():
        for piece in of_key:
            holders[piece].append(key)
    return {
        piece: tuple(
            (
                key,
                pieces[key][piece]
                * _piece_weight(piece)
                * _rarity(len(keys), len(pieces))
                / (1 - LENGTH_BALANCE + LENGTH_BALANCE * len(pieces[key]) / average),
            )
            for key in sorted(keys)
        )
        for piece, keys in holders.items()
    }


def _weighed_phrases(phrases: Mapping[str, frozenset[str]]) -> dict[str, tuple[tuple[str, float], ...]]:
    """Which entries have a phrase of two or more characters; a longer one counts more than in proportion."""
    holders: dict[str, list[str]] = defaultdict(list)
    for key, of_key in phrases.items():
        for phrase in of_key:
            if len(phrase) > 1:
                holders[phrase].append(key)
    return {
        phrase: tuple(
            (key, PHRASE_WEIGHT * math.sqrt(len(phrase) - 1) * _rarity(len(keys), len(phrases))) for key in sorted(keys)
        )
        for phrase, keys in holders.items()
    }
