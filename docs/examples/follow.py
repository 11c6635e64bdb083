#!/usr/bin/env python3
"""Follows the claim stream: who says what, and what is taken back. Standard library only.

usage: follow.py http://localhost:8080 [FILTER=VALUE ...] [--state FILE]
filters: actor, outlet, story, entity, act, type, q

With --state, the position is kept in a file: started again, it goes on where it was, and misses nothing.
"""
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request


def follow(base, filters, position=""):
    """Yields (event, data, position) for ever; comes back by itself when the connection is lost."""
    address = base.rstrip("/") + "/api/v1/claims/stream?" + urllib.parse.urlencode(filters)
    while True:
        headers = {"Accept": "text/event-stream"}
        if position:
            headers["Last-Event-ID"] = position
        try:
            with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30) as stream:
                event, data = "message", ""
                for line in (raw.decode("utf-8").rstrip("\r\n") for raw in stream):
                    name, _, value = line.partition(": ")
                    if name == "event":
                        event = value
                    elif name == "data":
                        data = value
                    elif name == "id":
                        position = value
                    elif not line:
                        if data:
                            yield event, json.loads(data), position
                        event, data = "message", ""
        except urllib.error.HTTPError as problem:
            if problem.code < 500:
                sys.exit(json.load(problem)["detail"])
        except OSError:
            pass  # the server is away, or was silent for longer than its heartbeats: try again
        time.sleep(2)


def main():
    arguments = sys.argv[1:]
    state = arguments.pop(arguments.index("--state") + 1) if "--state" in arguments else ""
    arguments = [argument for argument in arguments if argument != "--state"]
    if not arguments:
        sys.exit(__doc__)
    position = ""
    if state:
        try:
            with open(state, encoding="utf-8") as file:
                position = file.read().strip()
        except FileNotFoundError:
            pass
    for event, change, position in follow(arguments[0], dict(a.split("=", 1) for a in arguments[1:]), position):
        if event == "claim":
            who = change["after"].get("actorId", "(unnamed)")
            print(f'+ {who}: {change.get("content", "(since taken back)")}', flush=True)
        elif event == "retraction":
            who = change["before"].get("actorId", "(unnamed)") if "before" in change else "(unnamed)"
            print(f'- {who}: {change.get("removed", "")} [{change["cause"]}]', flush=True)
        if state:
            with open(state, "w", encoding="utf-8") as file:
                file.write(position)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
