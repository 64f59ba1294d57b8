"""Sentences are ours, places and persons invented."""

import json
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nlp.names import read_words
from nlp.officials import find_officials

# Text, and after | the officials in order as name/post/role with - for none.
_NAMED = """
由镇长刘志强任组长 | 刘志强/镇长/组长
由乡长何清源同志任组长 | 何清源/乡长/组长
由局长孙立担任组长 | 孙立/局长/组长
由局长孙立同志担任领导小组组长 | 孙立/局长/组长
由区长欧阳明担任政务公开领导小组组长 | 欧阳明/区长/组长
镇党委书记汪海洋任第一组长 | 汪海洋/镇党委书记/第一组长
由党委书记、镇长王建国同志任组长 | 王建国/党委书记、镇长/组长
由县委常委、常务副县长金平任组长 | 金平/县委常委、常务副县长/组长
由镇人大主席、纪委书记白雪任监督小组组长 | 白雪/镇人大主席、纪委书记/组长
由局党组书记、局长高峰同志为组长 | 高峰/局党组书记、局长/组长
分管领导马力任副组长 | 马力/分管领导/副组长
乡党委副书记江山任副组长 | 江山/乡党委副书记/副组长
副镇长钟灵任常务副组长 | 钟灵/副镇长/常务副组长
由我镇镇长易安任组长 | 易安/镇长/组长
由本局副局长石磊任副组长 | 石磊/副局长/副组长
经研究由乡长于洋任组长 | 于洋/乡长/组长
由镇长（代理）李响任组长 | 李响/镇长（代理）/组长
由张晓梅（副镇长）任副组长 | 张晓梅/副镇长/副组长
由余晖任组长 | 余晖/-/组长
由诸葛亮明任组长 | 诸葛亮明/-/组长
由司马文任组长 | 司马文/-/组长
成立了由局长孙立同志为组长的政府信息公开工作领导小组 | 孙立/局长/组长
成立了由镇长罗平同志为组长、副镇长辛夷同志为副组长的领导小组 | 罗平/镇长/组长 辛夷/副镇长/副组长
以乡长周凯为组长的政务公开领导小组 | 周凯/乡长/组长
以党委副书记、乡长周凯同志为组长的工作小组 | 周凯/党委副书记、乡长/组长
组长由局长吴敏同志担任 | 吴敏/局长/组长
组长由局党组书记、局长吴敏担任 | 吴敏/局党组书记、局长/组长
组长由党政办主任时天同志担任 | 时天/党政办主任/组长
副组长由副局长郑刚同志担任 | 郑刚/副局长/副组长
组长由镇长金鑫同志担任，副组长由副镇长水生同志担任 | 金鑫/镇长/组长 水生/副镇长/副组长
组长为镇长方圆，副组长为副镇长田野 | 方圆/镇长/组长 田野/副镇长/副组长
街道办事处主任马学义是第一责任人 | 马学义/街道办事处主任/第一责任人
免去李志刚同志副组长职务 | 李志刚/-/副组长
张伟同志不再兼任组长，改由镇长王强同志担任 | 张伟/-/组长 王强/镇长/组长
镇长刘金锋严格履行第一责任人职责 | 刘金锋/镇长/第一责任人
设联络员2名：陈宇、范晓倩 | 陈宇/-/联络员 范晓倩/-/联络员
组长改由镇长王强担任 | 王强/镇长/组长
组长：何明 | 何明/-/组长
组长：何明（镇党委书记） | 何明/镇党委书记/组长
组长：郭民（县委常委、副县长） | 郭民/县委常委、副县长/组长
组长：何明 乡党委书记 | 何明/乡党委书记/组长
组 长：张 伟 乡长 | 张伟/乡长/组长
组　　长：张　伟　　乡长 | 张伟/乡长/组长
组长:乡长张伟 | 张伟/乡长/组长
副组长：林涛（副镇长）、徐静（人大主席） | 林涛/副镇长/副组长 徐静/人大主席/副组长
副组长：王 强 副乡长 李光 人大主席 | 王强/副乡长/副组长 李光/人大主席/副组长
副组长：高飞、赵洪 | 高飞/-/副组长 赵洪/-/副组长
组长：何明；副组长：林涛；成员：各村主任 | 何明/-/组长 林涛/-/副组长
组长：何明，副组长：林涛，成员：赵敏、钱多 | 何明/-/组长 林涛/-/副组长 赵敏/-/成员 钱多/-/成员
成　员：赵敏、钱多多、孙小果 | 赵敏/-/成员 钱多多/-/成员 孙小果/-/成员
成员：赵敏 财政所所长 | 赵敏/财政所所长/成员
召集人：向阳 副县长 | 向阳/副县长/召集人
副乡长罗平及党政办主任田野同志任副组长 | 罗平/副乡长/副组长 田野/党政办主任/副组长
罗平及田野同志任副组长 | 罗平/-/副组长 田野/-/副组长
副乡长罗平和副乡长章华任副组长 | 罗平/副乡长/副组长 章华/副乡长/副组长
高翔、唐棠、宋词同志为副组长 | 高翔/-/副组长 唐棠/-/副组长 宋词/-/副组长
高翔同志、唐棠同志为副组长 | 高翔/-/副组长 唐棠/-/副组长
高翔、唐棠两位同志任副组长 | 高翔/-/副组长 唐棠/-/副组长
高翔、唐棠等同志为成员 | 高翔/-/成员 唐棠/-/成员
副局长高翔、党组成员唐棠任副组长 | 高翔/副局长/副组长 唐棠/党组成员/副组长
成员由马骏、牛群、杨阳组成 | 马骏/-/成员 牛群/-/成员 杨阳/-/成员
成员由马骏、高峰、杨阳三人组成 | 马骏/-/成员 高峰/-/成员 杨阳/-/成员
成员由党政办主任马骏、财政所所长牛群组成 | 马骏/党政办主任/成员 牛群/财政所所长/成员
由马骏、牛群、杨阳为成员 | 马骏/-/成员 牛群/-/成员 杨阳/-/成员
明确由副县长龙飞同志分管政务公开工作 | 龙飞/副县长/-
明确由龙飞同志分管政务公开工作 | 龙飞/-/-
明确由宣传委员黄灿负责日常工作 | 黄灿/宣传委员/-
由党委委员、副镇长鲁明具体负责 | 鲁明/党委委员、副镇长/-
安排党政办干部王芳负责网站维护 | 王芳/党政办干部/-
朱江同志具体负责日常工作 | 朱江/-/-
由办公室主任孔亮同志牵头 | 孔亮/办公室主任/-
由孔亮同志具体负责，确保落实 | 孔亮/-/-
由副局长秦岭同志分管，办公室主任孔亮同志具体负责 | 秦岭/副局长/- 孔亮/办公室主任/-
副县长龙飞同志主持召开专题会议 | 龙飞/副县长/-
局党组成员、副局长龙飞同志多次听取汇报 | 龙飞/局党组成员、副局长/-
欧阳建国同志任主任 | 欧阳建国/-/主任
办公室设在党政办，孙运同志任办公室主任 | 孙运/-/办公室主任
孙运兼任办公室主任 | 孙运/-/办公室主任
党政办主任孙运兼任办公室主任 | 孙运/党政办主任/办公室主任
下设办公室，由孙运同志任主任 | 孙运/-/主任
由镇长李和平任组长，并兼任办公室主任 | 李和平/镇长/组长 李和平/镇长/办公室主任
由镇长李和平任组长兼办公室主任 | 李和平/镇长/组长 李和平/镇长/办公室主任
由副镇长孙运任副组长，孙运同志兼任办公室主任 | 孙运/副镇长/副组长 孙运/副镇长/办公室主任
由镇长李岩任组长，副镇长孙运任副组长，成员由各站所负责人组成 | 李岩/镇长/组长 孙运/副镇长/副组长
由镇长李岩任组长，分管领导任副组长 | 李岩/镇长/组长
由镇长任组长，副镇长孙运任副组长 | 孙运/副镇长/副组长
由镇长李岩任组长、副镇长任副组长、党政办主任汤圆为成员 | 李岩/镇长/组长 汤圆/党政办主任/成员
监督领导小组由纪委书记方圆任组长 | 方圆/纪委书记/组长
确定张小凡同志为信息公开联络员 | 张小凡/-/联络员
指定党政办干事苗青为信息员 | 苗青/党政办干事/信息员
明确苗青同志为联络员 | 苗青/-/联络员
由副局长康宁任新闻发言人 | 康宁/副局长/新闻发言人
镇长李岩为第一责任人 | 李岩/镇长/第一责任人
副镇长孙运为直接责任人 | 孙运/副镇长/直接责任人
由副市长柳絮担任总召集人 | 柳絮/副市长/总召集人
县长买买提·艾力同志任组长 | 买买提·艾力/县长/组长
由艾力·阿不都任副组长 | 艾力·阿不都/-/副组长
副县长阿依古丽任副组长 | 阿依古丽/副县长/副组长
乡长扎西次仁任组长 | 扎西次仁/乡长/组长
由副乡长次仁卓玛同志任副组长 | 次仁卓玛/副乡长/副组长
旗长巴特尔·苏和任组长 | 巴特尔·苏和/旗长/组长
由副乡长格日勒图、宝音达来任副组长 | 格日勒图/副乡长/副组长 宝音达来/副乡长/副组长
组长由党组书记、局长泽仁卓玛同志担任 | 泽仁卓玛/党组书记、局长/组长
由我局副局长吴世勋分管政务公开 | 吴世勋/副局长/-
副旗长其其格图雅任副组长 | 其其格图雅/副旗长/副组长
由副乡长和志强任副组长 | 和志强/副乡长/副组长
乡长沙马拉且同志任组长 | 沙马拉且/乡长/组长
由乡长欧阳春雨任组长 | 欧阳春雨/乡长/组长
由乡长上官婉任组长 | 上官婉/乡长/组长
由镇长钭文清任组长 | 钭文清/镇长/组长
由镇长逯明任组长 | 逯明/镇长/组长
由镇长谌洁任副组长 | 谌洁/镇长/副组长
由镇长 刘志强 任组长 | 刘志强/镇长/组长
由镇长刘 强任组长 | 刘强/镇长/组长
余 兵:党委副书记,负责政府信息公开全面工作 | 余兵/党委副书记/-
余庆：镇人大主席，分管政务公开 | 余庆/镇人大主席/-
常青松：镇党委委员、副镇长，协助镇长工作 | 常青松/镇党委委员、副镇长/-
局長陶宏偉同志為組長 | 陶宏偉/局長/组长
由鎮長劉志強任組長，副鎮長張敏任副組長 | 劉志強/鎮長/组长 張敏/副鎮長/副组长
由乡长(zhǎng)王海任组长 | 王海/乡长/组长
由太和县县长王和担任领导小组组长 | 王和/太和县县长/组长
由和平镇镇长王安担任组长 | 王安/和平镇镇长/组长
由县政府党组成员、办公室主任董力任副组长 | 董力/县政府党组成员、办公室主任/副组长
由四级调研员鲍春任副组长 | 鲍春/四级调研员/副组长
校长容易任组长 | 容易/校长/组长
院长、党支部书记成长青同志任组长 | 成长青/院长、党支部书记/组长
中心主任关山任组长，副主任岳阳任副组长 | 关山/中心主任/组长 岳阳/副主任/副组长
由副县长梁栋同志分管、办公室主任席间同志主抓 | 梁栋/副县长/- 席间/办公室主任/-
陈应做副组长 | 陈应/-/副组长
分管办公室的领导陈应章做副组长 | 陈应章/分管办公室的领导/副组长
党工委书记方正任组长 | 方正/党工委书记/组长
由主任任重任组长 | 任重/主任/组长
党组书记、主任苏杭任主任，副主任常乐任副主任 | 苏杭/党组书记、主任/主任 常乐/副主任/副主任
由张伟同志任政务公开办公室主任 | 张伟/-/办公室主任
由党政办主任张伟担任领导小组办公室主任 | 张伟/党政办主任/办公室主任
明确镇长张伟为政务公开工作第一责任人 | 张伟/镇长/第一责任人
叶春娜同志为政务公开专职工作人员 | 叶春娜/-/专职工作人员
由李为民任组长 | 李为民/-/组长
成员由李明、张华、各村书记组成 | 李明/-/成员 张华/-/成员
组长由县委常委、县政府党组副书记、副县长钱进担任 | 钱进/县委常委、县政府党组副书记、副县长/组长
副组长：刘强西（党组成员、副局长） | 刘强西/党组成员、副局长/副组长
分管领导：副镇长周泰；责任人：党政办主任徐盛 | 周泰/副镇长/分管领导 徐盛/党政办主任/责任人
办公室主任：杨修（兼） | 杨修/-/办公室主任
由镇长程昱（女）任组长 | 程昱/镇长/组长
由镇长马超(回族)任组长 | 马超/镇长/组长
由专职副书记荀彦任组长 | 荀彦/专职副书记/组长
组长:何 清 源;副组长:区 文海 | 何清源/-/组长 区文海/-/副组长
组长何清，副组长徐静，成员赵敏、钱多多 | 何清/-/组长 徐静/-/副组长 赵敏/-/成员 钱多多/-/成员
组长：何清（女，党组成员、局长） | 何清/党组成员、局长/组长
组长：何清，乡长；联络员：林涛 | 何清/乡长/组长 林涛/-/联络员
（组长）何清、（副组长）林涛 | 何清/-/组长 林涛/-/副组长
何清源（组长，乡长）、林涛（联络员） | 何清源/乡长/组长 林涛/-/联络员
副局长高翔，二级调研员唐棠任副组长 | 高翔/副局长/副组长 唐棠/二级调研员/副组长
副局长高翔、唐棠、宋词任副组长 | 高翔/副局长/副组长 唐棠/副局长/副组长 宋词/副局长/副组长
财政所所长高翔、唐棠、宋词任成员 | 高翔/财政所所长/成员 唐棠/-/成员 宋词/-/成员
党政办高翔、财政所唐棠两位同志为成员 | 高翔/-/成员 唐棠/-/成员
成员由党政办高翔、财政所唐棠组成 | 高翔/-/成员 唐棠/-/成员
何志强局长任组长，唐棠副局长任副组长 | 何志强/局长/组长 唐棠/副局长/副组长
由何朝阳镇长任组长，高翔副镇长任副组长 | 何朝阳/镇长/组长 高翔/副镇长/副组长
何 清:工委委员,人大工委主任 | 何清/工委委员/-
组长由何清调整为林涛同志 | 何清/-/组长 林涛/-/组长
由镇长李立新任组长 | 李立新/镇长/组长
领导小组由镇长何清、副镇长林涛等四人组成 | 何清/镇长/- 林涛/副镇长/-
镇长何清负总责，副镇长林涛分管，党政办徐静承办 | 何清/镇长/- 林涛/副镇长/- 徐静/-/-
副局长何清每周检查信箱 | 何清/副局长/-
分管领导文明同志每月过问一次 | 文明/分管领导/-
县委书记何清同志批示 | 何清/县委书记/-
赵敏、钱多多具体办理 | 赵敏/-/- 钱多多/-/-
办公室依布拉音·托合提负责材料 | 依布拉音·托合提/-/-
副乡长尕玛分管 | 尕玛/副乡长/-
""".strip().splitlines()

