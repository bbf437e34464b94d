"""A check of a generated package, for the project's own tests: it calls every operation against a mock."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from specloop.codegen.generation import build_project_client, load_project_contract
from specloop.codegen.operation_calls import plan_calls
from specloop.extras import require_extra
from specloop.project import Project
from specloop.release import smoke_test
from specloop.release.verify import call_problems, run_smoke_test

_WITH_PACKAGE = (
    "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); runpy.run_path(sys.argv[1], run_name='__main__')"
)


def check_operations(project: Project) -> list[str]:
    """Call every operation of the generated package against a mock server, sync and async.

    Return one sentence for each call that fails, or whose response does not match the contract; [] if there is none.
    """
    require_extra("mock")
    document = load_project_contract(project)
    client = build_project_client(project, document)
    calls = [call.data() for call in plan_calls(document, client)]
    command = [sys.executable, "-c", _WITH_PACKAGE, str(project.root / project.output_name), str(smoke_test.__file__)]
    problems: list[str] = []
    with tempfile.TemporaryDirectory(prefix="operations-") as folder:
        for is_async in (False, True):
            plan = {"package": client.package, "client": client.name, "is_async": is_async, "calls": calls}
            result, message = run_smoke_test(command, Path(folder), document, plan)
            problems += [message] if result is None else call_problems(result["calls"])
    return problems
