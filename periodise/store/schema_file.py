"""The JSON Schemas that are shipped in the package."""

from importlib.resources import files


def plan_schema_bytes() -> bytes:
    """The schema of the plan as JSON, byte for byte as it is shipped."""
    return files("periodise").joinpath("plan.schema.json").read_bytes()
