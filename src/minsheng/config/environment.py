"""The one place where the environment is read: typed, frozen, complete or the start stops with a sentence."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

TEST_SECRET = "for-tests-only-" + "0" * 40
TEST_DATA_KEYS = "test:AAECAwQFBgcICQoLDA0ODw=="
TEST_INDEX_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

KNOWN = frozenset(
    {
        "MINSHENG_MODE",
        "MINSHENG_SECRET_KEY",
        "MINSHENG_DATA_KEYS",
        "MINSHENG_INDEX_KEY",
        "MINSHENG_BACKUP_KEY",
        "MINSHENG_HOSTS",
        "MINSHENG_ORIGINS",
        "MINSHENG_HSTS_SUBDOMAINS",
        "MINSHENG_KEY_DOMAIN",
        "MINSHENG_PROXIES",
        "MINSHENG_WEBHOOK_NETWORKS",
        "MINSHENG_PRESET",
        "MINSHENG_COUNT_QUERIES",
        "MINSHENG_DATABASE_POOL",
        "MINSHENG_REFERENCE_DATA",
        "MINSHENG_BROWSER",
        "MINSHENG_TEXTS",
        "MINSHENG_SCANNER",
        "MINSHENG_STATIC",
    }
)


class EnvironmentProblem(Exception):
    """The environment lacks a key, or has one that nobody reads; the sentence says which and what to do."""


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Everything that differs between installations."""

    mode: str
    database: Mapping[str, str]
    database_pool: int
    secret_key: str
    data_keys: str
    index_key: str
    backup_key: str
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    binds_subdomains: bool
    key_domain: str
    proxies: tuple[str, ...]
    webhook_networks: tuple[str, ...]
    preset: Path
    count_queries: bool
    texts: str
    scanner: str
    static: Path

    @property
    def is_production(self) -> bool:
        return self.mode == "production"


