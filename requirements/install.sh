#!/bin/sh
# Builds .venv beside the Makefile from one of the two locks: `install.sh run` or `install.sh dev` (which holds run).
#
# The stamp is written last and says from what .venv was made: place, interpreter, lock. A .venv without one was cut
# short and is made anew; one with a stamp of another place or interpreter too; one whose lock moved on is brought up
# to date. So a second run only compares.
set -eu
cd "$(dirname "$0")/.."
kind=$1
export PYTHONUTF8=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_USER=0
# Without a writable HOME there is no cache to keep, and pip need not say so.
{ [ -n "${HOME:-}" ] && [ -d "$HOME" ] && [ -w "$HOME" ]; } || export PIP_NO_CACHE_DIR=1

stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

package() { # what the machine's package manager calls it: package FOR_APT FOR_OTHERS
    if command -v apt-get >/dev/null 2>&1; then echo "apt install $1"
    elif command -v dnf >/dev/null 2>&1; then echo "dnf install $2"
    elif command -v brew >/dev/null 2>&1; then echo "brew install $2"
    else echo "安装软件包 $1"; fi
}

find_python() { # sets python; the first of the usual names that is new enough and has venv
    older=''
    bare=''
    for python in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
        if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            older=${older:-$version}
        elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            bare=${bare:-$python}
        else
            return 0
        fi
    done
    [ -z "$bare" ] || stop "$bare 缺少 venv 模块，请先运行：$(package "${bare##*/}-venv" python3)"
    [ -z "$older" ] || stop "需要 Python 3.11 或更新版本，这里是 $older，请先运行：$(package "python3.11 python3.11-venv" python3.11)"
    stop "没有找到 python3（需要 3.11 或更新版本），请先运行：$(package "python3 python3-venv" python3)"
}

base() { # the place and the interpreter; fails where .venv does not work
    { pwd -P && .venv/bin/python -c 'import sys, pip; print(*sys.version.split())'; } 2>/dev/null
}

stamp() { # what a finished .venv is made of: stamp KIND
    base && cksum pyproject.toml requirements/install.sh "requirements/$1.txt"
}

made=$(cat .venv/stamp 2>/dev/null) || made=''
for enough in "$kind" dev; do
    [ -z "$made" ] || [ "$(stamp "$enough")" != "$made" ] || exit 0
done

rm -f .venv/stamp
if [ -z "$made" ] || [ "$(echo "$made" | head -n 2)" != "$(base)" ]; then
    find_python
    echo "正在准备运行环境 .venv（$("$python" --version)，只在第一次）……" >&2
    rm -rf .venv
    "$python" -m venv .venv || stop "建立 .venv 失败：请看上面的提示"
fi
.venv/bin/python -m pip install -qq --require-hashes -r "requirements/$kind.txt" ||
    stop "安装依赖失败：请检查网络和 pip 的软件源设置，再运行一次"
.venv/bin/python -m pip install -qq --no-deps --no-build-isolation -e . ||
    stop "安装 jixiao 失败：请看上面的提示"
# Where Python is told to write no bytecode, each start would compile every module again.
.venv/bin/python -m compileall -q bot db querylang
stamp "$kind" >.venv/stamp.new
mv .venv/stamp.new .venv/stamp
