"""How the API describes the registry of operations."""

from pydantic import BaseModel, Field


class ParameterInfo(BaseModel):
    """A parameter of an operation."""

    name: str
    form: str
    summary: str
    default: str | None = Field(description="null: the parameter is required")
    choices: list[str] | None


class PresetInfo(BaseModel):
    """A convention that layers in the wild follow."""

    title: str
    values: dict[str, str]


class OperationInfo(BaseModel):
    """An operation of the registry."""

    name: str
    title: str
    summary: str
    parameters: list[ParameterInfo]
    example: dict[str, str]
    presets: list[PresetInfo]
