"""Every error of onrecord: one class per situation, one root, each sentence says what to do."""


class OnrecordError(Exception):
    """Root of all errors that onrecord raises on purpose; the command line prints its sentence."""


class NoInput(OnrecordError):
    """None of the given paths holds a page."""


class PageRejected(OnrecordError):
    """A page was read but holds no article that could be used; becomes a Rejection."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class BadSpan(OnrecordError):
    """A span does not quote its article's text; a fault of the stage that made it."""


class BadRecord(OnrecordError):
    """A stored or given row does not fit the record type it claims to be."""


class StoreMissing(OnrecordError):
    """There is no onrecord database at the given path."""


class StoreVersion(OnrecordError):
    """The database was written by another, incompatible version of onrecord."""


class StoreBusy(OnrecordError):
    """Another process holds the database."""


class StoreFull(OnrecordError):
    """The disk is full or the output folder can't be written."""


class BrokenModel(OnrecordError):
    """A model file is missing or is not the one its card names."""


class StageOrder(OnrecordError):
    """The stages cannot be ordered: one reads what none before it makes."""


class WorkerLost(OnrecordError):
    """A page took too long or too much memory and its process was ended."""
