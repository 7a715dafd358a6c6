from .answering import home_council as home_council
from .handler import QuestionHandler as QuestionHandler
from .question_lookup import question_of as question_of
from .request import QuestionRequest as QuestionRequest
from .restart_recovery import recover as recover
