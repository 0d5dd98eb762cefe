"""`audit`: a DataFrame of past replies, checked by the executors of Apache Spark."""

from __future__ import annotations

import pickle
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from replylint.audit.columns import channel_names
from replylint.audit.counting import Counting
from replylint.audit.exports.options import ExportOptions
from replylint.audit.exports.shapes.base import Joined
from replylint.errors import ConfigError
from replylint.i18n import DEFAULT
from replylint.linter import Linter
from replylint.spark import joining, worker
from replylint.spark.links import with_links
from replylint.spark.merging import merged
from replylint.spark.rows import describe, numbered
from replylint.spark.schema import ddl

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pyspark.sql import DataFrame

    from replylint.audit.exports.export import Shaped
    from replylint.settings import Settings


def audit(
    df: DataFrame,
    *,
    settings: Settings | Mapping[str, object] | str | Path | None = None,
    columns: Mapping[str, str] | None = None,
    row: str | None = None,
    lines: str | None = None,
    joined: bool | None = None,
    agents: tuple[str, ...] = (),
    timezone: str | None = None,
    hours: tuple[str, ...] = (),
    pseudonym_key: bytes | None = None,
    worst: int = 20,
    partitions: int | None = None,
    name: str = "",
) -> SparkAudit:
    """Audit past replies: nothing is computed before the result is asked for something.

    df: a reply a row, perhaps with the message that it answers; or one message a row, with columns
    that tell its conversation (or the message that it answers) and who wrote it.
    settings: a config file, Settings, or keys of a config, as for Linter.
    columns: the column of each field whose name does not tell it: {"text": "body"}.
    row: a column with the number of each row; without it rows are numbered as they stand, which
    takes a pass over them.
    lines: a column with the lines of a JSONL export, as `spark.read.text` gives them.
    joined: True where messages must be joined, False where not; by default the columns tell.
    agents, timezone, hours, worst: as the options of `replylint audit`. pseudonym_key: agents are
    shown under pseudonyms that are made with it.
    partitions: how many tasks check; by default as many as `df` has, and where rows have to be
    brought together `spark.sql.shuffle.partitions`.
    name: of the export, for titles and errors.
    Raises ConfigError for wrong settings, columns or options.
    """
    linter = _linter(settings)
    frame = describe(
        df,
        name or "the DataFrame",
        ExportOptions(
            mapping=dict(columns or {}),
            mapping_source="columns:",
            channels=channel_names(linter.channels),
            agents=tuple(agents),
            timezone=timezone,
        ),
        row=row,
        lines=lines,
    )
    shaped = worker.shaped(frame)
    if joined is not None and joined is not isinstance(shaped, Joined):
        raise ConfigError(
            f"{frame.name}: joined={joined}, but its columns say "
            + ("that rows are messages of conversations" if not joined else "that rows are replies")
            + f": {dict(shaped.columns)}"
        )
    counting = Counting.of(
        linter, timezone=timezone or "UTC", hours=tuple(hours), key=pseudonym_key, worst=worst
    )
    job = worker.Job(frame, pickle.dumps(linter.settings), counting)
    return SparkAudit(df, job, shaped, partitions, name, linter.settings.ui_lang or DEFAULT)


def _linter(settings: Settings | Mapping[str, object] | str | Path | None) -> Linter:
    from pathlib import Path

    from replylint.settings import Settings

    if settings is None or isinstance(settings, Settings | str | Path):
        return Linter(settings)
    return Linter(Settings().updated(settings, "settings"))


class SparkAudit:
    """An audit of a DataFrame.

    All that it gives comes from `outcome`, which is kept by Spark once it was computed (in memory,
    and on the executors' disks where that is not enough): every reply is checked once. `unpersist`
    gives that room back.
    """

    def __init__(
        self,
        df: DataFrame,
        job: worker.Job,
        shaped: Shaped,
        partitions: int | None,
        name: str,
        language: str,
    ) -> None:
        self._df = df
        self._job = job
        self._shaped = shaped
        self._partitions = partitions
        self._name = name
        self._language = language

    @property
    def replies(self) -> DataFrame:
        """A row for each reply, with the columns of `replylint audit --output`."""
        return self._table("replies")

    @property
    def findings(self) -> DataFrame:
        """A row for each finding, with the columns of `replylint audit --findings`."""
        return self._table("findings")

    @property
    def rejects(self) -> DataFrame:
        """A row for each row that was left out, with the columns of `replylint audit --rejects`."""
        return self._table("rejects")

    def record(
        self,
        *,
        title: str = "",
        language: str | None = None,
        before: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """All figures, as `replylint audit --record` writes them.

        language: of its texts. before: the record of an earlier audit to compare with.
        """
        states = self.outcome.where("table = 'state'").select("state")
        whole = merged(states, states.count(), self._job.counting)
        return whole.record(
            name=self._name,
            shape=self._shaped.name,
            columns=dict(self._shaped.columns),
            title=title,
            language=language or self._language,
            before=before,
        )

    @cached_property
    def outcome(self) -> DataFrame:
        """Everything in one DataFrame: the rows of the tables, and the counts of each partition.

        One pass makes both, since rows and counts need the same checks; kept, since tables and
        figures are asked for one after the other, and checking takes longer than reading it again.
        """
        return self._checked().persist()

    def unpersist(self) -> None:
        """Forget what was computed."""
        self.outcome.unpersist()
        del self.outcome

    def _table(self, name: str) -> DataFrame:
        return self.outcome.where(f"table = '{name}'").select(f"{name}.*")

    def _checked(self) -> DataFrame:
        frame = numbered(self._df, self._job.frame)
        job, out = replace(self._job, frame=frame), ddl(worker.outcome_schema())
        rows = frame.select(self._df)
        shaped, partitions = self._shaped, self._partitions
        shuffled = self._df.sparkSession.conf.get("spark.sql.shuffle.partitions", "200")
        spread = partitions or int(shuffled or 200)
        if isinstance(shaped, Joined):
            messages = rows.mapInArrow(partial(worker.read_messages, job), joining.MESSAGES)
            if shaped.linked:
                together = with_links(messages, spread)
                return together.mapInArrow(partial(worker.check_linked, job), out)
            order = joining.order_of(messages)
            together = joining.in_conversations(messages, spread, order)
            # Those that stand the newest first are turned round by now.
            check = partial(
                worker.check_conversations, job, order=order._replace(newest_first=False)
            )
            return together.mapInArrow(check, out)
        if "id" not in shaped.columns and partitions is None:
            return rows.mapInArrow(partial(worker.check_rows, job), out)
        items = rows.mapInArrow(partial(worker.read_items, job), joining.ITEMS)
        return joining.with_copies(items, spread).mapInArrow(partial(worker.check_items, job), out)
