"""What a web page or a book's pages put around and between the lines of a report."""

from __future__ import annotations

import re

_PAGE_NUMBER = re.compile(
    r"[-—–－·.~\s]*\d{1,3}[-—–－·.~\s]*"
    r"|第\s?\d{1,3}\s?页(?:\s?[,，/]?\s?共\s?\d{1,3}\s?页)?"
    r"|\d{1,3}\s?/\s?\d{1,3}"
    r"|(?:Page|P)\s?[.\d]\s?\d{0,3}.{0,40}",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"[\s|｜_=*·.•\-—–+:：>/＞»<\[\]【】()（）]+")
_KEYS = (
    r"索引号|索\s?引\s?号|发文机关|发文机构|发文字号|发文日期|发布机构|发布单位|发布部门|发布日期|发布时间|发布人"
    r"|主题分类|主题词|体裁分类|组配分类|信息分类|分类|文号|文\s?号|公开方式|公开形式|公开范围|公开时限|公开日期|公开主体"
    r"|公开类型|生成日期|生效日期|成文日期|失效日期|有效性|时效性|信息名称|文件名称|名\s?称|标题|关键词|关键字|内容概述|概述|摘要"
    r"|来源|信息来源|文章来源|稿源|作者|责任编辑|编辑|审核|审核人|初审|终审|责编|录入|日期|时间|更新时间|更新日期|访问量|访问次数|点击数|点击量|点击率|点击"
    r"|浏览次数|浏览量|浏览|阅读次数|阅读量|阅读|人气|字体|字号|字体大小|保护视力色|视力保护色|背景色|分享到|分享|打印|语音播报"
    r"|公报标题|总号|期号|登记号|年份|责任部门|所属机构|所属主题|信息标识|公开目录|制发机关|有效期"
)
_KEYED = re.compile(rf"[|｜【\[\s]*(?:{_KEYS})[】\]\s]*(?:[:：|｜].{{0,80}}|[】\]].{{0,60}})?")
_TRAIL = re.compile(
    r"(?:您?(?:现在)?的?(?:所在)?(?:当前)?位置|当前位置|位置|导航)\s?(?:是)?[:：>].*"
    r"|(?:网站)?首页.{0,6}[/>＞»|›→\-].{0,120}|首页|.{0,40}[/>＞»›]\s?正文"
    r"|(?:[^\s。，>＞»›]{1,20}\s?[>＞»›]\s?){1,8}[^。，]{0,40}"
)
_WORDS = re.compile(
    r"[【\[(（]?(?:打印(?:本页|正文|此页)?|关闭(?:窗口|本页|页面)?|返回(?:顶部|首页|列表)?|收藏|登录|注册|无障碍(?:浏览|阅读)?|长者(?:模式|版)|繁体(?:版)?"
    r"|简体(?:版)?|繁|简|大|中|小|RSS|English|搜索|智能问答|扫一扫.{0,20}|分享到?.{0,20}|正文|附件下载|下载|微信|微博|网站地图"
    r"|政务公开|政府信息公开|政府信息公开年报|信息公开年报|信息公开年度报告|法定主动公开内容|政府信息公开指南|政府信息公开制度"
    r"|字体[:：]?.{0,12}|[Aa][+\-]|收藏本页|我要纠错|纠错|视力保护.{0,10}|目\s?录|关怀版|手机版|移动版|依申请公开入口)"
    r"[】\])）]?"
)
_FOOTER = re.compile(
    r"(?:上|下)一(?:篇|条|页)|相关(?:链接|阅读|文章|信息|新闻|附件|解读)|友情链接|版权所有|主办(?:单位)?[:：]|承办(?:单位)?[:：]"
    r"|技术支持|网站标识码|政府网站标识|.{0,4}公网安备|.{0,4}ICP备|Copyright|©|关于我们|网站声明|联系我们|(?:网站|站点)地图|隐私"
    r"|扫一扫|分享到|【?打印|【?关闭|责任编辑|[（(]?责编|附件下载|推荐阅读|热门|国务院部门网站|省级政府网站|【?返回",
    re.IGNORECASE,
)
_FIELDS = re.compile(r"\s*[|｜]\s*")
_KEY_COLON = re.compile(rf"(?:{_KEYS})\s?[:：]")
_KEY_FIRST = re.compile(rf"[\[【(（]?(?:{_KEYS})\s?[:：]")
_DATED_ROW = re.compile(
    r"20\d\d[-/年.]\d\d?[-/月.]\d\d?日?(?:\s\d\d?:\d\d(?::\d\d)?)?"
    rf"(?:\s*(?:{_KEYS}).{{0,60}}|(?<=\d:\d\d))"
)
_PUNCTUATED = re.compile(r"[。；！？]")


def is_page_number(said: str) -> bool:
    """A number between lines (``-1-``, ``— 3 —``, ``Page 3 - …``, ``P. 3``, a lone ``3``)."""
    return len(said) <= 60 and bool(_PAGE_NUMBER.fullmatch(said))


def is_chrome(said: str) -> bool:
    """A line that belongs to the page: breadcrumb, key and value of the page's own data, buttons,
    rows of bars."""
    if is_page_number(said) or _EMPTY.fullmatch(said):
        return True
    if len(said) > (200 if "|" not in said else 2000):
        return False
    if _PUNCTUATED.search(said) and "|" not in said:
        return False
    return (
        any(pattern.fullmatch(said) for pattern in (_KEYED, _TRAIL, _WORDS))
        or (
            ("|" in said or "｜" in said)
            and all(
                not field or _KEYED.fullmatch(field) or _WORDS.fullmatch(field)
                for field in _FIELDS.split(said)
            )
        )
        or _is_spaced_row(said)
    )


def begins_footer(said: str) -> bool:
    """A line from which on, behind the last part, all belongs to the page."""
    return bool(_FOOTER.match(said.lstrip(" |［[")))


def _is_spaced_row(said: str) -> bool:
    """Several keys with their values in one line (发布时间：2023-01-16 来源：某镇 浏览次数：)."""
    if "。" in said or len(said) > 200:
        return False
    return (bool(_KEY_FIRST.match(said)) and len(_KEY_COLON.findall(said)) >= 2) or bool(
        _DATED_ROW.fullmatch(said)
    )
