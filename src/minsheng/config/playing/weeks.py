"""Four weeks of a banner, scene by scene."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from minsheng.cases import operations, queries
from minsheng.config.playing import helping, records, voices
from minsheng.foundation import operations as ground
from minsheng.foundation import queries as ground_queries
from minsheng.registry import queries as registry

WORDS = (
    ("卡的密码忘了，我出不了门，存折上的钱取不出来", "bank.pin_reset", True),
    ("村里要盖房子，不知道找谁批宅基地", "housing.village_building", False),
    ("我家牛不吃草，肚子胀，怕是瘤胃积食", "animal.health", True),
    ("小区路灯坏了半个月，晚上老人出门看不见", "", False),
    ("暖气不热，家里只有十四度", "", False),
    ("想问问高龄津贴怎么领", "", False),
    ("垃圾好几天没人收，味道很大", "", False),
    ("老人想理发，走不动，能不能上门", "", True),
    ("班车改点了没有通知，孩子上学赶不上", "", False),
    ("工钱拖了两个月没有发", "", False),
)


def play(now: datetime, *, cases: int = 40, seed: int = 20261124) -> int:
    """Play four weeks of invented cases, unless there are cases already; returns how many were opened."""
    people = ground_queries.actors_by_login(now.date())
    operator = people["operator1"]
    if queries.work_list(operator, queries.Filter(view="all"), now, most=1).lines:
        return 0
    ground.make_fact_months(first=(now - timedelta(days=40)).date(), last=now.date())
    chance = random.Random(seed)  # noqa: S311 - a play with a fixed seed, nothing secret
    names = registry.people(operator, registry.Search(), now, most=40).rows
    for number in range(cases):
        at = now - timedelta(hours=(cases - number) * 16 + chance.randrange(8))
        words, category, doorstep = WORDS[number % len(WORDS)]
        voice = voices.call(names[number % len(names)], words, number, at, needs_door=doorstep)
        voices.play_case(voice, category, people, at, number, now)
    records.play_duplicates(operator, now)
    voices.play_between(people, now)
    voices.play_feedback(operator, now)
    voices.play_staff_voices(now)
    voices.play_secretary(people["secretary1"], now)
    voices.play_payment_difficulty(people["bank1"], now)
    operations.remind(at=now)
    records.play_sharing(people["admin1"], now)
    records.play_list(people["admin1"], now)
    records.play_form(people["admin1"], now)
    records.play_question(people["admin1"], now)
    records.play_facts(operator, now)
    helping.play_pool(people, now)
    helping.play_doors(people, now)
    helping.play_pairings(people, now)
    helping.play_recurring(people, now)
    helping.play_hall(people, now)
    helping.play_posts(people, now)
    helping.play_studies(people, now)
    records.play_request(operator, now)
    return cases
