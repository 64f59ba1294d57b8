"""A wrong command line explained in Chinese, in place of Typer's English."""

from __future__ import annotations

from typing import Any, Final

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

_HELP_WORDS: Final = {
    "Usage: ": "用法：",
    "\nOptions:\n": "\n选项：\n",
    "\nArguments:\n": "\n参数：\n",
    "\nCommands:\n": "\n命令：\n",
    "Show this message and exit.": "显示本说明。",
    "[required]": "（必填）",
    "[default: ": "[默认：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]...",
    "{INPUT}...": "INPUT...",
    " <list[str]>": "",
}


def explain_usage(error: TyperException) -> str:
    """One line on what is wrong, one on where help is; the help itself where no command stood."""
    context: Any = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        return error.format_message()
    path = context.command_path if context else "gongkai"
    return f"用法错误：{_explain(error)}\n用 {path} --help 查看用法。"


def _explain(error: TyperException) -> str:
    said: Any = error
    match type(error).__name__:
        case "MissingParameter":
            return f"缺少 {said.param.display_name_raw if said.param else '参数'}。"
        case "NoSuchOption":
            near = "、".join(sorted(said.possibilities or ()))
            return f"没有 {said.option_name} 这个选项。" + (f"是不是 {near}？" if near else "")
        case "BadOptionUsage":
            return f"选项 {said.option_name} 后面缺少值，或不该有值。"
        case "BadParameter" if said.param is not None:
            name = said.param.opts[0] if said.param.opts else said.param.display_name_raw
            if name == said.param.name:
                name = said.param.display_name_raw
            choices = said.param.type_descriptor.choices
            allowed = "、".join(str(getattr(c, "value", c)) for c in choices or ())
            return f"{name} 的值不对。" + (f"可以是：{allowed}。" if allowed else "")
        case "UsageError" if said.ctx and "No such command" in error.message:
            known = "、".join(said.ctx.command.list_commands(said.ctx))
            return f"没有这个命令。现有命令：{known}。"
        case "UsageError" if "unexpected extra argument" in error.message:
            return "参数过多。"
    return error.format_message()


class _ChineseHelp:
    """Typer's own words in a help text, translated; ours are Chinese already."""

    def get_help(self, ctx: Any) -> str:
        text: str = super().get_help(ctx)  # type: ignore[misc]
        for english, chinese in _HELP_WORDS.items():
            text = text.replace(english, chinese)
        return text


class ChineseCommand(_ChineseHelp, TyperCommand):
    pass


class ChineseGroup(_ChineseHelp, TyperGroup):
    pass