_SHARED = Path(__file__).parents[2].parent / "shared"
_REPORTS = _SHARED / "reports"
_GOLD = _SHARED / "gold"


def _split(case: str) -> tuple[str, list[tuple[str, str | None, str | None]]]:
    text, _, officials = case.rpartition(" | ")
    rows = [official.split("/") for official in officials.split(" ")]
    return text, [
        (name, None if post == "-" else post, None if role == "-" else role)
        for name, post, role in rows
    ]


@pytest.mark.parametrize("case", _NAMED)
def test_officials_are_read_with_post_and_role(case: str) -> None:
    text, expected = _split(case)
    assert [(o.name, o.post, o.role) for o in find_officials(text + "。")] == expected


def test_officials_of_a_long_list_share_the_role_behind_it() -> None:
    named = "丁慧敏党委秘书、沈志远副镇长、彭文涛副镇长、吕建国副镇长、孟祥瑞副镇长"
    text = f"由韩立新镇长任组长，{named}任副组长。"
    roles = {official.name: official.role for official in find_officials(text)}
    deputies = dict.fromkeys(("丁慧敏", "沈志远", "彭文涛", "吕建国", "孟祥瑞"), "副组长")
    assert roles == {"韩立新": "组长", **deputies}


def test_officials_are_all_found_in_running_text() -> None:
    names = {row[0] for case in _NAMED for row in _split(case)[1]}
    text = "。".join(_split(case)[0] for case in _NAMED)
    assert {o.name for o in find_officials(text)} == names


