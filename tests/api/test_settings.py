"""What an operator may set."""

from datetime import UTC, date, datetime

import pytest

from api.settings import BadSetting, Settings, from_environment


def test_nothing_set_means_a_store_beside_us_and_the_loopback(tmp_path):
    settings = from_environment({}, tmp_path / "var")
    assert (settings.database_url, settings.host, settings.port) == (
        f"sqlite:///{tmp_path}/var/wengang.sqlite",
        "127.0.0.1",
        8000,
    )


def test_the_secret_is_made_once_and_readable_by_its_owner_only(tmp_path):
    first, second = (from_environment({}, tmp_path).secret for _ in range(2))
    assert first == second
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "８０００", " 80"])
def test_a_port_that_cannot_be_is_refused_with_an_example(tmp_path, port):
    with pytest.raises(BadSetting, match="WENGANG_PORT=8000"):
        from_environment({"WENGANG_PORT": port}, tmp_path)


def test_the_day_is_the_one_in_shanghai():
    late = datetime(2021, 3, 31, 16, 0, tzinfo=UTC)
    assert Settings("sqlite://", "s", real_now=lambda: late).today() == date(2021, 4, 1)


@pytest.mark.parametrize("proxy", ["*", "proxy.example", "10.0.0.1/8"])
def test_a_proxy_is_trusted_by_its_address_only(tmp_path, proxy):
    with pytest.raises(BadSetting, match="WENGANG_TRUSTED_PROXY=127"):
        from_environment({"WENGANG_TRUSTED_PROXY": proxy}, tmp_path)


@pytest.mark.parametrize("site", ["x.cn", "ftp://x.cn", "https://a@b.cn", "https://", "https://[", "https://x.cn/?a=1"])
def test_a_public_address_that_leads_nowhere_is_refused_with_an_example(tmp_path, site):
    with pytest.raises(BadSetting, match="WENGANG_PUBLIC_URL=https"):
        from_environment({"WENGANG_PUBLIC_URL": site}, tmp_path)


def test_paths_are_put_behind_the_public_address(tmp_path):
    assert from_environment({"WENGANG_PUBLIC_URL": "https://x.cn/jobs/"}, tmp_path).public_url == "https://x.cn/jobs"
