"""What can go wrong with people:

GongkaiError
├── AccountFault         what was asked cannot be
│   ├── NameTaken
│   ├── NameWrong
│   ├── UnitsWrong
│   ├── PasswordWeak
│   └── LastAdmin        nobody could admit anybody any more
└── SignInFault
    ├── SignInRefused    name or password wrong; which of them is not told
    ├── InvitationSpent  used, too old, or none of ours
    └── TooManyAttempts  has ``seconds`` to wait
"""

from __future__ import annotations

from documents.errors import GongkaiError


class AccountFault(GongkaiError):
    """账号不能这样设置。"""

    code = "account-wrong"


class NameTaken(AccountFault):
    """已经有这个名称的账号。"""

    code = "name-taken"


class NameWrong(AccountFault):
    """账号名称应为 1 至 50 个字，不含空格和控制字符。"""

    code = "name-wrong"


class UnitsWrong(AccountFault):
    """单位应为全名、以 * 结尾的开头部分，或单独一个 *。"""

    code = "units-wrong"


class PasswordWeak(AccountFault):
    """密码太容易猜到。"""

    code = "password-weak"


class LastAdmin(AccountFault):
    """这是最后一个管理员，不能停用或改为其他角色。"""

    code = "last-admin"


class SignInFault(GongkaiError):
    """没有登录成功。"""

    code = "sign-in-fault"


class SignInRefused(SignInFault):
    """账号或密码不对。"""

    code = "sign-in-refused"


class InvitationSpent(SignInFault):
    """这个链接已经用过或过期，请向管理员要一个新的。"""

    code = "invitation-spent"


class TooManyAttempts(SignInFault):
    """试得太多了。"""

    code = "too-many-attempts"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"试得太多了，请过 {_tell_time(seconds)}再试。")
        self.seconds = seconds


def _tell_time(seconds: int) -> str:
    return f"{seconds} 秒" if seconds < 100 else f"{-(-seconds // 60)} 分钟"