_POSTS = ("镇长", "局党组书记、局长", "县委常委、副县长", "分管领导", "党政办主任", "乡党委副书记")
_APPOINTING = (
    ("由{post}{name}同志任组长", "组长"),
    ("由{post}{name}任组长，各站所负责人为成员", "组长"),
    ("以{post}{name}为组长的政务公开领导小组", "组长"),
    ("副组长由{post}{name}同志担任", "副组长"),
    ("副组长：{name}（{post}）", "副组长"),
    ("组长：{name} {post}", "组长"),
    ("明确由{post}{name}同志分管", None),
)


@given(
    surname=st.sampled_from("王李何金于马方时任欧阳司马"),
    given_name=st.text("伟芳海明平安建国志文", min_size=1, max_size=2),
    post=st.sampled_from(_POSTS),
    case=st.sampled_from(_APPOINTING),
)
@settings(max_examples=200)
def test_officials_are_read_whatever_the_name(
    surname: str, given_name: str, post: str, case: tuple[str, str | None]
) -> None:
    name = {"欧": "欧阳", "司": "司马"}.get(surname, surname) + given_name
    assume(name not in read_words("surname_words.txt"))
    text = case[0].format(post=post, name=name)
    assert [(o.name, o.post, o.role) for o in find_officials(text)] == [(name, post, case[1])]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("及时调整政务公开领导小组，由乡长何清任组长", "政务公开领导小组"),
        ("成立以乡长周凯为组长的政府信息公开工作领导小组", "政府信息公开工作领导小组"),
        ("成立政务公开领导小组。监督领导小组由纪委书记方圆任组长", "监督领导小组"),
        ("由乡长周凯任组长", None),
        ("成立领导小组，由乡长周凯任组长", "领导小组"),
        ("由区长周凯担任区政务公开领导小组组长", "区政务公开领导小组"),
    ],
)
def test_officials_belong_to_the_group_named(text: str, group: str | None) -> None:
    assert [o.group for o in find_officials(text)] == [group]


