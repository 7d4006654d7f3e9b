"""Pages of cases: the desk, the work list, one case and its acts, calls, the public pages, imports."""
