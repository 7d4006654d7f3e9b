"""The notice of holidays is read as it is worded; two years that the calendar package knows are the oracle."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.foundation import notices

NOTICES = {
    2025: """
    一、元旦：1月1日（周三）放假1天，不调休。
    二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
    三、清明节：4月4日（周五）至6日（周日）放假，共3天。
    四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
    五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
    六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
    节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
    """,
    2026: """
    一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
    二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
    三、清明节：4月4日（周六）至6日（周一）放假，共3天。
    四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
    五、端午节：6月19日（周五）至21日（周日）放假，共3天。
    六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
    七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
    """,
}


@pytest.mark.parametrize("between", ["\n", ""])
@pytest.mark.parametrize("year", NOTICES)
def test_a_notice_gives_the_calendar_of_the_year(year: int, between: str) -> None:
    """In lines, and pasted as one paragraph."""
    told = notices.read_notice(NOTICES[year].replace("\n", between), year)
    days = [date(year, 1, 1) + timedelta(days=passed) for passed in range(365)]
    assert [day for day in days if told.is_workday(day) is not chinese_calendar.is_workday(day)] == []
    assert told.rest[date(year, 10, 1)].startswith("国庆节")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "没有读出放假的日子"),
        ("今年过节不放假", "没有读出放假的日子"),
        ("春节：2月15日至23日放假调休，共8天。", "写共8天.*却是9天"),
        ("春节：2月30日放假1天。", "2月30日不是2026年的日子"),
        ("春节：2月23日至15日放假。", "前后颠倒"),
        ("春节：2025年2月15日放假1天。", "是2025年的"),
        ("春节：2月15日至23日放假。2月14日、2月15日上班。", "2026-02-15又写放假、又写上班"),
        ("春节：2月15日至23日放假。2月25日上班。", "2026-02-25是周一至周五"),
        ("：2月15日放假1天。", "没有写是哪个节日"),
    ],
)
def test_what_is_wrong_with_a_notice_is_said_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        notices.read_notice(text, 2026)


@given(st.dates(date(2027, 1, 1), date(2027, 12, 15)), st.integers(1, 15), st.sampled_from("至到-—~"))
def test_any_span_is_read_back(first: date, count: int, until: str) -> None:
    last = first + timedelta(days=count - 1)
    month = "" if last.month == first.month else f"{last.month}月"
    text = f"某节:{first.month}月{first.day}日（周几）{until}{month}{last.day}日放假，共{count}天。"
    assert list(notices.read_notice(text, 2027).rest) == [first + timedelta(days=n) for n in range(count)]


@given(
    st.text(max_size=200) | st.from_regex(r"(某节：\d{1,2}月\d{1,3}日至\d{1,2}日[放假上班。]*){1,3}", fullmatch=True)
)
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    problem = ""
    try:
        assert notices.read_notice(text, 2027).rest
    except ValueError as found:
        problem = str(found)
    assert problem == "" or problem.endswith(("。", "”"))
