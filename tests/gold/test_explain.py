"""What `communique explain` says of a sentence."""

from click.testing import CliRunner

from workers.cli import main


def _output(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["explain", *arguments], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.output


def test_rule_that_fired_is_named_with_its_event() -> None:
    said = _output("Peru condemned Chile.")
    assert '"condemned": ACCUSE/disapprove, asserted' in said
    assert "condemn, as in" in said


def test_reason_is_given_where_a_rule_did_not_fire() -> None:
    assert 'what "urged" is about' in _output("Peru urged Chile to release the prisoners.")


def test_other_rules_say_what_they_ask_for() -> None:
    assert "describe-act (asks for the words" in _output("Peru condemned Chile.")


def test_date_is_shown_with_its_words() -> None:
    said = _output("Peru condemned Chile on Monday.", "--published", "2025-03-14")
    assert '2025-03-10, from "Monday"' in said


def test_verb_is_shown_with_what_makes_it_future() -> None:
    assert "is to hold" in _output("Iran is to hold talks with Iraq.")


def test_grounds_add_up_to_the_confidence() -> None:
    assert "who does it is named +0.10" in _output("Peru condemned Chile.")


def test_missing_party_is_named() -> None:
    assert 'here: "We" and "this attack"' in _output("We condemn this attack.")


def test_sentence_without_a_known_word_is_said_so() -> None:
    assert "No rule" in _output("The baker yawned.")


def test_no_sentence_is_a_usage_error() -> None:
    assert CliRunner().invoke(main, ["explain", " "]).exit_code == 2


def test_event_told_twice_is_one_record() -> None:
    assert 'none of its own: "condemned"' in _output("Peru condemned Chile. Peru's condemnation of Chile was short.")


def test_verb_of_which_no_entry_fits_says_what_the_nearest_asks_for() -> None:
    said = _output("Nicaragua banned chewing gum.")
    assert '"banned": no event' in said
    assert "ban-group (asks for an object like party" in said


def test_words_that_stand_in_the_sentence_are_not_asked_for() -> None:
    said = " ".join(_output("The dwarves torched three villages.").split())
    assert "burn-down (asks for a subject like troop, force, soldier, army, military ...)" in said


def test_noun_alone_says_what_it_needs_and_where_it_looked() -> None:
    said = _output("The deployment of soldiers to the frontier began.")
    assert "the noun needs two political parties" in said
    assert "soldiers (no country MIL)" in said
    assert 'to whom: "to", "against"' in said


def test_entry_whose_words_are_all_here_is_said_to_ask_for_less() -> None:
    said = " ".join(_output("Two Turkish sailors are held for ransom by pirates.").split())
    assert "abduct (its words are here" in said
