"""A campaign goes on where it was, and the steps that a machine has printed can be taken again, and kept."""

import subprocess
import sys
from collections import Counter
from contextlib import nullcontext

import pytest
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests import campaign, pages, replay
from tests.campaign import ROOT, Campaign, go_on, keep, recall
from tests.stateful import machine

COUNTED = {
    "examples": 2,
    "attempted": {"mint": 30, "redeem": 10},
    "accepted": {"mint": 30},
    "seen": {"intrusion": 4},
    "held": {"intrusion": 1},
    "least": {"mint": 10, "intrusion": 0.5},
}
PASSING = """state = ReserveMachine()
state.mint(dollars=7, payer=0, to=1)
state.teardown()
"""
FAILING = PASSING + "assert state.model.reserve.supply() == 7\n"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "campaign.json"


@pytest.fixture
def page(tmp_path, monkeypatch):
    """In the place of docs/assurance.md."""
    page = tmp_path / "page.md"
    page.write_text(f"before\n<!-- measured by make deep -->\nold\n{pages.END}\nafter\n")
    monkeypatch.setattr(pages, "ASSURANCE", page)
    return page


def test_takes_enough_steps_under_seeds_of_their_own(file, capsys):
    seeds = []

    def shard(seed):
        seeds.append(seed)
        return COUNTED

    go_on(Campaign("code"), file, steps=100, processes=1, shard=shard)

    assert seeds == [1, 2, 3]
    assert "120 of 100 steps in 6 examples" in capsys.readouterr().out


def test_goes_on_where_it_was(file):
    keep(Campaign(campaign.digest(), {"1": COUNTED, "3": COUNTED}), file)
    known = recall(file)

    go_on(known, file, steps=120, processes=1, shard=lambda seed: COUNTED)

    assert sorted(recall(file).shards) == ["1", "2", "3"]
    assert recall(file).total("attempted") == Counter(mint=90, redeem=30)


def test_begins_anew_after_a_change_of_the_code(file):
    keep(Campaign("another code", {"1": COUNTED}), file)

    assert recall(file) == Campaign(campaign.digest())


def test_writes_a_row_for_each_machine_with_the_code_as_it_is(file, tmp_path, page):
    done, stale = tmp_path / "par_dollar-in-process-100.json", tmp_path / "system-in-process-100.json"
    keep(Campaign(campaign.digest(), {"1": COUNTED}, seconds=8), done)
    keep(Campaign("another code", {"1": COUNTED}, seconds=8), stale)

    campaign.write_table([done, stale])

    assert page.read_text().splitlines()[2:-1] == [
        *campaign.HEADER.splitlines(),
        "| `test_par_dollar.py` | 40 | 2 | 75% | 5 | 0 |",
        "",
        "Accepted of each kind, `test_par_dollar.py`: `mint` 100%, `redeem` 0%.",
        pages.END,
    ]


def test_says_how_many_of_each_kind_were_accepted():
    said = Campaign("code", {"1": COUNTED}).by_kind().splitlines()

    assert [line.split() for line in said] == [
        ["step", "taken", "accepted"],
        ["mint", "30", "100%"],
        ["redeem", "10", "0%"],
        ["in", "the", "midst", "of", "them", "tried", "came"],
        ["intrusion", "4", "25%"],
    ]


def test_asks_of_all_shards_together_how_often_a_kind_came_up():
    shards = {str(seed): COUNTED for seed in range(250)}

    assert Campaign("code", shards).rare == []
    assert Campaign("code", shards | {"1": COUNTED | {"held": {}}}).rare == ["intrusion"]


@pytest.mark.parametrize(
    "examples, rare", [(2, []), (3, ["redeem"]), (499, ["redeem"]), (500, ["mint", "redeem"])]
)
def test_asks_of_a_few_examples_only_that_what_is_usual_came_up(examples, rare):
    came_up = Counter(mint=7, strip=1)

    assert machine.too_few(came_up, examples, {"mint": 1, "redeem": 7, "strip": 0.001}) == rare


@pytest.mark.deep
def test_a_shard_counts_its_steps():
    counted = campaign.run_shard(ROOT / "tests/stateful/test_compliance.py", "in-process", 1, examples=10)

    assert counted["examples"] >= 10 and counted["attempted"]["record_order"] > 10


@pytest.mark.deep
@pytest.mark.parametrize("program, fails", [(PASSING, False), (FAILING, True)])
def test_steps_are_taken_again(program, fails):
    command = [sys.executable, "-m", "tests.replay"]
    run = subprocess.run(
        command, cwd=ROOT, env=campaign.own_environment(), input=program, capture_output=True, text=True
    )

    assert bool(run.returncode) == fails
    assert ("AssertionError" in run.stdout) == fails


class Counting(RuleBasedStateMachine):
    """Fails as soon as it has taken three steps."""

    taken = 0

    def __init__(self, tally):
        super().__init__()

    @rule()
    def take(self):
        self.taken += 1
        assert self.taken < 3


@pytest.mark.parametrize("program, fails", [("", False), ("state.take()\n" * 3, True)])
def test_what_is_kept_is_taken_before_random_steps(program, fails, tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "KEPT", tmp_path)
    monkeypatch.setattr(machine, "tallies", {})
    (tmp_path / "of_another_machine.py").write_text("state = Another()\nassert False\n")
    (tmp_path / "steps.py").write_text(f"state = Counting()\nstate.take()\n{program}")
    monkeypatch.setattr(machine, "run_state_machine_as_test", lambda next_example, settings: None)

    with pytest.raises(AssertionError) if fails else nullcontext():
        machine.run(Counting, "a machine")


def test_what_is_no_program_is_refused():
    with pytest.raises(SystemExit, match="does not begin"):
        replay.module_of("print()")
    with pytest.raises(SystemExit, match="No module"):
        replay.module_of("state = Nothing()")
