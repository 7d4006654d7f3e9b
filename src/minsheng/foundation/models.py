"""Tables of the ground: areas, accounts and their grants, facts and seals, readings, calendar, answers."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q

from minsheng.foundation import drawn
from minsheng.foundation.sealed import SealedField
from minsheng.foundation.second_factor import MOST_DRIFT

APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class Division(models.Model):
    """An area; its code is its place in the tree (a banner's code begins every code inside it)."""

    class Level(models.TextChoices):
        REGION = "region", "自治区"
        PREFECTURE = "prefecture", "盟市"
        BANNER = "banner", "旗县区"
        TOWNSHIP = "township", "苏木乡镇(街道)"
        VILLAGE = "village", "嘎查村"
        COMMUNITY = "community", "社区"
        GRID = "grid", "网格"
        ENTERPRISE = "enterprise", "企业"

    code = models.CharField(primary_key=True, max_length=14)
    name = models.CharField(max_length=80)
    level = models.CharField(max_length=12, choices=Level)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    spelling = models.CharField(max_length=200, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9]{2,14}$"), name="division_code_is_digits"),
            models.CheckConstraint(
                condition=Q(parent=None) | Q(code__startswith=F("parent")), name="division_code_begins_as_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Django's door for signing in: finds an account by its login."""


class Account(AbstractBaseUser):
    """A named person who may sign in. There is no superuser: rights come from grants alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    has_temporary_password = models.BooleanField(default=False)
    factor_sealed = SealedField(place="foundation_account.factor_sealed.{id}", null=True)
    factor_step = models.BigIntegerField(default=0)
    factor_drift = models.SmallIntegerField(default=0)
    """So many steps the clock of the telephone is ahead of ours; learned, see `second_factor`."""
    factor_wrong = models.PositiveSmallIntegerField(default=0)
    factor_wrong_at = models.DateTimeField(null=True)
    recovery_hashes = ArrayField(models.CharField(max_length=64), default=list)
    word_wrong = models.PositiveSmallIntegerField(default=0)
    word_wrong_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "login"
    objects: ClassVar[AccountManager] = AccountManager()

    class Meta(AbstractBaseUser.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(factor_drift__gte=-MOST_DRIFT, factor_drift__lte=MOST_DRIFT), name="account_drift_is_small"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def check_password(self, raw_password: str | None) -> bool:
        """Django's; a temporary password, which somebody has read out, counts however its groups were typed."""
        is_read_out = self.has_temporary_password and raw_password is not None
        return super().check_password(drawn.as_shown(raw_password or "") if is_read_out else raw_password)


class SecurityKey(models.Model):
    """The public half of a security key or passkey that an account may show after the password.

    Its counter never goes back; a key whose answer said it had is suspected of having been copied and serves no more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="security_keys")
    name = models.CharField(max_length=40)
    credential_id = models.BinaryField(unique=True)
    public_key = models.BinaryField()
    sign_count = models.PositiveBigIntegerField()
    transports = ArrayField(models.CharField(max_length=20), default=list)
    added_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    suspected_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "name"], name="security_key_has_a_name_of_its_own"),
            models.CheckConstraint(condition=~Q(name=""), name="security_key_has_a_name"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="counter_never_goes_back",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__sign_count__lt=pgtrigger.F("old__sign_count")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class KeyChallenge(models.Model):
    """What a security key is asked to sign: for one account and purpose, answered once and soon; known by its digest."""

    class Purpose(models.TextChoices):
        ADD = "add", "登记"
        SIGN_IN = "sign_in", "登录"

    digest = models.BinaryField(primary_key=True, max_length=32)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=8, choices=Purpose)
    issued_at = models.DateTimeField(db_index=True)


class OpenSession(AbstractBaseSession):
    """A browser's session; whose, since when, last seen and from where once somebody has signed in."""

    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="open_sessions")
    handle = models.UUIDField(null=True, db_index=True)  # two for a moment, at a new key
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    address = models.CharField(max_length=45, default="")
    browser = models.CharField(max_length=200, default="")

    class Meta(AbstractBaseSession.Meta):
        db_table = "foundation_opensession"


class Role(models.Model):
    """A named set of permissions; dated data of the preset, not code."""

    code = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    permissions = ArrayField(models.CharField(max_length=60), default=list)

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """An account holds a role in an area, from a day to a day; one that was ended at once (`ended_at`) not all of its last."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "role", "area", "valid_from"], name="grant_is_given_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(valid_to__isnull=False), name="grant_ended_at_once_has_a_last_day"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="grant_ends_after_it_begins"
            ),
        ]


class FactRow(models.Model):
    """One told fact. The table is partitioned by month and made by migration 0002; rows are never changed."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=80)
    about = models.UUIDField()
    area = models.CharField(max_length=14)
    by = models.UUIDField(null=True)
    body = models.JSONField()

    class Meta:
        managed = False
        db_table = "foundation_fact"


class LogReader(models.Model):
    """The bookmark of somebody who reads the log after it was written (`foundation.following`)."""

    name = models.CharField(primary_key=True, max_length=80)
    read_to = models.BigIntegerField()
    ahead = models.BigIntegerField(null=True)
    tellers = ArrayField(models.CharField(max_length=40), default=list)


class Seal(models.Model):
    """A sealed batch of facts: its digest hangs on the seal before it."""

    number = models.BigIntegerField(primary_key=True)
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField(unique=True)
    count = models.BigIntegerField()
    previous = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()

    class Meta:
        triggers = [APPEND_ONLY]


class Reading(models.Model):
    """Who read which personal data of whom, when and for which purpose."""

    at = models.DateTimeField()
    by = models.UUIDField()
    about = models.UUIDField()
    area = models.CharField(max_length=14)
    purpose = models.CharField(max_length=60)
    items = ArrayField(models.CharField(max_length=40))

    class Meta:
        indexes = [
            models.Index(fields=["about", "at"], name="reading_about"),
            models.Index(fields=["by", "at"], name="reading_by"),
            models.Index(fields=["at"], name="reading_at"),
        ]
        triggers = [APPEND_ONLY]


class CalendarDay(models.Model):
    """A day that the banner sets by hand: it wins over the official calendar."""

    on = models.DateField(primary_key=True)
    is_workday = models.BooleanField()
    reason = models.CharField(max_length=120)
    set_by = models.UUIDField(null=True)
    set_at = models.DateTimeField()


class CalendarYear(models.Model):
    """The holidays of a year as its notice says them, for a year that the calendar package does not know yet."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    reason = models.CharField(max_length=120)
    rest = models.JSONField()
    """The days off and their holiday, by ISO date; `work`: the weekend days that are worked."""
    work = models.JSONField()
    set_by = models.UUIDField(null=True)
    set_at = models.DateTimeField()


class Answer(models.Model):
    """The answer once given to a writing request: the same client id gets it again."""

    client_id = models.UUIDField(primary_key=True)
    account = models.UUIDField(null=True)
    digest = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(default=0)
    location = models.TextField(default="")
    body = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="answer_at")]


class Client(models.Model):
    """A connected system: what it may do (`scopes` are permissions), where, how often, and for whom it speaks.

    It acts through an account of its own by which nobody can sign in, so that whatever it writes says who wrote it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=30, unique=True)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="+")
    areas = ArrayField(models.CharField(max_length=14))
    scopes = ArrayField(models.CharField(max_length=60))
    speaks_for = models.UUIDField(null=True)
    per_minute = models.PositiveSmallIntegerField()
    added_at = models.DateTimeField()
    added_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(areas=[]) & ~Q(scopes=[]), name="client_has_areas_and_scopes"),
            models.CheckConstraint(condition=Q(per_minute__gte=1), name="client_may_ask_at_least_once_a_minute"),
        ]

    def __str__(self) -> str:
        return self.account.name


