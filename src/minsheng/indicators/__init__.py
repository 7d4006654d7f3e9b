"""Stage appraise: 指数. In: the log of facts. Out: figures of an area and a month, each opening to its facts.

Invariants: a figure is what its rule makes of the facts of the log, again and at any time (nothing is typed in,
nothing is added up from other figures, but the months of a year beside its goal, where the unit allows it); the list behind a figure comes out of the same count as the figure;
units do not mix; to the public no figure is shown that stands for fewer than five cases or people.
"""
