"""What the service keeps: rows in a database (``rows``), the files people sent (``blobs``).

``store.Store`` gives sessions; the other modules are functions over one.
"""
