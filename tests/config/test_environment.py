"""The environment is complete and known, or the start stops with a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from minsheng.config.environment import KNOWN, EnvironmentProblem, database_of, read_environment

ROOT = Path(__file__).resolve().parents[2]
FULL = {
    "DATABASE_URL": "postgresql://minsheng:p%40ss@db.example:5433/minsheng",
    "MINSHENG_SECRET_KEY": "s" * 50,
    "MINSHENG_DATA_KEYS": "k1:AAAAAAAAAAAAAAAAAAAAAA==",
    "MINSHENG_INDEX_KEY": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "MINSHENG_HOSTS": "minsheng.example, www.minsheng.example",
    "MINSHENG_ORIGINS": "https://minsheng.example",
    "MINSHENG_PRESET": "/srv/presets/zhongqi",
    "MINSHENG_DATABASE_POOL": "4",
    "MINSHENG_PROXIES": "10.0.0.0/8",
    "PGSSLMODE": "verify-full",
    "PGSSLROOTCERT": "/etc/ssl/database-authority.pem",
}


def test_a_whole_environment_is_read() -> None:
    found = read_environment(FULL)
    assert found.is_production
    assert found.hosts == ("minsheng.example", "www.minsheng.example")
    assert (found.origins, found.proxies) == (("https://minsheng.example",), ("10.0.0.0/8",))
    assert (found.database_pool, found.preset) == (4, Path("/srv/presets/zhongqi"))
    assert (found.secret_key, found.count_queries) == ("s" * 50, False)


def test_production_is_the_mode_of_whoever_names_none() -> None:
    found = read_environment({key: FULL[key] for key in FULL if key != "MINSHENG_HOSTS"})
    assert (found.mode, found.hosts) == ("production", ()), "without hosts no request is answered"


@pytest.mark.parametrize("mode", ["production", "trial"])
@pytest.mark.parametrize("key", ["DATABASE_URL", "MINSHENG_SECRET_KEY", "MINSHENG_DATA_KEYS", "MINSHENG_INDEX_KEY"])
@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_key_stops_the_start_and_says_where_to_read_on(mode: str, key: str, value: str | None) -> None:
    lacking = {**FULL, "MINSHENG_MODE": mode, key: value or ""}
    if value is None:
        del lacking[key]
    with pytest.raises(EnvironmentProblem, match=rf"^{key} must be set .*install\.md.*minsheng keys"):
        read_environment(lacking)


def test_an_unknown_key_stops_the_start_with_its_name() -> None:
    with pytest.raises(EnvironmentProblem, match=r"Nobody reads MINSHENG_HOST, MINSHENG_PORT: correct the name"):
        read_environment({**FULL, "MINSHENG_PORT": "1", "MINSHENG_HOST": "x"})
    assert read_environment({**FULL, "OTHER_PORT": "1"}), "keys of others are not ours to judge"


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("MINSHENG_MODE", "debug", "production, trial or test"),
        ("DATABASE_URL", "mysql://x/y", "DATABASE_URL must look like postgresql://"),
        ("DATABASE_URL", "postgresql://host", "DATABASE_URL must look like postgresql://"),
        ("MINSHENG_DATABASE_POOL", "many", "MINSHENG_DATABASE_POOL is a whole number"),
        ("MINSHENG_DATABASE_POOL", "-1", "MINSHENG_DATABASE_POOL is a whole number"),
        ("MINSHENG_HSTS_SUBDOMAINS", "yes", "MINSHENG_HSTS_SUBDOMAINS is on or off, not 'yes'"),
        ("MINSHENG_PROXIES", "nginx", "MINSHENG_PROXIES lists addresses"),
    ],
)
def test_a_wrong_value_is_named(key: str, value: str, words: str) -> None:
    with pytest.raises(EnvironmentProblem, match=words):
        read_environment({**FULL, key: value})


def test_test_mode_needs_nothing_and_others_never_get_its_keys() -> None:
    fixed = read_environment({"MINSHENG_MODE": "test"})
    assert fixed.data_keys
    with pytest.raises(EnvironmentProblem):
        read_environment({"MINSHENG_MODE": "production"})


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (FULL["DATABASE_URL"], ("minsheng", "minsheng", "p@ss", "db.example", "5433")),
        ("postgresql://minsheng@/minsheng?host=/run/postgresql", ("minsheng", "minsheng", "", "/run/postgresql", "")),
        ("postgres:///minsheng?host=%2Frun%2Fx&port=5499&user=who", ("minsheng", "who", "", "/run/x", "5499")),
    ],
)
def test_database_addresses(url: str, expected: tuple[str, ...]) -> None:
    assert tuple(database_of(url)[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")) == expected


def test_whoever_operates_finds_each_key_in_the_manual() -> None:
    for_developers = {"MINSHENG_MODE", "MINSHENG_COUNT_QUERIES", "MINSHENG_REFERENCE_DATA", "MINSHENG_BROWSER"}
    manual = (ROOT / "docs" / "operate" / "install.md").read_text(encoding="utf-8")
    described = "\n".join(line.split("|")[1] for line in manual.splitlines() if line.startswith("| "))
    assert {key for key in KNOWN - for_developers if f"`{key}`" not in described} == set()


def test_a_command_stops_with_the_sentence_and_no_trace() -> None:
    surroundings = {"PATH": "/usr/bin:/bin", "MINSHENG_SECRT_KEY": "x"}
    command = [sys.executable, "-m", "minsheng.config.cli", "seal"]
    done = subprocess.run(
        command, env={**surroundings, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "minsheng: Nobody reads MINSHENG_SECRT_KEY: correct the name or remove it.\n"


def test_production_settings_are_strict() -> None:
    """As the server has them: read by a process of its own, for these settings are read once."""
    asked = (
        "import django; from django.conf import settings as s; django.setup()\n"
        "from django.core.management import call_command\n"
        "print(s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.SECURE_HSTS_SECONDS,"
        " s.PASSWORD_HASHERS[0].rpartition('.')[2])\n"
        "call_command('check', '--deploy', '--fail-level', 'WARNING')"
    )
    environment = {
        **FULL,
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "minsheng.config.settings",
        "MINSHENG_PRESET": str(ROOT / "presets" / "demo"),
        "MINSHENG_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_",
    }
    done = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "False True True True 31536000 PBKDF2PasswordHasher"


@pytest.mark.parametrize(
    ("mode", "origins", "told", "domain"),
    [
        ("production", "https://a.example.cn,https://b.example.cn", None, "a.example.cn"),
        ("production", "https://a.example.cn:8443", None, "a.example.cn"),
        ("production", "https://a.example.cn", "example.cn", "example.cn"),
        ("production", "https://10.1.2.3", None, ""),
        ("production", "https://[fd00::1]", None, ""),
        ("production", "https://*.example.cn", None, ""),
        ("production", "", None, ""),
        ("trial", "", None, "localhost"),
        ("test", "", None, "localhost"),
    ],
)
def test_security_keys_are_bound_to_a_name_of_this_installation(
    mode: str, origins: str, told: str | None, domain: str
) -> None:
    more = {} if told is None else {"MINSHENG_KEY_DOMAIN": told}
    found = read_environment({**FULL, "MINSHENG_MODE": mode, "MINSHENG_ORIGINS": origins, **more})
    assert found.key_domain == domain


@pytest.mark.parametrize("told", ["other.cn", "ple.cn", "b.example.cn"])
def test_a_domain_of_others_stops_the_start(told: str) -> None:
    with pytest.raises(EnvironmentProblem, match="MINSHENG_KEY_DOMAIN is the host of an address in MINSHENG_ORIGINS"):
        read_environment({**FULL, "MINSHENG_ORIGINS": "https://a.example.cn", "MINSHENG_KEY_DOMAIN": told})


@pytest.mark.parametrize(
    "told",
    ["off", "", "clamd:/run/clamav/clamd.ctl", "clamd:127.0.0.1:3310", "clamd:localhost:3310", "clamd:[::1]:3310"],
)
def test_a_scanner_is_on_this_machine_or_off(told: str) -> None:
    assert read_environment({**FULL, "MINSHENG_SCANNER": told}).scanner == (told or "off")


@pytest.mark.parametrize(
    "told", ["on", "clamd", "clamd:", "clamd:run/x", "clamd:10.0.0.7:3310", "clamd:scan.example:3310"]
)
def test_a_scanner_elsewhere_stops_the_start_because_it_encrypts_nothing(told: str) -> None:
    with pytest.raises(EnvironmentProblem, match=r"MINSHENG_SCANNER is off, .* by a tunnel"):
        read_environment({**FULL, "MINSHENG_SCANNER": told})


NEAR = (
    "minsheng@/minsheng?host=/var/run/postgresql",
    "minsheng@/minsheng",
    "minsheng@127.0.0.1/minsheng",
    "u@[::1]:5433/m",
)


@pytest.mark.parametrize("told", NEAR)
def test_a_database_of_this_machine_needs_no_certificate(told: str) -> None:
    near = {key: FULL[key] for key in FULL if not key.startswith("PGSSL")}
    assert read_environment({**near, "DATABASE_URL": f"postgresql://{told}"}).is_production


@pytest.mark.parametrize("host", ["db.example", "10.0.0.5", "%2Fvar%2Frun%2Fpostgresql,10.0.0.5", "127.0.0.1.example"])
@pytest.mark.parametrize(
    "tls",
    [
        {},
        {"PGSSLMODE": "require", "PGSSLROOTCERT": "/etc/a.pem"},
        {"PGSSLMODE": "prefer"},
        {"PGSSLMODE": "verify-ca", "PGSSLROOTCERT": "/etc/a.pem"},
        {"PGSSLMODE": "verify-full"},
        {"PGSSLMODE": "verify-full", "PGSSLROOTCERT": ""},
    ],
)
def test_a_database_elsewhere_without_tls_and_its_authority_stops_the_start(host: str, tls: dict[str, str]) -> None:
    """Nothing falls back to an open line: without the certificate of the database's own authority nothing starts."""
    lacking = {key: FULL[key] for key in FULL if not key.startswith("PGSSL")}
    for url in (f"postgresql://minsheng@/minsheng?host={host}", "postgresql://minsheng@/minsheng"):
        far = {} if "host" in url else {"PGHOST": host.replace("%2F", "/")}
        with pytest.raises(EnvironmentProblem, match="PGSSLMODE must be verify-full"):
            read_environment({**lacking, **tls, **far, "DATABASE_URL": url})
    assert read_environment({**FULL, "DATABASE_URL": f"postgresql://minsheng@/minsheng?host={host}"})


@pytest.mark.parametrize("query", ["sslmode=disable", "host=/run/x&options=-c%20x", "sslrootcert=/x"])
def test_what_nobody_reads_in_the_address_of_the_database_stops_the_start(query: str) -> None:
    with pytest.raises(EnvironmentProblem, match=r"Nobody reads (sslmode|options|sslrootcert) in DATABASE_URL"):
        read_environment({**FULL, "DATABASE_URL": f"postgresql://minsheng@/minsheng?{query}"})


def test_no_other_word_of_the_environment_leads_around_the_certificate() -> None:
    near = {key: FULL[key] for key in FULL if not key.startswith("PGSSL")} | {
        "DATABASE_URL": "postgresql://minsheng@/m"
    }
    with pytest.raises(EnvironmentProblem, match="PGSSLMODE must be verify-full"):
        read_environment({**near, "PGHOSTADDR": "10.0.0.5"})
    with pytest.raises(EnvironmentProblem, match="PGSERVICE"):
        read_environment({**FULL, "PGSERVICE": "elsewhere"})
