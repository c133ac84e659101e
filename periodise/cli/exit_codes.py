"""What the number says that periodise ends with (contract §2). Refusals carry theirs in `errors`."""

from enum import IntEnum


class ExitCode(IntEnum):
    DONE = 0
    BROKEN_RULE = 1
    INPUT_REFUSED = 2
    NO_SAFE_PLAN = 3
    PLAN_FILE_REFUSED = 4
    SYSTEM_REFUSED = 5
    PLAN_HELD = 6
    SERVER_REFUSED = 7
    OUR_BUG = 70
    INTERRUPTED = 130
    TERMINATED = 143


MEANING = {
    ExitCode.DONE: "done",
    ExitCode.BROKEN_RULE: "done, but the plan breaks a hard rule",
    ExitCode.INPUT_REFUSED: "an option or a file you gave was refused, with every problem of it",
    ExitCode.NO_SAFE_PLAN: "no safe plan: every reason, and the nearest goals that would be safe",
    ExitCode.PLAN_FILE_REFUSED: "the plan file was refused: damaged, changed by hand, or of a newer format",
    ExitCode.SYSTEM_REFUSED: "the system would not: disk full, read-only, no permission",
    ExitCode.PLAN_HELD: "another periodise is writing this plan",
    ExitCode.SERVER_REFUSED: "a server refused (no command of this version talks to one)",
    ExitCode.OUR_BUG: "a bug of periodise: please report it",
    ExitCode.INTERRUPTED: "you stopped it with Ctrl-C",
    ExitCode.TERMINATED: "the system asked it to end",
}
"""In words, for the manual."""
