from __future__ import annotations

import pytest

from analysis.chrome import begins_footer, is_chrome, is_page_number


@pytest.mark.parametrize(
    "said",
    ["-1-", "— 3 —", "- 12 -", "3", "第 3 页", "第3页 共6页", "Page 3 - 年报", "P. 3", "3 / 6"],
)
def test_chrome_page_numbers_are_told(said: str) -> None:
    assert is_page_number(said)
    assert is_chrome(said)


@pytest.mark.parametrize("said", ["3件", "2023年", "1.加强领导", "100%", "Pa", "三", "1234"])
def test_chrome_figures_are_no_page_numbers(said: str) -> None:
    assert not is_page_number(said)


@pytest.mark.parametrize(
    "said",
    [
        "首页 > 政务公开 > 年报",
        "首页/ 政府信息公开/ 年报/ 正文",
        "当前位置：首页 > 年报",
        "您现在的位置：首页",
        "索引号：YL001/2023-0001",
        "索 引 号：",
        "| 索引号 | YL001 | 发文机构 | 红石乡 |",
        "访问量：",
        "点击数:",
        "字体：[大 中 小]",
        "【打印】",
        "登录",
        "发布时间：2023-01-16 10:00 来源：红石乡 浏览次数：12",
        "2023-01-16 10:00 来源：红石乡",
        "||||||||",
        "----------",
        "无障碍浏览",
    ],
)
def test_chrome_lines_are_told(said: str) -> None:
    assert is_chrome(said)


@pytest.mark.parametrize(
    "said",
    [
        "一、总体情况",
        "（一）主动公开",
        "无",
        "无。",
        "。",
        "2023年1月16日",
        "2022年，我乡公开信息36条。",
        "政府网站:发布信息120条",
        "来源于群众的建议12条，已全部答复。",
        "存在的问题：一是公开不够。",
    ],
)
def test_chrome_is_not_the_report(said: str) -> None:
    assert not is_chrome(said)


def test_chrome_footer_begins_with_the_page_and_not_with_the_report() -> None:
    assert begins_footer("上一篇：红石乡2021年年报")
    assert begins_footer("主办单位：白石县人民政府")
    assert begins_footer("网站地图 联系我们 版权声明")
    assert begins_footer("某公网安备 5100000000号")
    assert not begins_footer("主办培训班2期。")
    assert not begins_footer("无其他需要报告的事项。")
