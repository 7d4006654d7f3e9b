"""Services and guides: every one has a way without the internet, versions have their days, words and sounds find them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from minsheng.catalogue import operations, queries, rules
from minsheng.catalogue.models import Guide, ServiceItem
from minsheng.foundation.rights import Actor, Refused, Unseen

CARD = "elder-card"
NEW = operations.NewGuide(
    conditions=["年满60周岁"],
    papers=[operations.Paper(document="身份证")],
    steps=["窗口递交", "领证"],
    costs=[],
    statutory_limit=(5, "working_days"),
    promised_limit=(1, "working_days"),
    non_digital_path="到窗口或打电话",
)


@pytest.fixture
def keeper(people: dict[str, Actor]) -> Actor:
    return people["list1"]


def test_every_sample_service_has_a_way_without_the_internet(db: None) -> None:
    assert Guide.objects.count() >= 20
    assert not Guide.objects.filter(non_digital_path="").exists()
    assert set(ServiceItem.objects.values_list("is_sample", flat=True)) == {True}


def test_a_guide_without_such_a_way_is_refused_by_rule_and_database(keeper: Actor, now: datetime) -> None:
    with pytest.raises(ValueError, match="不上网怎么办"):
        operations.publish_guide(
            code=CARD, valid_from=now.date(), guide=replace(NEW, non_digital_path=" "), by=keeper, at=now
        )
    with pytest.raises(IntegrityError, match="guide_has_a_non_digital_path"), transaction.atomic():
        Guide.objects.filter(service__code=CARD).update(non_digital_path="")


def test_a_promise_is_not_longer_than_the_law(keeper: Actor, now: datetime) -> None:
    guide = replace(NEW, promised_limit=(6, "working_days"))
    with pytest.raises(ValueError, match="还长"):
        operations.publish_guide(code=CARD, valid_from=now.date(), guide=guide, by=keeper, at=now)
    with pytest.raises(IntegrityError, match="promise_is_not_longer"), transaction.atomic():
        Guide.objects.filter(service__code="old-age-allowance").update(promised_amount=99)


@pytest.mark.parametrize(
    ("steps", "path", "statutory", "promised", "count"),
    [
        (["一"], "电话", None, (0, "minutes"), 0),
        (["一"], "电话", (5, "working_days"), (5, "working_days"), 0),
        (["一"], "电话", (5, "working_days"), (9, "calendar_days"), 0),
        ([" "], "", (5, "working_days"), (6, "working_days"), 3),
    ],
)
def test_what_a_guide_lacks_is_said(
    steps: list[str], path: str, statutory: tuple[int, str] | None, promised: tuple[int, str], count: int
) -> None:
    assert len(rules.guide_gaps(steps, path, statutory, promised)) == count


def test_versions_have_their_days_and_the_old_one_stays_readable(keeper: Actor, now: datetime) -> None:
    tomorrow = now.date() + timedelta(days=1)
    operations.publish_guide(code=CARD, valid_from=tomorrow, guide=NEW, by=keeper, at=now)
    today, then = queries.service_shown(CARD, now.date()), queries.service_shown(CARD, tomorrow)
    assert today is not None
    assert then is not None
    assert today.shown is not None
    assert then.shown is not None
    assert today.shown.guide.steps == ["窗口递交", "当场核对", "当场领证"]
    assert then.shown.guide.steps == ["窗口递交", "领证"]
    assert today.shown.guide.valid_to == now.date()
    with pytest.raises(ValueError, match="要晚于这一天"):
        operations.publish_guide(code=CARD, valid_from=tomorrow, guide=NEW, by=keeper, at=now)
    with pytest.raises(ValueError, match="不能倒签"):
        operations.publish_guide(code=CARD, valid_from=date(2026, 1, 1), guide=NEW, by=keeper, at=now)
    with pytest.raises(IntegrityError, match="guide_versions_do_not_overlap"), transaction.atomic():
        Guide.objects.filter(pk=today.shown.guide.pk).update(valid_to=None)


@pytest.mark.parametrize("login", ["operator1", "admin1", "arbiter1", "list9"])
def test_only_the_keeper_of_the_area_writes(people: dict[str, Actor], now: datetime, login: str) -> None:
    with pytest.raises(Refused):
        operations.publish_guide(code=CARD, valid_from=now.date(), guide=NEW, by=people[login], at=now)
    with pytest.raises(Unseen):
        operations.publish_guide(code="no-such", valid_from=now.date(), guide=NEW, by=people[login], at=now)
    assert Guide.objects.filter(service__code=CARD).count() == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("老年证", CARD),
        ("坐车优待", CARD),
        ("lnryd", CARD),
        ("laonianren", CARD),
        ("Lao Nian Ren", CARD),
        ("会刷脸的老人怎么认证养老", "pension-qualification"),
        ("社保卡丢了", "social-card"),
        ("hunyin", ""),
        ("jhdj", "marriage-registration"),
        ("婚姻登记处", "marriage-registration"),
        ("xyzxyz", ""),
        ("月球旅行", ""),
    ],
)
def test_a_service_is_found_by_words_and_by_sounds(db: None, now: datetime, text: str, code: str) -> None:
    found = queries.services_found(text, now.date())
    assert (found[0].code if found else "") == code


def test_all_are_listed_by_pinyin_and_only_with_a_guide(keeper: Actor, now: datetime) -> None:
    organisation = ServiceItem.objects.get(code=CARD).organisation_id
    made = operations.add_service(
        name="爱心伞借用", organisation_id=organisation, words=["借伞"], category=None, by=keeper, at=now
    )
    assert made.code == "axsjy"
    names = [row.name for row in queries.services_found("", now.date())]
    assert "爱心伞借用" not in names
    operations.publish_guide(code=made.code, valid_from=now.date(), guide=NEW, by=keeper, at=now)
    rows = queries.services_found("", now.date())
    assert rows[0].name == "爱心伞借用"
    assert [row.spelling.sort_key for row in rows] == sorted(row.spelling.sort_key for row in rows)
    twin = operations.add_service(
        name="爱心伞借用", organisation_id=organisation, words=[], category=None, by=keeper, at=now
    )
    assert twin.code == "axsjy-2"


def test_the_directory_and_a_guide_are_open_to_everybody(client: Client, db: None) -> None:
    listed = client.get(reverse("catalogue:services"), {"text": "老年证"}).content.decode()
    assert "老年人优待证办理" in listed
    assert "新增服务事项" not in listed
    page = client.get(reverse("catalogue:service", args=[CARD])).content.decode()
    for told in ("large-print", "没带齐也先受理", "当场办结", "不收费", "代领送到家", "示例内容"):
        assert told in page
    assert "20.00" in client.get(reverse("catalogue:service", args=["identity-card"])).content.decode()
    assert client.get(reverse("catalogue:service", args=["no-such"])).status_code == 404


def test_a_keeper_writes_the_next_version_from_the_one_before(as_person: Callable[[str], Client]) -> None:
    keeper = as_person("list1")
    address = reverse("catalogue:edit_guide", args=["identity-card"])
    form = keeper.get(address).context["form"]
    told = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    told.pop("client_id")
    assert keeper.post(address, {**told, "valid_from": "2099-01-01", "papers": "，，"}).status_code == 422
    assert (
        keeper.post(address, {**told, "valid_from": "2099-01-01", "costs": "工本费，很多钱，文件"}).status_code == 422
    )
    papers = told["papers"] + "\n旧身份证，原件，1份，可容缺，丢失的不用带"
    assert keeper.post(address, {**told, "valid_from": "2099-01-01", "papers": papers}).status_code == 302
    before, after = (queries.service_shown("identity-card", day) for day in (date(2098, 1, 1), date(2099, 1, 1)))
    assert before is not None
    assert after is not None
    assert before.shown is not None
    assert after.shown is not None
    assert [one.document for one in after.shown.papers] == ["户口簿", "旧身份证"]
    assert after.shown.papers[1].note == "丢失的不用带"
    assert before.shown.costs == after.shown.costs
    assert before.shown.guide.steps == after.shown.guide.steps
    assert as_person("list9").get(address).status_code == 404
    assert as_person("operator1").get(address).status_code == 403


def test_the_directory_costs_one_query(db: None, now: datetime, queries_made: list[str]) -> None:
    queries.services_found("", now.date())
    queries_made.clear()
    queries.services_found("老年证", now.date())
    assert len(queries_made) == 1
