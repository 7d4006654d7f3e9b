"""Django's settings, derived from the one typed environment."""

import os
import sys
from datetime import timedelta
from pathlib import Path

from minsheng.config.environment import EnvironmentProblem, read_environment
from minsheng.foundation.logs import LINE

try:
    ENVIRONMENT = read_environment(os.environ)
except EnvironmentProblem as problem:
    sys.exit(f"minsheng: {problem}")

SOURCE = Path(__file__).resolve().parents[1]

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.origins)
ROOT_URLCONF = "minsheng.config.urls"
WSGI_APPLICATION = "minsheng.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "foundation.Account"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "pgtrigger",
    "procrastinate.contrib.django",
    "axes",
    "django_htmx",
    "django_linear_migrations",
    "minsheng.foundation",
    "minsheng.registry",
    "minsheng.catalogue",
    "minsheng.cases",
    "minsheng.dispatch",
    "minsheng.indicators",
    "minsheng.config.apps.ConfigConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "minsheng.foundation.language.ChosenLanguageMiddleware",
    "minsheng.foundation.problems.ProblemJsonMiddleware",
    "minsheng.foundation.middleware.KnownMethodMiddleware",
    "minsheng.foundation.middleware.NoNulMiddleware",
    "minsheng.foundation.middleware.BodySizeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "minsheng.foundation.sessions.SessionTimeMiddleware",
    "minsheng.foundation.signing.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "minsheng.foundation.middleware.ActorMiddleware",
    "minsheng.foundation.middleware.KeepNothingMiddleware",
    "minsheng.foundation.middleware.OwnPasswordMiddleware",
    "minsheng.foundation.kept_forms.KeptFormMiddleware",
    "minsheng.foundation.middleware.ProblemMiddleware",
    "axes.middleware.AxesMiddleware",
]
if ENVIRONMENT.count_queries:
    MIDDLEWARE.insert(0, "minsheng.foundation.middleware.QueryCountMiddleware")

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "minsheng.foundation.context.shell",
                "minsheng.config.navigation.navigation",
            ],
        },
    }
]
FORM_RENDERER = "minsheng.foundation.renderers.ShellFormRenderer"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **ENVIRONMENT.database,
        # asked before use: after a restart of the database the first requests are answered, too
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"prepare_threshold": 0}  # for the few statements that ask for it, see `foundation/statements.py`
        | (
            {}
            if ENVIRONMENT.mode == "test" or not ENVIRONMENT.database_pool
            else {"pool": {"min_size": 1, "max_size": ENVIRONMENT.database_pool, "timeout": 5}}
        ),
        "TEST": {"NAME": None},
    }
}

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "minsheng.foundation.signing.AccountBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator")
] + [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "minsheng.foundation.passwords.LeakedPasswordValidator"},
    {"NAME": "minsheng.foundation.passwords.GuessableValidator"},
]
if ENVIRONMENT.mode == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; keeps sample passwords only
LOGIN_URL = "foundation:sign_in"
LOGIN_REDIRECT_URL = "foundation:home"
# `__Host-`: a browser takes such a cookie over TLS only, for this very host, and no other host can set it
COOKIE_PREFIX = "__Host-" if ENVIRONMENT.is_production else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
VIEW_COOKIE_NAME = f"{COOKIE_PREFIX}view"
LIST_COOKIE_NAME = f"{COOKIE_PREFIX}list"
ENDED_WITH_SESSION = [LIST_COOKIE_NAME]
MESSAGE_COOKIE_NAME = f"{COOKIE_PREFIX}messages"
MESSAGE_STORAGE = "minsheng.foundation.flash.FlashStorage"
SESSION_ENGINE = "minsheng.foundation.sessions"
SESSION_COOKIE_AGE = 4 * 3600  # after it was last used; see foundation/sessions.py
SESSION_LONGEST = timedelta(hours=12)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.is_production
CSRF_COOKIE_SECURE = ENVIRONMENT.is_production
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "minsheng.foundation.pages.csrf_failure"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.is_production else None
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.is_production else 0
# names below the server's own host alone: another host of the same domain is not touched
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.is_production and ENVIRONMENT.binds_subdomains
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# By account and address together, never by address alone: a service point shares one address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_CLIENT_IP_CALLABLE = "minsheng.foundation.address.address_of"
AXES_LOCKOUT_CALLABLE = "minsheng.foundation.pages.locked_out"
AXES_USERNAME_FORM_FIELD = "username"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = True  # what failed stays on record when the right password has come

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATIC_ROOT = ENVIRONMENT.static
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if ENVIRONMENT.mode == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = ENVIRONMENT.mode == "test"
WHITENOISE_AUTOREFRESH = ENVIRONMENT.mode == "test"  # looks for a file when it is asked for, not at every new client
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_IMPORT_PATHS = ["minsheng.foundation.queue", "minsheng.foundation.webhooks"]

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # whoever has names below the server's own without https may say so (MINSHENG_HSTS_SUBDOMAINS)
    "security.W008",  # nginx sends http to https before anything reaches us (docs/operate/install.md)
    "security.W021",  # the preload list is the domain owner's decision
]

MINSHENG_DATA_KEYS = ENVIRONMENT.data_keys
MINSHENG_INDEX_KEY = ENVIRONMENT.index_key
MINSHENG_BACKUP_KEY = ENVIRONMENT.backup_key
MINSHENG_IS_PRODUCTION = ENVIRONMENT.is_production
MINSHENG_PRESET = ENVIRONMENT.preset
MINSHENG_KEY_DOMAIN = ENVIRONMENT.key_domain
MINSHENG_TEXTS = ENVIRONMENT.texts
MINSHENG_SCANNER = ENVIRONMENT.scanner
MINSHENG_PROXIES = ENVIRONMENT.proxies
MINSHENG_WEBHOOK_NETWORKS = ENVIRONMENT.webhook_networks

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "minsheng.foundation.logs.LineFormatter", "format": LINE}},
    "filters": {
        "worth_reading": {"()": "minsheng.foundation.queue.WorthReading"},
        "refused": {"()": "minsheng.foundation.logs.RefusedInOneLine"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["worth_reading", "refused"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},  # a form with errors and a wrong address are everyday matters
        "procrastinate": {"level": "INFO"},  # tells of a job that failed and will be tried again at this level
    },
}
