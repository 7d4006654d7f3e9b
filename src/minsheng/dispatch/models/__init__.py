"""Tables of dispatch: what helpers are asked for and who holds it (`tasks`), what they can (`skills`),
who is asked (`offers`), what came back from the doors (`visits`), bases and posts (`organising`),
zones and pairings (`zones`), visits that come again and
money for shopping (`recurring`), units that report and required acts (`acts`),
shifts and visitors of a hall (`hall`), what the served side says (`confirming`), who came (`signing`),
visits in calendars (`calendars`), files of phones that a desk has tried (`bringing`),
skills that are taught once (`studying`), what helpers said by phone (`phoning`).
"""

from minsheng.dispatch.models.acts import ActDone, CheckIn, RequiredAct
from minsheng.dispatch.models.bringing import TriedFile
from minsheng.dispatch.models.calendars import VisitCalendar
from minsheng.dispatch.models.confirming import ConfirmationNotice, HelpConfirmation
from minsheng.dispatch.models.hall import Guidance, HallShift
from minsheng.dispatch.models.matches import PostMatch
from minsheng.dispatch.models.offers import Helper, Offer, PushRule
from minsheng.dispatch.models.organising import DemonstrationBase, PostHolding, ServicePost
from minsheng.dispatch.models.phoning import PhonedWord
from minsheng.dispatch.models.photos import VisitPhoto
from minsheng.dispatch.models.recurring import ProxyShopping, RecurringTask, RecurringVisit
from minsheng.dispatch.models.signing import SignIn, SignInSheet
from minsheng.dispatch.models.skills import HelperSkill, Skill
from minsheng.dispatch.models.studying import StudyOffer, StudyPlace
from minsheng.dispatch.models.tasks import Claim, HelpTask
from minsheng.dispatch.models.visits import VisitRecord
from minsheng.dispatch.models.zones import Pairing, ResponsibilityZone, ZoneArea

__all__ = [
    "ActDone",
    "CheckIn",
    "Claim",
    "ConfirmationNotice",
    "DemonstrationBase",
    "Guidance",
    "HallShift",
    "HelpConfirmation",
    "HelpTask",
    "Helper",
    "HelperSkill",
    "Offer",
    "Pairing",
    "PhonedWord",
    "PostHolding",
    "PostMatch",
    "ProxyShopping",
    "PushRule",
    "RecurringTask",
    "RecurringVisit",
    "RequiredAct",
    "ResponsibilityZone",
    "ServicePost",
    "SignIn",
    "SignInSheet",
    "Skill",
    "StudyOffer",
    "StudyPlace",
    "TriedFile",
    "VisitCalendar",
    "VisitPhoto",
    "VisitRecord",
    "ZoneArea",
]
