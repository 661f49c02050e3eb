"""Errors that a person can act on: the message is Dutch and says what is wrong and what to do."""


class WirError(Exception):
    """Base of every error whose text is meant for the person at the screen."""


class UnreadableRegister(WirError):
    """The file is not a workbook with a sheet of the register."""


class RegisterRejected(WirError):
    """The register has faults; nothing was stored."""


class PublishConflict(WirError):
    """Someone else published, withdrew or confirmed in the meantime; the message says what."""


class NotPossible(WirError):
    """What is asked does not fit the peilingen that there are; the message says why."""


class UnknownPeiling(WirError):
    """There is no such peildatum or version; the message lists what there is."""


class UnknownTable(WirError):
    """There is no table of that number; the message lists what there is."""


class UnknownValue(WirError):
    """A filter names a value that its list does not have; the message lists what there is."""


class NoComparison(WirError):
    """What is asked for is about two peilingen, and there are none that can be compared; the message says why."""


class UnusableTemplate(WirError):
    """The house style for the report is no document that can be used; the message says what to do."""
