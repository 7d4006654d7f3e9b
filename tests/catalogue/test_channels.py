"""M3: whoever has no device is served. Every service and every matter of the banner names its way without one."""

from __future__ import annotations

import pytest

from minsheng.catalogue import rules
from minsheng.catalogue.models import Category, Guide, ServiceItem


@pytest.mark.django_db
def test_m3_every_service_names_a_phone_paper_counter_or_door_path() -> None:
    guides = list(Guide.objects.select_related("service"))
    assert len(guides) >= 10, "an empty list holds every promise"
    assert {one.service_id for one in guides} == set(ServiceItem.objects.values_list("pk", flat=True))
    assert [one.service.name for one in guides if not rules.channels_named(one.non_digital_path)] == []


@pytest.mark.django_db
def test_m3_every_matter_names_a_phone_paper_counter_or_door_path() -> None:
    matters = list(Category.objects.all())
    assert len(matters) > 20
    assert [one.name for one in matters if not rules.channels_named(one.non_digital_path)] == []


@pytest.mark.parametrize("path", ["用手机扫码办理", "下载应用后刷脸", "登录网站填写", "微信小程序"])
def test_m3_a_guide_with_a_device_only_is_not_published(path: str) -> None:
    assert rules.channels_named(path) == ()
    assert len(rules.guide_gaps(["来"], path, None, (1, "working_days"))) == 1


def test_every_way_is_known_by_its_words() -> None:
    for way, words in rules.CHANNELS.items():
        assert all(way in rules.channels_named(word) for word in words)
