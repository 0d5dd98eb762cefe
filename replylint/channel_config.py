"""Channels added or changed in a config: `[channels.<name>]` with the fields of Channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.channel import Channel
from replylint.errors import ConfigError, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIELDS = tuple(field for field in Channel._fields if field not in ("name", "source"))
_TYPES: Mapping[str, tuple[type, ...]] = {
    "title": (str,),
    "visibility": (str,),
    "limit": (int,),
    "unit": (str,),
    "budget": (int,),
    "signed": (bool,),
    "private_message": (dict,),
    "family": (str,),
    "capabilities": (list,),
    "like": (str,),
}


def configured_channels(
    known: Mapping[str, Channel], tables: Mapping[str, Mapping[str, object]], where: str
) -> dict[str, Channel]:
    """The known channels with those of a config laid over them.

    A table may start from another channel: `like = "email"`. `limit = 0` takes a limit away.
    Raises ConfigError for an unknown field or a wrong value.
    """
    channels = dict(known)
    for name, table in tables.items():
        values: dict[str, Any] = {}
        for key, value in table.items():
            place = f"{where}: channels.{name}.{key.replace('_', '-')}"
            if key != "like" and key not in _FIELDS:
                raise ConfigError(f"{place}: unknown field; {nearest(key, [*_FIELDS, 'like'])}")
            _check(key, value, place)
            values[key] = tuple(value) if isinstance(value, list) else value
        like = values.pop("like", None)
        if like is not None and like not in channels:
            raise ConfigError(
                f"{where}: channels.{name}.like: no channel {like!r}; {nearest(like, channels)}"
            )
        start = channels.get(like or name) or Channel(name=name, title=name)
        for key in ("limit", "budget"):
            if values.get(key) == 0:
                values[key] = None
        channels[name] = start._replace(**{"name": name, "source": "config", **values})
    return channels


def _check(key: str, value: object, place: str) -> None:
    wanted = _TYPES[key]
    if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
        raise ConfigError(f"{place}: must be {wanted[0].__name__}, not {value!r}")
    if key == "visibility" and value not in ("public", "private"):
        raise ConfigError(f"{place}: must be 'public' or 'private', not {value!r}")
    if key == "unit":
        from replylint.units import UNITS

        if value not in UNITS:
            raise ConfigError(f"{place}: no unit {value!r}; {nearest(str(value), UNITS)}")
    if isinstance(value, int) and value < 0:
        raise ConfigError(f"{place}: must not be below 0")
