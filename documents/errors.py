"""What can go wrong, one tree:

    GongkaiError
    ├── InputError               the user's file or text is at fault
    │   ├── EmptyInput
    │   ├── UnreadableText
    │   ├── UnsupportedFormat
    │   │   └── ConverterMissing
    │   ├── DamagedInput
    │   ├── EncryptedInput
    │   └── InputTooLarge
    └── SetupError               the installation is at fault
        ├── ModelMissing
        └── ModelDamaged

A class's docstring is its default message, shown to users, hence Chinese; ``code`` is stable.
Inside a result a problem is a value, ``Failure``: one bad page never costs the rest of a report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


class GongkaiError(Exception):
    """出错了。"""

    code: ClassVar[str] = "error"

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class InputError(GongkaiError):
    """输入的文件或文本有问题。"""

    code = "input-error"


class EmptyInput(InputError):
    """输入为空，没有可读的文字。"""

    code = "empty-input"


class UnreadableText(InputError):
    """无法识别文字编码：不是 UTF-8，也不是 GB18030，可能不是文本文件。"""

    code = "unreadable-text"


class UnsupportedFormat(InputError):
    """暂不支持这种文件格式。"""

    code = "unsupported-format"


class ConverterMissing(UnsupportedFormat):
    """读取旧版 Word、WPS 和 RTF 文件需要 LibreOffice，这台机器上没有找到；请安装 LibreOffice，\
或用 Word、WPS 打开文件，另存为 .docx 再试。"""

    code = "converter-missing"


class DamagedInput(InputError):
    """文件不完整或已损坏，无法打开；请重新下载、传输或另存后再试。"""

    code = "damaged-input"


class EncryptedInput(InputError):
    """文件设了打开密码，无法读取；请去掉密码后再试。"""

    code = "encrypted-input"


class InputTooLarge(InputError):
    """文件过大，超出处理上限。"""

    code = "input-too-large"


class SetupError(GongkaiError):
    """安装不完整。"""

    code = "setup-error"


class ModelMissing(SetupError):
    """缺少模型文件，请先运行 make models 生成。"""

    code = "model-missing"


class ModelDamaged(SetupError):
    """模型文件已损坏或版本不符，请重新生成。"""

    code = "model-damaged"


@dataclass(frozen=True, slots=True)
class Failure:
    """A part of a report that could not be read; the rest of the result still stands.

    ``stage`` names the room (ingest, tables, nlp …), ``code`` is kebab-case and stable,
    ``message`` is Chinese, ``page`` counts from 1.
    """

    stage: str
    code: str
    message: str
    page: int | None = None
