"""What is told of how a question was read stands in the passages that are shown."""

from index.query.borne_out import borne_out_by
from index.query.models import Topic
from index.text import Analyzer


def test_only_expansions_that_stand_in_the_texts_are_told() -> None:
    analyzer = Analyzer({}, lambda form: form)
    topic = Topic(expansions=(("runaways", ("missing children", "abscond")), ("jobs", ("employment",))))
    told = borne_out_by(["When missing children return, staff talk with them."], topic, analyzer)
    assert told.expansions == (("runaways", ("missing children",)),)
    assert borne_out_by([], topic, analyzer).expansions == ()
