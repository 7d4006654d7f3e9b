"""The pages of an import: every bad file gets a sentence at its field, a good one goes the whole way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from minsheng.cases import operations
from minsheng.cases.models import Case, MessageImport, Voice
from minsheng.foundation import once, sheets
from minsheng.foundation.middleware import MOST_BODY
from tests.cases import messages
from tests.conftest import NOW

SignedIn = Callable[[str], Client]


@pytest.fixture
def client(as_person: SignedIn) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield as_person("supervisor1")


def upload(client: Client, content: bytes, name: str = "来件.csv", **more: str) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("cases:imports"), {"file": file, "area": "乌拉特中旗", "source": "", **more})


def bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(200_000_000))
    return held.getvalue()


def test_every_bad_file_is_refused_with_a_sentence_at_its_field(client: Client) -> None:
    bad = {
        "空的": b"",
        "只有表头": "编号,内容\n".encode(),
        "“内容”。请在第一行补上": "编号,说明\n1,a\n".encode(),
        "不是表格文件": b"\x89PNG\r\n\x1a\n" + bytes(300),
        "炸弹": bomb(),
        "旧版 .xls": sheets.raw.OLD_OFFICE + bytes(300),
        "最多 10 MB": b"x" * (10 * 1024 * 1024 + 1),
        "同一列": "内容,text\na,b\n".encode(),
        "最多 60 列": ("内容" + ",x" * 60 + "\na\n").encode(),
    }
    for words, content in bad.items():
        response = upload(client, content)
        assert response.status_code == 422, words
        page = response.content.decode()
        assert words in page.split('id="id_file_error"')[1].split("</div>")[0], words
        assert MessageImport.objects.count() == 0


def test_no_file_wrong_area_and_secret_source_are_refused(client: Client) -> None:
    response = client.post(reverse("cases:imports"), {"area": "乌拉特中旗"})
    assert (response.status_code, "请选好“文件”的文件" in response.content.decode()) == (422, True)
    response = upload(client, "内容\na\n".encode(), area="150422")
    assert (response.status_code, "没有找到“150422”" in response.content.decode()) == (422, True)
    response = upload(client, "内容\na\n".encode(), source="卡号 6222020000000000000")
    assert (response.status_code, "银行卡号" in response.content.decode()) == (422, True)
    assert MessageImport.objects.count() == 0


def test_a_body_larger_than_any_form_is_refused_before_it_is_read(client: Client) -> None:
    response = client.post(
        reverse("cases:imports"), b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=MOST_BODY + 1
    )
    assert response.status_code == 413
    assert "请把文件分成几个" in response.content.decode()


def test_the_whole_way(client: Client) -> None:
    rows = [["1", "路灯坏了", ""], ["2", "我爸突然胸口疼，喘不上气", ""], ["3", "坏电话", "1234567"]]
    content = messages.table(["编号", "内容", "电话"], rows, "gbk")
    response = upload(client, content, client_id=once.new_client_id())
    run = MessageImport.objects.get()
    address = reverse("cases:import", args=[run.pk])
    assert response.headers["Location"] == address
    tried = client.get(address).content.decode()
    assert "确认导入 2 件" in tried
    assert "GBK" in tried
    assert "座机号码要加区号" in tried
    assert "突发急病" in tried
    assert Case.objects.count() == 0
    assert client.post(reverse("cases:import_confirm", args=[run.pk])).headers["Location"] == address
    running = client.get(address).content.decode()
    assert "已处理 1 行，共 3 行" in running
    assert "刷新看进度" in running
    piece = client.get(reverse("cases:import_progress", args=[run.pk]), headers={"HX-Request": "true"})
    assert "已处理 1 行，共 3 行" in piece.content.decode()
    while operations.import_chunk(run_id=run.pk, at=NOW, most=1):
        pass
    ended = client.get(reverse("cases:import_progress", args=[run.pk]), headers={"HX-Request": "true"})
    assert ended.headers["HX-Refresh"] == "true"
    done = client.get(address).content.decode()
    assert Voice.objects.count() == 2
    assert "像紧急情况" in done
    for case in Case.objects.all():
        assert reverse("cases:case", args=[case.pk]) in done
        assert client.get(reverse("cases:case", args=[case.pk])).status_code == 200
    back = client.get(reverse("cases:import_result", args=[run.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(back.content)).active
    assert sheet is not None
    assert [sheet.cell(1, place).value for place in (1, 2, 3, 4)] == ["导入结果", "编号", "内容", "电话"]
    again = upload(client, content)
    known = client.get(again.headers["Location"]).content.decode()
    assert "没有可以导入的行" in known
    assert "确认导入" not in known


def test_the_same_upload_sent_twice_is_tried_once(client: Client) -> None:
    client_id = once.new_client_id()
    first = upload(client, "内容\na\n".encode(), client_id=client_id)
    second = upload(client, "内容\na\n".encode(), client_id=client_id)
    assert first.headers["Location"] == second.headers["Location"]
    assert MessageImport.objects.count() == 1
    assert upload(client, "内容\nb\n".encode(), client_id=client_id).status_code == 409


def test_giving_up(client: Client) -> None:
    upload(client, "内容\na\n".encode())
    run = MessageImport.objects.get()
    response = client.post(reverse("cases:import_drop", args=[run.pk]), follow=True)
    assert "已放弃" in response.content.decode()
    assert "还没有导入过" in response.content.decode()
    assert run.rows.count() == 0


def test_one_that_stands_still_can_be_made_to_go_on(client: Client) -> None:
    upload(client, "内容\na\n".encode())
    run = MessageImport.objects.get()
    client.post(reverse("cases:import_confirm", args=[run.pk]))
    piece = reverse("cases:import_progress", args=[run.pk])
    assert "继续导入" not in client.get(piece).content.decode()
    with time_machine.travel(NOW.replace(minute=5), tick=False):
        assert "继续导入" in client.get(piece).content.decode()


def test_the_template_reads_back_and_english_words_are_english(client: Client) -> None:
    template = client.get(reverse("cases:import_template"))
    assert template.headers["Content-Type"] == sheets.XLSX
    assert "只有表头" in upload(client, template.content).content.decode()
    client.cookies["language"] = "en"
    page = upload(client, template.content)
    assert "The file holds headings and nothing else." in page.content.decode()
    guide = openpyxl.load_workbook(io.BytesIO(client.get(reverse("cases:import_template")).content))["填写说明"]
    assert any("One message a row" in str(cell.value) for line in guide.iter_rows() for cell in line)
    upload(client, messages.table(["内容", "电话", "时间"], [["a", "", "2027-01-01"]]))
    wrong = client.get(reverse("cases:import", args=[MessageImport.objects.get().pk])).content.decode()
    assert "This time has not come yet." in wrong


def test_pages_take_few_queries_whatever_the_file(client: Client, queries_made: list[str]) -> None:
    upload(client, messages.jsonl(*messages.invented(120)))
    run = MessageImport.objects.get()
    address = reverse("cases:import", args=[run.pk])
    client.get(address)
    queries_made.clear()
    client.get(address)
    tried = len(queries_made)
    client.post(reverse("cases:import_confirm", args=[run.pk]))
    while operations.import_chunk(run_id=run.pk, at=NOW):
        pass
    queries_made.clear()
    client.get(address)
    assert (tried <= 20, len(queries_made) <= 14) == (True, True), (tried, len(queries_made))
