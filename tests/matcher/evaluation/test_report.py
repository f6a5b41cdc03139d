from matcher.evaluation import report
from matcher.evaluation.figures import Figure


def test_every_figure_has_its_line() -> None:
    lines = report.table([Figure("E1", "one", 1.0), Figure("E5", "two", 0.5)]).splitlines()
    assert [line.split("|")[2].strip() for line in lines[2:]] == ["one", "two"]


def test_measuring_tells_which_protocol_is_done_and_how_much_of_all(monkeypatch) -> None:
    monkeypatch.setattr(report, "PROTOCOLS", {"E1": lambda: [Figure("E1", "one", 1.0)], "E2": list})
    told: list[tuple[str, float]] = []
    report.measured(["E1", "E2"], lambda name, done: told.append((name, done)))
    assert told == [("E1", 0.5), ("E2", 1.0)]
