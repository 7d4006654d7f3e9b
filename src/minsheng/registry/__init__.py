"""Stage intake: 底数. In: people and organisations, once. Out: who they are, where, and who belongs to what.

Invariants: a phone or identity number is stored only sealed and found only by its blind index; a membership
ends after it begins; reading personal data leaves a row in the log of readings; two
records of one person both stay, the one answers for both until a person undoes it.
"""
