"""Work that takes its time. The row of a job is the truth about it (``ledger``); the queue
(``queue``) only carries numbers, and may lose them; ``workshop`` does the work, ``pulse`` finds
what was left lying.
"""
