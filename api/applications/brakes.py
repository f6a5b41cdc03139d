"""Brakes on applying without signing in: a person sends a few, a machine would send thousands."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from api.access.passwords import Brake
from api.refusals import Refusal, TooManyAttempts

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class TooManyApplications(TooManyAttempts):
    """Says which of the two it is, and the ways that stay open."""

    def __init__(self, whose: str, seconds: int) -> None:
        minutes = -(-seconds // 60)
        wait = f"{minutes} 分钟" if minutes < 120 else f"{-(-minutes // 60)} 小时"
        Refusal.__init__(
            self,
            f"{whose}提交的申请太多，这一份没有送出，您填的都还在。请过 {wait}再按一次；着急可以直接打单位电话，"
            "或到街道的公共就业服务窗口。",
        )
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class ApplicationBrakes:
    """A street's window and a whole dormitory share one address, hence the looser of the two."""

    by_phone: Brake = field(default_factory=lambda: Brake(limit=10, window=DAY))
    by_address: Brake = field(default_factory=lambda: Brake(limit=60, window=HOUR))

    def count(self, phone: str, address: str, now: datetime) -> None:
        """Count one application; raises `TooManyApplications`, and counts nothing."""
        try:
            self.by_phone.count(phone, now)
        except TooManyAttempts as refused:
            raise TooManyApplications("今天用这个手机号", refused.seconds) from None
        try:
            self.by_address.count(address, now)
        except TooManyAttempts as refused:
            self.by_phone.take_back(phone, now)
            raise TooManyApplications("从这个网络", refused.seconds) from None
