"""Messages joined into exchanges, whatever shape of export they come from."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from replylint.audit.exports.message import Glance, Message
from replylint.audit.exports.rows import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from replylint.audit.exchange import Exchange
    from replylint.audit.exports.options import ExportOptions
    from replylint.audit.exports.rows import Records
    from replylint.sources.file import FileError


class Joined:
    """Rows that hold messages.

    split: the messages of a row. linked: they name what they answer, rather than the conversation
    that they belong to. posts: what answers nothing is no reply. channel: of replies where nothing
    else tells it. glance: what can be told of a message before it is read as a whole.
    """

    def __init__(
        self,
        name: str,
        columns: Mapping[str, str],
        records: Records,
        split: Callable[[Row], Iterable[Message | FileError]],
        options: ExportOptions,
        *,
        linked: bool = False,
        posts: bool = False,
        channel: str | None = None,
        glance: Callable[[Row], Glance] | None = None,
    ) -> None:
        self.name = name
        self.columns = columns
        self._records = records
        self._split = split
        self.thread = options.thread
        self.linked = linked
        self.posts = posts
        self.channel = channel
        self._glance = glance

    def exchanges(self, skip: int = 0) -> Iterator[Exchange | FileError]:
        """The exchanges, without the first `skip`, which have to be joined all the same."""
        if self.linked:
            from replylint.audit.exports.links import by_links

            joined = by_links(self.messages(), self.thread, posts=self.posts)
        else:
            from replylint.audit.exports.conversations import by_conversation

            joined = by_conversation(self.messages, self._glances(), self.thread, self.channel)
        return islice(joined, skip, None)

    def messages(self) -> Iterator[Message | FileError]:
        """The messages as they stand, not yet joined."""
        split = self._split
        for row in self._records.rows():
            if isinstance(row, Row):
                yield from split(row)
            else:
                yield row

    def _glances(self) -> Iterator[Glance]:
        glance = self._glance
        if glance is None:
            for message in self.messages():
                if isinstance(message, Message):
                    yield Glance(message.conversation, message.at)
            return
        for row in self._records.rows():
            if isinstance(row, Row):
                yield glance(row)
