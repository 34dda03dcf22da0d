"""Files of deploy: what published schemas allow, what the server knows, and what it promises."""

import json
import re
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path
from typing import Any

import kubernetes_validate  # type: ignore[import-untyped]
import pytest
import yaml  # type: ignore[import-untyped]
from compose_spec import PyCompose

from einscope.settings import Settings
from einscope.web.server.seen.metrics import REGISTRY

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
VARIABLES = {each.name.upper() for each in fields(Settings)} | {"MEMORY", "FORWARDED_ALLOW_IPS"}
UID = 10001  # of the image


def documents(path: Path) -> list[dict[str, Any]]:
    return [each for each in yaml.safe_load_all(path.read_text(encoding="utf-8")) if each]


KUSTOMIZED = documents(DEPLOY / "kubernetes" / "kustomization.yaml")[0]
RESOURCES = {each["kind"]: each for name in KUSTOMIZED["resources"] for each in documents(DEPLOY / "kubernetes" / name)}
COMPOSED = documents(DEPLOY / "compose.yaml")[0]


@pytest.mark.parametrize("kind", RESOURCES)
def test_kubernetes_takes_each_resource(kind: str) -> None:
    kubernetes_validate.validate(RESOURCES[kind], "1.37", strict=True)


def test_there_is_all_that_a_service_needs() -> None:
    wanted = {"Deployment", "Service", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy"}
    assert set(RESOURCES) == wanted
    listed = {path.name for path in (DEPLOY / "kubernetes").glob("*.yaml")} - {"kustomization.yaml"}
    assert listed == set(KUSTOMIZED["resources"])


def selectors(part: Any) -> list[dict[str, str]]:
    """The labels of every selector in a resource."""
    if isinstance(part, list):
        return [each for one in part for each in selectors(one)]
    if not isinstance(part, dict):
        return []
    own = [of.get("matchLabels", of) for name, of in part.items() if name.lower().endswith("selector")]
    return own + [each for of in part.values() for each in selectors(of)]


def test_every_selector_names_these_pods_and_no_others() -> None:
    labels = RESOURCES["Deployment"]["spec"]["template"]["metadata"]["labels"]
    found = {kind: selectors(each) for kind, each in RESOURCES.items()}
    assert all(each == labels for of in found.values() for each in of)
    assert {kind for kind, of in found.items() if of} == RESOURCES.keys() - {"HorizontalPodAutoscaler"}


def test_proxies_of_compose_are_those_of_its_network() -> None:
    [pool] = COMPOSED["networks"]["inside"]["ipam"]["config"]
    assert COMPOSED["services"]["einscope"]["environment"]["FORWARDED_ALLOW_IPS"] == pool["subnet"]


def container() -> dict[str, Any]:
    pod: dict[str, Any] = RESOURCES["Deployment"]["spec"]["template"]["spec"]
    return {**pod["containers"][0], "pod": pod}


def test_a_container_can_do_nothing_but_answer() -> None:
    one = container()
    assert one["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert one["pod"]["securityContext"]["runAsUser"] == UID
    assert one["pod"]["automountServiceAccountToken"] is False
    assert RESOURCES["NetworkPolicy"]["spec"]["egress"] == []
    assert f"USER {UID}:{UID}" in (ROOT / "Dockerfile").read_text()


@pytest.mark.parametrize(
    ("probe", "path"), [("startupProbe", "/healthz"), ("readinessProbe", "/readyz"), ("livenessProbe", "/healthz")]
)
def test_probes_ask_what_is_meant_for_them(probe: str, path: str) -> None:
    assert container()[probe]["httpGet"] == {"path": path, "port": "http"}


def test_a_pod_has_time_to_end() -> None:
    ends_within = 10  # seconds from SIGTERM on, as docs/deploy.md says
    pauses = int(re.findall(r"sleep\((\d+)\)", str(container()["lifecycle"]["preStop"]))[0])
    assert pauses + ends_within < container()["pod"]["terminationGracePeriodSeconds"]
    assert ends_within < int(COMPOSED["services"]["einscope"]["stop_grace_period"].removesuffix("s"))


def test_every_variable_is_a_setting() -> None:
    literals = KUSTOMIZED["configMapGenerator"][0]["literals"]
    named = {each.partition("=")[0] for each in literals} | set(COMPOSED["services"]["einscope"]["environment"])
    assert named <= VARIABLES


def test_compose_takes_its_file() -> None:
    text = re.sub(r"\$\{(\w+):-([^}]*)\}", r"\2", (DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    read = PyCompose.from_yaml(text)
    read.validate()
    assert sorted(read.service_names()) == ["caddy", "einscope"]
    assert COMPOSED["services"]["einscope"]["read_only"] is True
    assert COMPOSED["services"]["einscope"]["cap_drop"] == ["ALL"]


def test_a_dashboard_asks_for_what_is_counted() -> None:
    dashboard = json.loads((DEPLOY / "grafana" / "einscope.json").read_text(encoding="utf-8"))
    asked = " ".join(target["expr"] for panel in dashboard["panels"] for target in panel["targets"])
    known = {name for names in REGISTRY._collector_to_names.values() for name in names}
    named = set(re.findall(r"einscope_\w+", asked))
    assert named <= known
    ours = {name.removesuffix("_total").removesuffix("_created") for name in known}
    shown = {re.sub(r"_(total|bucket|count|sum|created)$", "", name) for name in named}
    assert {re.sub(r"_(bucket|count|sum)$", "", name) for name in ours} == shown  # and nothing is counted for nobody


def test_caddy_takes_its_file() -> None:
    caddy = shutil.which("caddy")
    assert caddy, "install caddy, or run ./dev test, which does"
    command = [caddy, "adapt", "--config", str(DEPLOY / "Caddyfile"), "--validate"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "not formatted" not in done.stderr
    assert '"uri":"/readyz"' in done.stdout
    assert "Strict-Transport-Security" in done.stdout


def test_every_count_has_its_row() -> None:
    text = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"`(einscope_\w+)`", text))
    families = {family.name for family in REGISTRY.collect()}
    assert {name.removesuffix("_total") for name in listed} == families


def test_what_is_said_to_hold_a_promise_is_there() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:tests|deploy)[\w/.]*)`", text))
    assert len(named) > 8
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_what_is_listed_of_the_image_is_what_it_installs() -> None:
    locked, listed = (
        set(re.findall(r"^[\w.-]+==\S+", (ROOT / ".tools" / f"{name}.txt").read_text(), re.MULTILINE))
        for name in ("runtime", "image")
    )
    assert locked <= listed
