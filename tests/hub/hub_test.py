#!/usr/bin/env python3
"""silex pull against a hub on the loopback that plays every fault: hub_test.py PROGRAM [TEST...]"""

import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import hub_server
from hub_server import COMMIT, Hub

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
MODEL = pathlib.Path(__file__).resolve().parent.parent / "cli" / "tiny-chat"
PIECE = 1 << 20
QUICK = ["--timeout", "30", "--retry-delay", "0.02"]  # a loaded machine is no stall


def noise(n_bytes, seed=1):
    return random.Random(seed).randbytes(n_bytes)


FILES = {
    "config.json": b'{"model_type": "llama"}',
    "tokenizer.json": b"{}",
    "sub folder/notes #1.txt": b"notes\n",
    "model.safetensors": noise(5 * PIECE + 12345),
}


class Case(unittest.TestCase):
    def setUp(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="silex-hub-"))
        self.addCleanup(shutil.rmtree, self.home)
        self.repository = self.home / "hub" / "models--org--name"
        self.snapshot = self.repository / "snapshots" / COMMIT
        self.environment = {"PATH": os.environ["PATH"], "HF_HOME": str(self.home),
                            "HOME": str(self.home)}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LD_LIBRARY_PATH"):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def certificate(self, name="localhost"):
        return hub_server.make_certificate(self.home, name)

    def hub(self, files=None, **more):
        hub = Hub(FILES if files is None else files, **more)
        self.addCleanup(hub.close)
        self.environment["HF_ENDPOINT"] = hub.url
        if hub.scheme == "https":
            self.environment["SSL_CERT_FILE"] = str(more["certificate"][0])
        return hub

    def start(self, *arguments):
        return subprocess.Popen([PROGRAM, *arguments], env=self.environment, cwd=self.home,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)

    def run_silex(self, *arguments, status=0):
        process = self.start(*arguments)
        out, err = process.communicate(timeout=120)
        self.assertEqual(process.returncode, status, err + out)
        return out, err

    def pull(self, *arguments, status=0):
        return self.run_silex("pull", "org/name", *QUICK, *arguments, status=status)

    def fails(self, *words, arguments=()):
        out, err = self.pull(*arguments, status=1)
        line = err.strip().split("\n")[-1]
        for word in words:
            self.assertIn(word, line)
        self.assertEqual(out, "")
        self.assertFalse((self.repository / "refs" / "main").exists())
        return err

    def hold(self, hub):
        """Files stop in their middle until the gate that is returned is set."""
        gate = threading.Event()
        hub.faults.append(always(lambda handler, name: handler.send_file(name, gate=gate)))
        return gate

    def wait_for_partial(self, n_bytes):
        for _ in range(3000):
            for path in self.repository.glob(".silex/*.partial"):
                try:
                    if path.stat().st_size >= n_bytes:
                        return
                except FileNotFoundError:
                    pass  # it has become a blob meanwhile
            time.sleep(0.01)
        self.fail("nothing was fetched")

    def assert_whole(self, files=None, snapshot=None):
        for name, data in (FILES if files is None else files).items():
            path = (snapshot or self.snapshot) / name
            self.assertTrue(path.is_symlink(), name)
            self.assertEqual(path.read_bytes(), data, name)
        self.assertEqual((self.repository / "refs" / "main").read_text(), COMMIT)
        self.assertEqual(list((self.repository / ".silex").glob("*.partial")), [])


