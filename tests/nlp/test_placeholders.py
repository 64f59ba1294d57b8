from __future__ import annotations

import pytest

from nlp.placeholders import find_placeholders


def shown(text: str) -> list[tuple[str, str]]:
    return [(found.kind, text[found.start : found.end]) for found in find_placeholders(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全镇累计主动公开政府信息  余条，", "主动公开政府信息  余条"),
        ("收到政府信息公开申请   件，", "政府信息公开申请   件"),
        ("办结率  %。", "办结率  %"),
        ("办结率达 %", "办结率达 %"),
        ("占比%，", "占比%"),
        ("共主动公开条。", "共主动公开条"),
        ("累计发布信息条，", "累计发布信息条"),
        ("全年共召开会议次；", "共召开会议次"),
        ("收到申请件，其中网上 2 件", "收到申请件"),
        ("截至年月日，", "截至年月日"),
        ("2024年  月  日", "2024年  月  日"),
        ("主动公开政府信息余条。", "主动公开政府信息余条"),
        ("发布政策解读　　篇、", "发布政策解读　　篇"),
        ("微信公众号  条，", "微信公众号  条"),
        ("查阅点  处。", "查阅点  处"),
        ("较上年增长 %，", "较上年增长 %"),
        ("下降 个百分点。", "下降 个百分点"),
        ("公开信息（）条。", "公开信息（）条"),
        ("收取信息处理费  元。", "收取信息处理费  元"),
        ("累计阅读量达  万次，", "累计阅读量达  万次"),
        ("印发文件 余份", "印发文件 余份"),
        ("主动公开 条", "主动公开 条"),
    ],
)
def test_placeholders_finds_blank_figure(text: str, expected: str) -> None:
    assert shown(text) == [("blank_figure", expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("XX镇人民政府", "XX镇"),
        ("公开信息××条", "××条"),
        ("公开xxxx条信息", "xxxx条"),
        ("20xx年政府信息公开", "20xx年"),
        ("202X年度", "202X年"),
        ("xx縣xx鄉", "xx縣xx鄉"),
        ("20XX年X月X日", "20XX年X月X日"),
        ("由XXX任组长", "XXX"),
        ("培训x名干部", "x名"),
        ("公开____条", "____条"),
        ("公开＿＿＿件", "＿＿＿件"),
        ("发布信息***条", "***条"),
        ("○○乡", "○○乡"),
        ("某某局2024年", "某某局"),
        ("xx市xxx局", "xx市xxx局"),
        ("地址：XX市XX区XX路XX号", "XX市XX区XX路XX号"),
        ("电话：XXXX-XXXXXXX", "XXXX-XXXXXXX"),
        ("电话：0999-XXXXXXX。", "0999-XXXXXXX"),
        ("公开范围：XX", "XX"),
        ("×年×月×日", "×年×月×日"),
        ("公开政府信息_____条。", "_____条"),
    ],
)
def test_placeholders_finds_mask(text: str, expected: str) -> None:
    assert shown(text) == [("mask", expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（文字描述）", "（文字描述）"),
        ("(此处填写本年度工作亮点)", "(此处填写本年度工作亮点)"),
        ("该部分以表格形式报告。表格如下:", "该部分以表格形式报告。表格如下:"),
        ("（请填写）", "（请填写）"),
        ("（重点报告主动公开、依申请公开情况）", "（重点报告主动公开、依申请公开情况）"),
        ("(待补充)", "(待补充)"),
        ("（文字描述，500字以内）", "（文字描述，500字以内）"),
        ("【请输入内容】", "【请输入内容】"),
        ("（如无，请填写“无”）", "（如无，请填写“无”）"),
        ("（单位名称）2024年政府信息公开工作年度报告", "（单位名称）"),
    ],
)
def test_placeholders_finds_template_text(text: str, expected: str) -> None:
    assert shown(text) == [("template_text", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "依照《中华人民共和国政府信息公开 条例》公开 条例规定的信息 条目。",
        "按件 收费，每 件 10元，逐 条 核对，各 项 工作。",
        "相关文 件，有关条 件，多 次，各 个，定 期，事 项。",
        "公开信息 193 条，办结率达 100 %，占比 3.5%。",
        "其余条款，业余次数，剩余件，百余条，260余条，余件。",
        "张某某、李××诉本机关，申请人王XX、王**。",
        "张某某局长",
        "李某某诉某某局一案，申请人刘××不服，公开×××公司环评，×不合格，第X期。",
        "附  件，条  件，定  期，单  位，公  元，事  项，其  次，干  部。",
        "政务服务“一网通办” 条 件，公开 件数 5 件，受理的 信访 件，",
        "我 局 共 公 开 信 息 2 0 条 ， 受 理 申 请 3 件 。",
        "门户网站()下载，（）",
        "某镇某村，某县政府",
        "手机138****1234，身份证3201**********1234。",
        "网站访问量：  次",
        "对收到的申请件，及时登记。",
        "收到申请件后五日内答复。",
        "共性文件，共同条件，公共场，共建共治。",
        "（工作考核、社会评议和责任追究结果情况）",
        "（公开服务事项、行政审批中介服务事项清单）",
        "（含上年结转）（以下简称《条例》）（此件公开发布）",
        "来信请注明“信息公开”（请填写《申请表》）",
        "（请填写申请表并提交）",
        "“8+X”“1+X”工程，3×4，7×24小时，X光，APEX条，4xx。",
        "www.xx.gov.cn http://a.b/XX/__x__.html a__b@x.com",
        "________________",
        "**************",
        "出生年月日，签订年月日。",
        "单位：%，单位： 件",
        "二〇〇九年，二○○九年",
        "百分之%",
        "",
    ],
)
def test_placeholders_stays_silent(text: str) -> None:
    assert shown(text) == []


def test_placeholders_keeps_masks_of_two_clauses_apart() -> None:
    assert [text for _, text in shown("公开X条、X件，占___%。")] == ["X条", "X件", "___%"]


def test_placeholders_reads_long_hostile_text_to_its_end() -> None:
    for piece in ("X", "_", " ", "（重点报告", "公开 ", "%", "累计", "*", "年", "某"):
        find_placeholders(piece * (40_000 // len(piece)))
