"""What the help of each command says beside its arguments: examples, exit statuses, environment variables.

One text for `--help`, for the man page and for the docs.  Imported only where help is asked for.
"""

from typing import NamedTuple


class Example(NamedTuple):
    """A command line, and what it does."""

    line: str
    does: str


EXAMPLES: dict[str, tuple[Example, ...]] = {
    "demo": (Example("jixiao demo", "不装入任何东西，先看看样子"),),
    "load": (
        Example("jixiao load 2024/*.txt", "装入几份文件"),
        Example("jixiao load 目标表.xlsx --year 2024 --dry-run", "先看会怎样，不写入"),
    ),
    "documents": (Example("jixiao documents", "列出库中的文件"),),
    "remove": (
        Example("jixiao remove 3", "去掉 3 号文件"),
        Example("jixiao remove 青岚市文化局/2024", "按部门和年度指明"),
        Example("jixiao remove 3 --purge", "连留着核对从前答案的各个版本一起去掉"),
    ),
    "dump": (Example("jixiao dump --json > 全部.json", "把库中内容写成 JSON"),),
    "check": (Example("jixiao check", "列出核对时发现的问题"),),
    "correct": (
        Example("jixiao correct 3 --project 培训 --field 总计 --value 12.5 --by 王某 --why 第3页看错", "更正一格"),
        Example("jixiao correct --list", "列出所有更正"),
        Example("jixiao correct --undo 2 --by 王某", "撤销 2 号更正"),
    ),
    "renames": (
        Example("jixiao renames", "列出可能改了名的项目和依据"),
        Example("jixiao renames --confirm 1 --by 王某 --why 问过业务科", "第 1 对是同一个项目"),
        Example("jixiao renames --deny 旧名 新名 --by 王某 --why 是两件事", "按名称指明"),
        Example("jixiao renames --decided", "列出已有的决定"),
    ),
    "schema": (Example("jixiao schema > 数据字典.md", "各表、各视图、各列的含义"),),
    "ask": (
        Example("jixiao ask 预算超过100万的项目", "在终端上看"),
        Example("jixiao ask -f csv 满意度目标 | head", "管道里只有数据，说明写在标准错误"),
        Example("jixiao ask -o 答案.xlsx 预算最高的十个项目", "写成表格文件，附读法、来源和日期"),
        Example("jixiao ask --chart 前十.png 预算最高的十个项目", "另画一张图"),
        Example("echo 总预算是多少 | jixiao ask --json", "从标准输入读一句"),
        Example("jixiao ask --batch < 问题.txt > 答案.jsonl", "一行一问，一行一个 JSON"),
    ),
    "overview": (
        Example("jixiao overview 教育局", "在终端上看教育局最近年度的概览"),
        Example("jixiao overview 教育局 2023年 -o 概览.html", "写成一页，可以打印，手机上也能看"),
        Example("jixiao overview", "全部部门"),
    ),
    "again": (
        Example("jixiao again 7Q3K-9XM2", "用当时的文件版本重做，说明此后的变化"),
        Example("jixiao again 7Q3K-9XM2 --json", "写成 JSON，核对的结果在 again 里"),
    ),
    "explain": (Example("jixiao explain 满意度不低于95%的项目", "每个词怎样用上，读成什么查询"),),
    "words": (Example("jixiao words --own", "只列自己加的词"),),
    "repl": (
        Example("jixiao", "不写命令就是 jixiao repl"),
        Example("jixiao repl < 问题.txt", "从管道读，一行一问，后一行可以接着前一行问"),
    ),
    "export": (
        Example("jixiao export 数据", "把全部视图写成 数据/ 下的 CSV"),
        Example("jixiao export -f parquet 数据 项目 指标", "只要两个视图，写成 Parquet"),
    ),
    "telegram": (Example("JIXIAO_TELEGRAM_TOKEN=… jixiao telegram", "运行机器人，Ctrl-C 结束"),),
    "doctor": (Example("jixiao doctor", "看缺什么，用哪条命令补上"),),
    "completion": (
        Example("jixiao completion bash > ~/.local/share/bash-completion/completions/jixiao", "bash"),
        Example("jixiao completion zsh > ~/.zfunc/_jixiao", "zsh（~/.zfunc 要在 fpath 里）"),
        Example("jixiao completion fish > ~/.config/fish/completions/jixiao.fish", "fish"),
    ),
    "man": (
        Example("man jixiao", "装好就有，在激活的虚拟环境里也有"),
        Example("jixiao man > ~/.local/share/man/man1/jixiao.1", "放到别处，之后用 man jixiao 看"),
    ),
}