class Plain(Case):
    def test_pull_and_pull_again(self):
        hub = self.hub()
        out, err = self.pull()
        self.assertEqual(out.strip(), str(self.snapshot))
        self.assertIn("4 files, 5.26 MB; 5.26 MB to fetch", err)
        for name in ("config.json", "model.safetensors"):
            self.assertRegex(err, rf"(?m)^  ok .*{name}$")
        self.assert_whole()
        links = os.readlink(self.snapshot / "sub folder/notes #1.txt")
        self.assertEqual(links, "../../../blobs/" + hub_server.git_hash(b"notes\n"))
        blob = self.repository / "blobs" / hashlib.sha256(FILES["model.safetensors"]).hexdigest()
        self.assertTrue(blob.is_file() and not blob.is_symlink())
        n_requests = len(hub.requests)
        out, err = self.pull()
        self.assertIn("0 bytes to fetch", err)
        self.assertEqual(len(hub.requests), n_requests + 1)  # the API alone
        self.assert_whole()

    def test_over_tls_with_token(self):
        hub = self.hub(certificate=self.certificate())
        hub.token = "hf_secret"
        self.environment["HF_TOKEN"] = "hf_secret"
        self.pull()
        self.assert_whole()
        self.assertGreater(hub.count("/blob/"), 0)
        for request in hub.requests:
            is_own = request["port"] == hub.server.server_port
            self.assertEqual(request["token"], "Bearer hf_secret" if is_own else None, request)

    def test_token_of_a_file(self):
        hub = self.hub()
        hub.token = "hf_file"
        (self.home / "token").write_text("hf_file\n")
        self.pull()
        self.assertTrue(all(r["token"] is None for r in hub.requests if "/blob/" in r["path"]))

    def test_same_host_other_port_gets_no_token(self):
        hub = self.hub()
        hub.other_url = hub.other_url.replace("127.0.0.1", "localhost")
        self.environment["HF_TOKEN"] = "hf_secret"
        self.pull()
        self.assertGreater(hub.count("/blob/"), 0)
        self.assertTrue(all(r["token"] is None for r in hub.requests if "/blob/" in r["path"]))

    def test_several_files_at_once(self):
        files = {f"model-{i}.safetensors": noise(300000, i) for i in range(8)}
        hub = self.hub(files)
        running, most = [0], [0]

        def count(handler, name, _):
            if "/blob/" in handler.path:
                with hub.lock:
                    running[0] += 1
                    most[0] = max(most[0], running[0])
                time.sleep(0.2)
                handler.send_file(name)
                with hub.lock:
                    running[0] -= 1
                return True
            return False

        hub.faults.append(count)
        self.pull("--jobs", "3")
        self.assert_whole(files)
        self.assertEqual(most[0], 3)

    def test_revision(self):
        hub = self.hub()
        self.run_silex("pull", "org/name@refs/pr/7", *QUICK)
        self.assertIn("/revision/refs%2Fpr%2F7?", hub.requests[0]["path"])
        self.assertEqual((self.repository / "refs/refs/pr/7").read_text(), COMMIT)
        self.run_silex("pull", "org/name@" + COMMIT, *QUICK)
        self.assertEqual([p.name for p in (self.repository / "refs").iterdir()], ["refs"])

    def test_include(self):
        self.hub()
        self.pull("--include", "*.json", "--include", "sub*")
        names = {str(p.relative_to(self.snapshot)) for p in self.snapshot.rglob("*") if p.is_file()}
        self.assertEqual(names, {"config.json", "tokenizer.json", "sub folder/notes #1.txt"})
        self.run_silex("pull", "--include", "model*", "org/name", *QUICK)
        self.assert_whole()

    def test_include_nothing(self):
        self.hub()
        self.fails("no file has a name that --include asks for", arguments=["--include", "x*"])

    def test_repeated_weights_are_left_out(self):
        files = dict(FILES, **{"pytorch_model.bin": b"x" * 9, "original/consolidated.00.pth": b"y",
                               "onnx/model.onnx": b"z"})
        hub = self.hub(files)
        _, err = self.pull()
        self.assertIn("3 more files of it are left out", err)
        self.assertEqual(hub.count(".bin") + hub.count("onnx"), 0)
        self.pull("--include", "*")
        self.assert_whole(files)

    def test_gguf_choice(self):
        files = {f"name-{kind}.gguf": kind.encode() for kind in ("Q4_K_M", "Q8_0")}
        files["name-F16-00001-of-00002.gguf"] = b"1"
        files["name-F16-00002-of-00002.gguf"] = b"2"
        self.hub(files)
        self.fails("3 GGUF models", "name-Q4_K_M.gguf")
        self.pull("--include", "*F16*")
        self.assertEqual(len(list(self.snapshot.iterdir())), 2)

    def test_gguf_variants(self):
        model = next((MODEL.parent.parent / "golden" / "models" / "gguf-llama").glob("*.gguf"))
        files = {"a/name-Q4_K_M.gguf": model.read_bytes(), "name-Q8_0.gguf": b"x",
                 "b/name-q4_k_s.gguf": b"x", "c/name-q4_k_s.gguf": b"x", "README.md": b"x"}
        hub = self.hub(files)
        out, _ = self.run_silex("pull", "org/name:q4_k_m", *QUICK)
        self.assertEqual(out.strip(), str(self.snapshot / "a/name-Q4_K_M.gguf"))
        self.assertEqual(hub.count("README") + hub.count("Q8_0"), 0)
        self.assertIn("llama", self.run_silex("inspect", "org/name:Q4_K_M")[0])
        _, err = self.run_silex("inspect", "org/name:Q8_0", status=1)
        self.assertIn("org/name@main:Q8_0 is not in the store", err)
        self.run_silex("pull", "org/name:Q8_0", *QUICK)
        _, err = self.run_silex("inspect", "org/name:Q8_0", status=1)
        self.assertIn("name-Q8_0.gguf", err)
        self.assertIn("llama", self.run_silex("inspect", f"org/name@{COMMIT}:Q4_K_M")[0])
        for name, words in (("org/name:Q4_K_S", "2 GGUF models"), ("org/name:F16", "...F16.gguf")):
            _, err = self.run_silex("pull", name, *QUICK, status=1)
            self.assertIn(words, err)
        for command in ("rm", "verify"):
            _, err = self.run_silex(command, "org/name:Q8_0", status=1)
            self.assertIn("all of org/name is meant", err)

    def test_equal_files_are_fetched_once(self):
        files = {"a.json": b"{}\n" * 2000, "b.json": b"{}\n" * 2000, "empty": b""}
        hub = self.hub(files)
        self.pull()
        self.assert_whole(files)
        self.assertEqual(hub.count("/blob/"), 1)

    def test_api_without_hashes(self):
        hub = self.hub()
        hub.change_answer = lambda value: dict(
            value, siblings=[{"rfilename": s["rfilename"]} for s in value["siblings"]])
        self.pull()
        self.assert_whole()
        self.assertEqual(sum(r["method"] == "HEAD" for r in hub.requests), len(FILES))
        self.assertTrue(all(r["method"] != "HEAD" for r in hub.requests if "/blob/" in r["path"]))

    def test_proxy(self):
        hub = self.hub()
        proxy = self.hub()  # answers as the hub does, whatever host the URL names
        self.environment["HF_ENDPOINT"] = "http://hub.invalid"
        self.environment["http_proxy"] = proxy.url
        self.pull("--include", "config.json")
        self.assertEqual(hub.requests, [])
        self.assertEqual({r["host"] for r in proxy.requests}, {"hub.invalid"})
        self.environment["HF_ENDPOINT"] = hub.url
        self.environment["no_proxy"] = "localhost,127.0.0.1"
        self.pull()
        self.assertGreater(len(hub.requests), 0)

    def test_offline(self):
        hub = self.hub()
        for name in ("SILEX_OFFLINE", "HF_HUB_OFFLINE"):
            self.environment[name] = "1"
            self.fails("offline")
            del self.environment[name]
        self.fails("offline", arguments=["--offline"])
        self.assertEqual(hub.requests, [])

    def test_other_store(self):
        self.hub()
        self.environment["HF_HUB_CACHE"] = str(self.home / "elsewhere")
        out, _ = self.pull()
        self.assertEqual(out.strip(), str(self.home / "elsewhere/models--org--name/snapshots" / COMMIT))

    def test_variables_of_the_store(self):
        self.hub()
        for name, place in (("HF_HUB_CACHE", ""), ("HUGGINGFACE_HUB_CACHE", ""), ("HF_HOME", "hub"),
                            ("XDG_CACHE_HOME", "huggingface/hub"), ("HOME", ".cache/huggingface/hub")):
            for other in ("HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "XDG_CACHE_HOME"):
                self.environment.pop(other, None)
            self.environment[name] = str(self.home / name)
            out, _ = self.pull()
            store = self.home / name / place
            self.assertEqual(out.strip(), str(store / "models--org--name/snapshots" / COMMIT), name)
            self.assertIn(f"in {store}", self.run_silex("list")[1])

    def test_store_that_cannot_be(self):
        self.hub()
        (self.home / "file").write_bytes(b"")
        self.environment["HF_HOME"] = str(self.home / "file")
        _, err = self.pull(status=1)
        self.assertEqual(err, f"silex: {self.home}/file/hub: Not a directory\n")
        self.assertIn("0 models", self.run_silex("list")[1])


def once(fault, matching="/blob/"):
    """The fault happens to the first request whose path matches."""
    seen = []

    def wrapped(handler, name, number):
        if matching in handler.path and not seen:
            seen.append(number)
            fault(handler, name)
            return True
        return False

    return wrapped


def always(fault, matching="/blob/"):
    def wrapped(handler, name, _):
        if matching in handler.path:
            fault(handler, name)
            return True
        return False

    return wrapped


class Troubles(Case):
    def test_cut_connection_goes_on_where_it_was(self):
        hub = self.hub()
        hub.faults.append(once(lambda handler, name: handler.send_file(name, length=2500001)))
        _, err = self.pull()
        self.assert_whole()
        self.assertIn("trying again", err)
        ranges = [r["range"] for r in hub.requests if "/blob/" in r["path"]]
        self.assertEqual(ranges, [None, "bytes=2500001-"])
        self.assertEqual(hub.sent["model.safetensors"], len(FILES["model.safetensors"]))

    def test_cut_again_and_again(self):
        hub = self.hub()
        hub.faults.append(always(lambda handler, name: handler.send_file(name, length=700000)))
        self.pull()  # more cuts than tries: what brings bytes is no failure in a row
        self.assert_whole()

    def test_server_without_ranges(self):
        hub = self.hub()
        hub.faults += [once(lambda handler, name: handler.send_file(name, length=2500001)),
                       always(lambda handler, name: handler.send_file(name, use_range=False))]
        self.pull()
        self.assert_whole()

    def test_wrong_range(self):
        hub = self.hub()

        def shifted(handler, name):
            handler.send_response(206)
            handler.send_header("Content-Range", "bytes 5-9/10")
            handler.send_header("Content-Length", "5")
            handler.end_headers()
            handler.wfile.write(b"wrong")

        hub.faults += [once(lambda handler, name: handler.send_file(name, length=2500001)),
                       always(shifted)]
        self.fails("model.safetensors", "the server sends those from 5 of 10")

    def test_one_wrong_byte_costs_pieces_only(self):
        hub = self.hub()
        wrong = bytearray(FILES["model.safetensors"])
        wrong[PIECE + 77] ^= 1
        hub.faults.append(once(lambda handler, name: handler.send_file(name, data=bytes(wrong))))
        _, err = self.pull()
        self.assert_whole()
        self.assertIn("looking for the damaged piece", err)
        again = [r["range"] for r in hub.requests if "/blob/" in r["path"]][1:]
        self.assertEqual(again, [None])  # from the start, left as soon as the piece was found

    def test_two_wrong_pieces(self):
        hub = self.hub()
        wrong = bytearray(FILES["model.safetensors"])
        wrong[5] ^= 1
        wrong[-1] ^= 1
        hub.faults.append(once(lambda handler, name: handler.send_file(name, data=bytes(wrong))))
        self.pull()
        self.assert_whole()
        ranges = [r["range"] for r in hub.requests if "/blob/" in r["path"]]
        self.assertEqual(ranges, [None, None, f"bytes={PIECE}-"])

    def test_wrong_for_good_is_never_used(self):
        hub = self.hub()
        wrong = bytearray(FILES["model.safetensors"])
        wrong[-1] ^= 1
        hub.faults.append(always(lambda handler, name: handler.send_file(name, data=bytes(wrong))))
        self.fails("model.safetensors: its hash is", "kept aside", "not used")
        name = hashlib.sha256(FILES["model.safetensors"]).hexdigest()
        self.assertEqual((self.repository / ".silex" / (name + ".damaged")).read_bytes(), wrong)
        self.assertFalse((self.repository / "blobs" / name).exists())
        hub.faults.clear()
        self.pull()
        self.assert_whole()

    def test_wrong_small_file(self):
        hub = self.hub()
        hub.faults.append(always(lambda handler, name: handler.send_file(name, data=b'{"a": 12345678901234567}'[:23]),
                                 "/resolve/" + COMMIT + "/config.json"))
        self.fails("config.json: its hash is")

    def test_longer_and_shorter_than_promised(self):
        hub = self.hub()
        hub.faults.append(always(
            lambda handler, name: handler.send_file(name, data=FILES[name] + b"more")))
        self.fails("model.safetensors: the server sends more than")
        hub.faults[:] = [always(lambda handler, name: handler.send_file(name, data=FILES[name][:-9]))]
        self.fails("model.safetensors", "of 5255216")  # goes on from what is there
        shutil.rmtree(self.repository)
        self.fails("model.safetensors: the server's file ends before byte 5255216 (416)")

    def test_busy_server(self):
        hub = self.hub()
        left = {"429": 2, "503": 2, "500": 1}

        def busy(handler, name, _):
            for status in left:
                if left[status] > 0 and "/resolve/" in handler.path:
                    left[status] -= 1
                    handler.answer(int(status), b"", {"Retry-After": "1"} if status == "429" else {})
                    return True
            return False

        hub.faults.append(busy)
        start = time.monotonic()
        _, err = self.pull("--jobs", "1")
        self.assertGreater(time.monotonic() - start, 1.9)  # twice a second, as told
        self.assertIn("too many requests (429); trying again in 1 s, as the server asks", err)
        self.assertIn("the server answers 503; trying again", err)
        self.assert_whole()

    def test_busy_for_good(self):
        hub = self.hub()
        hub.faults.append(always(lambda handler, name: handler.answer(502, b"<html>"), "/api/"))
        self.fails("org/name", "502", "given up after 3 tries", arguments=["--retries", "2"])
        self.assertEqual(len(hub.requests), 3)

    def test_told_to_wait_too_long(self):
        hub = self.hub()
        hub.faults.append(always(
            lambda handler, name: handler.answer(429, b"", {"Retry-After": "7200"}), "/api/"))
        self.fails("429", "asks to wait for 7200 seconds")

    def test_stall(self):
        hub = self.hub()
        is_asked_again = threading.Event()

        def stall(handler, name):
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(FILES[name])))
            handler.end_headers()
            handler.wfile.write(FILES[name][:2 * PIECE])
            is_asked_again.wait(60)

        def note(handler, _, __):
            if "/blob/" in handler.path and (handler.headers.get("Range") or "") != "":
                is_asked_again.set()
            return False

        hub.faults += [note, once(stall)]
        _, err = self.pull("--timeout", "1.5", "--retries", "20")
        self.assertIn("stalled: no byte came for 1.5 seconds", err)
        self.assert_whole()
        # Where a loaded server is slow, not all that it sent before may have come.
        again = [r["range"] for r in hub.requests if "/blob/" in r["path"]][1]
        self.assertRegex(again or "", r"^bytes=[1-9]\d*-$")

    def test_statuses(self):
        for status, headers, words in (
            (401, {"X-Error-Message": "Invalid username or password."},
             ("401", "HF_TOKEN", "Invalid username")),
            (403, {"X-Error-Code": "GatedRepo"}, ("403", "ask for access")),
            (404, {"X-Error-Code": "RevisionNotFound"}, ("no such revision", "404")),
            (404, {}, ("no such model, revision or file",)),
            (418, {"X-Error-Message": "odd \x1b[31m"}, ("418",)),
        ):
            hub = self.hub()
            hub.faults.append(always(
                lambda handler, _: handler.answer(status, b"no", headers), "/api/"))
            err = self.fails("org/name", *words)
            self.assertNotIn("\x1b", err)
            self.assertEqual(len(hub.requests), 1)  # nothing that would change by repeating

    def test_file_that_is_gone(self):
        hub = self.hub()
        hub.faults.append(always(
            lambda handler, _: handler.answer(404, b"", {"X-Error-Code": "EntryNotFound"})))
        err = self.fails("model.safetensors", "no such file", "404")
        self.assertNotIn("secret", err)

    def test_refused_connection(self):
        hub = self.hub()
        hub.close()
        self.fails("org/name", "localhost", "given up", arguments=["--retries", "1"])

    def test_redirects(self):
        hub = self.hub()
        hub.faults.append(always(
            lambda handler, _: handler.answer(302, b"", {"Location": handler.path})))
        self.fails("redirects lead on and on")
        hub.faults[:] = [always(
            lambda handler, _: handler.answer(302, b"", {"Location": "file:///etc/passwd"}))]
        self.fails("model.safetensors")
        self.assertFalse(list((self.repository / "blobs").glob("*")) and self.snapshot.exists())

    def test_redirect_within_the_host(self):
        hub = self.hub()
        hub.faults.append(once(
            lambda handler, _: handler.answer(307, b"", {"Location": "/api/models/org/name/revision/x"}),
            "/api/models/org/name/revision/main"))
        hub.token = self.environment["HF_TOKEN"] = "hf_secret"
        self.pull()
        self.assert_whole()


