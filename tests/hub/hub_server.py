"""A model hub on the loopback, with the faults that a test asks for.

It speaks as the Hugging Face hub does: /api/models/ORG/NAME/revision/REV tells the files, and
/ORG/NAME/resolve/COMMIT/FILE sends a small file itself and redirects to another host for a large one.
Every request is remembered in `requests`.
"""

import hashlib
import http.server
import json
import re
import ssl
import subprocess
import threading
import time
import urllib.parse

COMMIT = "c0ffee" + "0" * 33 + "1"


def git_hash(data):
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


class Hub:
    """One repository. Faults are functions (handler, file name, number of the request) -> bool."""

    def __init__(self, files, large=4096, certificate=None):
        self.files = dict(files)
        self.large = large  # files of at least so many bytes are "LFS": SHA-256, another host
        self.requests = []
        self.sent = {}  # file name: bytes of bodies
        self.faults = []
        self.answer = None  # replaces the API's answer: bytes
        self.change_answer = lambda value: value
        self.token = None  # wanted on the endpoint's own host
        self.lock = threading.Lock()
        self.server = self.listen(certificate)
        self.other = self.listen(certificate)  # where large files lie
        self.scheme = "https" if certificate else "http"
        self.url = f"{self.scheme}://localhost:{self.server.server_port}"
        self.other_url = f"{self.scheme}://127.0.0.1:{self.other.server_port}"

    def listen(self, certificate):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.hub = self
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # a client that goes away is part of the tests
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True,
                                                do_handshake_on_connect=False)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return server

    def close(self):
        for server in (self.server, self.other):
            server.shutdown()
            server.server_close()

    def is_large(self, name):
        return len(self.files[name]) >= self.large

    def sibling(self, name):
        data = self.files[name]
        value = {"rfilename": name, "size": len(data), "blobId": git_hash(data)}
        if self.is_large(name):
            value["lfs"] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data),
                            "pointerSize": 130}
        return value

    def api_answer(self):
        if self.answer is not None:
            return self.answer
        value = {"id": "org/name", "sha": COMMIT,
                 "siblings": [self.sibling(name) for name in self.files]}
        return json.dumps(self.change_answer(value)).encode()

    def tree_answer(self):
        """The same in the form that newer Python tools ask for."""
        items = []
        for name in self.files:
            value = self.sibling(name)
            item = {"type": "file", "path": name, "size": value["size"], "oid": value["blobId"]}
            if "lfs" in value:
                item["lfs"] = {"oid": value["lfs"]["sha256"], "size": value["size"],
                               "pointerSize": 130}
            items.append(item)
        return json.dumps(items).encode()

    def count(self, part):
        return sum(part in request["path"] for request in self.requests)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        hub = self.server.hub
        path = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path)
        with hub.lock:
            hub.requests.append({"path": self.path, "method": self.command,
                                 "port": self.server.server_port,
                                 "host": self.headers.get("Host", ""),
                                 "token": self.headers.get("Authorization"),
                                 "range": self.headers.get("Range")})
            number = len(hub.requests)
        found = re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.*)", path)
        name = found.group(3) if found else path.removeprefix("/blob/")
        if any(fault(self, name, number) for fault in hub.faults):
            return
        if self.server is hub.server and hub.token is not None:
            if self.headers.get("Authorization") != f"Bearer {hub.token}":
                self.answer(401, b"", {"X-Error-Message": "Invalid username or password."})
                return
        if "/tree/" in path and path.startswith("/api/models/"):
            self.answer(200, hub.tree_answer(), {"Content-Type": "application/json"})
        elif path.startswith("/api/models/"):
            self.answer(200, hub.api_answer(), {"Content-Type": "application/json"})
        elif found and name in hub.files and found.group(2) == COMMIT:
            self.resolve(name)
        elif path.startswith("/blob/") and name in hub.files:
            self.send_file(name)
        else:
            self.answer(404, b"not here", {"X-Error-Code": "EntryNotFound"})

    def answer(self, status, body, headers=None):
        self.send_response(status)
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def resolve(self, name):
        hub = self.server.hub
        if not hub.is_large(name):
            self.send_file(name)
            return
        self.answer(302, b"Found. Redirecting", {
            "Location": f"{hub.other_url}/blob/{urllib.parse.quote(name)}?signature=secret",
            "X-Repo-Commit": COMMIT,
            "X-Linked-Size": str(len(hub.files[name])),
            "X-Linked-Etag": f'"{hashlib.sha256(hub.files[name]).hexdigest()}"',
            "ETag": '"something-else"'})

    def send_file(self, name, data=None, length=None, use_range=True, gate=None):
        """The file, or the part that Range asks for; `length` bytes of it and then nothing. What
        lies behind the first half waits until the gate (an event) is open."""
        hub = self.server.hub
        data = hub.files[name] if data is None else data
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range") or "")
        headers = {"ETag": f'"{git_hash(data)}"', "Accept-Ranges": "bytes"}
        status, part = 200, data
        if wanted and use_range:
            first = int(wanted.group(1))
            end = int(wanted.group(2)) + 1 if wanted.group(2) else len(data)
            if first >= len(data):
                self.answer(416, b"", {"Content-Range": f"bytes */{len(data)}"})
                return
            status, part = 206, data[first:end]
            headers["Content-Range"] = f"bytes {first}-{first + len(part) - 1}/{len(data)}"
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if length is not None:
            part = part[:length]
            self.close_connection = True
        with hub.lock:
            hub.sent[name] = hub.sent.get(name, 0) + len(part)
        for at in range(0, len(part), 1 << 18):
            if gate is not None and 2 * at >= len(part):
                gate.wait(60)
            self.wfile.write(part[at:at + (1 << 18)])


def make_certificate(folder, name):
    """A certificate of its own authority for localhost and 127.0.0.1, or for another name."""
    names = "DNS:localhost,IP:127.0.0.1" if name == "localhost" else f"DNS:{name}"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.pem", "-days", "2",
         "-subj", f"/CN={name}", "-addext", f"subjectAltName={names}"],
        cwd=folder, check=True, capture_output=True)
    return folder / f"{name}.pem", folder / f"{name}.key"
