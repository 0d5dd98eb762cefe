"""The audit on Apache Spark: the same rows, findings and figures as `replylint audit`.

>>> from replylint.spark import audit
>>> result = audit(df, columns={"text": "body"})
>>> result.findings.write.parquet("findings")
>>> result.record()["totals"]

Needs the extra: pip install 'replylint[spark]'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from replylint.spark.run import SparkAudit as SparkAudit
    from replylint.spark.run import audit as audit

__all__ = ["SparkAudit", "audit"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from replylint.spark.session import see_spark

    see_spark()
    from importlib import import_module

    return getattr(import_module("replylint.spark.run"), name)
