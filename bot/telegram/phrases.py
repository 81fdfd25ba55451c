"""What the bot says besides answers.  Nothing here names a project, a department or a figure."""

WELCOME = "您好！我能回答预算绩效文件里的问题，直接打字问就行。\n先点下面的问题试一试；发送 /help 看更多问法。"
FIRST_QUESTIONS = ("概览", "预算最高的三个项目", "各部门的预算")  # whatever is loaded, each has an answer
HELP = (
    "<b>可以这样问</b>\n"
    "• 项目名称，只写一部分也行：看金额、绩效目标和全部指标\n"
    "• 项目名称，加上满意度目标、时效指标、财政拨款……：看其中一项\n"
    "• <code>预算超过100万的项目</code>\n"
    "• <code>10万以下的项目有几个</code>\n"
    "• <code>预算最高的三个项目</code>\n"
    "• <code>没有时效指标的项目</code>\n"
    "• <code>各部门的预算</code>\n"
    "• <code>概览</code>\n"
    "接着问：<code>其中超过50万的</code>、<code>它的时效指标</code>、<code>第二个</code>\n\n"
    "问题写错了，改一改那条消息，答案会跟着改。\n"
    "点开引用，可以看到问题是怎样读懂的、数据出自文件的哪一处。\n"
    "答得不对，请按“不对”，管理员会看到。\n"
)
TEXT_ONLY = "请用文字提问，例如：预算最高的三个项目"
NO_QUESTION = "请在 /q 后面写上问题，例如：<code>/q 预算最高的三个项目</code>"
BUSY = "数据暂时读不了，请稍后再问；如果一直这样，请告诉管理员。"
FAILED = "这个问题没能答上来，程序出了意外，已记入日志。请换个问法，或稍后再问。"
TOO_FAST = "问得太快了，请稍等一会儿再问。"
EXPIRED = "这个按钮已过期，请把问题再发一次。"
NOT_ALLOWED = "您可以看的部门与当时不同了，请把问题再发一次。"
NOT_YOURS = "只有提问的人可以按；请自己问一次。"
NEW = "好，重新开始。前面的问题不再接着问。"
NOTHING_TO_EXPORT = "还没有可以导出的答案：请先问一个问题，再发 /export。"
TOO_LARGE = "这个文件超过 50 MB，Telegram 不收。请改用导出XLSX，或加上部门、年度、条件，少要一些再导出。"
NO_SUCH_COMMAND = "没有这个命令，发送 /help 看怎样提问。"
NO_DEPARTMENT = "在这里没有您可以看的部门，请联系管理员。"
THANKS = "已记下，管理员会看到这个问题和它的读法。谢谢！"
COMPLAINT = "<b>有人说答得不对</b>"
UNANSWERED = "<b>有人没有得到答案</b>"
COMPLAINED = "已经记下了。"
SCOPED_SQL = "-- 只在您可看的部门范围内运行\n"
LONG_SQL = "这条语句一条消息放不下，见文件。"


def group_help(username: str) -> str:
    """How to be heard in a group."""
    return (
        f"在群里请 @{username} 提问，或回复我的消息，或写 <code>/q 问题</code>，"
        "例如：<code>/q 预算最高的三个项目</code>"
    )


def outsider(person: str) -> str:
    """The one line for people who are not on the list; the id may be marked, for a tap to copy it."""
    return f"您好，这个机器人只对获准的人开放。您的编号是 {person}，请把它交给管理员申请开通。"


def moved(name: str, old: str, new: str) -> str:
    """What administrators are told of a group that has another id now; `name` is escaped."""
    return (
        f"群{f'「{name}」' if name else ''}升级成了超级群，编号由 <code>{old}</code> 变成 <code>{new}</code>。"
        f"权限和对话已经照旧沿用；请把权限文件里的编号改成新的。"
    )


def strange_group(chat: str) -> str:
    """The one line for a group that is not on the list, before leaving it; its id may be marked, too."""
    return f"这个群还没有开通。群的编号是 {chat}，请交给管理员；开通后再把我加进来。"


def forgotten(entries: int) -> str:
    """What /forget_me did."""
    return f"已删去您的对话、按钮和{entries}条提问记录。您仍可以提问；之后的提问会重新记录。"
