"""Cases from the desk to the list: queries and processor time of creating, listing, showing; messages classified.

`./dev bench intake [--quick]`: one JSON line. The cases and their facts are copied into an embedded PostgreSQL with
COPY; the pages are asked through the whole middleware by an ordinary user who holds 20 villages, never by one who may
see everything. Milliseconds are of this machine on this day; queries are exact.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from minsheng.foundation.postgres import EmbeddedPostgres
from tools.bench import stepper

if TYPE_CHECKING:
    from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = Path(os.environ.get("MINSHENG_REFERENCE_DATA", ROOT.parent / "shared" / "data")) / "messages"
SIZES = {"quick": (20_000, 10, 5_000, 40, 1_000), "full": (1_000_000, 10, 100_000, 200, 10_000)}
"""(cases, facts of each, random limits, times that a page is asked, rows that are imported)."""
CALLERS = 200_000
STATES = ("assigned", "assigned", "delivered", "closed", "closed", "closed", "closed", "closed", "triaged", "heard")
SEED = 20261125


def main(words: list[str]) -> int:
    """Print one line with the figures and the sizes they belong to."""
    parser = argparse.ArgumentParser(prog="./dev bench intake", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="20 000 cases instead of a million")
    cases, facts_each, limits, times, rows = SIZES["quick" if parser.parse_args(words).quick else "full"]
    equal, asked = stepper.agreement(limits)
    found: dict[str, Any] = {"deadlines_equal": equal, "deadlines_asked": asked, **_messages()}
    with tempfile.TemporaryDirectory(prefix="minsheng-bench-") as folder:
        Path(folder).chmod(0o711)
        with EmbeddedPostgres(Path(folder)) as database:
            os.environ.update(DATABASE_URL=database.start(), MINSHENG_MODE="test", MINSHENG_COUNT_QUERIES="1")
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minsheng.config.settings")
            found |= {**_pages(cases, facts_each, times), **_imported(rows)}
    print(json.dumps({"bench": "intake", "cases": cases, "facts": cases * facts_each, "seed": SEED, **found}))
    return 0


def _messages() -> dict[str, Any]:
    """Five folds over the labelled messages, where the reference data is there."""
    path = REFERENCE / "devpool.jsonl"
    if not path.exists():
        return {"macro_f1": None, "certain_precision": None, "ms_per_message": None, "why": f"{path.name} is not here"}
    from minsheng.cases.rules import training

    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = training.cross_validated([row["text"] for row in rows], [row["label"] for row in rows])
    return {
        "macro_f1": round(found.macro_f1, 4),
        "certain_precision": round(found.certain_precision or 0, 4),
        "certain_share": round(found.certain_share, 3),
        "ms_per_message": round(found.ms_per_message, 3),
    }


def _pages(cases: int, facts_each: int, times: int) -> dict[str, Any]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    from minsheng.config import loading

    call_command("migrate", verbosity=0)
    loading.load_preset(ROOT / "presets" / "demo", at=datetime.now(UTC), password=uuid.uuid4().hex)
    setup_test_environment()
    began = time.monotonic()
    case_ids = copied(cases, facts_each)
    client = _ordinary_user()
    built = round(time.monotonic() - began, 1)
    return {"built_seconds": built, **_created(client, times), **_listed(client, times), **_shown(client, case_ids)}


def _villages() -> list[str]:
    from minsheng.foundation import queries as ground

    return [row.code for row in ground.divisions_inside(["150824"], levels=("village", "community"))]


def _phone(number: int) -> str:
    return f"0478-{5_560_000 + number % CALLERS % 9_000:07d}"


def copied(cases: int, facts_each: int, *, first_serial: int = 1) -> list[uuid.UUID]:
    """Cases, voices and facts by COPY; returns the cases. Ids are drawn, so that nothing lies in a handy order."""
    from django.db import connection, transaction

    from minsheng.catalogue import queries as catalogue
    from minsheng.foundation import operations as ground

    now, chance = datetime.now(UTC), random.Random(SEED)
    ground.make_fact_months(first=(now - timedelta(days=400)).date(), last=now.date())
    on = now.date()
    leads = {
        row.code: duty.item.lead_id
        for row in catalogue.leaf_categories()
        if (duty := catalogue.propose_duty("", row.code, on=on)) is not None
    }
    villages, codes = _villages(), sorted(leads)
    ids = [uuid.UUID(int=chance.getrandbits(128), version=4) for _ in range(cases)]
    with connection.cursor() as cursor:
        rows = list(_case_rows(ids, villages, codes, leads, now, chance, first_serial))
        _copy(cursor, "cases_case", CASE_COLUMNS, iter(rows))
        _copy(cursor, "cases_voice", VOICE_COLUMNS, _voice_rows(rows, now))
        cursor.execute("SELECT setval('cases_case_serial', %s)", [first_serial + cases])
        with transaction.atomic():  # who reads the log on has read these, as in a banner that has run for years
            _copy(cursor, "foundation_fact", "at, kind, about, area, body", _fact_rows(rows, facts_each))
            cursor.execute(
                "UPDATE foundation_logreader"
                " SET read_to = (SELECT last_value FROM foundation_fact_seq), ahead = NULL, tellers = '{}'"
            )
        for table in ("cases_case", "cases_voice", "foundation_fact"):  # as the database does in its own time
            cursor.execute(f"VACUUM (ANALYZE) {table}")
    return ids


CASE_COLUMNS = (
    "id, serial, opened_on, opened_at, state, area_id, place, category_id, urgency, lead_id, title, proposal_reason,"
    " bounces, reopenings, due_at, ended_at, end_reason, end_remedy"
)
VOICE_COLUMNS = (
    "id, case_id, channel, heard_at, words, caller_name, caller_phone_sealed, caller_phone_index, on_behalf_of,"
    " consent, wants_answer, source, source_number, told_at"
)


def _copy(cursor: Any, table: str, columns: str, rows: Iterator[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _case_rows(
    ids: list[uuid.UUID],
    villages: list[str],
    codes: list[str],
    leads: dict[str, uuid.UUID],
    now: datetime,
    chance: random.Random,
    first_serial: int,
) -> Iterator[tuple[Any, ...]]:
    for number, key in enumerate(ids, start=first_serial):
        opened = now - timedelta(minutes=chance.randrange(390 * 24 * 60))
        state = chance.choice(STATES)
        code = chance.choice(codes)
        ended = opened + timedelta(days=3) if state == "closed" else None
        due = None if ended else opened + timedelta(days=chance.randrange(1, 30))
        place, title = f"{number % 97}号", f"第{number}件：{code}需要办理"
        area = chance.choice(villages)
        yield (
            key,
            number,
            opened.date(),
            opened,
            state,
            area,
            place,
            code,
            "routine",
            leads[code],
            title,
            "",
            0,
            0,
            due,
            ended,
            "",
            "",
        )


def _voice_rows(rows: list[tuple[Any, ...]], now: datetime) -> Iterator[tuple[Any, ...]]:
    from minsheng.foundation import identity, keys

    ring = keys.ring()
    index = {
        n: ring.blind_index(identity.phone(_phone(n)), "cases_voice.caller_phone") for n in range(min(CALLERS, 9_000))
    }
    for row in rows:
        found = index[row[1] % len(index)]
        told = now if row[4] == "closed" else None
        yield (uuid.uuid4(), row[0], "phone", row[3], row[10], "来话人", found, found, "", "yes", True, "", "", told)


def _fact_rows(rows: list[tuple[Any, ...]], each: int) -> Iterator[tuple[Any, ...]]:
    body = json.dumps({"category": "", "urgency": "routine", "lead": str(uuid.UUID(int=0))})
    for row in rows:
        for place in range(each):
            yield (row[3] + timedelta(minutes=place), "cases.CaseOpened", row[0], row[5], body)


def _ordinary_user() -> Client:
    """Somebody who takes calls in 20 villages and sees nothing else."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    from minsheng.foundation import operations as ground

    account = ground.set_account(login="ordinary", name="二十个村的接线员", hashed="!")
    for village in _villages()[:20]:
        ground.grant_role(account_id=account, role="operator", area=village, valid_from=date(2024, 1, 1))
    client = Client()
    client.force_login(get_user_model().objects.get(pk=account), backend="minsheng.foundation.signing.AccountBackend")
    return client


