"""Settings of the messenger bot, read from environment variables and checked before anything starts.

One row a setting: its name, what it means, and how its text is read.  The example file in deploy/ has every row.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from bot.errors import USAGE_ERROR, CommandError

TOKEN = "JIXIAO_TELEGRAM_TOKEN"  # noqa: S105 - the name of a variable, no secret
API = "JIXIAO_TELEGRAM_API"
ALLOW = "JIXIAO_TELEGRAM_ALLOW"
RIGHTS = "JIXIAO_RIGHTS"
STATE = "JIXIAO_STATE"
WEBHOOK = "JIXIAO_TELEGRAM_WEBHOOK"
SECRET = "JIXIAO_TELEGRAM_SECRET"  # noqa: S105 - the name of a variable, no secret
LARGEST_PORT = 65535
PUBLIC_API = "https://api.telegram.org"
_STATE_FOLDER = "jixiao-state"
_NEARLY = 0.88  # how much alike two names of settings are before one is taken for a slip of the other
_SHORTEST_SECRET = 16

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_API = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")
_WEBHOOK = re.compile(r"https?://[^\s/?#]+/[^\s?#]+")
_SECRET = re.compile(rf"[A-Za-z0-9_-]{{{_SHORTEST_SECRET},256}}")
_LISTEN = re.compile(r"(\[[0-9a-fA-F:]+\]|[^\s:]+):(\d{1,5})")


class Setting(NamedTuple):
    """One variable: the field it fills, what it is for, its text when it is not set, and how it is read."""

    name: str
    field: str
    meaning: str
    default: str
    read: Callable[[str, str], object]


class Wrong(ValueError):
    """A setting that cannot be read: why, in Chinese."""


class Address(NamedTuple):
    """Where to listen."""

    host: str
    port: int


class TelegramSettings(NamedTuple):
    """What the Telegram bot needs; printing it never shows a secret."""

    token: str
    api: str = PUBLIC_API  # base address of the Bot API server, without a slash at its end
    allow: frozenset[str] = frozenset()  # ids of the people who may ask; nobody by default
    rights: Path | None = None  # the file of rights
    state: Path = Path(_STATE_FOLDER)  # folder of what the bot itself writes
    questions_a_minute: int = 20  # of one person; 0: no limit
    log_days: int = 180  # 0: no log
    conversation_hours: int = 12  # until a follow-up is no longer understood
    button_days: int = 7  # until a button says that it has expired; 0: after a restart none works
    presses: Literal["asker", "anyone"] = "asker"  # who may press a button in a group
    webhook: str = ""  # public address; empty: long polling
    listen: Address = Address("127.0.0.1", 8443)
    secret: str = ""
    messages_a_second: float = 30.0  # to all chats; 0: no limit
    chat_spacing: float = 1.0  # seconds between messages to one chat
    group_a_minute: float = 20.0  # messages to one group; 0: no limit

    def __repr__(self) -> str:
        shown = {name: "…" if name in {"token", "secret"} else value for name, value in self._asdict().items()}
        return f"TelegramSettings({', '.join(f'{name}={value!r}' for name, value in shown.items())})"


def read_telegram_settings(environment: Mapping[str, str]) -> TelegramSettings:
    """Check all variables; CommandError with every mistake in one line, naming the variable and never its secret."""
    fields: dict[str, object] = {}
    mistakes = []
    for setting in SETTINGS:
        text = environment.get(setting.name, "").strip() or setting.default
        if setting is _STATE:
            text = environment.get(STATE, "").strip() or environment.get("STATE_DIRECTORY", "") or text
        try:
            fields[setting.field] = setting.read(setting.name, text)
        except Wrong as wrong:
            mistakes.append(str(wrong))
    mistakes += _unknown(environment)
    if fields.get("webhook") and fields.get("secret") == "":
        mistakes.append(f"设了 {WEBHOOK} 就要设 {SECRET}：自己编一串至少{_SHORTEST_SECRET}个字母和数字")
    if mistakes:
        raise CommandError("；".join(mistakes), USAGE_ERROR)
    return TelegramSettings(**fields)  # type: ignore[arg-type]  # each by the reader of its row


def read_settings_file(path: Path) -> dict[str, str]:
    """Variables of a file of lines NAME=value, as systemd reads them; CommandError names the line that is none."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise CommandError(f"设置文件 {path} 读不了（{error.strerror}）", USAGE_ERROR) from error
    except UnicodeDecodeError as error:
        raise CommandError(f"设置文件 {path} 不是 UTF-8 编码，请另存为 UTF-8", USAGE_ERROR) from error
    found = {}
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or text.startswith(("#", ";")):
            continue
        name, equals, value = text.partition("=")
        if not equals or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
            raise CommandError(f"设置文件 {path} 第{number}行不是 名称=值 的写法，等号两边不要有空格", USAGE_ERROR)
        quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
        found[name] = value[1:-1] if quoted else value
    return found


def _token(name: str, text: str) -> str:
    if not text:
        raise Wrong(f"没有设置 {name}：请先向 @BotFather 申请机器人令牌")
    if not _TOKEN.fullmatch(text):
        raise Wrong(f"{name} 的写法不对：令牌形如 123456:AbC…，请从 @BotFather 那里整段复制")
    return text


def _address(name: str, text: str) -> str:
    text = text.rstrip("/")
    if not _API.fullmatch(text):
        raise Wrong(f"{name} 要写成 https://主机名 或 http://主机名:端口，收到的是 {text}")
    return text


