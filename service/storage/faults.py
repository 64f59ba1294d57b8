"""What can go wrong between a person and what is stored:

GongkaiError
└── StorageFault
    ├── NotFound          nothing has this name
    │   └── Gone          something had it once
    ├── RevisionMismatch  somebody else has changed it since
    └── Conflict          it cannot be done in the state that it is in
"""

from __future__ import annotations

from documents.errors import GongkaiError


class StorageFault(GongkaiError):
    """存取数据时出错。"""

    code = "storage-fault"


class NotFound(StorageFault):
    """没有找到。"""

    code = "not-found"


class Gone(NotFound):
    """已经删除。"""

    code = "gone"


class RevisionMismatch(StorageFault):
    """这份报告刚被别人改过，请刷新后再改。"""

    code = "revision-mismatch"


class Conflict(StorageFault):
    """现在的状态下不能这样做。"""

    code = "conflict"
