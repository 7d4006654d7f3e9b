"""What dispatch does when cases have told something."""

from __future__ import annotations

from minsheng.cases.facts import Delivered, PersonalDataDeleted
from minsheng.dispatch import operations
from minsheng.foundation import facts
from minsheng.registry import queries as registry
from minsheng.registry.facts import PersonChanged, PersonErased


def end_delivered_task(told: facts.Told) -> None:
    """The lead has delivered a task itself: it leaves the pool."""
    if isinstance(told.fact, Delivered):
        operations.end_tasks_of_case(case_task=told.fact.task, case_id=told.fact.about, at=told.at)


def withdraw_tasks(told: facts.Told) -> None:
    """A case has another lead, or will have one: whoever leads it next decides anew whether helpers are asked."""
    operations.end_tasks_of_case(case_task=None, case_id=told.fact.about, at=told.at)


def end_help(told: facts.Told) -> None:
    """A person has died, moved away, or his data are deleted: nobody is sent to his door any more."""
    if isinstance(told.fact, PersonErased) or (
        isinstance(told.fact, PersonChanged) and "left" in told.fact.fields and registry.has_left(told.fact.about)
    ):
        operations.end_help_for(person_id=told.fact.about, at=told.at)
    if isinstance(told.fact, PersonErased):
        operations.forget_words(person_id=told.fact.about)
        operations.forget_sign_ins(person_id=told.fact.about)
        operations.forget_spoken(person_id=told.fact.about)


def forget_case(told: facts.Told) -> None:
    """What a case kept long enough does not stay in the tasks that were made of it."""
    if isinstance(told.fact, PersonalDataDeleted):
        operations.forget_case(case_id=told.fact.about, is_caller=told.fact.kept == "caller")