class Token(models.Model):
    """A key of a connected system, known by its digest alone; it ends on a day or when it is taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="tokens")
    start = models.CharField(max_length=8, unique=True)
    digest = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="token_ends_after_it_is_made"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="token_is_revoked_by_somebody",
            ),
        ]


class ClientMinute(models.Model):
    """How often a connected system asked in a minute; kept for a day."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    minute = models.DateTimeField()
    asked = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "minute"], name="client_minute_is_counted_once")]


class Subscription(models.Model):
    """Where a connected system is told, as it happens, what becomes of the cases of its areas."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="subscriptions")
    url = models.CharField(max_length=300)
    secret_sealed = SealedField(place="foundation_subscription.secret.{id}")
    added_at = models.DateTimeField()
    added_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client"], condition=Q(ended_at=None), name="client_has_one_subscription")
        ]


class OutgoingFact(models.Model):
    """A fact on its way to a subscription: sent in the order of its record; dead after the last attempt."""

    class State(models.TextChoices):
        WAITING = "waiting", "等待发送"
        SENT = "sent", "已送达"
        DEAD = "dead", "送不到"
        LEFT_OUT = "left_out", "已略过"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="facts")
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    about = models.UUIDField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    reason = models.CharField(max_length=200, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "seq"], name="fact_is_sent_to_a_system_once")]
        indexes = [
            models.Index(
                fields=["subscription", "about", "seq"], condition=Q(state__in=["waiting", "dead"]), name="fact_to_send"
            )
        ]
