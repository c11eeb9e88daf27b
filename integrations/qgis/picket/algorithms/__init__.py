"""The algorithms, a file each."""
from .buffer import Buffer
from .cover import Cover
from .field import Field
from .frontline import Frontline
from .lane import Lane
from .plan import Plan
from .reach import Reach
from .route import Route

ALGORITHMS = [Buffer, Cover, Field, Frontline, Lane, Plan, Reach, Route]
