"""Run migrations inside the transaction that the store opened for them."""

from alembic import context

from synthesis.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
