#!/usr/bin/env python3
"""Takes webhooks of Hearsay: who says what, and what is taken back. Standard library only.

usage: HEARSAY_WEBHOOK_SECRET=whsec_... receive.py [PORT]

Subscribe it with: hearsay subscriptions add http://HOST:PORT/
(on this machine or in its network, hearsay up needs --allow-private-webhooks for that).
"""
import base64
import hashlib
import hmac
import http.server
import json
import os
import sys
import time

TOLERANCE = 300  # seconds that a signature may be old, so that nobody sends a recorded delivery again
LARGEST = 16 << 20  # bytes of a delivery


def genuine(secret, headers, body):
    """Whether a delivery comes from whoever knows the secret, and just now (Standard Webhooks 1.0.0)."""
    timestamp = headers.get("webhook-timestamp", "")
    if not timestamp.isdecimal() or abs(time.time() - int(timestamp)) > TOLERANCE:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f'{headers.get("webhook-id", "")}.{timestamp}.'.encode() + body
    expected = "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    return any(
        hmac.compare_digest(expected.encode(), given.encode())
        for given in headers.get("webhook-signature", "").split()
    )


class Claims:
    """The claims that stand. A delivery may come twice, and a dead one late: the offset tells what is older."""

    def __init__(self):
        self.offsets = {}  # of the latest change of each claim; all changes of a claim are in one partition

    def take(self, change):
        if change["offset"] <= self.offsets.get(change["claimId"], -1):
            return
        self.offsets[change["claimId"]] = change["offset"]
        if "after" in change:
            who = change["after"].get("actorId", "(unnamed)")
            print(f'+ {who}: {change.get("content", "(since taken back)")}', flush=True)
        else:
            who = change["before"].get("actorId", "(unnamed)") if "before" in change else "(unnamed)"
            print(f'- {who}: {change.get("removed", "")} [{change["cause"]}]', flush=True)


class Handler(http.server.BaseHTTPRequestHandler):
    secret = ""
    claims = Claims()

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(min(length, LARGEST))
        if not genuine(self.secret, self.headers, body):
            self.send_error(401, "no valid signature")
            return
        for change in json.loads(body)["data"]["changes"]:
            self.claims.take(change)
        self.send_response(204)  # only now: what is not answered with 2xx comes again
        self.end_headers()

    def log_message(self, *arguments):
        pass


def main():
    Handler.secret = os.environ.get("HEARSAY_WEBHOOK_SECRET", "")
    if not Handler.secret:
        sys.exit(__doc__)
    server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8099), Handler)
    print(f"listening on http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
