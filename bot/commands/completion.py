"""`jixiao completion`: what the shell needs to complete commands, options, formats and files."""

import argparse
import sys
from collections.abc import Sequence

from bot.manual import Argument, CommandPage, command_pages

_OVERALL = (("--help", "显示说明"), ("--version", "显示版本"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which shell."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="壳", help="bash、zsh 或 fish")


def run(args: argparse.Namespace) -> int:
    """Print the script."""
    sys.stdout.write(script(args.shell))
    return 0


def script(shell: str) -> str:
    """The whole script for one shell."""
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](command_pages())


def _options(page: CommandPage) -> list[Argument]:
    return [argument for argument in page.arguments if argument.options]


def _takes_files(page: CommandPage) -> bool:
    return any(argument.is_file for argument in page.arguments if not argument.options)


def _words(page: CommandPage) -> list[str]:
    """Choices of the positional arguments."""
    return [choice for argument in page.arguments if not argument.options for choice in argument.choices]


def _bash(pages: tuple[CommandPage, ...]) -> str:
    overall = " ".join([*(page.name for page in pages), *(option for option, _ in _OVERALL)])
    cases = []
    for page in pages:
        values = "".join(
            f"            {'|'.join(argument.options)}) {_bash_values(argument)}; return ;;\n"
            for argument in _options(page)
            if argument.value
        )
        inner = f'        case "$last" in\n{values}        esac\n' if values else ""
        options = [option for argument in _options(page) for option in argument.options]
        rest = (
            "_filedir_jixiao"
            if _takes_files(page)
            else f'COMPREPLY=($(compgen -W "{" ".join(_words(page))}" -- "$word"))'
        )
        cases.append(
            f"    {page.name})\n{inner}"
            f"        if [[ $word == -* ]]; then {_bash_words(options)}\n"
            f"        else {rest}; fi ;;\n"
        )
    return (
        "# bash 补全：jixiao\n"
        "_filedir_jixiao() { local IFS=$'\\n'; compopt -o filenames 2>/dev/null;"
        ' COMPREPLY=($(compgen -f -- "$word")); }\n'
        "_jixiao() {\n"
        "    local word=${COMP_WORDS[COMP_CWORD]} last=${COMP_WORDS[COMP_CWORD-1]}\n"
        "    COMPREPLY=()\n"
        f'    if (( COMP_CWORD == 1 )); then COMPREPLY=($(compgen -W "{overall}" -- "$word")); return; fi\n'
        "    case ${COMP_WORDS[1]} in\n"
        f"{''.join(cases)}    esac\n"
        "}\n"
        "complete -F _jixiao jixiao\n"
    )


def _bash_values(argument: Argument) -> str:
    if argument.choices:
        return _bash_words(argument.choices)
    return "_filedir_jixiao" if argument.is_file else ":"


def _bash_words(words: Sequence[str]) -> str:
    return f'COMPREPLY=($(compgen -W "{" ".join(words)}" -- "$word"))'


def _zsh(pages: tuple[CommandPage, ...]) -> str:
    commands = "\n".join(f"        {_quoted(f'{page.name}:{page.purpose}')}" for page in pages)
    cases = []
    for page in pages:
        specs = [spec for argument in _options(page) for spec in _zsh_specs(argument)]
        rest = f"({' '.join(_words(page))})" if _words(page) else "_files" if _takes_files(page) else " "
        specs.append(_quoted(f"*:参数:{rest}"))
        cases.append(f"            {page.name}) _arguments -s {' '.join(specs)} ;;\n")
    return (
        "#compdef jixiao\n"
        "_jixiao() {\n"
        "    local -a commands\n"
        f"    commands=(\n{commands}\n    )\n"
        "    local curcontext=$curcontext state line\n"
        "    _arguments -C '(- *)'{-h,--help}'[显示说明]' '(- *)'{-V,--version}'[显示版本]' \\\n"
        "        '1: :->command' '*:: :->rest'\n"
        "    case $state in\n"
        "        command) _describe 命令 commands ;;\n"
        "        rest) case $line[1] in\n"
        f"{''.join(cases)}        esac ;;\n"
        "    esac\n"
        "}\n"
        'if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _jixiao "$@"; else compdef _jixiao jixiao; fi\n'
    )


def _zsh_specs(argument: Argument) -> list[str]:
    told = argument.help.replace("[", "（").replace("]", "）").replace(":", "：")
    value = ""
    if argument.choices:
        value = f":{argument.value}:({' '.join(argument.choices)})"
    elif argument.value:
        value = f":{argument.value}:{'_files' if argument.is_file else ' '}"
    return [_quoted(f"{option}[{told}]{value}") for option in argument.options]


def _fish(pages: tuple[CommandPage, ...]) -> str:
    lines = ["# fish 补全：jixiao", "complete -c jixiao -f"]
    for page in pages:
        lines.append(f"complete -c jixiao -n __fish_use_subcommand -a {page.name} -d {_quoted(page.purpose)}")
    lines += [f"complete -c jixiao -n __fish_use_subcommand -l {option[2:]} -d {told}" for option, told in _OVERALL]
    for page in pages:
        here = f"complete -c jixiao -n '__fish_seen_subcommand_from {page.name}'"
        if _takes_files(page):
            lines.append(f"{here} -F")
        if words := _words(page):
            lines.append(f"{here} -a {_quoted(' '.join(words))}")
        for argument in _options(page):
            names = " ".join(
                f"-l {option[2:]}" if option.startswith("--") else f"-s {option[1:]}" for option in argument.options
            )
            value = ""
            if argument.choices:
                value = f" -x -a {_quoted(' '.join(argument.choices))}"
            elif argument.value:
                value = " -r -F" if argument.is_file else " -x"
            lines.append(f"{here} {names}{value} -d {_quoted(argument.help)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """One word for any of the three shells."""
    return "'" + text.replace("'", "＇") + "'"
