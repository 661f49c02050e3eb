"""Fewer open files for a reader.

Streamlit gives each session an event loop for libraries that expect one, and does not run it. By itself such a loop
takes three files, of which one to wait for other files quickly.
"""

import asyncio
import selectors


class FewFiles(asyncio.DefaultEventLoopPolicy):
    """Loops that wait with poll, which takes no file. The loop that serves is not made here: it is uvloop's."""

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        """A loop of two files."""
        return asyncio.SelectorEventLoop(selectors.PollSelector())
