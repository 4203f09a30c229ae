"""Footnote as the benchmarks see it: a process on a port, spoken to over HTTP. Nothing of its code is used."""
import json, os, shutil, signal, socket, subprocess, sys, time, urllib.error, urllib.request

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
