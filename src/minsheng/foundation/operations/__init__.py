"""Writes of the ground: the log of facts and its seals, readings, areas and calendar, accounts."""

from minsheng.foundation.operations.accounts import (
    Locked,
    end_grant,
    end_second_factor,
    grant_role,
    set_account,
    set_active,
    set_password,
    set_second_factor,
    use_code,
    use_word,
)
from minsheng.foundation.operations.banner import set_calendar_day, set_divisions, set_role
from minsheng.foundation.operations.clients import (
    NewClient,
    add_client,
    count_request,
    digest_of,
    end_client,
    make_token,
    revoke_token,
)
from minsheng.foundation.operations.log import Broken, make_fact_months, seal_facts, verify_facts
from minsheng.foundation.operations.readings import log_reading, log_readings
from minsheng.foundation.operations.sessions import (
    change_own_password,
    end_own_second_factor,
    end_own_sessions,
    end_sessions,
    note_log_fetched,
    set_own_second_factor,
)
from minsheng.foundation.operations.upkeep import Tidied, tidy
from minsheng.foundation.operations.webhooks import (
    note_fact,
    send_again,
    send_facts,
    subscribe,
    subscriptions,
    unsubscribe,
)

__all__ = [
    "Broken",
    "Locked",
    "NewClient",
    "Tidied",
    "add_client",
    "change_own_password",
    "count_request",
    "digest_of",
    "end_client",
    "end_grant",
    "end_own_second_factor",
    "end_own_sessions",
    "end_second_factor",
    "end_sessions",
    "grant_role",
    "log_reading",
    "log_readings",
    "make_fact_months",
    "make_token",
    "note_fact",
    "note_log_fetched",
    "revoke_token",
    "seal_facts",
    "send_again",
    "send_facts",
    "set_account",
    "set_active",
    "set_calendar_day",
    "set_divisions",
    "set_own_second_factor",
    "set_password",
    "set_role",
    "set_second_factor",
    "subscribe",
    "subscriptions",
    "tidy",
    "unsubscribe",
    "use_code",
    "use_word",
    "verify_facts",
]
