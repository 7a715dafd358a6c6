"""What imports what, read from the files: imports inside functions included, faces resolved through their stubs."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PACKAGES = ("index", "bot")


@dataclass(frozen=True)
class Import:
    """One name that one module takes from another: ``written`` as the line has it, ``target`` where it is defined."""

    importer: str
    written: str
    name: str
    target: str
    line: int


class ImportGraph:
    """The imports of the product's packages under a root."""

    def __init__(self, root: Path) -> None:
        """List every module; they are read when they are first needed."""
        self.root = root
        files = sorted(path for package in PACKAGES for path in (root / package).rglob("*.py"))
        self.files = {module_of(root, path): path for path in files}

    @cached_property
    def trees(self) -> dict[str, ast.Module]:
        """The syntax tree of each module."""
        return {module: ast.parse(path.read_text(encoding="utf-8")) for module, path in self.files.items()}

    @cached_property
    def faces(self) -> dict[str, dict[str, str]]:
        """What each package hands on."""
        return {module: _face(path) for module, path in self.files.items() if path.name == "__init__.py"}

    @cached_property
    def imports(self) -> list[Import]:
        """Every import of every module."""
        return [found for module in self.files for found in self._imports(module)]

    def edges(self) -> dict[str, set[str]]:
        """Give for each module those that it takes names from."""
        edges: dict[str, set[str]] = {module: set() for module in self.files}
        for found in self.imports:
            if found.target in self.files and found.target != found.importer:
                edges[found.importer].add(found.target)
        return edges

    def circle(self) -> list[str]:
        """Name modules that import each other in a circle; nothing where there is none."""
        edges, done = self.edges(), set()

        def visit(module: str, trail: list[str]) -> list[str]:
            if module in trail:
                return [*trail[trail.index(module) :], module]
            if module in done:
                return []
            for target in sorted(edges[module]):
                if found := visit(target, [*trail, module]):
                    return found
            done.add(module)
            return []

        return next((found for module in sorted(edges) if (found := visit(module, []))), [])

    def outside(self, module: str) -> set[str]:
        """Name the libraries that a module imports, by their import names."""
        return {
            found.written.split(".")[0]
            for found in self.imports
            if found.importer == module and found.written.split(".")[0] not in PACKAGES
        }

    def _imports(self, module: str) -> Iterator[Import]:
        for node in ast.walk(self.trees[module]):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield Import(module, alias.name, "", alias.name, node.lineno)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{module}:{node.lineno}: imports are written in full"
                assert node.module is not None
                for alias in node.names:
                    assert alias.name != "*", f"{module}:{node.lineno}: names are imported, never *"
                    target = self._defined(node.module, alias.name)
                    yield Import(module, node.module, alias.name, target, node.lineno)
            elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "import_module":
                named = node.args[0] if node.args else None
                if isinstance(named, ast.Constant) and str(named.value).split(".")[0] in PACKAGES:
                    yield Import(module, str(named.value), "", str(named.value), node.lineno)

    def _defined(self, module: str, name: str) -> str:
        if f"{module}.{name}" in self.files:
            return f"{module}.{name}"
        inner = self.faces.get(module, {}).get(name)
        return module if inner is None else self._defined(f"{module}.{inner}", name)


def module_of(root: Path, path: Path) -> str:
    """Name the module of a file."""
    return path.relative_to(root).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")


def _face(path: Path) -> dict[str, str]:
    """Read what a package hands on: each name, and the module in it that the name comes from."""
    stub = path.with_suffix(".pyi")
    if not stub.exists():
        return {}
    return {
        alias.name: str(node.module)
        for node in ast.parse(stub.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ImportFrom) and node.level == 1
        for alias in node.names
    }
