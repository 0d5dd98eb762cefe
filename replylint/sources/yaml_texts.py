"""The texts of a YAML file with their paths and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.sources.file import FileError
from replylint.sources.yaml_scalars import map_scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

    from replylint.sources.mapped import Mapped

Path = tuple[str | int, ...]

_STRING = "tag:yaml.org,2002:str"
_MAX_DEPTH = 100
_MAX_NODES = 500_000


def yaml_documents(content: str) -> Iterator[tuple[Any, list[tuple[Path, Mapped]]]]:
    """Each document of a YAML text: its value as plain lists and dicts, and its texts.

    A text that an alias repeats is given once, where it is written.
    Raises FileError with the line: no YAML, nested too deeply, more nodes than any human wrote.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for root in yaml.compose_all(content, loader):
            walker = _Walker(content, yaml.ScalarNode, yaml.MappingNode)
            yield walker.value(root, (), 0), walker.texts
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else None
        raise FileError("yaml", line=line, reason=error.problem or "not valid") from None
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0)
        line = content.count("\n", 0, position) + 1
        raise FileError("yaml", line=line, reason="a character that YAML does not allow") from None
    except RecursionError:
        raise FileError("yaml", line=1, reason="nested too deeply") from None


class _Walker:
    """Turns nodes into values once each, so that aliases cannot blow up, and gathers texts."""

    def __init__(
        self, content: str, scalar: type[yaml.ScalarNode], mapping: type[yaml.MappingNode]
    ) -> None:
        self.content = content
        self.scalar = scalar
        self.mapping = mapping
        self.texts: list[tuple[Path, Mapped]] = []
        self._seen: dict[int, Any] = {}
        self._bom = content.startswith("\ufeff")

    def value(self, node: yaml.Node, path: Path, depth: int) -> Any:
        if depth > _MAX_DEPTH:
            raise FileError("yaml", line=node.start_mark.line + 1, reason="nested too deeply")
        if id(node) in self._seen:
            return self._seen[id(node)]
        if len(self._seen) > _MAX_NODES:
            raise FileError("yaml", line=node.start_mark.line + 1, reason="too many values")
        result: Any
        if isinstance(node, self.scalar):
            result = self._seen[id(node)] = node.value
            if node.tag == _STRING:
                mapped = self._mapped(node)
                if mapped is not None:
                    self.texts.append((path, mapped))
        elif isinstance(node, self.mapping):
            result = self._seen[id(node)] = {}
            for key, item in node.value:
                name = key.value if isinstance(key.value, str) else str(len(result))
                result[name] = self.value(item, (*path, name), depth + 1)
        else:
            result = self._seen[id(node)] = []
            for i, item in enumerate(node.value):
                result.append(self.value(item, (*path, i), depth + 1))
        return result

    def _mapped(self, node: yaml.ScalarNode) -> Mapped | None:
        start, end = node.start_mark.index, node.end_mark.index
        for shift in (0, 1) if self._bom else (0,):
            found = map_scalar(self.content, start + shift, end + shift, node.style, node.value)
            if found is not None:
                return found
        return None
