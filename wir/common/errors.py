"""Errors that a person can act on: the message is Dutch and says what is wrong and what to do."""

import errno

REASONS = {
    errno.ENOENT: "de map of het bestand bestaat niet",
    errno.ENOTDIR: "een deel van dit pad is geen map",
    errno.EISDIR: "dit is een map",
    errno.EACCES: "daar is geen toestemming voor",
    errno.EPERM: "daar is geen toestemming voor",
    errno.EROFS: "hier kan alleen worden gelezen",
    errno.ENOSPC: "de schijf is vol",
}


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


class NotWritable(WirError):
    """Nothing can be changed in the store, or it cannot be made; the message says why."""


class UnknownPeiling(WirError):
    """There is no such peildatum or version; the message lists what there is."""


class DamagedPeiling(UnknownPeiling):
    """There is such a peiling, but it is not whole and therefore not shown; a beheerder has to mend it."""


class UnknownTable(WirError):
    """There is no table of that number; the message lists what there is."""


class UnknownFigure(WirError):
    """A table has no such row or column; the message lists what there is."""


class UnknownValue(WirError):
    """A filter names a value that its list does not have; the message lists what there is."""


class NoComparison(WirError):
    """What is asked for is about two peilingen, and there are none that can be compared; the message says why."""


class UnusableTemplate(WirError):
    """The house style for the report is no document that can be used; the message says what to do."""


def why(error: OSError) -> str:
    """What is the matter with a file or folder, in Dutch."""
    return REASONS.get(error.errno or 0, f"foutcode {error.errno}")
