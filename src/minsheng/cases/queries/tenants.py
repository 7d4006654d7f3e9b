"""Enterprises: the tenant of an area, and what came of something that was said without a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from minsheng.cases import rules
from minsheng.cases.models import Case, Delivery, HeldVoice, Receipt, Tenant
from minsheng.cases.models.tenants import RECEIPT
from minsheng.foundation import keys, rights

TENANT_CODES = "99"
SHEET = "cases_receipt.sheet"
ROOM = "cases_tenant.room"


def receipt_indexes(receipt: str) -> tuple[bytes, ...]:
    """The blind indexes of a receipt as somebody writes it: spaces, hyphens and small letters do not matter.

    The first is the one to write; what was written before the index key was replaced stands under another.
    """
    plain = "".join(one for one in receipt.upper() if one.isalnum())
    return keys.ring().blind_indexes(plain, RECEIPT)


def sheet_mark(area: str, drawn: str, letters: str, length: int) -> str:
    """The last letters of a receipt that was printed on a sheet of this enterprise: made with the key, kept nowhere."""
    return sheet_marks(area, drawn, letters, length)[0]


def sheet_marks(area: str, drawn: str, letters: str, length: int) -> tuple[str, ...]:
    """That mark, and those that the same sheet has where it was printed before the index key was replaced."""
    digests = keys.ring().blind_indexes(f"{area}.{drawn}", SHEET)
    return tuple("".join(letters[one % len(letters)] for one in digest[:length]) for digest in digests)


def tenant_of(code: str) -> Tenant:
    """The enterprise of an area. Raises `Unseen` where there is none."""
    found = Tenant.objects.select_related("area").filter(area=code).first()
    if found is None:
        raise rights.Unseen("没有这个企业的职工意见箱。请核对网址，或问单位的工会。")
    return found


def most_today(tenant: Tenant, on: date) -> int:
    """How many voices the open page takes on a day: `most_a_day` and up to half of it more, by the key.

    Nobody knows the number: who fills the box himself until it is full does not learn how many others have written.
    """
    digest = keys.ring().blind_index(f"{tenant.area_id}.{on.isoformat()}", ROOM)
    return tenant.most_a_day + int.from_bytes(digest[:4]) % (tenant.most_a_day // 2 + 1)


def is_tenant(area: str) -> bool:
    """Does this area belong to an enterprise? No code of a real division begins as theirs do."""
    return area.startswith(TENANT_CODES) and Tenant.objects.filter(area=area[:6]).exists()


@dataclass(frozen=True)
class Outcome:
    """What came of it, for whoever holds the receipt; `released_at` is None while it waits for others."""

    state_words: str
    result: str
    released_at: datetime | None


def outcome_of(tenant: Tenant, receipt: str) -> Outcome | None:
    """What came of what was said under this receipt, None for an unknown one."""
    indexes = receipt_indexes(receipt)
    if HeldVoice.objects.filter(tenant=tenant, receipt_index__in=indexes).exists():
        return Outcome("已收到，等几份意见凑到一起再转交", "", None)
    rows = Receipt.objects.filter(receipt_index__in=indexes, case__area=tenant.area_id)
    found = rows.select_related("case__merged_into").first()
    if found is None:
        return None
    result = found.case.merged_into or found.case
    return Outcome(rules.STATE_WORDS[rules.State(result.state)], _result(result), found.case.opened_at)


def _result(case: Case) -> str:
    if rules.State(case.state) not in rules.ENDED_STATES:
        return ""
    if case.end_reason:
        return f"{case.end_reason} {case.end_remedy}"
    last = Delivery.objects.filter(case=case).order_by("-at").first()
    return last.note if last else ""
