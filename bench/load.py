"""Many clients at once on a running server: ``python bench/load.py http://127.0.0.1:8765 --clients 50 --seconds 60``.

Each client keeps its connection and asks for the next forecast when it has the last. Beside the figures stands the time that the
same forecast takes with no server around it, measured first, alone.
"""

from __future__ import annotations

import argparse
import http.client
import json
import threading
import time
from urllib.parse import urlsplit

from stances.model.artefact import load
from stances.reading.source import read
from stances.report.record import to_record
from stances.resources import shipped
from stances.road import predict


def bare(article, repeats=50):
    """Return the median seconds of a forecast record without a server."""
    model, times = load(), []
    for _ in range(repeats):
        start = time.perf_counter()
        to_record(predict(article, model))
        times.append(time.perf_counter() - start)
    return sorted(times)[repeats // 2]


def client(address, body, until, times, errors):
    """Ask until the time is over; append the seconds of each answer, or what went wrong."""
    connection = http.client.HTTPConnection(address, timeout=60)
    while time.perf_counter() < until:
        start = time.perf_counter()
        try:
            connection.request("POST", "/v1/predict", body, {"content-type": "application/json"})
            answer = connection.getresponse()
            text = answer.read()
            if answer.status == 200 and b'"likelihood"' in text:
                times.append(time.perf_counter() - start)
            else:
                errors.append(f"{answer.status} {text[:80]!r}")
        except OSError as error:
            errors.append(repr(error))
            connection.close()


def main():
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    article = next(read(str(shipped("seeds", "us-mexico-asylum-2018.md"))))
    alone = bare(article)
    body = json.dumps({"text": article.text, "title": article.title, "date": article.date.isoformat()})
    times, errors, start = [], [], time.perf_counter()
    asked = (urlsplit(given.base).netloc, body, start + given.seconds, times, errors)
    threads = [threading.Thread(target=client, args=asked) for _ in range(given.clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took, times = time.perf_counter() - start, sorted(times)
    print(
        f"{given.clients} clients, {took:.0f} s: {len(times)} answers, {len(errors)} errors, {len(times) / took:.1f} a second"
    )
    print(f"median {1000 * times[len(times) // 2]:.0f} ms, 99 % within {1000 * times[len(times) * 99 // 100]:.0f} ms")
    print(f"the same forecast without a server: {1000 * alone:.1f} ms, {1 / alone:.1f} a second on one core")
    for error in sorted(set(errors))[:5]:
        print(f"  {errors.count(error)} x {error}")


if __name__ == "__main__":
    main()
