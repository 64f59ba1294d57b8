"""What the service bears: kills, crowds, long lists, long days; and how quick it is.

Real servers and workers over folders of their own, on SQLite or, with ``--database``, on a
PostgreSQL database that may be emptied.
"""
