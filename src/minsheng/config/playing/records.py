"""What the register of the trial has to decide: doubles, a file that somebody asks for, facts, a request."""

from __future__ import annotations

from datetime import datetime, timedelta

from minsheng.foundation.rights import Actor
from minsheng.registry import operations
from minsheng.registry import queries as registry


def play_duplicates(operator: Actor, now: datetime) -> None:
    """Two invented people who were entered twice, as hotlines do: one pair is settled, the other waits."""
    twice = (("其其格", "齐其格", "0478-5569001", 1948), ("赵玉兰", "赵玉蓝", "0478-5569002", 1941))
    for first, second, phone, born in twice:
        for days, name in ((30, first), (6, second)):
            operations.register_person(
                name=name,
                area="150824100001",
                phone=phone,
                birth_year=born,
                by=operator.id,
                at=now - timedelta(days=days),
                is_sample=True,
            )
    operations.find_duplicates(at=now - timedelta(days=1))
    pair = registry.next_pair(operator)
    if pair is not None:
        operations.settle_pair(
            pair_id=pair, decision="same", reason="电话核对过，是同一位老人。", by=operator, at=now - timedelta(hours=3)
        )


def play_sharing(admin: Actor, now: datetime) -> None:
    """Somebody waits for a file with numbers, for another person to decide."""
    asked = operations.NewSharing(reason="入户核对电话，用完删除。", list_code="elder_friendly", has_numbers=True)
    operations.ask_sharing(asked=asked, by=admin, at=now - timedelta(hours=5))


def play_list(admin: Actor, now: datetime) -> None:
    """A list of people who live alone waits for another person's yes."""
    told = operations.NewList(
        name="大雪天先打电话的老人",
        area="150824",
        purpose="outreach",
        owner_id=registry.organisation_by_code("hotline").pk,
        rule={"age_from": 70, "lives_alone": True},
        expires_on=(now + timedelta(days=120)).date(),
    )
    operations.declare_list(told=told, by=admin, at=now - timedelta(hours=4))


def play_form(admin: Actor, now: datetime) -> None:
    """A table that prints identity numbers waits for another person's yes."""
    told = operations.NewForm(
        name="高龄津贴核对表(样表)",
        organisation_id=registry.organisation_by_code("comm_150824100001").pk,
        purpose="service",
        bound=["name", "birth_year", "identity", "area", "address"],
        by_hand=["核对人", "核对结果"],
    )
    operations.compose_form(told=told, by=admin, at=now - timedelta(hours=4))


def play_question(admin: Actor, now: datetime) -> None:
    """Something more that people shall be asked waits for another person's yes."""
    told = operations.NewQuestion(
        name="要不要送煤",
        shape="choice",
        choices=["要", "不要"],
        months=12,
        organisation_id=registry.organisation_by_code("comm_150824100001").pk,
        reason="入冬前排送煤的顺序，自己烧炉子的老人才问。",
    )
    operations.declare_question(told=told, by=admin, at=now - timedelta(hours=4))


def play_facts(operator: Actor, now: datetime) -> None:
    """One elder was asked once what the tables want to know; now they fill themselves."""
    for phone in ("0478-5560002", "0478-5560005", "0478-5560006", "0478-5560008"):
        alone = registry.person_id_for_phone(phone)
        if alone is not None:
            said = {"lives_alone": "是"}
            operations.note_facts(person_id=alone, told=said, by=operator, at=now - timedelta(days=40))
    elder = registry.person_id_for_phone("0478-5560001")
    told = {
        "emergency_contact": "儿子",
        "emergency_phone": "0478-5561001",
        "education": "小学",
        "goes_out": "要人陪",
        "lives_alone": "是",
        "cooks": "自己做",
        "heating": "集中供暖",
        "usual_place": "平安社区服务站",
        "good_time": "上午",
    }
    if elder is not None:
        operations.note_facts(person_id=elder, told=told, by=operator, at=now - timedelta(days=2))


def play_request(operator: Actor, now: datetime) -> None:
    """Somebody asked on the phone what is known about him, and waits for the answer."""
    elder = registry.person_id_for_phone("0478-5560003")
    if elder is not None:
        asked = operations.NewRequest(kind="access", words="你们都记了我些什么，给我看看。", channel="phone")
        operations.ask_about_data(person_id=elder, asked=asked, by=operator, at=now - timedelta(days=3))
