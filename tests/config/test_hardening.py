"""What holds of all code and every answer at once; `docs/threats/asvs.csv` names these tests as its proofs."""

from __future__ import annotations

import ast
import itertools
import json
import logging
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.auth.password_validation import (
    MinimumLengthValidator,
    get_default_password_validators,
    validate_password,
)
from django.core.exceptions import DisallowedHost, ValidationError
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.module_loading import import_string

from minsheng.foundation import drawn, fields, logs, second_factor
from minsheng.foundation.models import Account, OpenSession
from minsheng.foundation.passwords import GuessableValidator, LeakedPasswordValidator
from tests.config.test_environment import FULL
from tests.conftest import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "minsheng"
Sign = Callable[[str], Client]


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Every file of the product's code, but not its migrations."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield str(path.relative_to(SOURCE)), ast.parse(path.read_text(encoding="utf-8"))


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every call: file:line, the dotted name of what is called, the call."""
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield f"{name}:{node.lineno}", ast.unparse(node.func), node


def callers(fits: Callable[[str, ast.Call], bool]) -> list[str]:
    """Where a call stands that fits (the dotted name of what is called, the call): file:function, once for each call."""
    return sorted(place for name, tree in trees() for place in _callers(tree, name, "", fits))


def _callers(node: ast.AST, file: str, function: str, fits: Callable[[str, ast.Call], bool]) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and fits(ast.unparse(child.func), child):
            yield f"{file}:{function}"
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from _callers(child, file, f"{function}.{child.name}".lstrip("."), fits)
        else:
            yield from _callers(child, file, function, fits)


def imports() -> dict[str, set[str]]:
    """Which modules each file imports."""
    found: dict[str, set[str]] = {}
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found.setdefault(name, set()).update(one.name for one in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.setdefault(name, set()).add(node.module)
    return found


def importers(*modules: str) -> set[str]:
    """The files that import one of these modules or a part of it."""
    beginnings = tuple(f"{one}." for one in modules)
    return {
        name for name, found in imports().items() if any(one in modules or one.startswith(beginnings) for one in found)
    }


def templates() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.rglob("templates/**/*")):
        if path.suffix in {".html", ".txt"}:
            yield str(path.relative_to(SOURCE)), path.read_text(encoding="utf-8")


def scripts() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.rglob("static/**/*.js")):
        if "vendor" not in path.parts:
            yield path.name, path.read_text(encoding="utf-8")


# what the code never does


def test_no_code_is_made_of_text() -> None:
    bad = {"eval", "exec", "compile", "__import__", "yaml.load", "yaml.unsafe_load", "yaml.full_load"}
    assert [(place, name) for place, name, _ in calls() if name in bad] == []
    assert importers("pickle", "marshal", "shelve", "dill", "joblib", "jsonpickle", "ctypes", "cffi") == set()


def test_commands_are_lists_of_words_without_a_shell() -> None:
    shells = [place for place, name, _ in calls() if name in {"os.system", "os.popen", "subprocess.getoutput"}]
    shells += [place for place, _, call in calls() if any(word.arg == "shell" for word in call.keywords)]
    assert shells == []
    assert all(one.startswith(("config/", "foundation/postgres")) for one in importers("subprocess")), "no page does"


def test_patterns_are_ours_and_never_built_from_input() -> None:
    found = []
    for place, name, call in calls():
        if not re.fullmatch(r"re\.(compile|match|search|fullmatch|sub|subn|split|findall|finditer)", name):
            continue
        for value in ast.walk(call.args[0]):
            if isinstance(value, ast.FormattedValue):
                told = ast.unparse(value.value)
                if not (told.startswith("re.escape(") or re.fullmatch(r"[A-Z_]+(\.pattern)?", told)):
                    found.append((place, told))
    assert found == []
    lookups = [
        place for place, _, call in calls() for word in call.keywords if re.search(r"__i?regex$", str(word.arg or ""))
    ]
    assert {place.partition(":")[0] for place in lookups} <= {
        "foundation/models.py",
        "cases/models/choosing.py",
    }, "constraints only"


FORMATS = {
    "str(self.stopped)": "a sentence of the form's class",
    "NEXT_WORDS.get(state, '')": "a table of sentences",
    "first": "statements of a migration",
    "str(SECRETS)": "a sentence",
    "rules.NO_ARBITER_WORDS": "a sentence of our own",
    "self.place": "where a column of a table says its values stand",
    "translate(self.words)": "a sentence that was marked for translation (`say`)",
}
"""Format strings that stand elsewhere; each was looked at. A new one is, too, before it is added."""


def test_what_is_read_as_a_number_is_one() -> None:
    """`isdigit` is true of "²" as well, of which no number can be made; `isdecimal` is not."""
    loose = {f"{where} {name}" for where, name, _ in calls() if name.rpartition(".")[2] in {"isdigit", "isnumeric"}}
    assert loose == set()


def test_templates_are_files_and_formats_are_ours() -> None:
    made = {"Template", "django.template.Template", "engine.from_string", "engines.from_string"}
    assert [place for place, name, _ in calls() if name in made or name.endswith(".from_string")] == []
    ours = re.compile(r"(gettext|ngettext|_|ngettext_lazy|gettext_lazy)\(")
    for place, name, call in calls():
        if name.endswith(".format") and isinstance(call.func, ast.Attribute):
            told = call.func.value
            words = ast.unparse(told)
            is_ours = isinstance(told, ast.Constant) or words.startswith("sql.SQL('") or words in FORMATS
            assert is_ours or ours.match(words) or words.isupper(), (
                f"{place}: the words of {ast.unparse(told)[:60]} may come from outside"
            )
        assert not name.endswith(".format_map"), place


def test_words_are_escaped_where_they_are_shown() -> None:
    for name, text in templates():
        assert not re.search(r"\|\s*(safe|safeseq)\b|autoescape\s+off", text), name
        assert not re.search(r"<[^>]*\s[\w:-]+=\{\{", text), f"{name}: an attribute without quotes"
        assert not re.search(r"<[a-z][^>{]*\son[a-z]+\s*=", text), f"{name}: an inline handler"
        assert all("src=" in tag for tag in re.findall(r"<script\b[^>]*>", text)), f"{name}: an inline script"
        for value in re.findall(r'\b(?:href|src|action)="\{\{\s*([\w.]+)', text):
            assert re.search(r"(^|[._])(url|qr|action)$|_url$", value), f"{name}: {value} may be no address of ours"
    assert [place for place, name, _ in calls() if name == "mark_safe"] == []
    made = callers(lambda name, call: name == "SafeString" and _is_made(call))
    assert made == ["foundation/markup.py:filled", "foundation/markup.py:joined"], "text becomes markup there alone"
    filled = [
        call.args[0]
        for _, name, call in calls()
        if name in {"markup.filled", "markup.form_of"}
        and any(isinstance(one, ast.Call) for one in ast.walk(call.args[0]))
    ]
    assert [ast.unparse(one) for one in filled] == ["'<span>' + ' '.join((form for form, _words in told)) + '</span>'"]


def _is_made(call: ast.Call) -> bool:
    """Is there anything in it but nothing, or an empty text?"""
    return bool(call.args) and not (isinstance(call.args[0], ast.Constant) and call.args[0].value == "")


def test_scripts_write_text_and_never_markup() -> None:
    bad = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|(?<!active\.)postMessage|__proto__"
        r"|prototype\[|\.cookie\b"
    )
    assert [(name, found) for name, text in scripts() for found in bad.findall(text)] == []


def test_what_must_not_be_guessed_is_not_drawn_by_chance() -> None:
    seeded = {"cases/rules/following.py", "config/playing/weeks.py"}  # samples with a published seed
    named = {"cases/operations/tenants.py"}  # the type alone: the order of voices is drawn by secrets.SystemRandom
    assert importers("random") <= seeded | named
    weak = {"hashlib.md5", "hashlib.sha1", "hashes.MD5", "hashes.SHA1"}
    assert callers(lambda name, _: name in weak) == ["foundation/second_factor.py:code"]


def test_no_form_takes_a_day_beside_which_there_is_none() -> None:
    days = {"DateField", "forms.DateField", "DateTimeField", "forms.DateTimeField"}
    assert callers(lambda name, _: name in days) == [], "`fields.DayField` takes days"
    for told in ("0001-01-01", "9999-12-31", "1900-12-31"):
        with pytest.raises(ValidationError):
            fields.DayField().clean(told)
    assert fields.DayField(required=False).clean("") is None
    assert str(fields.DayField().clean("2026-06-03")) == "2026-06-03"


def test_the_log_is_asked_up_to_any_day(as_person: Sign) -> None:
    for day in ("0001-01-01", "9999-12-31", "2026-06-03"):
        assert as_person("auditor1").get("/audit/", {"first": day, "last": day}).status_code in {200, 422}


def test_forms_name_each_field_that_they_take() -> None:
    assert not any("ModelForm" in path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    whole = [
        place
        for place, _, call in calls()
        for word in call.keywords
        if word.arg is None and re.search(r"\b(POST|GET|cleaned_data|json)\b", ast.unparse(word.value))
    ]
    assert whole == [], "a form is handed on field by field"


def test_only_notifications_leave_for_elsewhere() -> None:
    allowed = {"foundation/outgoing.py", "foundation/operations/webhooks.py", "config/demo_check.py", "config/demo.py"}
    assert importers("http.client", "urllib.request", "requests", "httpx", "aiohttp", "smtplib", "ftplib") <= allowed
    assert importers("socket", "ssl") <= {
        "foundation/outgoing.py",
        "foundation/scanning.py",
        "config/demo.py",
        "foundation/postgres.py",
    }


NOT_SPOKEN = {
    "LDAP": ("ldap", "ldap3", "python-ldap", "django-auth-ldap"),
    "XPath": ("lxml", "elementpath", "xpath"),
    "LaTeX": ("latex", "pylatex", "pandoc", "pypandoc"),
    "memcache": ("memcache", "pymemcache", "pylibmc", "python-memcached"),
    "mail": ("smtplib", "imaplib", "aiosmtplib", "django.core.mail"),
    "GraphQL": ("graphene", "graphql", "strawberry", "graphql-core", "ariadne"),
    "WebSocket": ("websockets", "channels", "wsproto", "socketio", "python-socketio"),
    "WebRTC": ("aiortc", "webrtc", "pylibsrtp"),
    "OAuth": ("oauthlib", "authlib", "allauth", "django-allauth", "oauth2_provider", "django-oauth-toolkit"),
    "tokens that carry their content": ("jwt", "pyjwt", "jose", "python-jose", "itsdangerous", "joserfc"),
    "other identity providers": ("saml2", "onelogin", "python3-saml", "djangosaml2", "mozilla_django_oidc", "cas"),
    "Markdown and other languages of users": ("markdown", "bbcode", "mistune", "bleach", "docutils"),
    "pictures of users": ("PIL", "pillow", "cairosvg", "svglib"),
}


@pytest.mark.parametrize("kind", sorted(NOT_SPOKEN))
def test_is_not_spoken_here(kind: str) -> None:
    """Whoever brings one of these in has to answer its items in `docs/threats/asvs.csv` anew."""
    assert importers(*NOT_SPOKEN[kind]) == set()
    locked = (ROOT / "requirements" / "run.lock").read_text(encoding="utf-8")
    packages = set(re.findall(r"^([a-z0-9._-]+)==", locked, re.MULTILINE))
    assert not packages & {one.lower() for one in NOT_SPOKEN[kind]}


def test_xml_is_written_and_never_read_outside_workbooks() -> None:
    assert importers("xml") <= {"cases/api/open311.py", "foundation/problems.py"}
    reading = {"ET.parse", "ET.fromstring", "ET.iterparse", "ET.XML", "ET.XMLParser"}
    assert [place for place, name, _ in calls() if name in reading] == []


def test_types_are_strict_and_lint_looks_for_holes() -> None:
    told = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "strict = true" in told
    ruff = told.split("[tool.ruff.lint]", 1)[1].split("[tool.ruff.lint.per-file-ignores]", 1)[0]
    assert '"S"' in ruff, "the rules of bandit: SQL from words, shells, weak hashes, secrets in code"
    assert not re.search(r'^\s+"S\d+"', ruff, re.MULTILINE), "and none of them is left out for the product's code"


def test_no_secret_stands_in_the_code() -> None:
    pattern = re.compile(r"""(?i)(secret|password|api_?key|token)\w*\s*=\s*["'][A-Za-z0-9+/=_-]{16,}["']""")
    found = [
        (str(path.relative_to(SOURCE)), one[0])
        for path in SOURCE.rglob("*.py")
        for one in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert {name for name, _ in found} <= {"config/environment.py"}, "the keys of test mode"


def test_nothing_of_development_runs_in_production() -> None:
    assert settings.DEBUG is False
    assert not any(re.search("debug|silk|browser_reload|extensions|admin$", one) for one in settings.INSTALLED_APPS)
    run = (ROOT / "requirements" / "run.lock").read_text(encoding="utf-8")
    assert not re.search(r"^(pytest|hypothesis|playwright|schemathesis|django-debug-toolbar)==", run, re.MULTILINE)


# every answer

ADDRESSES = (
    *("/", "/sign-in/", "/no-such-page/", "/healthz", "/status/", "/audit/", "/static/minsheng/minsheng.js"),
    *("/api/v1/cases", "/api/v1/openapi.json", "/api/nothing", "/open311/v2/services.json", "/open311/v2/services.xml"),
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_says_how_it_may_be_used(db: None, address: str) -> None:
    answer = Client().get(address, headers={"Origin": "https://elsewhere.example"})
    policy = dict(one.strip().partition(" ")[::2] for one in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert [policy[one] for one in ("object-src", "base-uri", "frame-ancestors")] == ["'none'"] * 3
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in " ".join(policy.values())
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert not any(name.startswith("Access-Control-") for name in answer.headers)
    kind = answer.headers.get("Content-Type", "")
    held = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if held:
        assert kind.startswith(("text/", "application/"))
        assert "charset=utf-8" in kind.replace('"', "") or kind.startswith(
            ("application/problem+json", "application/json")
        )


@pytest.mark.parametrize("address", ["/api/v1/cases", "/open311/v2/requests.json", "/field/visits/", "/sign-in/"])
def test_no_other_site_is_allowed_to_ask(db: None, address: str) -> None:
    """What a browser asks first on behalf of another site is answered without the words that would allow it."""
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    answer = Client().options(address, headers={**asked, "Access-Control-Request-Headers": "authorization"})
    assert not any(name.startswith("Access-Control-") for name in answer.headers)


def test_every_form_needs_its_token_but_the_doors_that_need_a_key(db: None) -> None:
    """What is exempt reads no cookie: the interfaces, which know who asks by a key that no browser sends by itself."""
    exempt = {
        name
        for name, pattern in addresses_of(get_resolver())
        if getattr(pattern.callback, "csrf_exempt", False) and not name.startswith("api:")
    }
    assert exempt == {f"cases:open311_{one}" for one in ("discovery", "services", "definition", "requests", "request")}
    assert "django.middleware.csrf.CsrfViewMiddleware" in settings.MIDDLEWARE
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(Account.objects.get(login="operator1"))
    assert strict.post("/open311/v2/requests.json", {"service_code": "city.parks"}).status_code == 403
    assert strict.post("/api/v1/cases", {}).status_code == 401
    for name, pattern in addresses_of(get_resolver()):
        if not getattr(pattern.callback, "csrf_exempt", False) and not pattern.pattern.converters:
            answer = strict.post(reverse(name), {"anything": "1"})
            assert answer.status_code in {403, 405}, name


def addresses_of(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with its name."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from addresses_of(one, f"{one.namespace}:" if one.namespace else space)
        elif one.name:
            yield f"{space}{one.name}", one


SAFE_IN_AN_ADDRESS = {
    "quote": "encodes",
    "reverse": "a route of ours",
    "start": "a number",
    "max": "a number",
    "month": "a day, in figures",
    "shown.number": "figures and hyphens",
    "shown.page": "a number",
    "secret": "letters and figures of our own",
    "database": "of the server's environment",
}


def test_what_stands_in_an_address_that_is_put_together_is_encoded() -> None:
    """After `?name=` in a text with gaps stands a number, something that was encoded, or a route; all else is `urlencode`d."""
    found = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.JoinedStr):
                continue
            for before, gap in itertools.pairwise(node.values):
                ends = isinstance(before, ast.Constant) and re.search(r"[?&]\w+=$", str(before.value))
                if ends and isinstance(gap, ast.FormattedValue):
                    found.add(_root(gap.value))
    assert found <= set(SAFE_IN_AN_ADDRESS), found - set(SAFE_IN_AN_ADDRESS)


def _root(value: ast.expr) -> str:
    """What a value comes from: what is called, or the first part of a sum."""
    match value:
        case ast.Call():
            return ast.unparse(value.func)
        case ast.BinOp():
            return _root(value.left)
        case _:
            return ast.unparse(value)


@pytest.mark.parametrize("address", ADDRESSES)
def test_trace_and_unknown_methods_are_refused(db: None, address: str) -> None:
    for method in ("TRACE", "CONNECT", "BREW"):
        answer = Client().generic(method, address, headers={"x-told": "echo-me"})
        assert answer.status_code >= 300
        assert b"echo-me" not in getattr(answer, "content", b"")


@pytest.mark.parametrize("address", ["/duties/", "/status/", "/sign-in/", "/api/v1/cases", "/open311/v2/services.json"])
def test_a_nul_in_an_address_is_refused(db: None, address: str) -> None:
    assert Client().get(f"{address}?words=%00").status_code == 400


@pytest.mark.parametrize("address", ["/static/", "/static/minsheng/", "/.git/config", "/.env", "/src/", "/docs/"])
def test_no_folder_and_nothing_of_the_repository_is_served(db: None, address: str) -> None:
    assert Client().get(address).status_code == 404


ASKED = """
import json, django
from django.conf import settings as s
django.setup()
from django.test import Client
from django.urls import reverse
answer = Client().get("/sign-in/", secure=True, HTTP_HOST="minsheng.example")
cookies = {name: one.OutputString() for name, one in answer.cookies.items()}
names = [s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME, s.VIEW_COOKIE_NAME, s.MESSAGE_COOKIE_NAME, s.LIST_COOKIE_NAME]
flags = [s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_SECURE, s.CSRF_COOKIE_HTTPONLY]
print(json.dumps({"status": answer.status_code, "cookies": cookies, "names": names, "flags": flags,
    "samesite": [s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_SAMESITE], "hsts": answer["Strict-Transport-Security"]}))
"""


@pytest.mark.parametrize(
    ("told", "transport"),
    [({}, "max-age=31536000; includeSubDomains"), ({"MINSHENG_HSTS_SUBDOMAINS": "off"}, "max-age=31536000")],
)
def test_cookies_and_transport_in_production(told: dict[str, str], transport: str) -> None:
    """As the server has them: settings are read once, by a process of its own."""
    told = {
        **FULL,
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "minsheng.config.settings",
        "MINSHENG_PRESET": str(ROOT / "presets" / "demo"),
        "MINSHENG_HOSTS": "minsheng.example",
        **told,
    }
    asked = ASKED.replace(
        "django.setup()",
        "django.setup(); s.STORAGES['staticfiles']['BACKEND'] = "
        "'django.contrib.staticfiles.storage.StaticFilesStorage'",
        1,
    )
    done = subprocess.run([sys.executable, "-c", asked], env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["status"] == 200
    assert all(name.startswith("__Host-") for name in [*found["names"], *found["cookies"]])
    assert found["cookies"], "the form's token"
    for cookie in found["cookies"].values():
        assert all(word in cookie for word in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"))
        assert "Domain" not in cookie
    assert (found["flags"], found["samesite"]) == ([True] * 4, ["Lax", "Lax"])
    assert found["hsts"] == transport


def test_the_block_for_the_server_in_front_speaks_tls_alone() -> None:
    """What an operator copies: pages are sent on to TLS, the interfaces are refused without it, old TLS is not spoken."""
    told = (ROOT / "docs" / "operate" / "install.md").read_text(encoding="utf-8")
    secure, plain = (block.split("```", 1)[0] for block in told.split("```nginx\n")[1:3])
    assert "listen 443 ssl;" in secure
    assert re.findall(r"ssl_protocols (.*);", secure) == ["TLSv1.2 TLSv1.3"]
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in secure, "what a visitor wrote there is thrown away"
    silent = re.findall(r"location [~^ (]*/\(?([\w|/-]+?)\)?/ \{[^}]*access_log off;[^}]*error_log /dev/null;", secure)
    assert [one.split("|") for one in silent] == [["staff-voice"], ["field/calendar", "open311"]]
    assert secure.index("proxy_set_header") < secure.index("location"), "else a location has none of them"
    assert "listen 80;" in plain
    assert "access_log off;" in plain
    assert re.findall(r"location (.*?) \{ return (\d+)", plain) == [("~ ^/(api|open311)/", "403"), ("/", "301")]
    assert "proxy_pass" not in plain


# signed in and out


def test_what_somebody_sees_is_kept_nowhere_and_every_page_lets_him_out(as_person: Sign) -> None:
    client = as_person("operator1")
    for address in ("/", "/desk/", "/cases/", "/password/", "/sessions/"):
        answer = client.get(address)
        assert "no-store" in answer.headers["Cache-Control"], address
        assert 'action="/sign-out/"' in answer.content.decode(), address
    assert client.post("/sign-out/").headers["Clear-Site-Data"] == '"cache"'
    assert "no-store" not in Client().get("/").headers.get("Cache-Control", "")


def test_a_session_key_is_long_random_and_new_at_every_signing_in(db: None) -> None:
    seen = set()
    for _ in range(5):
        client = Client()
        client.cookies["sessionid"] = "a" * 32  # as somebody would plant it
        client.post("/sign-in/", {"username": "operator1", "password": PASSWORD})
        seen.add(client.cookies["sessionid"].value)
    assert len(seen) == 5
    assert all(re.fullmatch(r"[a-z0-9]{32}", one) for one in seen), "36 to the 32nd: 165 bits"
    assert not OpenSession.objects.filter(session_key="a" * 32).exists()


def test_no_session_begins_by_looking(db: None) -> None:
    client = Client()
    for address in ADDRESSES:
        client.get(address)
    client.get("/sign-in/", {"username": "operator1", "password": PASSWORD})
    assert "sessionid" not in client.cookies
    assert not OpenSession.objects.exists()


def test_a_session_is_good_for_nothing_after_signing_out(db: None) -> None:
    client = Client()
    client.post("/sign-in/", {"username": "operator1", "password": PASSWORD})
    kept = client.cookies["sessionid"].value
    client.post("/sign-out/")
    other = Client()
    other.cookies["sessionid"] = kept
    assert other.get("/password/").status_code == 302
    assert not OpenSession.objects.filter(session_key=kept).exists()


def test_nothing_secret_stands_in_an_address(as_person: Sign) -> None:
    """No form with a password, phone or identity number is sent by GET, and no link carries a token."""
    for name, text in templates():
        for form in re.findall(r'<form[^>]*method="get".*?</form>', text, re.DOTALL | re.IGNORECASE):
            assert not re.search(r'name="(password|code|identity|csrfmiddlewaretoken)"', form), name
    assert "csrfmiddlewaretoken=" not in as_person("operator1").get("/").content.decode()


# passwords


def sign_in(password: str) -> int:
    return Client().post("/sign-in/", {"username": "operator1", "password": password}).status_code


@pytest.mark.parametrize(
    "password",
    [
        "kvutbfmqzr-kx",
        "羊群水井星期四石头白云远山",
        "   spaces are letters too   ",
        "".join(chr(33 + number * 37 % 94) for number in range(100)),
        "\U0001f411 sheep and \U0001f40e horses",
        "7340916258-40733",
    ],
)
def test_a_password_may_be_of_any_letters_and_counts_exactly(db: None, password: str) -> None:
    validate_password(password, Account.objects.get(login="operator1"))
    client = Client()
    client.post("/sign-in/", {"username": "operator1", "password": PASSWORD})
    told = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
    assert client.post("/password/", told).status_code == 302
    assert sign_in(password) == 302
    for other in {password.swapcase(), password + " ", password[:-1], password.strip()} - {password}:
        assert sign_in(other) in {422, 429}


@pytest.mark.parametrize(
    "password",
    [
        *("short-one-1", "password1234", "qwertyuiop12", "123456789012", "operator1operator1", "minsheng2026!"),
        *("示例旗民声2026年6月", "Minsheng-minsheng", "接线员接线员接线员接线员", "security-auditor-admin"),
        *("shiliqi123456", "jiexianyuan2026", "baiyinna19800101", "woaini1314520", "1qaz2wsx3edc4", "aaaabbbbcccc"),
    ],
)
def test_easy_passwords_are_refused_with_a_sentence(db: None, password: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, Account.objects.get(login="operator1"))
    assert all(len(one) > 4 for one in refused.value.messages)


def test_whoever_is_refused_learns_what_is_easy_about_it(db: None) -> None:
    reasons = {
        "baiyinna19800101": "有本地、本单位或自己的名字、有日期",
        "zxcvbhjkl;nm,.": "有一串挨着的键",
        "abcdefghijklmn": "有顺着数的字母或数",
        "heheheheheheheh": "同样的字一再重复",
    }
    for password, words in reasons.items():
        with pytest.raises(ValidationError, match=words):
            GuessableValidator().validate(password, Account.objects.get(login="operator1"))


def test_passwords_of_our_length_that_leaked_elsewhere_are_known() -> None:
    """The standard asks for the 3 000 commonest that the rules would let through (6.2.4), and for leaked ones (6.2.12)."""
    in_use = get_default_password_validators()
    shortest = next(one.min_length for one in in_use if isinstance(one, MinimumLengthValidator))
    known = next(one for one in in_use if isinstance(one, LeakedPasswordValidator))
    assert sum(len(one) >= shortest for one in known.passwords) > 12_000
    for password in ("Mailcreated5240", "zxcasdqwe123", "ghjcnjgfhjkm"):
        with pytest.raises(ValidationError, match="已经泄露"):
            known.validate(password)


def test_fields_for_passwords_are_masked_and_let_managers_help(db: None, as_person: Sign) -> None:
    for client, address in ((Client(), "/sign-in/"), (as_person("operator1"), "/password/")):
        told = client.get(address).content.decode()
        fields = re.findall(r"""<input[^>]*name="\w*password\w*"[^>]*>""", told)
        assert fields
        assert all('type="password"' in one for one in fields)
        assert all(re.search(r'autocomplete="(current|new)-password"', one) for one in fields)
        assert not any("maxlength" in one and int(re.findall(r'maxlength="(\d+)"', one)[0]) < 64 for one in fields)
    assert not any(re.search("paste|contextmenu", text) for _, text in scripts()), "pasting is nobody's business"


def test_nobody_is_asked_for_a_hint_or_a_favourite_animal() -> None:
    names = {field.name for field in Account._meta.get_fields()}
    assert not any(re.search("hint|question|expires|must_change_on", name) for name in names)


def test_accounts_of_a_preset_cannot_sign_in_before_they_get_a_password() -> None:
    told = (SOURCE / "config" / "cli.py").read_text(encoding="utf-8")
    setup = told.split("def setup(", 1)[1].split("\ndef ", 1)[0]
    assert "password" not in setup, "`minsheng setup` gives nobody a password"
    assert not Account(password="!").has_usable_password()


def test_recovery_codes_are_long_enough_for_a_plain_hash() -> None:
    codes = [code for _ in range(20) for code in second_factor.new_recovery_codes()]
    assert len(set(codes)) == len(codes)
    letters = rf"[{drawn.LETTERS}]{{4}}"
    assert all(re.fullmatch(rf"{letters}(-{letters}){{6}}", code) for code in codes), "28 letters of 31: 138 bits"


# logs


def test_signing_in_leaves_a_trace_whether_it_worked_or_not(db: None, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        Client().post("/sign-in/", {"username": "operator1", "password": "wrong-word-typed"})
        Client().post("/sign-in/", {"username": "operator1", "password": PASSWORD})
    failed = AccessFailureLog.objects.get(username="operator1")
    assert (failed.ip_address, failed.attempt_time is not None) == ("127.0.0.1", True), "also after the right one came"
    assert AccessLog.objects.filter(username="operator1").exists()
    assert "wrong-word-typed" not in caplog.text
    assert PASSWORD not in caplog.text
    kept = [
        str(value)
        for kind in (AccessAttempt, AccessFailureLog)
        for row in kind.objects.values()
        for value in row.values()
    ]
    assert not any("wrong-word-typed" in one for one in kept)


def test_what_was_refused_stands_in_the_log(as_person: Sign, caplog: pytest.LogCaptureFixture) -> None:
    client = as_person("operator1")
    with caplog.at_level(logging.WARNING):
        client.get("/audit/")
        client.post("/password/", {"old_password": "wrong-word-typed", "new_password1": "x", "new_password2": "x"})
        Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "x", "password": "y"})
    told = [one.getMessage() for one in caplog.records]
    account = str(Account.objects.get(login="operator1").pk)
    assert any("refused" in one and account in one and "/audit/" in one for one in told)
    assert any("wrong password" in one and account in one for one in told)
    assert any("form refused" in one for one in told)
    assert "wrong-word-typed" not in caplog.text


def test_a_line_of_the_log_is_one_line_with_its_moment_in_utc() -> None:
    record = logging.LogRecord("minsheng.x", logging.WARNING, "f", 1, "sought %s", ("a\nb\r\x1b[31m\u2028c",), None)
    record.created = 0.5
    line = logs.LineFormatter(logs.LINE).format(record)
    assert line == "1970-01-01T00:00:00.500Z WARNING minsheng.x sought a\\nb\\r\\x1b[31m\\u2028c"
    written: Any = settings.LOGGING
    assert written["formatters"]["line"]["()"] == "minsheng.foundation.logs.LineFormatter"
    assert list(written["handlers"]) == ["console"], "what the operator's journal keeps, and nothing else"


# parameters


@pytest.mark.parametrize(("name", "is_one_line"), [("django.security.DisallowedHost", True), ("django.request", False)])
def test_what_everybody_can_have_refused_is_one_line_of_the_log(
    name: str,
    is_one_line: bool,  # noqa: FBT001 - drawn
) -> None:
    """Forty lines for each request for a wrong name would bury the rest; a fault of ours keeps its traceback."""
    try:
        raise DisallowedHost("elsewhere.example")
    except DisallowedHost:
        record = logging.LogRecord(name, logging.ERROR, "f", 1, "refused", (), sys.exc_info())
    told: Any = settings.LOGGING
    console = told["handlers"]["console"]
    filters = told["filters"]
    assert all(import_string(filters[one]["()"])().filter(record) for one in console["filters"])
    assert (len(logs.LineFormatter(logs.LINE).format(record).splitlines()) == 1) == is_one_line


def test_a_field_that_is_told_twice_or_not_asked_for_changes_nothing(db: None) -> None:
    told = "username=nobody-here&username=operator1&password=" + PASSWORD
    twice = Client().post("/sign-in/", told, content_type="application/x-www-form-urlencoded")
    assert twice.status_code == 302, "the last one counts, whole"
    query = Client().post(f"/sign-in/?username=operator1&password={PASSWORD}", {"username": "x", "password": "y"})
    assert query.status_code == 422, "nothing of a form is read from the address"
    client = Client()
    client.post("/sign-in/", {"username": "operator1", "password": PASSWORD, "is_superuser": "1", "login": "admin1"})
    account = Account.objects.get(login="operator1")
    assert (account.is_active, account.name) == (True, "白音娜")


def test_numbers_out_of_range_are_a_sentence(as_person: Sign) -> None:
    huge = "9" * 40
    auditor = as_person("auditor1")
    for what in ("facts", "readings"):
        assert auditor.get("/audit/", {"before": huge, "what": what}).status_code == 200
    operator = as_person("operator1")
    for address, name in (("/cases/", "area"), ("/duties/list/", "text"), ("/figures/", "area")):
        assert operator.get(address, {name: "²"}).status_code in {200, 422}
    told = {"name": "甲", "code": "huge", "area": "150824", "scopes": ["cases.read"], "per_minute": huge}
    assert as_person("admin1").post("/systems/new/", told).status_code == 422


def test_file_names_of_users_open_nothing() -> None:
    """No page, form, operation or query opens a file by a path: what is uploaded is read from memory."""
    layers = re.compile(r"/(pages|forms|operations|queries|api|reactions|jobs)")
    opening = {"open", "io.open", "Path", "os.open"}
    assert [place for place, name, _ in calls() if name in opening and layers.search(place)] == []


def test_names_of_files_are_encoded(as_person: Sign) -> None:
    for login, address in (
        ("auditor1", "foundation:audit_export"),
        ("operator1", "catalogue:duty_list_export"),
        ("admin1", "registry:organisations_file"),
    ):
        answer = as_person(login).get(reverse(address))
        told = answer.headers["Content-Disposition"]
        assert re.fullmatch(r"""attachment; filename(="[\w.-]+"|\*=(utf|UTF)-8''[\w.%-]+)""", told, re.ASCII), told


INJECTIONS = (
    "' OR 1=1 --",
    '"; DROP TABLE foundation_account; --',
    "%' UNION SELECT password --",
    "\\",
    "{{7919*7907}}",
    "${7919*7907}",
)


@pytest.mark.parametrize("text", INJECTIONS)
def test_what_is_searched_for_is_a_value_and_no_command(as_person: Sign, text: str) -> None:
    client: Any = as_person("operator1")
    for address, name in (("/cases/", "text"), ("/people/", "text"), ("/duties/", "text"), ("/status/", "number")):
        answer = client.get(address, {name: text})
        assert answer.status_code in {200, 422}, address
        assert "62615533" not in answer.content.decode(), "it was reckoned (a short result stands in tokens by chance)"
    assert Account.objects.filter(login="operator1").exists()


def test_a_day_is_the_banners_not_that_of_utc() -> None:
    """From midnight to eight o'clock the banner is a day ahead of the clock that times are kept by."""
    taken = re.compile(r"\b(at|now|moment|timezone\.now\(\))\.date\(\)")
    by_utc = {"foundation/operations/upkeep.py": "months of the log, which is divided by UTC"}
    code = ROOT / "src" / "minsheng"
    found = {
        str(path.relative_to(code))
        for path in code.rglob("*.py")
        if taken.search(path.read_text(encoding="utf-8")) and "config" not in path.parts
    }
    assert found == set(by_utc)
