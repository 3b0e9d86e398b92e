"""Event mentions: who did what to whom, where and when, coded after PLOVER 2.0."""

from onrecord.stages.event_mentions.stage import STAGE, event_mentions

__all__ = ["STAGE", "event_mentions"]
