"""Alembic's door: it runs the steps over the connection that ``schema`` hands it."""

from __future__ import annotations

from alembic import context

from service.storage.rows import Row

# the index of words is the database's own thing, made by hand (search)
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    include_name=lambda name, kind, parents: not (name or "").startswith("search"),
)
with context.begin_transaction():
    context.run_migrations()
