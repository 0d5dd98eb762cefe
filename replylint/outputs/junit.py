"""JUnit's XML, for CI services that show tests: a test case for each reply or finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.outputs import Failed
from replylint.outputs.places import Placed, placed
from replylint.outputs.xml import attributes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.outputs import Result, View


class JunitOutput:
    """A finding is a failure, a file that cannot be checked an error, a clean reply a pass."""

    name = "junit"

    def render(self, results: Iterable[Result], view: View) -> Iterator[str]:
        cases: list[str] = []
        failures = errors = 0
        for item in placed(results):
            if isinstance(item, Placed):
                failures += 1
                finding = item.finding
                name = f"{finding.code} {finding.rule} at {item.start.line}:{item.start.column}"
                inside = f"<failure{attributes(message=item.message(), type=finding.code)}/>"
            elif isinstance(item, Failed):
                errors += 1
                name = "readable"
                said = item.error.say(view.ui_lang)
                inside = f"<error{attributes(message=said, type='replylint.error')}/>"
            else:
                place = item.found.origin.place(0)
                name, inside = f"reply at {place.line}:{place.column}", ""
            case = attributes(classname=item.path, name=name, time=0)
            cases.append(
                f"<testcase{case}>{inside}</testcase>\n" if inside else f"<testcase{case}/>\n"
            )
        counts = attributes(tests=len(cases), failures=failures, errors=errors, time=0)
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield f'<testsuites name="replylint"{counts}>\n<testsuite name="replylint"{counts}>\n'
        yield from cases
        yield "</testsuite>\n</testsuites>\n"


OUTPUT = JunitOutput()
