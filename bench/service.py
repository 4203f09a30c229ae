"""Footnote as the benchmarks see it: a process on a port, spoken to over HTTP. Nothing of its code is used."""
import json, os, re, shutil, signal, socket, subprocess, sys, time, urllib.error, urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def call(base, path, body=None, accept="application/json", timeout=60):
    request = urllib.request.Request(base + path, headers={"Accept": accept})
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=timeout) as reply:
        data = reply.read().decode()
        return json.loads(data) if accept == "application/json" else data


def utf16(text, start, end):
    """The part of a text between two of Footnote's offsets, which count UTF-16 code units."""
    return text.encode("utf-16-le")[2 * start:2 * end].decode("utf-16-le")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Service:
    """./run on a corpus, with a data folder of its own that starts empty (or is kept as it is)."""

    def __init__(self, corpus, name, log=subprocess.DEVNULL, keep=False, **settings):
        self.data = os.path.join(ROOT, ".footnote", "bench-" + name)
        self.env = dict(os.environ, FOOTNOTE_DATA=self.data, **settings)
        if not keep:
            subprocess.run([os.path.join(ROOT, "scripts", "postgres"), "stop"], env=self.env, capture_output=True)
            shutil.rmtree(self.data, ignore_errors=True)
        port = free_port()
        self.base = "http://127.0.0.1:%d" % port
        self.run = subprocess.Popen([os.path.join(ROOT, "run"), "--docs", corpus, "--port", str(port)],
                                    env=self.env, stdout=log, stderr=log)
        self.settle()

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.run.send_signal(signal.SIGTERM)
        self.run.wait()

    def call(self, path, body=None, accept="application/json"):
        return call(self.base, path, body, accept)

    def documents(self):
        return self.call("/api/v1/status")["collections"][0]["documents"]

    def settle(self):
        """Waits until something is indexed and nothing waits any more."""
        while True:
            if self.run.poll() is not None:
                sys.exit("./run ended; see " + self.data)
            try:
                documents = self.documents()
                if documents["due"] == 0 and documents["indexed"] > 0:
                    return
            except OSError:
                pass
            time.sleep(0.3)

    def rescan(self):
        """Looks at every file now, and waits until all that was found is indexed."""
        job = self.call("/api/v1/admin/reindex", {})["id"]
        while self.call("/api/v1/admin/jobs/" + job)["finished_at"] is None:
            time.sleep(0.1)
        self.settle()

    def metric(self, name):
        """The sum of a counter over its labels."""
        lines = self.call("/q/metrics", accept="text/plain").splitlines()
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.split("{")[0].split(" ")[0] == name)


def sql(service, statement, database="footnote"):
    """Rows of a statement on the service's own database, as lists of strings."""
    out = subprocess.run([os.path.join(ROOT, "scripts", "postgres"), "--database", database, "psql", "-AtX", "-F", "\t", "-c", statement],
                         env=service.env, capture_output=True, text=True, check=True).stdout
    return [line.split("\t") for line in out.splitlines()]


def java():
    home = subprocess.run([os.path.join(ROOT, "scripts", "jdk")], capture_output=True, text=True, check=True).stdout.strip()
    return os.path.join(home, "bin", "java")


class Database:
    """A cluster of its own; each side of the comparison has a database in it."""

    def __init__(self, name):
        self.data = os.path.join(ROOT, ".footnote", name)
        self.env = dict(os.environ, FOOTNOTE_DATA=self.data)
        self.postgres("stop")
        shutil.rmtree(self.data, ignore_errors=True)

    def postgres(self, *words):
        return subprocess.run([os.path.join(ROOT, "scripts", "postgres"), *words], env=self.env, capture_output=True, text=True)

    def settings(self, name):
        return dict(re.findall(r"(FOOTNOTE_\w+)=(\S+)", self.postgres("--database", name, "env").stdout))

    def crash(self):
        pid = int(open(os.path.join(self.data, "postgres", "data", "postmaster.pid")).readline())
        os.kill(pid, signal.SIGQUIT)
        while os.path.exists("/proc/%d" % pid):
            time.sleep(0.05)
        self.postgres("start")


class Node:
    """A service process without ./run around it, so that a kill hits it alone."""

    def __init__(self, database, docs, log, **settings):
        self.env = dict(os.environ, FOOTNOTE_DOCS=docs, **database, **settings)
        self.log = log
        self.start()

    def start(self):
        self.port = free_port()
        self.process = subprocess.Popen(
            [java(), "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:TieredStopAtLevel=1", "-jar",
             os.path.join(ROOT, "target", "quarkus-app", "quarkus-run.jar")],
            env=dict(self.env, FOOTNOTE_HTTP_PORT=str(self.port)), stdout=self.log, stderr=self.log)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def status(self):
        return call("http://127.0.0.1:%d" % self.port, "/api/v1/status", timeout=5)["collections"][0]

    def settle(self, seconds=120):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                sys.exit("a process ended by itself: see the log")
            try:
                documents = self.status()["documents"]
                if documents["due"] == 0 and documents["pending"] == 0 and documents["indexed"] > 0:
                    return
            except (OSError, KeyError, IndexError):
                pass
            time.sleep(0.5)
        sys.exit("not settled after %d s: see the log" % seconds)
