# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds each line of an NDJSON file against the models of FHIR, which know every element.

The models are those of R4B, in which Observation and its data types are as in R4.
"""

import sys
from pathlib import Path

from fhir.resources.R4B.observation import Observation
from pydantic import ValidationError


def main(paths):
    wrong = 0
    for path in paths:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            try:
                Observation.model_validate_json(line)
            except ValidationError as error:
                wrong += 1
                print(f"{path}:{number}: {error}", file=sys.stderr)
        print(f"{path}: {len(lines)} observations, {wrong} not valid")
        wrong += not lines
    return 1 if wrong or not paths else 0


sys.exit(main(sys.argv[1:]))
