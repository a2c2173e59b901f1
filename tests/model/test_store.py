import pytest

from stances.errors import ModelError
from stances.model import store
from stances.model.artefact import hazard_to_json, load, load_part, locate, save


@pytest.fixture
def trained(tmp_path, monkeypatch):
    monkeypatch.setenv("STANCES_MODELS", str(tmp_path))
    model = load()
    made = []
    for alpha in (-1.0, -2.0):
        hazard = model.hazard._replace(alphas=(alpha,) * 5)
        parts = {"hazard.json": hazard_to_json(hazard), "reader.json": load_part(locate("default"), "reader.json")}
        version = save(tmp_path / "making", "mine", "trained", parts, (1, 1))
        (tmp_path / "mine").mkdir(exist_ok=True)
        (tmp_path / "making").rename(tmp_path / "mine" / version)
        made.append(version)
    return made


def test_promote_and_roll_back(trained):
    first, second = trained
    store.promote("mine", first)
    store.promote("mine", second)
    assert load("mine").hazard.alphas[0] == -2.0
    assert store.rollback("mine") == first
    assert load("mine").hazard.alphas[0] == -1.0
    with pytest.raises(ModelError, match="no earlier version"):
        store.rollback("mine")


def test_what_is_not_there_is_not_promoted(trained):
    with pytest.raises(ModelError, match="no version"):
        store.promote("mine", "abc")
    with pytest.raises(ModelError, match="is no name"):
        store.promote("../mine", trained[0])
    with pytest.raises(ModelError, match="there is no model 'mine'"):
        load("mine")


def test_a_half_written_version_does_not_count(trained, tmp_path):
    (tmp_path / "mine" / trained[0] / "manifest.json").unlink()
    with pytest.raises(ModelError, match="no version"):
        store.promote("mine", trained[0])


def test_a_version_in_the_making_is_none(trained, tmp_path):
    (tmp_path / "mine" / trained[0]).rename(tmp_path / "mine" / ".making")
    assert store.found("mine") == [trained[1]]
