"""Tables of dispatch: what helpers are asked for and who holds it (`tasks`), what they can (`skills`), offers."""

from minsheng.dispatch.models.offers import Helper, Offer, PushRule
from minsheng.dispatch.models.skills import HelperSkill, Skill
from minsheng.dispatch.models.tasks import Claim, HelpTask

__all__ = ["Claim", "HelpTask", "Helper", "HelperSkill", "Offer", "PushRule", "Skill"]
