"""The OpenAPI document describes what the application does."""

import json
import re

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)


@pytest.fixture(scope="module")
def document(api):
    return api.get("/api/openapi.json").json()


def test_every_json_route_is_in_the_document(api, document):
    missing = [
        route.path_format
        for route in api.app.routes
        if route.path_format.startswith("/api/") and "openapi" not in route.path_format
        if route.path_format not in document["paths"]
    ]
    assert missing == []


@pytest.mark.parametrize("path", ["/api/workers", "/api/employers"])
def test_the_way_to_those_without_a_street_is_documented(document, path):
    (street,) = (one for one in document["paths"][path]["get"]["parameters"] if one["name"] == "street")
    assert "none 是未分街道的" in street["description"]


def test_no_page_is_in_the_document(document):
    assert [path for path in document["paths"] if not path.startswith(("/api/", "/healthz"))] == []


def test_every_reference_leads_somewhere(document):
    names = set(re.findall(r"#/components/schemas/([^\"]+)", json.dumps(document)))
    assert names - set(document["components"]["schemas"]) == set()


def test_every_operation_names_its_roles(document):
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    assert all(operation["x-roles"] for operation in operations)


def test_the_document_loads_nothing_from_elsewhere(api):
    assert re.findall(r"https?://[^\s\"]+", api.get("/api/openapi").text) == []


def test_limits_of_zero_are_told(document):
    wage = document["components"]["schemas"]["VacancyCreate"]["properties"]["wage_low_fen"]
    assert wage["anyOf"][0]["minimum"] == 0


# Signing in and out and replacing a token would end the token this test walks with; the event stream has no end,
# and uploads have tests of their own.
LEFT_OUT = re.compile(r"/api/(session|tokens|account/password|imports/\w+$|matching-runs/\{run_id\}/events)")
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 5


@pytest.mark.parametrize("who", ["district", "employer", ""])
def test_whatever_is_sent_the_answer_is_one_that_is_described(fresh_api, who):
    """A few made-up requests for each operation, the same every time; none may make the application fail."""
    document = fresh_api.get("/api/openapi.json").json()
    schema = schemathesis.openapi.from_dict(document)
    for operation in schema.get_all_operations():
        found = operation.ok()
        if not LEFT_OUT.match(found.path):
            walk(fresh_api, found, who)


def walk(api, operation, who):
    quiet = settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )

    @quiet
    @given(case=operation.as_strategy())
    def ask(case):
        sent = case.as_transport_kwargs(base_url="http://testserver.local")
        sent["headers"] = {**sent["headers"], **api.headers(who)}
        sent.pop("cookies", None)
        case.validate_response(api.client.request(**sent), checks=CHECKS)

    ask()
