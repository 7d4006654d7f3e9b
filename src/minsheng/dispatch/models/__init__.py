"""Tables of dispatch: what helpers are asked for and who holds it (`tasks`), what they can (`skills`),
who is asked (`offers`), what came back from the doors (`visits`).
"""

from minsheng.dispatch.models.offers import Helper, Offer, PushRule
from minsheng.dispatch.models.skills import HelperSkill, Skill
from minsheng.dispatch.models.tasks import Claim, HelpTask
from minsheng.dispatch.models.visits import VisitRecord

__all__ = ["Claim", "HelpTask", "Helper", "HelperSkill", "Offer", "PushRule", "Skill", "VisitRecord"]
