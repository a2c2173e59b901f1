"""A file is there whole or as it was before, whatever stands in its place and whatever goes wrong on the way."""

import multiprocessing
import os
import resource
import signal
import stat
import time

import pytest

from stances.disk import append_lines, locked, write_whole
from stances.errors import InputError, StancesError

SPAWN = multiprocessing.get_context("spawn")


def test_a_device_is_written_to_and_not_replaced(tmp_path):
    device = tmp_path / "null"
    device.symlink_to(os.devnull)
    write_whole(device, b"gone")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)  # noqa: PTH116
    assert device.is_symlink()
    assert [path.name for path in tmp_path.iterdir()] == ["null"]


def test_a_pipe_is_written_to(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)


def test_a_link_stays_a_link_and_rights_stay_rights(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    target.chmod(0o600)
    link.symlink_to("target")
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_what_lies_beside_is_no_way_into_another_file(tmp_path):
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (tmp_path / "a.part").symlink_to(victim)
    with pytest.raises(StancesError, match=r"a: .*nothing was changed"):
        write_whole(tmp_path / "a", b"new")
    assert victim.read_bytes() == b"precious"


@pytest.mark.parametrize("target", ["loop", "missing/loop"])
def test_a_link_to_nowhere_is_refused_in_one_line(tmp_path, target):
    (tmp_path / "loop").symlink_to(target)
    with pytest.raises(StancesError) as error:
        write_whole(tmp_path / "loop", b"x")
    assert "\n" not in str(error.value)


def test_what_a_killed_writer_left_is_written_over(tmp_path):
    (tmp_path / "a.part").write_bytes(b"half of something much longer")
    write_whole(tmp_path / "a", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"new"}


def _fill(folder):
    """Write in a process of its own, which may write no file beyond 4 kB: this one writes what the tests print."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    write_whole(folder / "a", b"old")
    with pytest.raises(StancesError, match="too large"):
        write_whole(folder / "a", b"x" * 10_000)
    with pytest.raises(StancesError, match="too large"):
        append_lines(folder / "a", ["x" * 10_000])


def test_no_room_leaves_the_old_file_and_nothing_beside(tmp_path):
    process = SPAWN.Process(target=_fill, args=(tmp_path,))
    process.start()
    process.join()
    assert process.exitcode == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old"}


def test_old_lines_stay_to_the_byte(tmp_path):
    store = tmp_path / "lines"
    store.write_bytes(b"one\r\n\xff\xfe no text\ntorn")
    append_lines(store, ["two", "drei – ü"])
    assert store.read_bytes() == b"one\r\n\xff\xfe no text\ntorn\ntwo\ndrei \xe2\x80\x93 \xc3\xbc\n"


def _overwrite(path, letter):
    for _ in range(60):
        write_whole(path, letter * 50_000)


def test_two_writers_mix_nothing(tmp_path):
    path = tmp_path / "a"
    both = [SPAWN.Process(target=_overwrite, args=(path, letter)) for letter in (b"a", b"b")]
    for process in both:
        process.start()
    while any(process.is_alive() for process in both):
        if path.exists():
            raw = path.read_bytes()
            assert len(raw) == 50_000
            assert len(set(raw)) == 1
    assert [process.exitcode for process in both] == [0, 0]
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def _add(path, name):
    for number in range(30):
        with locked(path):
            append_lines(path, [f"{name}-{number}"])


def test_two_that_add_wait_for_each_other(tmp_path):
    both = [SPAWN.Process(target=_add, args=(tmp_path / "a", name)) for name in "xy"]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert sorted((tmp_path / "a").read_text().split()) == sorted(f"{n}-{i}" for n in "xy" for i in range(30))


def test_who_waits_too_long_is_told_so(tmp_path):
    started = time.monotonic()
    with (
        locked(tmp_path / "a"),
        pytest.raises(InputError, match="another process is adding"),
        locked(tmp_path / "a", seconds=0.1),
    ):
        pass
    assert time.monotonic() - started < 5
    with locked(tmp_path / "a", seconds=0):
        pass
