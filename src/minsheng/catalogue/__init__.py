"""Stage intake: 事项. In: the taxonomy of requests and the responsibility list. Out: what it is, and who leads.

Invariants: a responsibility item has exactly one lead, and its lead is not among its co-handlers; every
proposal carries its reason in words and is only a proposal; a list in force on a past day stays readable.
"""
