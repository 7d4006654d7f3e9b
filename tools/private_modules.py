"""Import-linter contract: a module may be imported only from inside its own app."""

from typing import Any, cast

from importlinter import Contract, ContractCheck, fields, output


class PrivateModulesContract(Contract):
    root = fields.StringField()
    private = fields.SetField(subfield=fields.StringField())

    def check(self, graph: Any, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 - the signature is given
        found = []
        for app in sorted(graph.find_children(self.root)):
            for name in sorted(cast("set[str]", self.private)):
                target = f"{app}.{name}"
                if target not in graph.modules:
                    continue
                for module in {target} | graph.find_descendants(target):
                    found += [
                        (importer, module)
                        for importer in sorted(graph.find_modules_that_directly_import(module))
                        if not (importer == app or importer.startswith(app + "."))
                    ]
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, module in check.metadata["found"]:
            output.print_error(f"{importer} may not import {module}: it is private to its app", bold=False)
