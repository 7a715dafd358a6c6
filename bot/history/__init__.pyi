from .grade_chart import draw_grades as draw_grades
from .grade_history import GradeHistory as GradeHistory
from .grade_history import GradeRow as GradeRow
from .grade_history import describe_history as describe_history
from .grade_history import history_of as history_of