def _timed(ask: Callable[[], Any], times: int) -> tuple[list[float], int]:
    """Milliseconds of each answer in order of size, and the most queries that one took."""
    taken, most = [], 0
    ask()
    for _ in range(times):
        began = time.perf_counter()
        answer = ask()
        taken.append(1000 * (time.perf_counter() - began))
        if answer.status_code not in {200, 302}:
            raise SystemExit(f"the page answered {answer.status_code}: {answer.content.decode()[:400]}")
        if "/sign-in/" in answer.headers.get("Location", ""):
            raise SystemExit("the page sent to signing in: nothing was measured")
        most = max(most, _queries(answer))
    return sorted(taken), most


def _queries(answer: Any) -> int:
    return int(answer["Server-Timing"].split('desc="')[1].split('"')[0])


def _created(client: Client, times: int) -> dict[str, Any]:
    from minsheng.catalogue import queries as catalogue
    from minsheng.registry import queries as registry

    village = _villages()[0]
    duty = catalogue.propose_duty("村里盖房谁管", "housing.village_building", on=datetime.now(UTC).date())
    lead = registry.organisations()[duty.item.lead_id].name if duty else ""
    cpu = []

    def create() -> Any:
        told = {
            "words": "村里要盖房子，不知道找谁批宅基地，家里三口人",
            "area": village,
            "category": "housing.village_building",
            "lead": lead,
            "caller_name": "来话人",
            "caller_phone": _phone(random.randrange(9_000)),
            "consent": "yes",
            "channel": "phone",
            "client_id": str(uuid.uuid4()),
        }
        began = time.process_time()
        answer = client.post("/desk/", told)
        cpu.append(1000 * (time.process_time() - began))
        if answer.status_code != 302:
            raise SystemExit(f"no case was created: {answer.content.decode()[:2000]}")
        return answer

    _, queries = _timed(create, times)
    return {
        "queries_create": queries,
        "cpu_ms_create": round(median(cpu), 1),
        **_hinted(client, village, times),
    }


