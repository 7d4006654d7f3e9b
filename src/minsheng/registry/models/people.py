"""Tables of people, where they live, who is kin to whom and who may act for whom."""

from __future__ import annotations

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from minsheng.foundation.sealed import BlindIndexField, SealedField


class Residence(models.Model):
    """Housing shared by many households under one group address, such as a mutual-aid compound (幸福互助院)."""

    class Kind(models.TextChoices):
        MUTUAL_AID_COMPOUND = "mutual_aid_compound", "幸福互助院"
        CARE_HOME = "care_home", "养老院"
        DORMITORY = "dormitory", "集体宿舍"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=30, default="")
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(address=""), name="residence_has_a_group_address"),
        ]

    def __str__(self) -> str:
        return self.name


class Household(models.Model):
    """People who live together; in a residence, `address` is the door inside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=200, default="")
    residence = models.ForeignKey(Residence, null=True, on_delete=models.PROTECT, related_name="households")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["residence", "address"],
                condition=Q(residence__isnull=False),
                name="household_has_its_own_door_in_a_residence",
            ),
        ]


class Person(models.Model):
    """A person, once. Phone and identity number are sealed; they are found by blind index.

    Where two records turned out to be one person, `answered_by` of the one is the other, which answers for both.
    """

    class Language(models.TextChoices):
        CHINESE = "zh", "汉语"
        MONGOLIAN = "mn", "蒙古语"

    class Left(models.TextChoices):
        DIED = "died", "已去世"
        MOVED = "moved", "已迁出"
        ERASED = "erased", "按本人要求已删除"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60)
    spelling = models.CharField(max_length=200, default="")
    initials = models.CharField(max_length=30, default="")
    birth_year = models.PositiveSmallIntegerField(null=True)
    area = models.ForeignKey("foundation.Division", on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=200, default="")
    household = models.ForeignKey(Household, null=True, on_delete=models.PROTECT, related_name="people")
    language = models.CharField(max_length=2, choices=Language, default="")
    phone_sealed = SealedField(place="registry_person.phone.{id}", null=True)
    phone_index = BlindIndexField(
        context="registry_person.phone", of="phone_sealed", null=True, max_length=32, db_index=True
    )
    identity_sealed = SealedField(place="registry_person.identity.{id}", null=True)
    identity_index = BlindIndexField(
        context="registry_person.identity", of="identity_sealed", null=True, max_length=32, unique=True
    )
    account = models.OneToOneField("foundation.Account", null=True, on_delete=models.SET_NULL, related_name="+")
    answered_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    left = models.CharField(max_length=10, choices=Left, default="")
    left_on = models.DateField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        indexes = [
            GinIndex(fields=["name"], name="person_name_trigrams", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["spelling"], name="person_spelling_trigrams", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["initials"], name="person_initials"),
            models.Index(fields=["spelling", "birth_year"], name="person_spelling_and_year"),
            models.Index(fields=["initials", "birth_year"], name="person_initials_and_year"),
            models.Index(fields=["spelling", "id"], name="person_by_pinyin"),
            # the hint at the desk reads a whole village from it: from the table that took ten times as long
            models.Index(
                fields=["area", "birth_year"],
                include=["spelling", "id"],
                condition=Q(answered_by=None),
                name="person_of_village_by_year",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("id")), name="person_is_answered_by_another"
            ),
            models.CheckConstraint(
                condition=Q(birth_year=None) | Q(birth_year__range=(1880, 2200)), name="person_birth_year_is_a_year"
            ),
            models.CheckConstraint(
                condition=Q(phone_sealed=None, phone_index=None)
                | Q(phone_sealed__isnull=False, phone_index__isnull=False),
                name="person_phone_is_sealed_and_indexed",
            ),
            models.CheckConstraint(
                condition=Q(left="", left_on=None) | (~Q(left="") & Q(left_on__isnull=False)),
                name="person_left_says_how_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Kinship(models.Model):
    """`kin` is the person's spouse, child ... It gives no right whatever: what kin may do stands in a proxy."""

    class Relation(models.TextChoices):
        SPOUSE = "spouse", "配偶"
        CHILD = "child", "子女"
        CHILD_IN_LAW = "child_in_law", "儿媳女婿"
        PARENT = "parent", "父母"
        SIBLING = "sibling", "兄弟姐妹"
        GRANDCHILD = "grandchild", "孙辈"
        OTHER = "other", "其他亲属"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="kin")
    kin = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="kin_of")
    relation = models.CharField(max_length=12, choices=Relation)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kin"], name="kinship_is_entered_once"),
            models.CheckConstraint(condition=~Q(person=F("kin")), name="kinship_is_between_two_people"),
        ]


class Proxy(models.Model):
    """What `agent` may do for `principal`: one scope, from a day to a day, by the principal's own words."""

    class Scope(models.TextChoices):
        READ_VOICES = "read_voices", "查看本人反映过的事"
        HEAR_RESULTS = "hear_results", "代听办理结果"
        CONSENT = "consent", "代为同意或撤回同意"
        ACT = "act", "代办一件事"

    class Channel(models.TextChoices):
        PHONE = "phone", "电话"
        VISIT = "visit", "当面"
        PAPER = "paper", "书面"

    principal = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="proxies")
    agent = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="proxy_for")
    scope = models.CharField(max_length=12, choices=Scope)
    item = models.CharField(max_length=60, default="")
    valid_from = models.DateField()
    valid_to = models.DateField()
    channel = models.CharField(max_length=10, choices=Channel)
    words = models.CharField(max_length=400)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(principal=F("agent")), name="proxy_is_another_person"),
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="proxy_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(words=""), name="proxy_has_the_words_of_the_principal"),
            models.CheckConstraint(
                condition=(Q(scope="act") & ~Q(item="")) | (~Q(scope="act") & Q(item="")),
                name="proxy_for_an_act_names_the_one_item",
            ),
        ]
