"""The service over HTTP, ``/v1``: a module for each kind of resource, ``app`` puts them together.

Here alone an error becomes a status (``problems``), a row becomes JSON (``shapes``), and code
points stay code points: who counts in UTF-16 converts on his side.
"""
