"""Documents are read by processes that may die: a crash, a hang, too much memory cost one document.

``pool.Guard`` asks, ``child.Child`` is a process as its parent sees it, ``worker`` what runs in it.
"""