def database_of(url: str) -> Mapping[str, str]:
    """Django's connection parameters of a `postgresql://user:password@host:port/name?host=/socket` address."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise EnvironmentProblem("DATABASE_URL must look like postgresql://user:password@host:5432/name.")
    query = dict(parse_qsl(parts.query))
    if unread := sorted(set(query) - {"host", "port", "user"}):
        raise EnvironmentProblem(
            f"Nobody reads {', '.join(unread)} in DATABASE_URL: what libpq is to know stands in PGSSLMODE and its like."
        )
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or query.get("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": query.get("port", str(parts.port or "")),
    }


def read_environment(source: Mapping[str, str]) -> Environment:
    """The settings of this installation.

    Modes: `production` (every key must be given), `trial` (as production, but over plain http on this
    machine) and `test` (fixed keys). Raises `EnvironmentProblem` for a missing or an unknown key.
    """
    unknown = sorted(key for key in source if key.startswith("MINSHENG_") and key not in KNOWN)
    if unknown:
        raise EnvironmentProblem(f"Nobody reads {', '.join(unknown)}: correct the name or remove it.")
    mode = source.get("MINSHENG_MODE", "production")
    if mode not in {"production", "trial", "test"}:
        raise EnvironmentProblem("MINSHENG_MODE is production, trial or test.")
    fixed = {
        "MINSHENG_SECRET_KEY": TEST_SECRET,
        "MINSHENG_DATA_KEYS": TEST_DATA_KEYS,
        "MINSHENG_INDEX_KEY": TEST_INDEX_KEY,
        "DATABASE_URL": "postgresql://minsheng@/minsheng",
    }
    values = {**(fixed if mode == "test" else {}), **source}
    missing = sorted(key for key in fixed if not values.get(key))
    if missing:
        raise EnvironmentProblem(
            f"{', '.join(missing)} must be set (see docs/operate/install.md; `minsheng keys` makes new keys)."
        )
    local = "localhost,127.0.0.1,[::1],testserver" if mode != "production" else ""
    return Environment(
        mode=mode,
        database=_database(values, mode),
        database_pool=_whole(values, "MINSHENG_DATABASE_POOL", 8),
        secret_key=values["MINSHENG_SECRET_KEY"],
        data_keys=values["MINSHENG_DATA_KEYS"],
        index_key=values["MINSHENG_INDEX_KEY"],
        backup_key=values.get("MINSHENG_BACKUP_KEY", ""),
        hosts=_words(values.get("MINSHENG_HOSTS", local)),
        origins=_words(values.get("MINSHENG_ORIGINS", "")),
        binds_subdomains=_on_or_off(values, "MINSHENG_HSTS_SUBDOMAINS", "on"),
        key_domain=_key_domain(values, mode),
        proxies=_networks(values, "MINSHENG_PROXIES", "127.0.0.1,::1"),
        webhook_networks=_networks(values, "MINSHENG_WEBHOOK_NETWORKS", "127.0.0.1" if mode == "test" else ""),
        preset=Path(values.get("MINSHENG_PRESET", str(_source() / "presets" / "demo"))),
        count_queries=values.get("MINSHENG_COUNT_QUERIES", "") == "1",
        texts=_texts(values.get("MINSHENG_TEXTS", "off")),
        scanner=_scanner(values.get("MINSHENG_SCANNER") or "off"),
        static=Path(values.get("MINSHENG_STATIC", str(_source() / ".minsheng" / "static"))),
    )


def _database(values: Mapping[str, str], mode: str) -> Mapping[str, str]:
    found = database_of(values["DATABASE_URL"])
    if mode == "production":
        _require_safe_way(found["HOST"] or values.get("PGHOST", ""), values)
        _require_safe_way(values.get("PGHOSTADDR", ""), values)
    return found


def _require_safe_way(hosts: str, source: Mapping[str, str]) -> None:
    """A database on another machine is reached over TLS alone, and only one that its own authority vouches for."""
    if source.get("PGSERVICE"):
        raise EnvironmentProblem(
            "PGSERVICE could name another database and another way to it: say both in DATABASE_URL."
        )
    is_near = all(re.fullmatch(r"|/.*|@.*|localhost|127\.\d+\.\d+\.\d+|::1", host) for host in hosts.split(","))
    if not is_near and not (source.get("PGSSLMODE") == "verify-full" and source.get("PGSSLROOTCERT")):
        raise EnvironmentProblem(
            "The database is on another machine: PGSSLMODE must be verify-full, and PGSSLROOTCERT must name the "
            "authority that vouches for it (docs/operate/install.md, part 6)."
        )


def _texts(chosen: str) -> str:
    if chosen not in {"off", "console"} and not chosen.startswith("file:/"):
        raise EnvironmentProblem("MINSHENG_TEXTS is off, console or file:/path/to/file.")
    return chosen


def _scanner(chosen: str) -> str:
    """A clamd speaks no TLS, so that one elsewhere is reached by a tunnel that begins on this machine."""
    local = re.fullmatch(r"clamd:(/.+|(localhost|127\.\d+\.\d+\.\d+|\[::1\]):\d{1,5})", chosen)
    if chosen != "off" and not local:
        raise EnvironmentProblem(
            "MINSHENG_SCANNER is off, clamd:/run/clamav/clamd.ctl or clamd:127.0.0.1:3310 (another host by a tunnel: "
            "clamd itself encrypts nothing)."
        )
    return chosen


def _key_domain(values: Mapping[str, str], mode: str) -> str:
    """The domain that security keys are bound to: as told, else the host of the first origin; "" where that is none.

    Browsers bind keys to names alone, never to an address of digits.
    """
    hosts = [urlsplit(origin).hostname or "" for origin in _words(values.get("MINSHENG_ORIGINS", ""))]
    told = values.get("MINSHENG_KEY_DOMAIN", "")
    if not told:
        first = hosts[0] if hosts else ("" if mode == "production" else "localhost")
        return "" if re.fullmatch(r"[0-9.]*|.*[:*].*", first) else first
    if told != "localhost" and not any(host == told or host.endswith(f".{told}") for host in hosts):
        raise EnvironmentProblem(
            "MINSHENG_KEY_DOMAIN is the host of an address in MINSHENG_ORIGINS, or a domain that the host belongs to."
        )
    return told


def _whole(values: Mapping[str, str], key: str, otherwise: int) -> int:
    text = values.get(key, str(otherwise))
    if not text.isdecimal():
        raise EnvironmentProblem(f"{key} is a whole number, not {text!r}.")
    return int(text)


def _on_or_off(values: Mapping[str, str], key: str, otherwise: str) -> bool:
    told = values.get(key) or otherwise
    if told not in {"on", "off"}:
        raise EnvironmentProblem(f"{key} is on or off, not {told!r}.")
    return told == "on"


def _source() -> Path:
    return Path(__file__).resolve().parents[3]


def _networks(values: Mapping[str, str], key: str, otherwise: str) -> tuple[str, ...]:
    try:
        return tuple(str(ipaddress.ip_network(word)) for word in _words(values.get(key, otherwise)))
    except ValueError as problem:
        raise EnvironmentProblem(f"{key} lists addresses or networks, for example 127.0.0.1,10.0.0.0/8.") from problem


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
