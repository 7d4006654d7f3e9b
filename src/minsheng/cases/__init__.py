"""Stage intake: 诉求. In: voices on every channel. Out: cases that one organisation answers for until another
person than the deliverer has verified them, and the caller has been told.

Invariants: a case always has exactly one lead; a verifier never verified his own delivery; states change only
as `rules.TRANSITIONS` says; circumstances of a person live no longer than the case; a declined, referred or
handed back case carries a reason, a name and a remedy.
"""
