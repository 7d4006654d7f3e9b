"""The pages of a sheet: a bad file gets a sentence at its field, a good one goes the whole way and back."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from minsheng.foundation import once
from minsheng.foundation import queries as ground
from minsheng.registry import operations
from minsheng.registry.models import Person, RegistryImport
from tests.conftest import NOW

SignedIn = Callable[[str], Client]
CONTENT = "姓名,电话,住址\n铜铃鸟甲,13900001111,东头\n铜铃鸟乙,12,西头\n".encode()


@pytest.fixture
def client(as_person: SignedIn) -> Iterator[Client]:
    with time_machine.travel(NOW, tick=False):
        yield as_person("admin1")


def upload(client: Client, content: bytes = CONTENT, **more: str) -> Any:
    told = {"file": SimpleUploadedFile("人员.csv", content), "area": "乌拉特中旗", "kind": "people"}
    return client.post(reverse("registry:sheets"), {**told, once.FIELD: str(uuid.uuid4()), **more})


def test_a_bad_file_is_refused_with_a_sentence_at_its_field(client: Client) -> None:
    for words, content in {"空的": b"", "“姓名”。请在第一行补上": "电话\n13900001111\n".encode()}.items():
        answer = upload(client, content)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert not RegistryImport.objects.exists()


def test_a_sheet_goes_the_whole_way_and_back(client: Client) -> None:
    address = upload(client)["Location"]
    page = client.get(address).content.decode()
    assert "确认导入 1 条" in page
    assert "铜铃鸟甲" in page
    assert "电话号码应是11位手机号" in page
    run = RegistryImport.objects.get()
    assert client.post(reverse("registry:act_on_sheet", args=[run.pk, "confirm"])).status_code == 302
    assert "已处理 1 行，共 2 行" in client.get(address).content.decode()
    progress = reverse("registry:sheet_progress", args=[run.pk])
    assert "已处理" in client.get(progress).content.decode()
    assert not operations.take_chunk(run_id=run.pk, at=NOW)
    assert client.get(progress)["HX-Refresh"] == "true"
    person = Person.objects.get(name="铜铃鸟甲")
    result = client.get(reverse("registry:sheet_result", args=[run.pk]))
    book = openpyxl.load_workbook(io.BytesIO(result.content)).worksheets[0]
    assert [book.cell(line, 1).value for line in (1, 2)] == ["导入结果", "已登记"]
    assert "sheet_result" in [one.purpose for one in ground.readings_of(person.pk)]
    assert "整批撤销" in client.get(address).content.decode()
    client.post(reverse("registry:act_on_sheet", args=[run.pk, "undo"]))
    assert "已整批撤销" in client.get(address).content.decode()
    assert not Person.objects.filter(name="铜铃鸟甲").exists()


def test_a_sheet_that_is_given_up_is_gone(client: Client) -> None:
    upload(client)
    run = RegistryImport.objects.get()
    client.post(reverse("registry:act_on_sheet", args=[run.pk, "drop"]))
    assert not run.rows.exists()
    assert client.get(reverse("registry:sheet_result", args=[run.pk])).status_code == 302


def test_the_template_explains_every_column_and_can_be_read(client: Client) -> None:
    for kind in ("people", "organisations", "memberships"):
        content = client.get(reverse("registry:sheet_template", args=[kind])).content
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert book.sheetnames == ["填写", "填写说明"]
    assert client.get(reverse("registry:sheet_template", args=["other"])).status_code == 404


def test_a_secretary_takes_people_of_his_own_village_only(as_person: SignedIn) -> None:
    client = as_person("secretary1")
    page = client.get(reverse("registry:sheets")).content.decode()
    assert "人员模板" in page
    assert "成员模板" in page
    assert "组织模板" not in page
    assert client.get(reverse("registry:sheet_template", args=["organisations"])).status_code == 404
    assert upload(client, kind="organisations").status_code == 422
    assert upload(client, area="乌拉特中旗").status_code == 422
