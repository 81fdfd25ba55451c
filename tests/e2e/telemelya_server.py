"""Starts the PyPI package telemelya (a mock Bot API by webhook) on a port of loopback; state in memory alone.

Run by the interpreter that has it: `python telemelya_server.py PORT SECRET`.  The package forgets the secret of a
webhook, which Telegram sends with each post; it is added here.
"""

import os
import sys

PORT, SECRET = int(sys.argv[1]), sys.argv[2]
os.environ.update(AUTH_KEYS="k", MOCK_SERVER_URL=f"http://127.0.0.1:{PORT}")

import aiohttp  # noqa: E402 - the package reads its settings when it is imported
import fakeredis  # noqa: E402 - as above
import uvicorn  # noqa: E402 - as above
from telemelya.server import media, state  # noqa: E402 - as above


async def _connect(self: state.StateManager) -> None:
    self._redis = fakeredis.FakeAsyncRedis(decode_responses=True)


async def _nothing(self: object) -> None:
    """Media are kept nowhere: the test sends none."""


async def _deliver(token: str, update: dict[str, object]) -> dict[str, object]:
    address = await state.state_manager.get_webhook(token)
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with aiohttp.ClientSession() as client, client.post(address, json=update, headers=headers) as answer:
        return {"delivered": True, "status_code": answer.status}


state.StateManager.connect = _connect
media.MediaManager.connect = media.MediaManager.close = _nothing

from telemelya.server import control_api  # noqa: E402 - after its parts were replaced
from telemelya.server.app import app  # noqa: E402 - as above

control_api.deliver_update = _deliver

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=PORT, log_level="warning")