def _ids(name: str, text: str) -> frozenset[str]:
    ids = [part for part in re.split(r"[\s,，、;；]+", text) if part]
    for one in ids:
        if not (one.isascii() and one.isdigit()):
            raise Wrong(f"{name} 里的 {one} 不是编号：要写数字，几个编号用逗号隔开")
    return frozenset(ids)


def _file(name: str, text: str) -> Path | None:
    if not text:
        return None
    path = Path(text)
    if not path.is_file():
        raise Wrong(f"{name} 所指的文件 {text} 不存在")
    return path


def _folder(name: str, text: str) -> Path:
    path = Path(text)
    if path.exists() and not path.is_dir():
        raise Wrong(f"{name} 要指一个文件夹，{text} 不是")
    return path


def _whole(most: int) -> Callable[[str, str], int]:
    def read(name: str, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and int(text) <= most):
            raise Wrong(f"{name} 要写 0 到 {most} 的整数，收到的是 {text}")
        return int(text)

    return read


def _number(most: float) -> Callable[[str, str], float]:
    def read(name: str, text: str) -> float:
        if not re.fullmatch(r"\d{1,6}(\.\d{1,3})?", text) or float(text) > most:
            raise Wrong(f"{name} 要写 0 到 {most:g} 的数，收到的是 {text}")
        return float(text)

    return read


def _presses(name: str, text: str) -> str:
    if text not in {"asker", "anyone"}:
        raise Wrong(f"{name} 要写 asker（只有提问的人）或 anyone（群里谁都可以），收到的是 {text}")
    return text


def _webhook(name: str, text: str) -> str:
    if text and not _WEBHOOK.fullmatch(text):
        raise Wrong(f"{name} 要写成 https://主机名/一段路径，收到的是 {text}")
    return text


def _listen(name: str, text: str) -> Address:
    match = _LISTEN.fullmatch(text)
    if match is None or int(match[2]) > LARGEST_PORT:
        raise Wrong(f"{name} 要写成 主机:端口，例如 127.0.0.1:8443，收到的是 {text}")
    return Address(match[1].strip("[]"), int(match[2]))


def _secret(name: str, text: str) -> str:
    if text and not _SECRET.fullmatch(text):
        raise Wrong(f"{name} 要用至少{_SHORTEST_SECRET}个字母、数字、- 或 _")
    return text


_STATE = Setting(
    STATE, "state", "机器人自己写的文件放在哪个文件夹：收件箱、按钮、提问日志、对话", _STATE_FOLDER, _folder
)
SETTINGS: tuple[Setting, ...] = (
    Setting(TOKEN, "token", "机器人令牌，向 @BotFather 申请；必填，任何日志里都不出现", "", _token),
    Setting(API, "api", "Bot API 服务的地址；只有自建服务时才要改", PUBLIC_API, _address),
    Setting(ALLOW, "allow", "可以提问的人的编号，几个用逗号隔开；不设则谁都不能问", "", _ids),
    Setting(RIGHTS, "rights", "权限文件：人、群、管理员、各人可看的部门", "", _file),
    _STATE,
    Setting("JIXIAO_QUESTIONS_A_MINUTE", "questions_a_minute", "一个人一分钟最多问几个；0 不限", "20", _whole(10_000)),
    Setting("JIXIAO_LOG_DAYS", "log_days", "提问日志保留几天；0 不记", "180", _whole(36_500)),
    Setting(
        "JIXIAO_CONVERSATION_HOURS", "conversation_hours", "几小时内可以接着问；0 则每一问都从头问", "12", _whole(8_760)
    ),
    Setting(
        "JIXIAO_BUTTON_DAYS", "button_days", "答案下面的按钮几天内可以按；0 则重新启动后都不能按", "7", _whole(365)
    ),
    Setting(
        "JIXIAO_TELEGRAM_PRESSES", "presses", "群里谁可以按按钮：asker 提问的人，anyone 谁都可以", "asker", _presses
    ),
    Setting(WEBHOOK, "webhook", "公网地址，Telegram 往这里送消息；不设则用长轮询", "", _webhook),
    Setting("JIXIAO_TELEGRAM_LISTEN", "listen", "用公网地址时，本机在哪里接收", "127.0.0.1:8443", _listen),
    Setting(SECRET, "secret", f"用公网地址时的口令，自己编，至少{_SHORTEST_SECRET}个字母和数字", "", _secret),
    Setting("JIXIAO_TELEGRAM_A_SECOND", "messages_a_second", "一秒最多发几条；0 不限", "30", _number(100_000)),
    Setting("JIXIAO_TELEGRAM_CHAT_SPACING", "chat_spacing", "同一个聊天里两条之间至少隔几秒", "1", _number(60)),
    Setting(
        "JIXIAO_TELEGRAM_GROUP_A_MINUTE", "group_a_minute", "一个群一分钟最多发几条；0 不限", "20", _number(100_000)
    ),
)


def _unknown(environment: Mapping[str, str]) -> list[str]:
    """Names that are none of ours but nearly so: a slip there would leave a default in force unseen."""
    from difflib import get_close_matches

    known = [setting.name for setting in SETTINGS]
    complaints = []
    for name in sorted(name for name in environment if name.startswith("JIXIAO_") and name not in known):
        near = get_close_matches(name, known, 1, cutoff=_NEARLY)
        if near or name.startswith("JIXIAO_TELEGRAM_"):
            complaints.append(f"不认识 {name} 这个设置" + (f"，是不是 {near[0]}" if near else ""))
    return complaints
