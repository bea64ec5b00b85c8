"""The kind of quantity that a unit measures, in a clinician's words."""

from __future__ import annotations

from .model import Dimension, UnitOfMeasure

_NAMES: dict[Dimension, str] = {
    (): "pure number",
    (("g", 1),): "mass",
    (("m", 1),): "length",
    (("m", 2),): "area",
    (("m", 3),): "volume",
    (("s", 1),): "time",
    (("K", 1),): "temperature",
    (("mol", 1),): "amount of substance",
    (("rad", 1),): "plane angle",
    (("C", 1),): "electric charge",
    (("C", 1), ("s", -1)): "electric current",
    (("C", -1), ("g", 1), ("m", 2), ("s", -2)): "electric potential",
    (("C", -2), ("g", 1), ("m", 2), ("s", -1)): "electric resistance",
    (("g", 1), ("m", -3)): "mass concentration",
    (("m", -3), ("mol", 1)): "amount of substance concentration",
    (("m", -3),): "number concentration",
    (("g", -1), ("mol", 1)): "amount of substance per mass",
    (("g", 1), ("mol", -1)): "mass per amount of substance",
    (("g", -1),): "number per mass",
    (("g", -1), ("m", 3)): "volume per mass",
    (("m", 3), ("mol", -1)): "volume per amount of substance",
    (("g", 1), ("m", -2)): "mass per area",
    (("g", 1), ("m", -1), ("s", -2)): "pressure",
    (("g", 1), ("m", 1), ("s", -2)): "force",
    (("g", 1), ("m", 2), ("s", -2)): "energy",
    (("g", 1), ("m", 2), ("s", -3)): "power",
    (("g", 1), ("m", -4), ("s", -1)): "flow resistance",
    (("g", -1), ("m", 4), ("s", 2)): "compliance",
    (("g", 1), ("m", -1), ("s", -1)): "viscosity",
    (("m", 2), ("s", -2)): "energy per mass",
    (("m", 1), ("s", -1)): "speed, or flow rate per area",
    (("m", 1), ("s", -2)): "acceleration",
    (("m", 3), ("s", -1)): "volume flow rate",
    (("g", -1), ("m", 3), ("s", -1)): "volume flow rate per mass",
    (("g", 1), ("s", -1)): "mass per time",
    (("s", -1),): "rate",
    (("mol", 1), ("s", -1)): "catalytic activity",
    (("m", -3), ("mol", 1), ("s", -1)): "catalytic concentration",
    (("g", -1), ("mol", 1), ("s", -1)): "catalytic activity per mass",
}

_ARBITRARY: dict[Dimension, str] = {
    (): "arbitrary amount",
    (("m", -3),): "arbitrary concentration",
    (("g", -1),): "arbitrary amount per mass",
    (("s", -1),): "arbitrary amount per time",
    (("g", -1), ("s", -1)): "arbitrary amount per mass and time",
}


def describe_dimension(unit: UnitOfMeasure) -> str:
    """Such as ``mass concentration``, ``pressure`` or ``time``; the dimension itself when it has no name.

    Units that share a dimension share a name: UCUM does not tell mg/kg from a pure number.
    """
    if unit.special:
        own = unit.dimension[0][0]
        return "acidity (pH scale)" if own == "[pH]" else f"level on the scale of {own}"
    name = _NAMES.get(unit.dimension)
    if name is not None:
        return name
    own_scale = [base for base, power in unit.dimension if base.startswith("[") and power == 1]
    rest = tuple((base, power) for base, power in unit.dimension if base not in own_scale)
    if len(own_scale) == 1 and rest in _ARBITRARY:
        return f"{_ARBITRARY[rest]} in {own_scale[0]}"
    return ".".join(base if power == 1 else f"{base}{power}" for base, power in unit.dimension)