class Certificates(Case):
    def test_unknown_authority(self):
        self.hub(certificate=self.certificate())
        del self.environment["SSL_CERT_FILE"]
        self.fails("the certificate of localhost is not trusted")

    def test_other_name(self):
        hub = self.hub(certificate=self.certificate("elsewhere.example"))
        self.fails("the certificate of localhost is not trusted")
        self.assertEqual(hub.requests, [])

    def test_down_to_http(self):
        hub = self.hub(certificate=self.certificate())
        plain = self.hub()
        self.environment["HF_ENDPOINT"] = hub.url
        hub.other_url = plain.other_url
        self.fails("unencrypted")
        self.assertEqual(plain.requests, [])

    def test_no_file_of_certificates(self):
        self.hub(certificate=self.certificate())
        self.environment["SSL_CERT_FILE"] = str(self.home / "none.pem")
        self.fails("org/name")


class Hostile(Case):
    def answer(self, text):
        hub = self.hub()
        hub.answer = text if isinstance(text, bytes) else json.dumps(text).encode()
        return hub

    def test_names_that_would_escape(self):
        for name in ("../evil", "/etc/evil", "a/../../evil", "a//b", ".", "..", "", "a/", "a\\b",
                     "line\nbreak", "nul\0byte", "x" * 300, "a/./b", "\x1b[31m"):
            hub = self.hub()
            sibling = dict(hub.sibling("config.json"), rfilename=name)
            hub.change_answer = lambda value: dict(value, siblings=value["siblings"] + [sibling])
            self.fails("org/name")
            self.assertEqual(len(hub.requests), 1, name)
        self.assertEqual(list(self.home.rglob("*evil*")), [])

    def test_commits_and_hashes_that_are_paths(self):
        siblings = [{"rfilename": "a", "size": 1, "blobId": "../../../../evil"}]
        self.answer({"sha": COMMIT, "siblings": siblings})
        self.fails("not a hash")
        self.answer({"sha": "../../../../evil", "siblings": []})
        self.fails("names no commit")
        siblings = [{"rfilename": "a", "size": 1, "lfs": {"sha256": "../evil", "size": 1}}]
        self.answer({"sha": COMMIT, "siblings": siblings})
        self.fails("not a hash")

    def test_sizes(self):
        git = hub_server.git_hash(b"")
        for size in (-1, 1 << 47, 1 << 63, 1e300, "7", 1.5, True):
            self.answer({"sha": COMMIT, "siblings": [{"rfilename": "a", "size": size, "blobId": git}]})
            self.fails("a")
        siblings = [{"rfilename": f"{i}", "size": (1 << 46) - i, "blobId": f"{i:040x}"}
                    for i in range(99)]
        self.answer({"sha": COMMIT, "siblings": siblings})
        self.fails("are to be fetched", "are free on the disk")
        self.assertEqual(list(self.home.rglob("*.partial")), [])

    def test_answers_that_are_none(self):
        for text in (b"", b"{", b"[]", b"null", b"<html>", b'{"sha": 1, "siblings": []}',
                     b'{"siblings": {}}', b'{"sha": "' + COMMIT.encode() + b'"}',
                     b'{"sha": "' + COMMIT.encode() + b'", "siblings": [1]}',
                     b'{"sha": "' + COMMIT.encode() + b'", "siblings": []}',
                     b"[" * 100000):
            self.answer(text)
            self.fails("org/name")

    def test_the_same_name_twice(self):
        hub = self.hub()
        hub.change_answer = lambda value: dict(value, siblings=value["siblings"] * 2)
        self.fails("twice")

    def test_a_file_below_a_file(self):
        self.hub({"a": b"1", "a/b": b"2"})
        self.fails("Not a directory")

    def test_names_of_models(self):
        hub = self.hub()
        for name in ("name", "../x", "org/../x", "org/name/x", "org/na me", "org/name@", "/org/name",
                     "org/name@../x", "org--x/name", "-org/name", "org/.name"):
            _, err = self.run_silex("pull", "--jobs=1", name if name[0] != "-" else "./" + name,
                                    status=2)
            self.assertEqual(err.count("\n"), 1)
        self.assertEqual(hub.requests, [])

    def test_bad_endpoint(self):
        for endpoint in ("ftp://localhost", "nonsense://", "http://"):
            self.environment["HF_ENDPOINT"] = endpoint
            self.fails("")


