"""A demonstration in a folder of its own, founded for the port it is served at; server and signer end with it.

The programs are those that `make build` made, optimized as users get them; nothing is built here. Every process is started in this
file and ended in this file, by its own handle.
"""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("BIN", ROOT / ".build" / "release"))


class Stage:
    """One ledger, one server, and the people's programs beside them."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="foureyes-browser-"))
        self.data = self.folder / "data"
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.processes = {}
        try:
            self.run("foureyes-demo", "--data", self.data, "--web-origin", self.url)
            self.start()
        except BaseException:
            self.close()
            raise

    def start(self):
        """Signer and server, until both answer."""
        keys = self.data / "keys.sock"
        self._spawn("keys", "foureyes-demo", "keys", "--data", self.data)
        _wait(keys.exists, "the demonstration's signer")
        self._spawn("server", "foureyes-server", "serve", "--data", self.data, "--listen", f"localhost:{self.port}",
                    "--demonstration-keys", keys)
        _wait(lambda: answers(self.port), "the server")

    def stop(self, name):
        process = self.processes.pop(name, None)
        if process is None:
            return
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def close(self):
        for name in list(self.processes):
            self.stop(name)
        shutil.rmtree(self.folder, ignore_errors=True)

    # MARK: a person's program

    def foureyes(self, *arguments, person=None, url=None, code=0, home=None):
        """`foureyes` as a person, with the copy of the ledger that this person keeps."""
        environment = {
            "FOUREYES_URL": url or self.url,
            "FOUREYES_HOME": str(self.folder / (home or f"home-{person or 'nobody'}")),
        }
        if person:
            environment |= {"FOUREYES_PERSON": person, "FOUREYES_KEY": str(self.data / "keys" / person)}
        return self.run("foureyes", *arguments, environment=environment, code=code)

    def ask(self, *arguments, **options):
        """What `foureyes … --json` says."""
        return json.loads(self.foureyes(*arguments, "--json", **options).stdout)

    def run(self, program, *arguments, environment=None, code=0):
        done = subprocess.run(
            [BIN / program, *map(str, arguments)], cwd=ROOT, env=_environment(self.folder) | (environment or {}),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
        if code is not None:
            assert done.returncode == code, f"{program} {arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done

    def _spawn(self, name, program, *arguments):
        log = open(self.folder / f"{name}.log", "ab")
        self.processes[name] = subprocess.Popen(
            [BIN / program, *map(str, arguments)], cwd=ROOT, env=_environment(self.folder),
            stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def log(self, name):
        return (self.folder / f"{name}.log").read_text(errors="replace")

    # MARK: without a browser

    def get(self, path, headers=None):
        """Status, headers and text of one request without cookies, whatever the status is; redirects are not followed."""
        return request(self.url + path, headers=headers)


def request(url, data=None, headers=None, method=None):
    asked = urllib.request.Request(url, data=data, headers=headers or {}, method=method)
    try:
        with urllib.request.build_opener(_Stay).open(asked, timeout=30) as reply:
            return reply.status, reply.headers, reply.read().decode(errors="replace")
    except urllib.error.HTTPError as reply:
        return reply.code, reply.headers, reply.read().decode(errors="replace")


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def _environment(home):
    # A crash report prints memory and takes half a minute.
    return {"PATH": "/usr/bin:/bin", "HOME": str(home), "SWIFT_BACKTRACE": "enable=no"}


def _wait(done, what, seconds=30):
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, f"{what} does not answer"
        time.sleep(0.05)


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
