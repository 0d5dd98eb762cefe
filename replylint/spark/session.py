"""PySpark, imported when it is needed, or a clear word where it is not there."""

from __future__ import annotations

from replylint.errors import ReplylintError


class NoSparkError(ReplylintError):
    """PySpark or what it needs is not installed."""


def see_spark() -> None:
    """Raise NoSparkError where PySpark cannot be imported."""
    try:
        import pyarrow
        import pyspark.sql
    except ImportError as error:
        raise NoSparkError(
            f"no {error.name or 'pyspark'} here; get it with: pip install 'replylint[spark]'"
        ) from None
    if int(pyspark.__version__.partition(".")[0]) < 4:
        raise NoSparkError(
            f"PySpark {pyspark.__version__} is too old; get 4 with: pip install 'replylint[spark]'"
        )
    del pyarrow
