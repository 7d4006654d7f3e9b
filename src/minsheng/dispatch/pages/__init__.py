"""Pages of dispatch: the pool and what one holds (`pool`), putting tasks into the pool (`offering`), the field
pages (`field`), records to settle (`settling`).
"""
