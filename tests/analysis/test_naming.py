from __future__ import annotations

import pytest

from analysis.lines import read_lines
from analysis.naming import find_unit, read_cover
from analysis.outline import read_outline
from analysis.title import find_title
from documents.report import UnitKind


def name(text: str, title: str | None = None, signed: str | None = None) -> str | None:
    unit = find_unit(title, signed, text, "", text)
    return unit.name if unit else None


def test_naming_goes_by_the_title_before_the_signature_before_the_text() -> None:
    text = "本报告由白石县红石乡人民政府编制。"
    assert name(text, "蓝石乡", "绿石乡人民政府") == "蓝石乡"
    assert name(text, None, "绿石乡人民政府") == "绿石乡人民政府"
    assert name(text) == "白石县红石乡人民政府"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # the preamble names the body whose report it is
        ("根据条例要求，现公布白石县2022年政府信息公开工作年度报告。", "白石县"),
        ("现公布2023年白石县水利局信息公开工作年度报告。", "白石县水利局"),
        ("现向社会公开《白石县红石乡2021年政府信息公开工作年度报告》。", "白石县红石乡"),
        ("編制2013年雲嶺市農業局政府信息公開年度報告。", "雲嶺市農業局"),
        (
            "现公布云岭高新区管委会（白石区人民政府）2023年政府信息公开工作年度报告。",
            "云岭高新区管委会（白石区人民政府）",
        ),
        (
            "白石县政务公开领导小组办公室编制了2019年白石县人民政府信息公开工作年度报告。",
            "白石县人民政府",
        ),
        ("由白石县政府办公室编制。2014年度白石县政府信息公开年度报告全文包括：概述。", "白石县"),
        ("现公布白石县2022年政府信息公开工作年度报告。请与白石县政府办公室综合科联系。", "白石县"),
        # who wrote it, and for whom
        ("本报告由白石县红石乡人民政府编制。", "白石县红石乡人民政府"),
        ("根据有关文件要求，白石县教育局编制了本报告。", "白石县教育局"),
        ("按照通知要求，白石县教育局结合工作实际，编制本单位2022年度报告。", "白石县教育局"),
        ("由白石县（或委、办、局）编制的2008年度政府信息公开年度报告。", "白石县"),
        ("综合2017年度云岭市各县（市、区）政府的年度报告编制而成。", "云岭市"),
        ("红石街道现面向社会公开2022年度政府信息公开年度报告。", "红石街道"),
        ("白石县财政局特向社会公布2024年度本机关信息公开工作报告。", "白石县财政局"),
        ("2023年，县教体局根据《条例》有关规定，编制本报告。我局加大力度。", "县教体局"),
        # offices inside
        ("如有疑问，请与白石县财政局联系（电话：1234567）", "白石县财政局"),
        ("请与白石县财政局办公室联系（电话：1234567）", "白石县财政局"),
        ("請與白石縣紅石鎮黨政綜合辦公室聯系（電話：1234567）。我鎮加強領導。", "白石縣紅石鎮"),
        (
            "请联系：白石县红石乡人民政府信息公开领导小组办公室，邮编：646000。我乡",
            "白石县红石乡人民政府",
        ),
        ("请与云川省政府办公厅政务公开处联系。", "云川省政府办公厅"),
        ("如有疑问，请与白石县政务公开监督管理办公室联系。我县加强领导。", "白石县"),
        ("請與白石縣信息公開指導中心聯系。我縣加強領導。", "白石縣"),
        ("请与云岭市人民政府办公室联系。今年来我市推进公开。", "云岭市人民政府"),
        ("请与白石县重点项目领导小组办公室综合科联系。", "白石县重点项目领导小组办公室"),
        # its own work, its pages, its papers
        ("2022年，白石县财政局认真贯彻落实条例。", "白石县财政局"),
        ("2025年红石街道积极推动公开。由综合办公室牵头负责。我街道按要求公示。", "红石街道"),
        ("云岭市委、市政府高度重视公开工作，我市召开会议。", "云岭市"),
        ("今年以来，红石镇认真落实条例。现将我镇2018年工作报告如下。", "红石镇"),
        (
            "2022年，县政府办公室加强领导。白石县人民政府办公室在县政府指导下推进。",
            "白石县人民政府办公室",
        ),
        ("2022年，白石街以“公开为常态”。我街受理申请1件。", "白石街"),
        ("我街制定了《红石街道政府信息公开工作方案》。", "红石街道"),
        ("本报告可在云岭市人民政府信息公开网站下载。我市加强领导。", "云岭市"),
        (
            "电子版可在云岭县人民政府（http://www.example.gov.cn）获取。我县加强领导。",
            "云岭县人民政府",
        ),
        ("现将保税区2023年度政府信息公开年度报告如下：。2023年，保税区收到申请。", "保税区"),
        ("特向社會公佈四川海事局2021年政府信息公開工作年度報告。", "四川海事局"),
        ("2024年，白石县政府办公室以公开促落实。", "白石县政府办公室"),
        ("2024年，区水利局坚持公开。2024年区水利局未收到申请。", "区水利局"),
        ("由新城镇人民政府党政办公室编制。", "新城镇人民政府"),
        ("2024年，县政府办公室坚持公开。我办牵头。2024年，县政府办公室收到申请。", "县政府办公室"),
        ("请与白石区红石街道党政办联系。", "白石区红石街道"),
        ("通过红石乡政府信息公开网发布信息。我乡加强领导。", "红石乡"),
        ("2024年，街道收到申请3件。更新《红石路街道主动公开事项目录》。", "红石路街道"),
        ("依照《高等学校信息公开办法》和《云岭学院信息公开目录》，我校加强公开。", "云岭学院"),
        # its level only, where the report is announced as that body's
        (
            "现公布县人民政府办公室2023年政府信息公开工作年度报告。县人民政府办公室认真落实。",
            "县人民政府办公室",
        ),
        # behind words of the sentence
        ("现就白石县人民政府2020年度政府信息公开情况报告如下：", "白石县人民政府"),
        ("特將雲嶺市水利局2020年度政府信息公開工作情況公佈如下：", "雲嶺市水利局"),
        ("本报告通过白石县地震局网站公布。请与我局秘书科联系。", "白石县地震局"),
        ("在县委的坚强领导下，红石乡认真落实条例。", "红石乡"),
        ("本年度，红石乡严格依照条例公开信息。", "红石乡"),
        ("红石路街道办事处全年主动公开政府信息12条。", "红石路街道办事处"),
        ("2011年度，云岭市共收到申请7件。", "云岭市"),
        ("全年编印《云岭市人民政府公报》8期。", "云岭市"),
        ("截至12月底，云岭左旗政府网站发布信息9条。我旗加强公开。", "云岭左旗"),
    ],
)
def test_naming_finds_the_body_in_the_text(text: str, told: str) -> None:
    assert name(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "我局认真贯彻落实条例，公开信息36条。",
        "由市政府办公室牵头组织业务培训。",
        "日常工作由领导小组下设办公室负责。",
        "2023年区政府门户网站共发布信息4796条，2023年，县政府办公室加强领导。",
        "请与党政综合办公室联系（电话：1234567）。",
        "按照《白石县人民政府办公室关于做好2022年政府信息公开工作年度报告编发工作的通知》，我镇编写报告。",
        # another body's work in a report whose own name never comes
        "2022年，白石县财政局认真公开预算。我镇加强领导。",
        "我乡按照《白石县政府信息公开办法》开展工作。",
        "确定市政府办公室为全市政府信息公开工作的主管部门。",
        # a verb before 县, 乡, 镇 that stand for the body itself
        "我县公开信息。充分发挥县政府网站作用。",
        "我乡加强宣传，增强了乡干部的意识，进一步提高乡干部水平。",
        "加强领导，成立了镇政务公开领导小组，成立以镇长为组长的小组。我镇",
        "我乡公开事项，汇总乡级事项清单。",
        "2024年，区水利局坚持公开。",
        "依照《高等学校信息公开办法》，我校加强公开。",
        "现公布县政府2023年政府信息公开工作年度报告。县政府要求，我局认真落实。",
        "我县公开信息，坚持县政府网站为主。首次在县政府网站发布，完成市政府门户网站改版。",
        "在《云岭市人民政府公报》刊登信息3条。",
        "我县加强公开，巧用县政府网站，活用县政府门户网站。",
    ],
)
def test_naming_makes_no_name_up(text: str) -> None:
    assert name(text) is None