def _hinted(client: Client, village: str, times: int) -> dict[str, Any]:
    """The piece of the desk that says which open cases may be the same, for callers and places all over the village."""
    chance = random.Random(SEED)

    def ask() -> Any:
        told = {
            "words": "村里要盖房子",
            "area": village,
            "place": f"{chance.randrange(97)}号",
            "category": "housing.village_building",
            "caller_phone": _phone(chance.randrange(9_000)),
        }
        return client.post("/desk/hints/", told)

    taken, queries = _timed(ask, times)
    return {"queries_hint": queries, "hint_p95_ms": round(taken[int(len(taken) * 0.95)], 1)}


def _listed(client: Client, times: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, query in (("list", ""), ("list_ended", "?view=ended"), ("list_search", "?text=办理")):
        taken, queries = _timed(lambda query=query: client.get(f"/cases/{query}"), times)  # type: ignore[misc]
        found |= {f"queries_{name}": queries, f"{name}_p95_ms": round(taken[int(len(taken) * 0.95)], 1)}
    return found


def _imported(rows: int) -> dict[str, Any]:
    """A file of messages read, tried and carried out as a supervisor does it; no other work in between."""
    from minsheng.cases import operations
    from minsheng.foundation import queries as ground

    by = ground.actors_by_login(datetime.now(UTC).date())["supervisor1"]
    lines = (f"{number},第{number}号楼前的路灯不亮，晚上老人出门看不见,{_phone(number)}" for number in range(rows))
    content = "\n".join(["编号,内容,电话", *lines]).encode()
    began = time.perf_counter()
    run = operations.try_messages(
        content=content, file_name="rows.csv", area=_villages()[0], by=by, at=datetime.now(UTC), source="bench"
    )
    operations.confirm_import(run_id=run.pk, by=by, at=datetime.now(UTC))
    while operations.import_chunk(run_id=run.pk, at=datetime.now(UTC)):
        pass
    seconds = time.perf_counter() - began
    opened = run.rows.filter(outcome=operations.RowOutcome.OPENED).count()
    if opened != rows:
        raise SystemExit(f"{opened} of {rows} rows were opened")
    return {"import_rows": rows, "import_seconds": round(seconds, 1), "import_rows_per_s": round(rows / seconds)}


def _shown(client: Client, case_ids: list[uuid.UUID]) -> dict[str, Any]:
    from minsheng.cases.queries import Filter, work_list
    from minsheng.foundation import queries as ground

    del case_ids
    actor = ground.actors_by_login(datetime.now(UTC).date())["ordinary"]
    line = work_list(actor, Filter(view="open"), datetime.now(UTC), most=1).lines[0]
    taken, queries = _timed(lambda: client.get(f"/cases/{line.id}/"), 20)
    return {"queries_case": queries, "case_median_ms": round(median(taken), 1)}
