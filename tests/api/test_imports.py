"""Forms in over HTTP: taken or refused row by row, the refused ones back, and nothing twice."""

import io
from pathlib import Path

import pytest
import xlsxwriter

import seed_data

FORMS = Path(seed_data.__file__).parent / "forms"
CLEAN, FILTHY = (next(FORMS.glob(f"用人单位招用登记_{kind}.xlsx")) for kind in ("整洁", "杂乱"))


def upload(api, path, who="street", kind="vacancies", query=""):
    files = {"file": (path.name, path.read_bytes())}
    return api("POST", f"/api/imports/{kind}{query}", who, files=files)


def test_a_clean_form_is_taken_and_taken_once(fresh_api):
    first, second = (upload(fresh_api, CLEAN, "district").json() for _ in range(2))
    assert (first["taken"] > 0, first["refused"]) == (True, [])
    assert (second["taken"], second["unchanged"]) == (0, first["taken"])


def test_a_dry_run_stores_nothing(fresh_api):
    before = fresh_api.get("/api/vacancies", "district").json()["total"]
    told = upload(fresh_api, CLEAN, query="?dry_run=true").json()
    assert (told["taken"] > 0, told["dry_run"]) == (True, True)
    assert fresh_api.get("/api/vacancies", "district").json()["total"] == before


def test_a_fault_names_sheet_row_column_value_and_how_to_mend_it(fresh_api):
    faults = upload(fresh_api, FILTHY).json()["refused"]
    assert faults
    assert all(fault["sheet"] and fault["row"] > 1 and fault["why"] and fault["mend"] for fault in faults)


def test_the_refused_rows_come_back_as_a_form(fresh_api):
    key = upload(fresh_api, FILTHY).json()["id"]
    answer = fresh_api.get(f"/api/imports/{key}/refused.xlsx", "street")
    assert answer.content[:2] == b"PK"
    assert "attachment" in answer.headers["content-disposition"]


def test_a_street_reads_only_its_own_imports(fresh_api):
    key = upload(fresh_api, CLEAN, "district").json()["id"]
    assert fresh_api.get(f"/api/imports/{key}", "street").status_code == 404
    assert fresh_api.get("/api/imports", "street").json()["total"] == 0


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_a_file_that_is_no_form_is_refused_and_nothing_is_noted(fresh_api, content):
    answer = fresh_api("POST", "/api/imports/vacancies", "street", files={"file": ("x.xlsx", content)})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "file")
    assert fresh_api.get("/api/imports", "street").json()["total"] == 0


def test_a_file_made_to_exhaust_the_memory_is_refused_and_the_server_lives_on(fresh_api):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "姓名")
        sheet.write_number(1_048_575, 16_383, 1)
    answer = fresh_api("POST", "/api/imports/workers", "street", files={"file": ("x.xlsx", out.getvalue())})
    assert (answer.status_code, "表格太大" in answer.text) == (400, True)
    assert fresh_api.get("/api/imports", "street").status_code == 200


def test_without_a_file_the_field_is_named(api):
    answer = api("POST", "/api/imports/vacancies", "street", files={"other": ("x.xlsx", b"x")})
    assert answer.status_code == 400


def opened(api):
    return [
        row
        for row in api.get("/api/audit?subject=import", "district").json()["items"]
        if row["action"] == "import.open"
    ]


@pytest.mark.parametrize("path", ["/api/imports/{}", "/api/imports/{}/refused.xlsx"])
def test_each_reading_of_what_was_brought_in_leaves_an_audit_row(fresh_api, path):
    key = upload(fresh_api, FILTHY).json()["id"]
    for who in ("street", "district"):
        assert fresh_api.get(path.format(key), who).status_code == 200
    assert [row["account_id"] for row in reversed(opened(fresh_api))] == [
        fresh_api.account(who).id for who in ("street", "district")
    ]
    assert {row["subject_id"] for row in opened(fresh_api)} == {key}


def test_the_list_of_imports_opens_nobodys_file(fresh_api):
    upload(fresh_api, FILTHY)
    fresh_api.get("/api/imports", "street")
    assert opened(fresh_api) == []


@pytest.mark.parametrize(("who", "shown"), [("street", "110105194912310021"), ("district", "110***********0021")])
def test_a_refused_id_number_is_whole_for_who_brought_it_and_masked_for_others(fresh_api, who, shown):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "身份证号", "电话"])
        sheet.write_row(1, 0, ["张三", "110105194912310021", "13800138000"])
        sheet.write_row(2, 0, ["李四", "", "110105194912310021"])
    files = {"file": ("表.xlsx", out.getvalue())}
    key = fresh_api("POST", "/api/imports/workers", "street", files=files).json()["id"]
    faults = fresh_api.get(f"/api/imports/{key}", who).json()["refused"]
    assert [(fault["column"], fault["value"]) for fault in faults] == [("身份证号", shown), ("电话", shown)]


def test_an_import_leaves_an_audit_row(fresh_api):
    upload(fresh_api, CLEAN)
    rows = fresh_api.get("/api/audit?subject=import", "district").json()["items"]
    assert [row["action"] for row in rows] == ["import.vacancies"]