class Interruptions(Case):
    def test_interrupt_and_go_on(self):
        for number, status in ((signal.SIGINT, 130), (signal.SIGKILL, -9)):
            hub = self.hub()
            gate = self.hold(hub)
            process = self.start("pull", "org/name", *QUICK)
            self.wait_for_partial(2 * PIECE + 1)
            process.send_signal(number)
            _, err = process.communicate(timeout=60)
            gate.set()
            self.assertEqual(process.returncode, status, err)
            self.assertFalse((self.repository / "refs").exists())
            self.assertFalse(self.snapshot.exists())
            hub.faults.clear()
            hub.sent.clear()
            self.pull()
            self.assert_whole()
            self.assertLess(hub.sent["model.safetensors"], len(FILES["model.safetensors"]) - PIECE)
            shutil.rmtree(self.repository)

    def test_damage_on_the_disk_between_two_tries(self):
        hub = self.hub()
        hub.faults.append(always(lambda handler, name: handler.send_file(name, length=3 * PIECE + 5)
                                 if handler.headers.get("Range") is None
                                 else handler.answer(404, b"")))
        self.fails("404")
        (partial,) = self.repository.glob(".silex/*.partial")
        with open(partial, "r+b") as file:
            file.seek(PIECE + 3)
            file.write(b"damage")
        hub.faults.clear()
        self.pull()
        self.assert_whole()
        ranges = [r["range"] for r in hub.requests if "/blob/" in r["path"]]
        self.assertEqual(ranges[-2:], [f"bytes={PIECE}-{2 * PIECE - 1}", f"bytes={3 * PIECE}-"])

    def test_two_pulls_at_once(self):
        hub = self.hub()
        gate = self.hold(hub)
        first = self.start("pull", "org/name", *QUICK)
        self.wait_for_partial(1)
        second = self.start("pull", "org/name", *QUICK)
        self.assertIn("another process pulls this model; waiting", second.stderr.readline())
        gate.set()
        for process in (first, second):
            _, err = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 0, err)
        self.assertEqual(hub.sent["model.safetensors"], len(FILES["model.safetensors"]))
        self.assert_whole()

    def test_new_commit_replaces_the_old_one_when_it_is_complete(self):
        hub = self.hub()
        self.pull()
        new = dict(FILES, **{"model.safetensors": noise(3 * PIECE, 2)})
        hub.files = new
        commit = "d" * 40
        hub.change_answer = lambda value: dict(value, sha=commit)
        hub.faults.append(always(lambda handler, name: handler.answer(404, b""), "/resolve/"))
        self.pull(status=1)
        self.assertEqual((self.repository / "refs/main").read_text(), COMMIT)
        hub.faults[:] = [always(lambda handler, name: handler.send_file(name), "/resolve/")]
        self.pull()
        self.assertEqual((self.repository / "refs/main").read_text(), commit)
        self.assertEqual(hub.count("config.json"), 1)  # the same file is not fetched twice
        self.assertEqual((self.repository / "snapshots" / commit / "model.safetensors").read_bytes(),
                         new["model.safetensors"])
        self.assert_old_one_stays()

    def assert_old_one_stays(self):
        self.assertEqual((self.snapshot / "model.safetensors").read_bytes(),
                         FILES["model.safetensors"])

    def test_disk_full(self):
        # A limit on the size of files gives the same path as a full disk, without one.
        self.hub()
        process = subprocess.run(
            ["sh", "-c", 'trap "" XFSZ; ulimit -f 2048; exec "$0" pull org/name --retries 1', PROGRAM],
            env=self.environment, capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(process.returncode, 1, process.stderr)
        self.assertIn("File too large", process.stderr.strip().split("\n")[-1])
        self.pull()
        self.assert_whole()


class Store(Case):
    def test_verify(self):
        hub = self.hub()
        self.pull()
        _, err = self.run_silex("verify", "org/name")
        self.assertEqual(err.count("  ok  "), 4)
        self.run_silex("verify", "org/name@main")
        for name, at in (("model.safetensors", 2 * PIECE + 9), ("config.json", 3)):
            blob = (self.snapshot / name).resolve()
            with open(blob, "r+b") as file:
                file.seek(at)
                file.write(b"#")
        _, err = self.run_silex("verify", "org/name", status=1)
        self.assertRegex(err, r"(?m)^  DAMAGED .*model.safetensors$")
        self.assertRegex(err, r"(?m)^  DAMAGED .*config.json$")
        self.assertIn('2 files are damaged or missing; "silex pull org/name" repairs it', err)
        self.assertFalse((self.snapshot / "model.safetensors").exists())  # not used any more
        self.assertIn("not whole", self.run_silex("list")[0])
        hub.requests.clear()
        self.pull()
        self.assert_whole()
        ranges = [r["range"] for r in hub.requests if "/blob/" in r["path"]]
        self.assertEqual(ranges, [f"bytes={2 * PIECE}-{3 * PIECE - 1}"])
        self.run_silex("verify", "org/name")

    def test_verify_what_is_missing(self):
        self.hub()
        self.pull()
        (self.snapshot / "config.json").resolve().unlink()
        self.run_silex("verify", "org/name", status=1)
        _, err = self.run_silex("verify", "org/other", status=1)
        self.assertIn("org/other is not in the store", err)

    def test_verify_what_cannot_be_changed(self):
        """A store on a file system that can only be read, as far as the program sees."""
        self.hub()
        self.pull()
        blob = (self.snapshot / "config.json").resolve()
        blob.write_bytes(b"{}")
        store = str(self.home / "hub")
        mount = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
        command = ["unshare", "--mount", "--map-root-user", "sh", "-c", mount, store]
        if subprocess.run([*command, "true"], capture_output=True, check=False).returncode != 0:
            self.skipTest("no mounts of one's own here")
        done = subprocess.run([*command, PROGRAM, "verify", "org/name"], env=self.environment,
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(done.stderr.count("  ok  "), 3)
        self.assertRegex(done.stderr, r"(?m)^  DAMAGED .*config.json$")
        self.assertIn("1 files are damaged or missing", done.stderr)
        self.assertEqual(blob.read_bytes(), b"{}")  # as it was

    def test_list(self):
        self.assertEqual(self.run_silex("list")[0], "")
        self.assertEqual(json.loads(self.run_silex("list", "--json")[0]), [])
        self.hub()
        self.pull()
        self.run_silex("pull", "other/thing@v1.0", *QUICK)
        out, err = self.run_silex("list")
        first, second = out.splitlines()
        self.assertRegex(first, r"^ +5.26 MB  20\d\d-\d\d-\d\d  llama +org/name$")
        self.assertTrue(second.endswith("  other/thing@v1.0"))
        self.assertIn("2 models", err)
        models = json.loads(self.run_silex("list", "--json")[0])
        self.assertEqual([m["model"] for m in models], ["org/name", "other/thing"])
        self.assertEqual(models[0]["path"], str(self.snapshot))
        self.assertEqual(models[0]["bytes"], sum(map(len, FILES.values())))
        self.assertEqual((models[0]["revision"], models[0]["family"], models[0]["whole"]),
                         ("main", "llama", True))

    def test_list_what_was_begun(self):
        hub = self.hub()
        hub.faults += [once(lambda handler, name: handler.send_file(name, length=PIECE)),
                       always(lambda handler, name: handler.answer(404, b""))]
        self.fails("404")
        out, _ = self.run_silex("list")
        self.assertIn("org/name  (not whole: pull it again)", out)

    def test_remove(self):
        hub = self.hub()
        self.pull()
        old = COMMIT
        commit = "e" * 40
        hub.files = dict(FILES, **{"config.json": b"{}"})
        hub.change_answer = lambda value: dict(value, sha=commit)
        hub.faults.append(always(lambda handler, name: handler.send_file(name), "/resolve/"))
        self.pull()
        _, err = self.run_silex("rm", "org/name@" + old)
        self.assertIn("23 bytes are free now", err)  # its config.json; the rest is shared
        self.assertFalse(self.snapshot.exists())
        self.run_silex("verify", "org/name")
        self.assertEqual((self.repository / "refs/main").read_text(), commit)
        _, err = self.run_silex("rm", "org/name")
        self.assertIn("5.26 MB are free now", err)
        self.assertFalse(self.repository.exists())
        for name in ("org/name", "org/never@main"):
            _, err = self.run_silex("rm", name, status=1)
            self.assertIn("is not in the store", err)
        self.run_silex("rm", "..", status=2)
        self.run_silex("rm", status=2)

    def test_remove_while_it_is_pulled(self):
        gate = self.hold(self.hub())
        process = self.start("pull", "org/name", *QUICK)
        self.wait_for_partial(1)
        _, err = self.run_silex("rm", "org/name", status=1)
        self.assertIn("by another process", err)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        gate.set()

    def test_links_of_the_store_are_not_followed(self):
        self.hub()
        self.pull()
        outside = self.home / "outside"
        outside.mkdir()
        (outside / "precious").write_text("x")
        (self.repository / "blobs" / "link").symlink_to(outside)
        self.run_silex("rm", "org/name")
        self.assertEqual((outside / "precious").read_text(), "x")


class Models(Case):
    """--model ORG/NAME, with a model that answers."""

    GENERATE = ["generate", "-p", "Hello", "-m", "4", "--model"]

    def setUp(self):
        super().setUp()
        self.files = {p.name: p.read_bytes() for p in MODEL.iterdir() if p.is_file()}
        self.expected, _ = self.run_silex(*self.GENERATE, str(MODEL))

    def test_from_the_store(self):
        hub = self.hub(self.files)
        _, err = self.run_silex(*self.GENERATE, "org/name", status=1)
        self.assertIn('org/name@main is not in the store', err)
        self.assertIn('"silex pull org/name" or --pull fetches it', err)
        self.assertEqual(hub.requests, [])
        self.pull()
        n_requests = len(hub.requests)
        for name in ("org/name", "org/name@main", "org/name@" + COMMIT):
            self.assertEqual(self.run_silex(*self.GENERATE, name)[0], self.expected)
        self.assertIn("llama", self.run_silex("inspect", "org/name")[0])
        self.assertEqual(len(hub.requests), n_requests)

    def test_a_folder_comes_first(self):
        self.hub(self.files)
        shutil.copytree(MODEL, self.home / "org" / "name")
        self.assertEqual(self.run_silex(*self.GENERATE, "org/name")[0], self.expected)

    def test_pull_when_told(self):
        hub = self.hub(self.files)
        out, err = self.run_silex(*self.GENERATE, "org/name", "--pull")
        self.assertEqual(out, self.expected)
        self.assertIn("to fetch", err)
        n_requests = len(hub.requests)
        self.assertEqual(self.run_silex(*self.GENERATE, "org/name", "--pull")[0], self.expected)
        self.assertEqual(len(hub.requests), n_requests)

    def test_offline_forbids(self):
        hub = self.hub(self.files)
        _, err = self.run_silex(*self.GENERATE, "org/name", "--pull", "--offline", status=1)
        self.assertIn("forbidden (offline)", err)
        self.environment["SILEX_OFFLINE"] = "1"
        self.run_silex(*self.GENERATE, "org/name", "--pull", status=1)
        self.environment["SILEX_OFFLINE"] = "0"
        self.assertEqual(hub.requests, [])
        self.run_silex(*self.GENERATE, "org/name", "--pull")

    def test_pull_that_fails(self):
        hub = self.hub(self.files)
        hub.faults.append(always(lambda handler, _: handler.answer(404, b""), "/api/"))
        _, err = self.run_silex(*self.GENERATE, "org/name", "--pull", status=1)
        self.assertIn("org/name was not pulled", err)

    def test_not_whole(self):
        self.hub(self.files)
        self.pull()
        (self.snapshot / "tokenizer.json").resolve().unlink()
        _, err = self.run_silex(*self.GENERATE, "org/name", status=1)
        self.assertIn("the store lacks its tokenizer.json", err)

    def ask(self, answer):
        """Runs generate with a terminal as standard input and standard error."""
        controller, terminal = os.openpty()
        process = subprocess.Popen([PROGRAM, *self.GENERATE, "org/name"], env=self.environment,
                                   cwd=self.home, stdin=terminal, stdout=subprocess.PIPE,
                                   stderr=terminal)
        os.close(terminal)
        os.write(controller, answer)
        out = process.stdout.read().decode()
        process.stdout.close()
        seen = b""
        try:
            while piece := os.read(controller, 4096):
                seen += piece
        except OSError:
            pass
        os.close(controller)
        return process.wait(timeout=60), out, seen.decode()

    def test_a_terminal_is_asked(self):
        hub = self.hub(self.files)
        for answer in (b"n\n", b"\n"):
            status, _, seen = self.ask(answer)
            self.assertEqual(status, 1)
            self.assertIn("org/name is not in the store. Fetch it now? [y/N]", seen)
        self.assertEqual(hub.requests, [])
        status, out, seen = self.ask(b"y\n")
        self.assertEqual((status, out), (0, self.expected), seen)

    def test_examples_of_the_help(self):
        files = dict(self.files, **{"model-Q4_K_M.gguf": b"x"})
        self.hub(files)
        for command in ("inspect", "pull", "list", "verify", "rm"):
            text, _ = self.run_silex(command, "--help")
            for line in text.split("Examples:\n")[1].splitlines():
                if command == "inspect" and "--remote" not in line:
                    continue
                done = subprocess.run(
                    ["sh", "-c", line], env=dict(self.environment, PATH=f"{PROGRAM.parent}:/bin:/usr/bin"),
                    cwd=self.home, capture_output=True, text=True, timeout=60, check=False)
                self.assertEqual(done.returncode, 0, line + done.stderr)


class Outlines(Case):
    """inspect --remote: what a model would be here, from the headers of its files."""

    def setUp(self):
        super().setUp()
        self.files = {p.name: p.read_bytes() for p in MODEL.iterdir() if p.is_file()}
        self.environment["TMPDIR"] = str(self.home)

    def compare(self, folder, *arguments, padding=0):
        """The outline says what the folder does. Returns what it says of the hub."""
        here = json.loads(self.run_silex("inspect", str(folder), "--json")[0])
        outline = json.loads(
            self.run_silex("inspect", "--remote", "org/name", "--json", *arguments)[0])
        remote = outline.pop("remote")
        rate = outline.pop("read_bytes_per_second")
        self.assertAlmostEqual(outline.pop("best_tokens_per_second") * here["bytes_per_token"] / rate,
                               1.0, places=6)
        for value in (here, outline):
            value.pop("model")
            for plan in value["memory"]:
                plan.pop("available_bytes")
        self.assertEqual(outline, here)
        self.assertEqual(list(self.home.glob("silex-outline*")), [])
        self.assertFalse((self.home / "hub").exists())
        return remote

    def test_only_headers_come(self):
        weights = self.files["model.safetensors"]
        n_header = 8 + int.from_bytes(weights[:8], "little")
        spaces = (1 << 20) - n_header  # a header may end in spaces
        header = (n_header - 8 + spaces).to_bytes(8, "little") + weights[8:n_header]
        self.files["model.safetensors"] = header + b" " * spaces + weights[n_header:]
        self.files["pytorch_model.bin"] = noise(100000)
        hub = self.hub(self.files)
        remote = self.compare(MODEL)
        self.assertEqual(hub.sent["model.safetensors"], 1 << 20)
        self.assertNotIn("tokenizer.json", hub.sent)
        self.assertEqual(remote["files"], len(self.files) - 1)
        self.assertEqual(remote["bytes"],
                         sum(len(data) for data in self.files.values()) - 100000)
        self.assertEqual(remote["fetched_bytes"], sum(hub.sent.values()))

    def test_gguf(self):
        file = next((MODEL.parent.parent / "golden" / "models" / "gguf-llama").glob("*.gguf"))
        data = file.read_bytes()
        n_text = 700 * 1000  # longer than what is fetched first; the tensors stay aligned
        n_text += -(8 + 3 + 4 + 8 + n_text) % 32
        pair = ((3).to_bytes(8, "little") + b"pad" + (8).to_bytes(4, "little") +
                n_text.to_bytes(8, "little") + b"x" * n_text)
        n_pairs = int.from_bytes(data[16:24], "little") + 1
        data = data[:16] + n_pairs.to_bytes(8, "little") + pair + data[24:] + bytes(3 << 20)
        hub = self.hub({"a/model-Q4.gguf": data, "model-Q8.gguf": b"x", "README.md": b"x"})
        _, err = self.run_silex("inspect", "--remote", "org/name", status=1)
        self.assertIn("holds 2 GGUF models; name one as in org/name:Q4_K_M, or with", err)
        remote = self.compare(file, "--include", "*Q4.gguf")
        self.assertEqual(remote, {"files": 1, "bytes": len(data), "fetched_bytes": 1 << 21})
        ranges = [r["range"] for r in hub.requests if r["range"] and "/blob/" in r["path"]]
        self.assertEqual(ranges, ["bytes=0-524287", "bytes=524288-2097151"])

    def test_what_is_no_model(self):
        for name, data in (("model.safetensors", b"no header, but long enough"),
                           ("model.safetensors", (1 << 62).to_bytes(8, "little") + b"{}"),
                           ("model.safetensors", b""), ("model.gguf", b"GGUF" + b"\xff" * 100)):
            self.hub({"config.json": self.files["config.json"], name: data})
            _, err = self.run_silex("inspect", "--remote", "org/name", status=1)
            self.assertIn(name, err)
            self.assertEqual(list(self.home.glob("silex-outline*")), [])

    def test_troubles(self):
        hub = self.hub(self.files)
        _, err = self.run_silex("inspect", "org/name", status=1)
        self.assertIn("--remote looks at it where it is", err)
        _, err = self.run_silex("inspect", "--remote", "--offline", "org/name", status=1)
        self.assertIn("forbidden (offline)", err)
        self.assertEqual(hub.requests, [])
        hub.faults.append(always(lambda handler, _: handler.answer(403, b""), "/blob/"))
        _, err = self.run_silex("inspect", "--remote", "org/name", status=1)
        self.assertIn("org/name was not looked at", err)
        self.environment["TMPDIR"] = str(self.home / "absent")
        _, err = self.run_silex("inspect", "--remote", "org/name", status=1)
        self.assertIn("No such file or directory", err)


if __name__ == "__main__":
    unittest.main(verbosity=1)
