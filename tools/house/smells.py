"""Finds pass-through functions, re-exports, and handlers that catch everything."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tools.house.code import FunctionNode, Module, Package, without_docstring

BROAD = {"Exception", "BaseException"}


def swallows_everything(handler: ast.ExceptHandler) -> bool:
    """True for a broad handler that does not raise again; one that cleans up and raises is fine."""
    named = (
        {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)} if handler.type else BROAD
    )
    last = handler.body[-1]
    return bool(named & BROAD) and not (isinstance(last, ast.Raise) and last.exc is None)


def broad_excepts(package: Package) -> list[str]:
    """`path:line` of every handler of all errors that does not raise again."""
    return [
        f"{module.path}:{node.lineno}"
        for module in package.modules
        for node in module.nodes
        if isinstance(node, ast.ExceptHandler) and swallows_everything(node)
    ]


def forwards(package: Package) -> list[str]:
    """`path:line name -> callee` of every function that only calls another one with its own parameters.

    Counted: the body, docstring aside, is one call (returned, awaited or not) whose arguments are all parameters of
    the function, each exactly once and none changed; a function without parameters that only calls another counts.
    Not counted, because something else needs the function: special methods (`__x__`); decorated functions,
    unless by classmethod or staticmethod; names with a capital inside (overrides of Qt); methods that a base class in
    the package also has (implementations of an interface); and calls that build an object (`Name(...)` with a capital,
    `replace(…)` of dataclasses), since such a function gives the class another way in.
    """
    return [
        line for line, node, owner, call in _one_call(package) if _passes_on_its_parameters(node, owner, call)
    ]


def one_call(package: Package) -> list[str]:
    """The same list with wider criteria: arguments may be attributes of the parameters (`work.store`), and may be fewer.

    Services functions that pass a part of the workplace to a lower layer count here, and slots that ignore a signal's value.
    """
    return [line for line, node, _, call in _one_call(package) if _takes_parts(node, call)]


def re_exports(package: Package) -> list[str]:
    """`path name (how)` of every name that a module offers though another module of the package defines it.

    Ways: listed in `__all__`, imported `as` itself, imported and not used, given a second name at module level, taken
    by a third module from one that only imports it; and code in an __init__.py.
    """
    found = [
        f"{module.path} {name} ({how})"
        for module in package.modules
        for name, how in _offers(package, module)
    ]
    bound = {module.name: _bound_by_import(module) - _defined(module) for module in package.modules}
    taken = [
        f"{package.by_name[source].path} {name} (taken from here by {module.path})"
        for module in package.modules
        for source, name, _ in package.imported_names(module)
        if name in bound[source]
    ]
    code = [
        f"{module.path} (code in a package file)"
        for module in package.modules
        if module.is_package_file and not module.is_empty_package_file
    ]
    return sorted({*found, *taken, *code})


def _one_call(
    package: Package,
) -> Iterator[tuple[str, FunctionNode, ast.AST, ast.Call]]:
    """Yield the functions whose body is one call of a plain name and that no interface requires."""
    inherited = _methods_by_class(package)
    for module in package.modules:
        for name, node, owner in module.functions:
            call = _only_call(node)
            if call is None or _must_exist(node, owner, inherited) or _builds_an_object(call):
                continue
            if _is_plain_reference(call.func):
                yield f"{module.path}:{node.lineno} {name} -> {ast.unparse(call.func)}", node, owner, call


def _takes_parts(node: FunctionNode, call: ast.Call) -> bool:
    own = _parameters(node)
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    bare = [value.value if isinstance(value, ast.Starred) else value for value in values]
    return all(_is_plain_reference(value) and _root(value) in own for value in bare)


def _only_call(node: FunctionNode) -> ast.Call | None:
    """The call that is the whole body, or None."""
    body = without_docstring(node.body)
    if len(body) != 1 or not isinstance(body[0], ast.Return | ast.Expr):
        return None
    value = body[0].value
    if isinstance(value, ast.Await | ast.YieldFrom):
        value = value.value
    return value if isinstance(value, ast.Call) else None


def _must_exist(node: FunctionNode, owner: ast.AST, inherited: dict[str, set[str]]) -> bool:
    decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
    bases = (
        [ast.unparse(base).rpartition(".")[2] for base in owner.bases]
        if isinstance(owner, ast.ClassDef)
        else []
    )
    return (
        (node.name.startswith("__") and node.name.endswith("__"))
        or bool(decorators - {"classmethod", "staticmethod"})
        or node.name.lower() != node.name
        or any(node.name in inherited.get(base.partition("[")[0], set()) for base in bases)
    )


def _builds_an_object(call: ast.Call) -> bool:
    last = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return last.lstrip("_")[:1].isupper() or last in {"cls", "super", "replace"}


def _passes_on_its_parameters(node: FunctionNode, owner: ast.AST, call: ast.Call) -> bool:
    own = _parameters(node)
    is_bound = isinstance(owner, ast.ClassDef) and "staticmethod" not in map(ast.unparse, node.decorator_list)
    receiver, own = (own[:1], own[1:]) if is_bound else ([], own)
    passed = [_name(value) for value in (*call.args, *(keyword.value for keyword in call.keywords))]
    if own and _root(call.func) in own:  # def text(case): return case.text()
        own = [name for name in own if name != _root(call.func)]
    passed = [name for name in passed if name not in receiver]
    return None not in passed and sorted(map(str, passed)) == sorted(own)


def _parameters(node: FunctionNode) -> list[str]:
    spec = node.args
    rest = filter(None, (spec.vararg, spec.kwarg))
    return [argument.arg for argument in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs, *rest)]


def _name(value: ast.expr) -> str | None:
    if isinstance(value, ast.Starred):
        value = value.value
    return value.id if isinstance(value, ast.Name) else None


def _is_plain_reference(node: ast.expr) -> bool:
    """Whether it is a plain reference: `name`, `name.attribute`, `self._part.method`, without computation."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _methods_by_class(package: Package) -> dict[str, set[str]]:
    """For each class name of the package its methods, those of its bases in the package included."""
    own: dict[str, set[str]] = {}
    bases: dict[str, set[str]] = {}
    for module in package.modules:
        for node in module.classes:
            names = {item.name for item in node.body if isinstance(item, FunctionNode)}
            own.setdefault(node.name, set()).update(names)
            above = {ast.unparse(base).rpartition(".")[2].partition("[")[0] for base in node.bases}
            bases.setdefault(node.name, set()).update(above)
    return {name: set().union(*(own.get(each, set()) for each in _above(name, bases))) for name in own}


