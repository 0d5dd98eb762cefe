"""The replies that the benchmarks of speed run on."""

from __future__ import annotations

import json
import random
from pathlib import Path

from replylint import Reply

ROOT = Path(__file__).resolve().parents[1]
REPLIES = ROOT.parent / "shared" / "data" / "replies"
_CHANNELS = {"x_en_conversations": "x", "reviews_fr": "trustpilot", "x_fr_lowercased": "x"}


def real_replies() -> list[Reply]:
    """Real replies with the message each answers, where they are at hand; else the examples."""
    if not REPLIES.exists():
        paths = sorted((ROOT / "examples").rglob("*.txt"))
        return [Reply(path.read_text("utf-8"), channel="x") for path in paths]
    found: list[Reply] = []
    last: dict[str, str] = {}
    for name, channel in _CHANNELS.items():
        for line in (REPLIES / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if row.get("from_customer"):
                last[row["conversation"]] = row["text"]
                continue
            inbound = row.get("inbound") or last.get(row.get("conversation", ""))
            found.append(Reply(row["text"], channel=channel, inbound=inbound))
    random.Random(1).shuffle(found)
    return found
