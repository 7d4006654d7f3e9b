"""Stage intake: 事项. In: taxonomy, responsibility list, guides, promises. Out: what it is, who leads, how it is got.

Invariants: a responsibility item has exactly one lead, and its lead is not among its co-handlers; every
proposal carries its reason in words and is only a proposal; a list in force on a past day stays readable and
is never rewritten; every guide has a way without the internet; nobody learns who rated a promise.
"""
