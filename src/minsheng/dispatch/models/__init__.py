"""Tables of dispatch: what helpers are asked for and who holds it (`tasks`), what they can (`skills`),
who is asked (`offers`), what came back from the doors (`visits`), bases and posts (`organising`).
"""

from minsheng.dispatch.models.offers import Helper, Offer, PushRule
from minsheng.dispatch.models.organising import DemonstrationBase, PostHolding, ServicePost
from minsheng.dispatch.models.skills import HelperSkill, Skill
from minsheng.dispatch.models.tasks import Claim, HelpTask
from minsheng.dispatch.models.visits import VisitRecord

__all__ = [
    "Claim",
    "DemonstrationBase",
    "HelpTask",
    "Helper",
    "HelperSkill",
    "Offer",
    "PostHolding",
    "PushRule",
    "ServicePost",
    "Skill",
    "VisitRecord",
]
