"""The HTTP interface, put together from the doors of the apps."""

from minsheng.foundation.interface import BodyParser, Interface, connect_problems

DESCRIPTION = """One record, every ledger: the interface of a minsheng installation for other systems.

Every request carries a key (`Authorization: Bearer ...`) that an administrator has given; it allows certain scopes
in certain areas. Every refusal is a problem (RFC 9457) with a sentence (`detail`) and a remedy (`remedy`). Every
writing request carries an `Idempotency-Key`. No answer says who a caller is."""

api = Interface(
    title="minsheng", version="1", description=DESCRIPTION, urls_namespace="api", docs_url=None, parser=BodyParser()
)
connect_problems(api)
for one in ("cases.api.cases", "cases.api.acting", "catalogue.api", "registry.api"):
    api.add_router("", f"minsheng.{one}.router")  # by name, as urls are: a door is private to its app
