"""Starts, finds and stops the one LanguageTool server of this user, which all processes share.

Own code rather than the library's: that one waits 15 seconds only and leaves the Java process
behind when they are over, tries 918 ports in turn when Java dies, sets no bound for the heap, and
ends its server with the process that started it.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from replylint.grammar import place
from replylint.grammar.install import verify
from replylint.grammar.place import LanguageToolError, Server

if TYPE_CHECKING:
    from collections.abc import Sequence

MAIN = "org.languagetool.server.HTTPServer"
HEAP = 768
THREADS = 2
# By default the server reads its thousands of rules anew for every request: 1.3 seconds in French.
_PROPERTIES = """maxCheckThreads={threads}
pipelineCaching=true
maxPipelinePoolSize=16
pipelineExpireTimeInSeconds=86400
"""
_READY_WITHIN = 60.0
_STOPS_WITHIN = 5.0
_POLL = 0.1


def start(
    folder: Path | None = None, *, heap: int = HEAP, threads: int = THREADS
) -> tuple[Server, bool]:
    """The server, started if none runs, and whether it was started now.

    folder: of a LanguageTool; None for the installed one. heap: the most memory for Java's
    objects, in megabytes. threads: texts checked at a time. Returns when it answers.
    Raises LanguageToolError where it cannot be started; then no process is left behind.
    """
    with place.locked():
        running = place.load()
        if running is not None and is_alive(running):
            return running, False
        server = _launch(folder or place.installed(), heap, threads)
        place.save(server)
        return server, True


def revive() -> str | None:
    """Where the server answers, now that it did not; None where none was started.

    A server that died is started again, by the first process that notices.
    """
    with place.locked():
        known = place.load()
        if known is None:
            return None
        if is_alive(known):
            return known.url
        _kill(known.pid)
        server = _launch(Path(known.folder), known.heap, known.threads)
        place.save(server)
        return server.url


def stop() -> bool:
    """Stop the server; whether one was running."""
    with place.locked():
        server = place.load()
        place.save(None)
        return server is not None and _kill(server.pid)


def is_alive(server: Server) -> bool:
    """Whether a server's process is there and answers."""
    return _is_ours(server.pid) and answers(server.url)


def answers(url: str, timeout: float = 5.0) -> bool:
    """Whether a LanguageTool answers at an address."""
    try:
        # No proxy: the way to this machine leads through none.
        with build_opener(ProxyHandler({})).open(f"{url}/v2/healthcheck", timeout=timeout) as found:
            return bool(found.status == 200)
    except (URLError, OSError, ValueError):
        return False


def _launch(folder: Path, heap: int, threads: int) -> Server:
    java = shutil.which("java")
    if java is None:
        raise LanguageToolError("there is no Java; install Java 17 or newer, then try again")
    jars = _class_path(folder)
    verify(folder)
    port = _free_port()
    home = place.home()
    (home / "server.properties").write_text(_PROPERTIES.format(threads=threads), "utf-8")
    log = home / "server.log"
    command = [
        java,
        f"-Xmx{heap}m",
        # Without it each answer over a kept connection waits 40 ms for an acknowledgement.
        "-Dsun.net.httpserver.nodelay=true",
        "-cp",
        jars,
        MAIN,
        "--port",
        str(port),
        "--config",
        str(home / "server.properties"),
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    server = Server(process.pid, port, str(folder), heap, threads)
    try:
        _wait(process, server.url, log)
    except BaseException:
        process.kill()
        process.wait()
        raise
    return server


def _class_path(folder: Path) -> str:
    """Java's class path for a folder of jars, or for an unpacked release of LanguageTool."""
    places = [one for one in (folder, folder / "libs") if any(one.glob("*.jar"))]
    if not places:
        raise LanguageToolError(
            f"there is no LanguageTool in {folder}; get one with: replylint languagetool install"
        )
    return os.pathsep.join(str(one / "*") for one in places)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + _READY_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            raise LanguageToolError(f"LanguageTool ended at once; see {log}")
        if answers(url, timeout=1.0):
            return
        time.sleep(_POLL)
    raise LanguageToolError(
        f"LanguageTool was not ready within {_READY_WITHIN:.0f} seconds; see {log}"
    )


def _is_ours(pid: int) -> bool:
    """Whether a process is a LanguageTool: its number may have gone to another since."""
    return MAIN in _command(pid)


def _command(pid: int) -> Sequence[str]:
    """The command line of a process; empty where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace").split("\0")
    except OSError:
        pass
    try:
        import psutil

        return list(psutil.Process(pid).cmdline())
    except Exception:  # psutil is not there, the process has ended, or it is someone else's
        return ()


def _kill(pid: int) -> bool:
    """End a server; whether it was there."""
    if not _is_ours(pid):
        return False
    import signal

    for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        os.kill(pid, number)
        until = time.monotonic() + _STOPS_WITHIN
        while time.monotonic() < until:
            if not _is_ours(pid):
                _reap(pid)
                return True
            time.sleep(_POLL / 2)
    return True


def _reap(pid: int) -> None:
    """Take note of the end of a child, so that nothing of it stays."""
    import contextlib

    with contextlib.suppress(OSError, AttributeError):
        os.waitpid(pid, os.WNOHANG)
