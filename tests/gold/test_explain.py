"""What `communique explain` says of a sentence."""

from click.testing import CliRunner

from workers.cli import main


def _output(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["explain", *arguments], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.output


def test_rule_that_fired_is_named_with_its_event() -> None:
    lines = _output("Peru condemned Chile.").splitlines()
    assert [line.split()[:3] for line in lines if "ACCUSE" in line] == [["condemn", "condemned", "ACCUSE/disapprove,"]]


def test_reason_is_given_where_a_rule_did_not_fire() -> None:
    assert "content of another event" in _output("Peru urged Chile to release the prisoners.")


def test_sentence_without_a_known_word_is_said_so() -> None:
    assert "No rule" in _output("It rained.")


def test_no_sentence_is_a_usage_error() -> None:
    assert CliRunner().invoke(main, ["explain", " "]).exit_code == 2
