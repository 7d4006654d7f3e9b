"""Input shapes of study offers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minsheng.dispatch import operations, queries
from minsheng.dispatch.forms.organising import day_field
from minsheng.dispatch.forms.phoning import ClaimForForm
from minsheng.dispatch.policies import KEEP_TEAMS
from minsheng.foundation import rights
from minsheng.foundation.fields import OnceForm, area_options, offer
from minsheng.foundation.widgets import Option, PickField


class StudyForm(OnceForm):
    """A skill that is taught once."""

    teacher = PickField(label=_("谁来带"), help_text=_("岗位、示范服务基地或单位：写名称里的几个字，或从列表中选。"))
    skill = forms.ChoiceField(label=_("学什么"))
    area = PickField(label=_("在哪个村（社区）"))
    place = forms.CharField(label=_("具体地点"), help_text=_("例如：社区活动室二楼。"), max_length=200)
    on = day_field(_("哪一天"))
    hours = forms.CharField(label=_("几点到几点"), help_text=_("例如：下午两点半到四点。"), max_length=60)
    answer_by = day_field(_("报名到哪一天为止"))
    places = forms.IntegerField(label=_("几个名额"), min_value=1, max_value=200, initial=8)

    def __init__(self, actor: rights.Actor, teachers: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = actor.areas(KEEP_TEAMS) or actor.areas("dispatch.claim")
        offer(self, area=area_options(areas), teacher=[Option(key, name) for key, name in teachers.items()])
        skill = self.fields["skill"]
        if isinstance(skill, forms.ChoiceField):
            skill.choices = [("", _("请选择")), *((one.code, one.name) for one in queries.skills())]
        if len(teachers) == 1:
            self.initial.setdefault("teacher", next(iter(teachers.values())))

    def study(self) -> operations.NewStudy:
        """What the form says, for the operation. Call on a valid form."""
        told = self.cleaned_data
        names = ("skill", "teacher", "area", "place", "on", "hours", "answer_by", "places")
        return operations.NewStudy(**{name: told[name] for name in names})


class CancelStudyForm(OnceForm):
    """Why a study is not held."""

    reason = forms.CharField(
        label=_("为什么不办了"),
        help_text=_("报了名的人会看到。例如：那天下雪，改到下月再办。"),
        max_length=200,
    )


class CameForm(OnceForm):
    """Who was there: whoever came is ticked by who saw him, nobody beforehand."""

    came = forms.MultipleChoiceField(
        label=_("谁来了"),
        help_text=_("来了的打勾；没来的不记名字，也不用问原因。"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, page: queries.StudyPage, actor: rights.Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [one for one in page.learners if one.learner_id != actor.account_id]
        came = self.fields["came"]
        if isinstance(came, forms.MultipleChoiceField):
            came.choices = [(str(one.learner_id), one.learner.name) for one in others]


class StudyForForm(ClaimForForm):
    """Who phoned, came by or wrote, and what he said: as with a task."""

    def __init__(self, area: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(area, *args, **kwargs)
        self.fields["words"].help_text = _("例如：本人来电，说想去学。")
