"""Documents issued, decisions taken and fees collected, as the narrative gives them (TXT-04).

Only what is said as an act of issuing, repealing or deciding counts: 公开规范性文件 N 件 is not
issued, 公示行政处罚 N 条 is not decided (standard.md chapter 4.1).
"""

from __future__ import annotations

import re
from typing import Final

from review.facts import Fact

_DOCUMENTS: Final = re.compile(
    r"^(?:.{0,24}?(?P<verb>新?制发|新?制定|制定(?:并|、)?(?:印发|出台)|废止|现行有效)(?:的)?(?:行政)?"
    r"(?P<kind>规范性文件|规章)|.{0,24}?(?:行政)?(?P<kind2>规范性文件|规章)(?P<verb2>现行有效|"
    r"废止|制发))"
    r"(?:的)?(?:件数|数量|总数)?(?:共计|共|为|合计|有)?$"
)
_NOT_DOCUMENTS: Final = re.compile(
    r"修改|修订|公开|发布|备案|审查|审核|起草|清理|报送|名义|代拟|失效|解读|公示|征求|历年|"
    r"规范性文件和|规章和|"
    r"规章、|文件、|规章及|文件及|上传|更新|党内|重大"
)
_DOCUMENTS_BEFORE: Final = re.compile(
    r"(?:制[发定](?:行政)?(规范性文件|规章)|(规范性文件|规章)制发)[^；;，,]{0,12}[，,、]"
)
_DOCUMENTS_GO_ON: Final = re.compile(r"^(?:其中)?(废止|现行有效)(?:的)?(?:件数|数量)?(?:为|共)?$")
# said in the very words of the form of 2019, whose columns are of documents made and disclosed
_FORM_OF_2019: Final = re.compile(
    r"^.{0,40}?(?:行政)?(?P<kind>规范性文件|规章)[，,:：]?(?:本年)?"
    r"(?:(?P<made_new>新制作)|(?P<disclosed_new>新公开)|(?P<disclosed_total>对外公开总))"
    r"(?:数量?)(?:共计|共|为|合计|有)?$"
)
_DECISIONS: Final = re.compile(
    r"^.{0,24}?(?:(?:作出|做出|下达)(?:的)?行政(?P<kind>许可|处罚|强制)(?:处理)?(?:决定)?"
    r"|行政(?P<kind2>许可|处罚|强制)(?:处理)?决定)(?:书)?(?:的)?(?:数量|总数)?(?:共计|共|为|合计|"
    r"有)?$"
)
_NOT_DECISIONS: Final = re.compile(
    r"公开|公示|发布|录入|上传|归集|推送|更新|予以|不予|撤销|简易|当场|一般程序|注销|变更|延续|"
    r"其中|听证|复议"
)
_FEES: Final = re.compile(
    r"^.{0,16}?(?:收取)?行政事业性收费(?:的)?(?:总?金额|总额|收入)?(?:共计|共|为|合计|累计|达)?$"
)
_NOT_FEES: Final = re.compile(r"免|减|预算|信息处理费|罚没|项目|清单|公示|其中|降低")
_KINDS: Final[dict[str, Fact]] = {"许可": "licence", "处罚": "penalty", "强制": "coercion"}
_DOCUMENT_ROWS: Final = {"规章": "rules", "规范性文件": "normative_docs"}
_DOCUMENT_COLUMNS: Final = {
    "制发": "issued",
    "制定": "issued",
    "废止": "repealed",
    "现行有效": "in_force",
}


def read_decision(head: str, said: str) -> Fact | None:
    """T2: documents issued, repealed, in force; decisions taken (criterion TXT-04)."""
    if (match := _DOCUMENTS.match(head)) and not _NOT_DOCUMENTS.search(head):
        verb = (match["verb"] or match["verb2"]).removeprefix("新")
        verb = "制定" if verb.startswith("制定") else verb
        row = _DOCUMENT_ROWS[match["kind"] or match["kind2"]]
        return f"{row}.{_DOCUMENT_COLUMNS[verb]}"  # type: ignore[return-value]
    if (match := _DOCUMENTS_GO_ON.match(head)) and (before := _DOCUMENTS_BEFORE.search(said)):
        return f"{_DOCUMENT_ROWS[before[1] or before[2]]}.{_DOCUMENT_COLUMNS[match[1]]}"  # type: ignore[return-value]
    if match := _FORM_OF_2019.match(head):
        return f"{_DOCUMENT_ROWS[match['kind']]}.{match.lastgroup}"  # type: ignore[return-value]
    if (match := _DECISIONS.match(head)) and not _NOT_DECISIONS.search(head):
        return _KINDS[match["kind"] or match["kind2"]]
    return None


def read_fee(head: str) -> Fact | None:
    """``head`` is the clause before a sum of money."""
    return "fee" if _FEES.match(head) and not _NOT_FEES.search(head) else None
