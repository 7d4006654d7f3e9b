"""Stage ground. In: nothing. Out: ids, units, calendar, areas, rights, facts, jobs, the shell of every page.

Invariants: facts are only ever added; every read of personal data leaves a row; a writing request with the
same client id is carried out once; areas contain each other by the prefix of their code.
"""
