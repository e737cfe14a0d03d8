"""Makes the helpers in `tests/support` importable, and sets how hard Hypothesis tries.

`SOANSINH_DEEP=1` selects the profile `deep` (thousands of examples, minutes); `SOANSINH_EXAMPLES=N` sets their number.
"""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

HERE = Path(__file__).resolve().parent
for place in (HERE.parent, HERE / "support"):
    if str(place) not in sys.path:
        sys.path.insert(0, str(place))

from simbooks import DEEP, EXAMPLES  # noqa: E402 - found by the lines above

QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]

settings.register_profile("quick", max_examples=60, deadline=None, suppress_health_check=QUIET)
settings.register_profile("deep", max_examples=EXAMPLES, deadline=None, suppress_health_check=QUIET)
settings.load_profile("deep" if DEEP else "quick")