def test_officials_span_covers_post_and_name_as_printed() -> None:
    text = "我乡由党委副书记\u200b、乡长(zhǎng)周 凯任组长。"
    (official,) = find_officials(text)
    assert text[official.start : official.end] == "党委副书记\u200b、乡长(zhǎng)周 凯"
    assert (official.name, official.post) == ("周凯", "党委副书记、乡长")


@given(
    before=st.text("，。、由任为同志组长乡何源负责：:· \n\u200f𠀀(a)（", max_size=60),
    after=st.text("，。、由任为同志组长乡何源负责：:· \n\u200f𠀀(a)（", max_size=60),
)
@settings(max_examples=200)
def test_officials_spans_hold_their_names(before: str, after: str) -> None:
    text = f"{before}，由乡长周凯任组长{after}"
    for official in find_officials(text):
        assert 0 <= official.start < official.end <= len(text)
        assert set(official.name) <= set(text[official.start : official.end])
    assert "周凯" in {official.name for official in find_officials(f"由乡长周凯任组长，{after}")}


@pytest.mark.skipif(not _REPORTS.exists(), reason="the sample reports are not here")
def test_officials_of_the_sample_reports() -> None:
    found = [
        (official.name, official.post, official.role)
        for path in sorted(_REPORTS.glob("*.txt"))
        for official in find_officials(path.read_text(encoding="utf-8"))
    ]
    gold = [
        (official["name"], official["post"], official["role"])
        for path in sorted(_GOLD.glob("0*.json"))
        for official in json.loads(path.read_text(encoding="utf-8"))["officials"]
    ]
    assert found == gold


def test_officials_of_whom_the_model_is_not_sure_are_to_be_looked_at() -> None:
    (sure,) = find_officials("成立领导小组，由镇长李建明任组长。")
    assert not sure.unsure
    found = find_officials("稿子是高峰和闻天写的。由镇长李建明任组长。")
    assert all(official.unsure == (official.name != "李建明") for official in found)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("部门领导：钱正良　区宣传局局长", "部门领导"),
        ("责任领导:周海波，副镇长", "责任领导"),
        ("组长：李建明（局长）", "组长"),
    ],
)
def test_officials_have_the_role_that_their_line_begins_with(text: str, role: str) -> None:
    assert [official.role for official in find_officials(text)] == [role]
