"""Tables of cases: what was said and told (`voices`), who answers for it by when (`case`), who does it (`doing`); pauses and extensions (`limits`);
steps between organisations (`steps`), calls of a community (`whistles`); who is reminded when (`ladder`);
files of messages (`importing`); trained models (`learning`); guesses (`asking`); following up (`following`);
thanks and complaints (`feedback`); contact cards (`contacts`); proactive contacts (`outreach`); who serves what
(`providing`); the register of payment difficulties (`payments`); enterprises
and what their employees say without a name (`tenants`); mediations (`mediation`); what one's own list shows (`choosing`);
how long what is personal is kept (`keeping`).
"""

from minsheng.cases.models.asking import Guess
from minsheng.cases.models.case import Case, CaseNumber, Circumstance, CoHandler, Limit, Reason
from minsheng.cases.models.choosing import ListColumns, SavedFilter
from minsheng.cases.models.contacts import ContactCard
from minsheng.cases.models.doing import Delivery, Task, Verification
from minsheng.cases.models.feedback import Feedback
from minsheng.cases.models.following import CallAttempt, FollowUpRule, RateExclusion, Sample, SampleLine
from minsheng.cases.models.importing import MessageImport, MessageRow
from minsheng.cases.models.keeping import RetentionRule, RetentionRun
from minsheng.cases.models.ladder import Notice, ReminderNumber, Rung
from minsheng.cases.models.learning import TrainedModel
from minsheng.cases.models.limits import GRANTED, LimitExtension, LimitPause
from minsheng.cases.models.mediation import Mediation, MediationHandover
from minsheng.cases.models.merging import CaseMerge, MergedCase
from minsheng.cases.models.outreach import OutreachContact, OutreachRule
from minsheng.cases.models.payments import PaymentDifficulty, PaymentRegisterRule
from minsheng.cases.models.providing import Provider
from minsheng.cases.models.steps import HandBack, StepLimit
from minsheng.cases.models.telling import OutgoingText
from minsheng.cases.models.tenants import HeldVoice, Receipt, Tenant
from minsheng.cases.models.voices import Telling, Voice
from minsheng.cases.models.whistles import Whistle, WhistleCall, WhistleStep

__all__ = [
    "GRANTED",
    "CallAttempt",
    "Case",
    "CaseMerge",
    "CaseNumber",
    "Circumstance",
    "CoHandler",
    "ContactCard",
    "Delivery",
    "Feedback",
    "FollowUpRule",
    "Guess",
    "HandBack",
    "HeldVoice",
    "Limit",
    "LimitExtension",
    "LimitPause",
    "ListColumns",
    "Mediation",
    "MediationHandover",
    "MergedCase",
    "MessageImport",
    "MessageRow",
    "Notice",
    "OutgoingText",
    "OutreachContact",
    "OutreachRule",
    "PaymentDifficulty",
    "PaymentRegisterRule",
    "Provider",
    "RateExclusion",
    "Reason",
    "Receipt",
    "ReminderNumber",
    "RetentionRule",
    "RetentionRun",
    "Rung",
    "Sample",
    "SampleLine",
    "SavedFilter",
    "StepLimit",
    "Task",
    "Telling",
    "Tenant",
    "TrainedModel",
    "Verification",
    "Voice",
    "Whistle",
    "WhistleCall",
    "WhistleStep",
]