def _above(name: str, bases: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting.extend(bases.get(each, ()))
    return found


def _offers(package: Package, module: Module) -> Iterator[tuple[str, str]]:
    imported = {bound: (source, name) for source, name, bound in package.imported_names(module)}
    listed, used = _listed(module), _used(module)
    yield from ((name, "imported as itself") for name in sorted(_named_as_itself(module) & imported.keys()))
    yield from (
        (name, f"second name of {ast.unparse(value)}")
        for name, value in _assigned(module)
        if _is_alias(value, imported)
    )
    yield from ((name, "in __all__") for name in sorted(listed & imported.keys()))
    plain = {
        name for name in imported if "." in name
    }  # `import desktop.x` loads a module and defines no name for others
    yield from ((name, "imported, not used") for name in sorted(imported.keys() - used - listed - plain))


def _named_as_itself(module: Module) -> set[str]:
    """Names of `from … import name as name`."""
    return {
        alias.name
        for node in module.tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname == alias.name
    }


def _assigned(module: Module) -> Iterator[tuple[str, ast.expr]]:
    """Yield name and value of each plain `name = value` at the top level."""
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value


def _is_alias(value: ast.expr, imported: dict[str, tuple[str, str]]) -> bool:
    """Whether it is an imported function or class, or an attribute of an imported module."""
    if isinstance(value, ast.Name):
        return value.id in imported
    is_of_module = isinstance(value, ast.Attribute) and isinstance(value.value, ast.Name)
    return is_of_module and imported.get(_root(value), ("", "x"))[1] == ""


def _listed(module: Module) -> set[str]:
    return {
        str(item.value)
        for node in module.tree.body
        if isinstance(node, ast.Assign) and any(_name(target) == "__all__" for target in node.targets)
        for item in ast.walk(node.value)
        if isinstance(item, ast.Constant)
    }


def _used(module: Module) -> set[str]:
    """Every name read in the module, with the dotted beginnings of attributes and names inside quoted hints."""
    found: set[str] = set()
    for node in module.nodes:
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(ast.unparse(node))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            found.add(node.value)
    return found


def _bound_by_import(module: Module) -> set[str]:
    return {
        alias.asname or alias.name
        for node in module.tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _defined(module: Module) -> set[str]:
    """Names that the module itself defines at its top level."""
    found: set[str] = set()
    for node in module.tree.body:
        if isinstance(node, FunctionNode | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found.update(
                item.id for target in targets for item in ast.walk(target) if isinstance(item, ast.Name)
            )
    return found
