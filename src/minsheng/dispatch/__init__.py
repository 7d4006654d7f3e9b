"""Stage dispatch: 派单. In: tasks of cases that their lead shares with helpers, and tasks that need no case. Out: who
took which task, what came of it at the door, told as facts.

Invariants: a task is held by as many people as it needs and by nobody twice; a task that needs a licence is held by
licence holders only; what a helper did for a case is delivered as that case's delivery, so somebody else verifies it;
a record of a visit that was sent is kept, and where it came second a person settles it;
declining and giving back ask for no reason and are counted for nobody.
"""
