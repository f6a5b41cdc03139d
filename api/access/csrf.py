"""Protection against forged requests: a signed cookie that a form or a header must repeat.

A request that shows a Bearer token is let through: no other site can make a browser send that header, and such a
request is answered for the token's account only, never for the cookie's. A cookie that does not verify (signed with a
secret that is gone) is replaced on the next page instead of locking its owner out.
"""

from litestar import Request
from litestar.config.csrf import CSRFConfig
from litestar.enums import ScopeType
from litestar.middleware.csrf import CSRFMiddleware, generate_csrf_token
from litestar.types import ASGIApp, Receive, Scope, Send
from litestar.utils.scope.state import ScopeState

from api.settings import Settings


def csrf_config(settings: Settings) -> CSRFConfig:
    return CSRFConfig(secret=settings.secret, cookie_secure=settings.secure_cookies)


class Csrf(CSRFMiddleware):
    def __init__(self, app: ASGIApp, config: CSRFConfig) -> None:
        super().__init__(app, config)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        request: Request = Request(scope)  # type: ignore[type-arg]
        if request.headers.get("authorization", "").lower().startswith("bearer "):
            await self.app(scope, receive, send)
            return
        kept = request.cookies.get(self.config.cookie_name)
        if request.method in self.config.safe_methods and kept and self._decode_csrf_token(kept) is None:
            token = generate_csrf_token(secret=self.config.secret)
            ScopeState.from_scope(scope).csrf_token = token
            await self.app(scope, receive, self.create_send_wrapper(send=send, csrf_cookie=None, token=token))
            return
        await super().__call__(scope, receive, send)