def test_naming_takes_the_department_on_the_cover_for_the_writer() -> None:
    cover = "云岭市统计局•国家统计局云岭调查队"
    text = "本报告由云岭市统计局、国家统计局云岭调查队编制。"
    unit = find_unit("云岭市", None, text, cover)
    assert unit is not None
    assert (unit.name, unit.kind) == ("云岭市统计局", "department")
    alone = find_unit("云岭市", None, "本报告由云岭市数据局编制。", "云岭市人民政府")
    assert alone is not None
    assert alone.name == "云岭市"


def test_naming_prefers_the_name_with_its_place() -> None:
    text = "2025年，白石县应急管理局加强公开。"
    assert name(text, "应急管理局") == "白石县应急管理局"
    assert name("本报告根据条例编制。", "应急管理局") == "应急管理局"
    office = "2022年，白石县人民政府办公室按照条例推进。"
    assert name(office, "县政府办") == "白石县人民政府办公室"
    assert name("本报告根据条例编制。", "自治区人民政府办公厅") == "自治区人民政府办公厅"
    assert name("本报告根据条例编制。", "政府") is None


@pytest.mark.parametrize(
    ("page", "told", "kind"),
    [
        ("发布机构：白石县财政局", "白石县财政局", "department"),
        ("时间：2023-01-13 作者：红石镇人民政府 点击数：", "红石镇人民政府", "township"),
        ("发布机构：县政府办公室", None, None),
        ("发文机关: | 白石区高科园", "白石区高科园", "other"),
    ],
)
def test_naming_reads_the_page_last(page: str, told: str | None, kind: UnitKind | None) -> None:
    unit = find_unit(None, None, "本报告根据条例编制。", page)
    assert (unit.name if unit else None, unit.kind if unit else None) == (told, kind)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "2020年政府信息公开工作年度报告\n红石乡人民政府\n正文说的是一年的工作。",
            "红石乡人民政府",
        ),
        ("红石乡人民政府\n引言\n本报告根据条例编制，说的是一年的工作。", "红石乡人民政府"),
        ("红石乡2020年政府信息公开工作年度报告\n蓝石乡人民政府", None),
        ("县政府办公室\n本报告根据条例编制，说的是一年的工作。", None),
    ],
)
def test_naming_reads_a_cover(text: str, told: str | None) -> None:
    lines = read_lines(text)
    assert read_cover(lines, find_title(lines, text)) == told


def test_naming_looks_further_where_a_page_lost_its_title() -> None:
    items = "\n".join(f"（{n}）文件和规划" for n in range(1, 12))
    text = f"1、公开内容\n{items}\n（二）依申请公开情况\n2011年度，云岭市共收到申请7件。\n"
    text += "三、存在的主要问题及下一步打算\n信息公开不够及时。下一步我市将加强公开。"
    outline = read_outline(text, ())
    assert outline.unit is not None
    assert outline.unit.name == "云岭市"
