"""Events: the mentions in one or more articles that tell of one thing."""

from onrecord.stages.events.stage import STAGE, events_of

__all__ = ["STAGE", "events_of"]
