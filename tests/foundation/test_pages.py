"""The shell: signing in and being locked out, switches of the header, the calendar, problems, health."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path, reverse

from minsheng.config import urls
from minsheng.foundation import holidays, logs, operations, pages, queries, rights
from minsheng.foundation.models import Account, CalendarDay, CalendarYear, Reading
from minsheng.registry import operations as registry
from minsheng.registry.models import Person
from tests.conftest import NOW, PASSWORD
from tests.own_database import OwnDatabase

SIGN_IN = "/sign-in/"


def sign_in(client: Client, password: str, login: str = "operator1", **more: Any) -> Any:
    return client.post(SIGN_IN, {"username": login, "password": password, **more.pop("data", {})}, **more)


def who(client: Client) -> str:
    """The name in the footer of the front page; "" for nobody."""
    actor: rights.Actor = client.get("/").context["actor"]
    return actor.name


# signing in


def test_sign_in_goes_to_the_page_that_was_asked_for(db: None, client: Client) -> None:
    sent = client.get(reverse("cases:work_list") + "?view=all")
    assert sent.status_code == 302
    shown = client.get(sent.headers["Location"])
    assert shown.status_code == 200
    answer = sign_in(client, PASSWORD, data={"next": shown.context["next"]})
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        reverse("cases:work_list") + "?view=all",
    )
    assert who(client) == "白音娜"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/x", "javascript:alert(1)", ""])
def test_sign_in_leads_to_no_other_site(db: None, client: Client, target: str) -> None:
    answer = sign_in(client, PASSWORD, data={"next": target})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


@pytest.mark.parametrize(
    ("login", "password"), [("operator1", "wrong"), ("nobody-here", PASSWORD), ("", ""), ("operator1", "")]
)
def test_a_wrong_pair_is_refused_without_saying_which_half_was_wrong(
    db: None, client: Client, login: str, password: str
) -> None:
    answer = sign_in(client, password, login)
    assert answer.status_code == 422
    assert who(client) == ""
    if login and password:
        assert "登录名或密码不对" in answer.content.decode()
        assert password not in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "typed", "heading"),
    [
        (SIGN_IN, {"username": "operator1", "password": "wrong"}, "没有登录成功"),
        ("/status/", {"number": "20260101-00001-1", "phone_tail": "0000"}, "没有查到"),
        ("/status/", {"number": "", "phone_tail": ""}, "没有查到"),
    ],
)
def test_where_nothing_is_saved_nothing_is_said_of_saving(
    db: None, client: Client, address: str, typed: dict[str, str], heading: str
) -> None:
    answer = client.post(address, typed)
    assert answer.status_code == 422
    summary = answer.content.decode().partition('<div class="error-summary"')[2].partition("</h2>")[0]
    assert heading in summary
    assert "保存" not in summary


def test_who_is_signed_in_is_not_asked_again(as_person: Callable[[str], Client]) -> None:
    answer = as_person("operator1").get(SIGN_IN)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_an_account_out_of_use_cannot_sign_in_and_its_session_ends(db: None, client: Client) -> None:
    sign_in(client, PASSWORD)
    assert who(client) == "白音娜"
    Account.objects.filter(login="operator1").update(is_active=False)
    assert who(client) == ""
    assert sign_in(client, PASSWORD).status_code == 422


def test_sign_out_ends_the_session_and_needs_a_post(db: None, client: Client) -> None:
    sign_in(client, PASSWORD)
    assert client.get("/sign-out/").status_code == 405
    assert who(client) == "白音娜"
    assert client.post("/sign-out/").status_code == 302
    assert who(client) == ""


def test_a_form_without_its_token_is_refused_with_a_remedy(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = sign_in(strict, PASSWORD)
    assert answer.status_code == 403
    assert who(strict) == ""
    assert SIGN_IN in answer.content.decode()


def test_passwords_are_never_in_the_database(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT password FROM foundation_account")
        stored = [text for (text,) in cursor.fetchall()]
    assert stored
    assert all(text.startswith(("pbkdf2_sha256$", "argon2", "!", "md5$")) and PASSWORD not in text for text in stored)


# locked out by login and address together


def lock_out(client: Client, **more: Any) -> Any:
    answers = [sign_in(client, "wrong", **more) for _ in range(5)]
    assert [answer.status_code for answer in answers[:4]] == [422] * 4
    return answers[4]


def test_five_wrong_passwords_lock_the_login_for_this_address_for_a_quarter_of_an_hour(
    db: None, client: Client
) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        answer = lock_out(client)
        assert answer.status_code == 429
        assert "10:15" in answer.content.decode(), "until when, in the time of the banner"
        assert sign_in(client, PASSWORD).status_code == 429, "the right password does not help now"
        clock.shift(timedelta(minutes=16))
        assert sign_in(client, PASSWORD).status_code == 302


def test_a_lock_out_touches_no_colleague_at_the_same_desk_and_no_other_desk(db: None, client: Client) -> None:
    lock_out(client, REMOTE_ADDR="203.0.113.7")
    assert sign_in(Client(), PASSWORD, "operator2", REMOTE_ADDR="203.0.113.7").status_code == 302
    assert sign_in(Client(), PASSWORD, REMOTE_ADDR="203.0.113.8").status_code == 302
    assert sign_in(Client(), PASSWORD, REMOTE_ADDR="203.0.113.7").status_code == 429


def test_behind_our_proxy_visitors_are_told_apart(db: None, client: Client) -> None:
    lock_out(client, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.7")
    assert sign_in(Client(), PASSWORD, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.8").status_code == 302
    answer = sign_in(Client(), PASSWORD, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.7")
    assert answer.status_code == 429, "what a visitor writes into the header himself does not free him"


def test_four_wrong_ones_and_a_right_one_begin_anew(db: None, client: Client) -> None:
    for _ in range(2):
        assert [sign_in(client, "wrong").status_code for _ in range(4)] == [422] * 4
        assert sign_in(client, PASSWORD).status_code == 302
        client.post("/sign-out/")


# switches of the header


def test_the_elder_view_is_remembered_and_left(db: None, client: Client) -> None:
    assert 'class="elder"' not in client.get("/").content.decode()
    answer = client.post("/view/", {"view": "elder", "next": "/status/?number=1"})
    assert answer.headers["Location"] == "/status/?number=1"
    assert answer.cookies["view"]["max-age"] == 365 * 24 * 3600
    assert 'class="elder"' in client.get("/status/").content.decode()
    client.post("/view/", {"view": "standard", "next": "https://evil.example/"})
    assert 'class="elder"' not in client.get("/").content.decode()


def test_the_language_is_chosen_by_hand_and_never_guessed(db: None, client: Client) -> None:
    plain = client.get("/", headers={"Accept-Language": "en"})
    assert (plain.headers["Content-Language"], 'lang="zh-hans"' in plain.content.decode()) == ("zh-hans", True)
    answer = client.post("/language/", {"language": "en", "next": "//evil.example"})
    assert answer.headers["Location"] == "/"
    english = client.get("/")
    assert english.headers["Content-Language"] == "en"
    assert "Staff sign-in" in english.content.decode() or "Sign in" in english.content.decode()
    client.post("/language/", {"language": "tlh"})
    assert client.get("/").headers["Content-Language"] == "en", "an unknown language changes nothing"
    client.post("/language/", {"language": "zh-hans"})
    assert "工作人员登录" in client.get("/").content.decode()


@pytest.mark.parametrize("path", ["/view/", "/language/", "/sign-out/"])
def test_switches_are_posts(db: None, client: Client, path: str) -> None:
    assert client.get(path).status_code == 405


# the calendar


def set_day(client: Client, **changed: str) -> Any:
    return client.post(
        "/calendar/", {"on": "2026-06-19", "kind": "rest", "reason": "那达慕放假通知（样本1号）", **changed}
    )


def test_a_day_set_by_hand_counts_at_once_and_names_who_set_it(
    as_person: Callable[[str], Client], people: dict[str, rights.Actor]
) -> None:
    admin = as_person("admin1")
    assert queries.work_calendar().is_workday(NOW.date().replace(day=24))
    answer = set_day(admin, on="2026-06-24")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/calendar/")
    assert not queries.work_calendar().is_workday(NOW.date().replace(day=24))
    day = CalendarDay.objects.get(on="2026-06-24")
    assert (day.set_by, day.reason) == (people["admin1"].id, "那达慕放假通知（样本1号）")
    shown = admin.get("/calendar/").content.decode()
    assert "2026-06-24" in shown
    assert "那达慕放假通知（样本1号）" in shown


@pytest.mark.parametrize(
    "changed",
    [
        {"on": ""},
        {"on": "2026-13-01"},
        {"on": "昨天"},
        {"kind": ""},
        {"kind": "half"},
        {"reason": ""},
        {"reason": "长" * 121},
    ],
)
def test_a_wrong_day_is_refused_at_its_field_and_nothing_is_saved(
    as_person: Callable[[str], Client], changed: dict[str, str]
) -> None:
    before = CalendarDay.objects.count()
    answer = set_day(as_person("admin1"), **changed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(changed)
    assert 'role="alert"' in answer.content.decode()
    assert CalendarDay.objects.count() == before


def test_the_calendar_is_for_whoever_may_edit_it(as_person: Callable[[str], Client]) -> None:
    answer = as_person("operator1").get("/calendar/")
    assert answer.status_code == 403
    assert "管理员" in answer.content.decode()
    assert set_day(as_person("operator1")).status_code == 403
    assert not CalendarDay.objects.filter(on="2026-06-19").exists()


NOTICE_2027 = "一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、样本节：3月4日（周四）至7日（周日）放假调休，共4天。3月13日（周六）上班。"


def test_a_year_is_read_from_its_notice_shown_and_kept_only_then(as_person: Callable[[str], Client]) -> None:
    admin, calendar = as_person("admin1"), queries.work_calendar
    with pytest.raises(holidays.MissingYear):
        calendar().is_workday(date(2027, 3, 4))
    assert "还没有2027年的放假安排" in admin.get("/calendar/").content.decode()
    sent = {"year": "2027", "text": NOTICE_2027, "reason": "放假安排的通知（样本）"}
    shown = admin.post("/calendar/year/", sent)
    assert shown.status_code == 200
    for words in ("2027-03-07", "2027-03-13", "样本节", "核对无误，写入2027年"):
        assert words in shown.content.decode()
    with pytest.raises(holidays.MissingYear):
        calendar().is_workday(date(2027, 3, 4))
    assert admin.post("/calendar/year/", {**sent, "confirm": "yes"}).status_code == 302
    days = [date(2027, 3, day) for day in (4, 5, 6, 7, 8, 13, 14)]
    assert [calendar().is_workday(day) for day in days] == [False, False, False, False, True, True, False]
    assert calendar().why(date(2027, 3, 4)) == "法定节假日（样本节）"
    assert calendar().why(date(2027, 3, 13)) == "调休上班"
    set_day(admin, on="2027-03-08")
    assert not calendar().is_workday(date(2027, 3, 8)), "what is set by hand still wins"
    page = admin.get("/calendar/").content.decode()
    assert "2027年已录入：放假7天，调休上班1天" in page
    assert "还没有2027年的放假安排" not in page
    admin.post("/calendar/year/", {**sent, "text": NOTICE_2027.split("二", maxsplit=1)[0], "confirm": "yes"})
    assert calendar().is_workday(date(2027, 3, 4)), "entered anew, it stands in the place of the first"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"year": ""}, "year"),
        ({"year": "明年"}, "year"),
        ({"year": "1999"}, "year"),
        ({"text": ""}, "text"),
        ({"text": "春节：2月15日至23日放假，共8天。"}, "text"),
        ({"text": "长" * 4_001}, "text"),
        ({"reason": ""}, "reason"),
        ({"reason": "长" * 121}, "reason"),
    ],
)
def test_a_wrong_notice_is_refused_at_its_field_and_nothing_is_kept(
    as_person: Callable[[str], Client], changed: dict[str, str], field: str
) -> None:
    sent = {"year": "2027", "text": NOTICE_2027, "reason": "样本", "confirm": "yes", **changed}
    answer = as_person("admin1").post("/calendar/year/", sent)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not CalendarYear.objects.exists()


def test_an_empty_calendar_says_what_to_do(as_person: Callable[[str], Client]) -> None:
    CalendarDay.objects.all().delete()
    assert "就在上面加一天" in as_person("admin1").get("/calendar/").content.decode()


def test_the_reason_is_shown_as_text(as_person: Callable[[str], Client]) -> None:
    admin = as_person("admin1")
    set_day(admin, reason="<script>alert(1)</script>")
    shown = admin.get("/calendar/").content.decode()
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown


# readings


def test_revealing_a_phone_leaves_a_row_before_it_is_shown(
    as_person: Callable[[str], Client], people: dict[str, rights.Actor]
) -> None:
    person = Person.objects.filter(rights.inside("area_id", ["150824"]), phone_sealed__isnull=False).order_by("pk")[0]
    number = registry.reveal_phone(person_id=person.pk, by=people["operator1"], purpose="call", at=NOW)
    assert number
    (row,) = queries.readings_of(person.pk)
    assert (row.by, row.about, row.area, row.purpose, row.items) == (
        people["operator1"].id,
        person.pk,
        person.area_id,
        "call",
        ["phone"],
    )


@pytest.mark.parametrize("login", ["operator9", "handler9", "admin1", "auditor1"])
def test_who_may_not_read_leaves_no_row_and_sees_nothing(people: dict[str, rights.Actor], login: str) -> None:
    person = Person.objects.filter(rights.inside("area_id", ["150824"]), phone_sealed__isnull=False).order_by("pk")[0]
    with pytest.raises((rights.Unseen, rights.Refused)):
        registry.reveal_phone(person_id=person.pk, by=people[login], purpose="call", at=NOW)
    assert not Reading.objects.exists()


def test_readings_are_newest_first_and_of_this_person_only(db: None, people: dict[str, rights.Actor]) -> None:
    one, other = people["operator1"].id, people["operator2"].id
    for minutes, about in ((0, one), (5, one), (3, other)):
        operations.log_reading(
            by=one, about=about, area="150824", purpose="call", items=["phone"], at=NOW + timedelta(minutes=minutes)
        )
    assert [row.at for row in queries.readings_of(one)] == [NOW + timedelta(minutes=5), NOW]


# problems and health


def test_a_wrong_address_says_what_to_do(db: None, client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "tel:" in answer.content.decode()


@pytest.mark.parametrize(("page", "status"), [(pages.bad_request, 400), (pages.forbidden, 403), (pages.not_found, 404)])
def test_problem_pages_have_their_status_and_a_way_on(db: None, page: Callable[..., Any], status: int) -> None:
    answer = page(anonymous(), None)
    assert answer.status_code == status
    assert "<h1>" in answer.content.decode()
    assert "tel:" in answer.content.decode()


def anonymous() -> HttpRequest:
    request = RequestFactory().get("/")
    rights.set_acting(request, rights.NOBODY)
    return request


def hold_problem_page(answer: Any, status: int) -> None:
    assert answer.status_code == status
    told = answer.content.decode()
    assert "secret words" not in told
    assert "不是您操作错了" in told
    assert "0478-5550000" in told, "the telephone still works"
    assert ("Retry-After" in answer.headers) is (status == 503)


def broken(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret words")


urlpatterns = [path("broken/", broken), *urls.urlpatterns]
handler500 = urls.handler500


@override_settings(ROOT_URLCONF=__name__)
def test_an_error_is_a_page_with_a_remedy_and_without_its_inside(db: None, caplog: pytest.LogCaptureFixture) -> None:
    hold_problem_page(Client(raise_request_exception=False).get("/broken/"), 500)
    (record,) = [one for one in caplog.records if one.exc_info]
    assert record.name == "django.request"
    assert "RuntimeError: secret words" in logs.LineFormatter(logs.LINE).format(record), "whole, for who mends it"


def test_a_database_that_is_down_is_a_503_with_a_remedy(own_database: OwnDatabase) -> None:
    client = Client(raise_request_exception=False)
    sign_in(client, PASSWORD)
    connection.close()
    connection.settings_dict["NAME"] = f"{own_database.name}_is_gone"
    try:
        hold_problem_page(client.get(reverse("cases:work_list")), 503)
        hold_problem_page(client.get(reverse("cases:voice")), 503)
        health = Client().get("/healthz")
        assert (health.status_code, health.content) == (503, b"database unreachable\n")
    finally:
        connection.settings_dict["NAME"] = own_database.name
    assert Client().get("/healthz").status_code == 200


def test_healthz_is_ok_while_the_database_answers(db: None, client: Client, queries_made: list[str]) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content, answer.headers["Content-Type"]) == (
        200,
        b"ok\n",
        "text/plain; charset=utf-8",
    )
    assert queries_made == ["SELECT 1"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_pages_load_nothing_from_elsewhere_and_run_no_inline_script(db: None, client: Client) -> None:
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    told = answer.content.decode()
    assert "<style" not in told
    assert " style=" not in told
    assert " onclick=" not in told
    assert 'src="http' not in told
    assert (answer.headers["X-Frame-Options"], answer.headers["Referrer-Policy"]) == ("DENY", "same-origin")


def test_there_is_no_superuser(db: None) -> None:
    names = {field.name for field in get_user_model()._meta.get_fields()}
    assert not names & {"is_superuser", "is_staff", "user_permissions", "groups"}
