"""A store that cannot be written or read as it should, for a process of its own."""

import os
import subprocess

from wir.common.paths import ROOT
from wir.store.store import Store

MOUNT = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'


def on_read_only(store: Store, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command that finds the store read-only: by a mount of its own or, for who may not, by permissions."""
    mounted = subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True).returncode == 0
    if not mounted and os.getuid() == 0:
        raise AssertionError("root reads and writes everything; these tests need unshare --mount or another user")
    folders = [store.folder, *(p for p in store.folder.rglob("*") if p.is_dir())]
    try:
        for folder in folders if not mounted else []:
            folder.chmod(0o555)
        return subprocess.run(
            [*(("unshare", "--mount", "sh", "-c", MOUNT, str(store.folder)) if mounted else ()), *command],
            cwd=ROOT,
            env={**os.environ, "WIR_OPSLAG": str(store.folder), **environment},
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        for folder in folders if not mounted else []:
            folder.chmod(0o755)


def as_another(store: Store, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command that may do what the permissions say and no more; root may do everything."""
    powerless = ("setpriv", "--inh-caps=-all", "--bounding-set=-all") if os.getuid() == 0 else ()
    return subprocess.run(
        [*powerless, *command],
        cwd=ROOT,
        env={**os.environ, "WIR_OPSLAG": str(store.folder)},
        capture_output=True,
        text=True,
        check=False,
    )
