"""The command line: every command a thin call into the pipeline and the views."""

import io
import os
import sys

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


def main() -> None:
    """Run the command line; errors meant for users end as one sentence and an exit code."""
    from fogline.cli.app import app
    from fogline.errors import FoglineError

    # Half a character in a file's name must not end a run that only wants to name it.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
        sys.stdout.flush()
    except SystemExit as ended:
        if ended.code == INTERRUPTED:
            _interrupted()
        raise
    except FoglineError as error:
        print(f"fogline: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; that is its right.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        where = error.filename or "the output"
        print(f"fogline: {where}: {error.strerror or error}", file=sys.stderr)
        if error.filename is None:  # what is left to print must not fail once more at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        _interrupted()
        sys.exit(INTERRUPTED)


def _interrupted() -> None:
    print(
        "fogline: interrupted; what was stored before is complete, the same command continues",
        file=sys.stderr,
    )
