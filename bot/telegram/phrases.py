"""What the bot says besides answers.  Nothing here names a project, a department or a figure."""

WELCOME = (
    "您好！我能回答预算绩效文件里的问题，直接打字问就行，例如：\n"
    "<code>预算最高的三个项目</code>\n"
    "<code>预算超过100万的项目</code>\n"
    "<code>满意度目标低于95%的项目</code>\n"
    "发送 /help 看更多问法。"
)
HELP = (
    "<b>可以这样问</b>\n"
    "项目名称（可以只写一部分）：看金额、绩效目标和全部指标\n"
    "项目名称 + 满意度目标、时效指标、财政拨款……：看其中一项\n"
    "<code>预算超过100万的项目</code>、<code>10万以下的项目有几个</code>\n"
    "<code>预算最高的三个项目</code>、<code>总预算是多少</code>\n"
    "<code>没有时效指标的项目</code>\n"
    "接着问：<code>其中超过50万的</code>、<code>它的时效指标</code>、<code>第二个</code>\n\n"
    "每个答案下面都写着问题是怎样读懂的、数据出自文件的哪一处，点开引用即可看到。"
)
TEXT_ONLY = "请用文字提问，例如：预算最高的三个项目"
BUSY = "数据暂时读不了，请稍后再问；如果一直这样，请告诉管理员。"
FAILED = "这个问题没能答上来，程序出了意外，已记入日志。请换个问法，或稍后再问。"


def outsider(person: int) -> str:
    """The one line for people who are not on the list."""
    return f"您好，这个机器人只对获准的人开放。您的编号是 {person}，请把它交给管理员申请开通。"