_USUAL = ((0, "成功"), (1, "没有做成：文件被拒绝、写不进去"), (2, "用法有误，或数据库读不了"))
# What each status means, where it is not the usual.
STATUSES: dict[str, tuple[tuple[int, str], ...]] = {
    "ask": (
        (0, "答出来了；--batch 总是 0，每行自己说明"),
        (1, "没有找到、没有看懂，或有几种可能"),
        (2, "用法有误，或数据库读不了"),
    ),
    "again": (
        (0, "重做出来了，与当时相同"),
        (1, "没有记着这个编号，或与当时不同"),
        (2, "用法有误，或数据库读不了"),
    ),
    "explain": ((0, "说明了读法，不论有没有看懂"), (2, "用法有误，或数据库读不了")),
    "doctor": ((0, "可以使用（缺的只是可有可无的）"), (1, "缺了必需的"), (2, "用法有误")),
    "load": ((0, "全部装入，或早已装入"), (1, "有文件被拒绝，其余的已装入"), (2, "用法有误，或数据库不能用")),
}
EVERYWHERE: tuple[tuple[int, str], ...] = (
    (3, "程序意外出错（设 JIXIAO_DEBUG=1 看详情）"),
    (130, "被 Ctrl-C 打断"),
    (141, "读的一方先离开了（如 | head）"),
)
ENVIRONMENT: tuple[tuple[str, str], ...] = (
    ("JIXIAO_DB", "数据库文件（没有 --db 时用它；都没有则用当前目录的 jixiao.db）"),
    ("JIXIAO_LEXICON", "自己的词库（没有 --lexicon 时用它；都没有则用数据库旁边的 词库.toml，有才用）"),
    ("JIXIAO_ANSWERS", "记答案供 jixiao again 核对的文件（默认数据库名加 .answers；写 - 则不记）"),
    ("JIXIAO_DEBUG", "设为 1 时，意外错误显示完整的调用过程"),
    ("JIXIAO_FONT", "画图用的字体文件（默认自己找）"),
    ("JIXIAO_TELEGRAM_TOKEN", "Telegram 机器人的令牌"),
    ("JIXIAO_TELEGRAM_ALLOW", "可以提问的人的编号，逗号隔开"),
    ("JIXIAO_TELEGRAM_API", "自建 Bot API 服务的地址"),
    ("COLUMNS", "一行多宽（默认看终端）"),
    ("NO_COLOR", "设为任何值时不用颜色"),
    ("PAGER", "答案比屏幕长时用它翻页（默认 less）"),
)


def statuses(command: str) -> tuple[tuple[int, str], ...]:
    """The exit statuses of a command, without those that every command has."""
    return STATUSES.get(command, _USUAL)


def below(command: str) -> str:
    """What stands below the arguments in the help of a command."""
    lines: list[str] = []
    if examples := EXAMPLES.get(command, ()):
        lines += ["例子："]
        for example in examples:
            lines += [f"  {example.line}", f"      {example.does}"]
        lines.append("")
    lines.append(f"退出状态：{'；'.join(f'{number} {meaning}' for number, meaning in statuses(command))}。")
    return "\n".join(lines) + "\n"
